"""What can go wrong in consent, one class per reaction."""

from chassis.problems import Problem


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


class GridUnknown(Problem):
    """No authorization grid is loaded yet."""

    code, status = "consent.grid-unknown", 404
    title = "La grille d'autorisation n'est pas encore publiée."
    detail = "Réessayez plus tard."


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


class GridRefused(Exception):
    """A grid file that cannot be loaded; `problems` says everything that is wrong."""

    log_safe = True

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))
