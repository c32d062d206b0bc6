"""What can go wrong in consent, one class per reaction."""

from chassis.problems import Problem
from services.consent.domain.grid import GridFlaw


class RecordUnknown(Problem):
    """No such record, a refused one, or one of somebody else: the same answer for all (ACT-28)."""

    code, status = "consent.record-unknown", 404
    title = "Ce dossier est introuvable."
    detail = "Vérifiez l'adresse de la page, ou recherchez de nouveau la personne."


class ProfessionalUnknown(Problem):
    """The professional was never in contact with the record (ACC-06)."""

    code, status = "consent.professional-unknown", 404
    title = "Ce professionnel est introuvable."
    detail = "Vous pouvez agir sur les professionnels avec qui vous avez déjà été en contact."


class AccessUnknown(Problem):
    """The professional has no access to the record."""

    code, status = "consent.no-access", 404
    title = "Vous n'avez pas d'accès à ce dossier."
    detail = "Déclarez la prise en charge de la personne, avec son accord."


class AccessRefused(Problem):
    """The person blocked the professional: nothing they declare opens the record (C-11, C-14)."""

    code, status = "consent.access-refused", 403
    title = "L'accès à ce dossier vous est refusé."
    detail = "La personne n'autorise pas votre accès. Elle seule peut revenir sur ce choix."


class AccessOpenAlready(Problem):
    """An authorised professional asks for an emergency access, which would give them less than they have."""

    code, status = "consent.access-open", 409
    title = "Ce dossier vous est déjà ouvert."
    detail = "Vous y avez accès avec l'accord de la personne : ouvrez-le normalement."


class EmergencyClosed(Problem):
    """The person has not allowed this ground of emergency access (EMG-05)."""

    code, status = "consent.emergency-closed", 403
    title = "L'accès en urgence à ce dossier n'est pas possible."
    detail = "La personne n'a pas autorisé cet accès. Si elle peut s'exprimer, demandez-lui son accord."


class RegulatorsOnly(Problem):
    """The ground of an emergency call is for regulating doctors of a SAMU-Centre 15 (EMG-09)."""

    code, status = "consent.regulators-only", 403
    title = "Ce motif est réservé aux médecins régulateurs du Samu-Centre 15."
    detail = "Si l'état de la personne présente un risque immédiat pour sa santé, choisissez ce motif."


class TooManyEmergencies(Problem):
    """More emergency accesses were asked for than one professional ever needs; it has been raised."""

    code, status, retry_after = "consent.too-many-emergencies", 429, 600
    title = "Vous avez demandé trop d'accès en urgence."
    detail = "Ces demandes ont été signalées au médecin responsable. Réessayez plus tard, ou appelez le support."


class EmergencyUnknown(Problem):
    """No such emergency access, or it was reviewed already."""

    code, status = "consent.emergency-unknown", 404
    title = "Cet accès en urgence est introuvable."
    detail = "Il a peut-être déjà été revu. Rechargez la liste."


class OfficersOnly(Problem):
    """Emergency accesses are reviewed by a doctor whom the operator appointed."""

    code, status = "consent.officers-only", 403
    title = "Cette page est réservée au médecin responsable."
    detail = "Demandez à être désigné comme médecin responsable de la revue des accès en urgence."


class NotEligible(Problem):
    """Only an authorised professional who has read the record in normal care can be administrator (ADM-02, ADM-08)."""

    code, status = "consent.not-eligible", 409
    title = "Ce professionnel ne peut pas être administrateur de votre espace."
    detail = "Choisissez un professionnel autorisé, qui s'est déjà connecté à votre espace."


class AdministratorChosen(Problem):
    """There is at most one administrator (ADM-09, C-16)."""

    code, status = "consent.administrator-chosen", 409
    title = "Vous avez déjà un administrateur."
    detail = "Retirez d'abord ce rôle à l'administrateur actuel, puis choisissez le nouveau."


class NotForAdministrator(Problem):
    """An administrator helps, and does not decide in the person's place (ADM-10)."""

    code, status = "consent.not-for-administrator", 403
    title = "Un administrateur ne peut pas faire cela."
    detail = "Seule la personne peut le faire, depuis ses paramètres de confidentialité."


class GridUnknown(Problem):
    """No authorization grid is loaded yet."""

    code, status = "consent.grid-unknown", 404
    title = "La grille d'autorisation n'est pas encore publiée."
    detail = "Réessayez plus tard."


class GridNotApplicable(Problem):
    """A proposal that changes nothing, names cells that are not there, or begins in the past."""

    code, status = "consent.grid-not-applicable", 422
    title = "Cette version de la grille ne peut pas être proposée."
    detail = "Elle doit changer au moins une case d'une version existante, et commencer aujourd'hui ou plus tard."


class GridFileRefused(Problem):
    """A grid file that does not hold together; `errors` names what is wrong with it: which type or column, and how."""

    code, status = "consent.grid-file-refused", 422
    title = "Ce fichier n'est pas une grille qui puisse être publiée."
    detail = "Corrigez-le, puis proposez-le de nouveau."

    def __init__(self, flaws: list[GridFlaw]) -> None:
        told = ((flaw.about, _FLAWS[flaw.kind].format(flaw.about)) for flaw in flaws)
        super().__init__(errors=[{"field": field, "message": message} for field, message in told])


class GridTaken(Problem):
    """A version or a proposal has this name: past decisions name the version they used."""

    code, status = "consent.grid-taken", 409
    title = "Une version de la grille porte déjà ce nom."
    detail = "Donnez un autre nom à votre proposition, par exemple la date suivie d'un point et d'un numéro."


class OwnProposal(Problem):
    """Who approves a version is not who proposed it."""

    code, status = "consent.own-proposal", 403
    title = "Vous ne pouvez pas approuver votre propre proposition."
    detail = "Un autre opérateur doit la relire et l'approuver."


class EntryUnknown(Problem):
    """No such entry in this history, or one that the reader may not know of."""

    code, status = "consent.entry-unknown", 404
    title = "Cette ligne d'historique est introuvable."
    detail = "Rechargez l'historique, puis réessayez."


class PageUnknown(Problem):
    """The cursor is none of this list."""

    code, status = "consent.invalid-request", 422
    title = "La demande contient des erreurs."
    detail = "Reprenez la liste depuis le début."

    def __init__(self) -> None:
        super().__init__(errors=[{"field": "cursor", "message": "Cette page n'existe pas."}])


class FileUnknown(Problem):
    """Nothing was ever published under this name."""

    code, status = "consent.file-unknown", 404
    title = "Ce fichier n'a pas été publié."
    detail = "Vérifiez l'empreinte : elle est écrite dans un relevé publié."


class TooManyEntries(Problem):
    """The search finds more than fits on paper."""

    code, status = "consent.too-many-entries", 422
    title = "Il y a trop d'actions pour un document PDF."
    detail = "Choisissez une période plus courte, ou téléchargez le tableau (CSV)."


class DirectoryBehind(Problem):
    """The directory entry of the professional has not arrived yet: an act without a name is not recorded (HIS-06)."""

    code, status = "consent.directory-behind", 503
    title = "Votre fiche d'annuaire n'est pas encore arrivée."
    detail = "Réessayez dans quelques secondes."
    retry_after = 1


_FLAWS = {
    "not a grid: {}": "Ce contenu n'est pas une grille.",
    "type {} appears twice": "Le type « {} » apparaît deux fois.",
    "column {} appears twice": "La colonne « {} » apparaît deux fois.",
    "unknown column {}": "La colonne « {} » n'existe pas.",
    "profession {} belongs to two columns": "La profession « {} » appartient à deux colonnes.",
}
"""What can be wrong with a grid: in English for operators' commands, in French for their screens."""


class GridInForce(Exception):
    """A version was published: what follows is proposed by one operator and approved by another (GRD-07)."""

    log_safe = True

    def __init__(self, name: str) -> None:
        super().__init__(
            f"version {name} is in force; another is proposed and approved at /ops/grille, by two operators"
        )
