"""What can go wrong in the profile: one class per reaction, in words that say what to do."""

from collections.abc import Mapping

from chassis.problems import Problem


class NotFound(Problem):
    """No such record or entry for this person: unknown, another's or shut, all alike."""

    code, status = "profile.not-found", 404
    # Word for word what the house answers for an address that nothing has: nobody can tell them apart.
    title = "Cette page ou cet élément n'existe pas."
    detail = "Vérifiez l'adresse."


class NoAccess(Problem):
    """A professional without a relation, or blocked: the answer does not tell which (C-11)."""

    code, status = "profile.no-access", 403
    title = "Vous n'avez pas accès à ce dossier."
    detail = "Déclarez la prise en charge du patient, avec son accord, avant de consulter son dossier."


class ProfessionRefused(Problem):
    """No section of the profile is open to the profession (GRD-05)."""

    code, status = "profile.profession-refused", 403
    title = "La matrice d'habilitation n'ouvre pas le profil médical à votre profession."
    detail = "Les documents que votre profession peut lire restent accessibles."


class ReadOnly(Problem):
    """Professionals add vaccinations when they care for the person, and nothing else (PRO-10, EMG-06)."""

    code, status = "profile.read-only", 403
    title = "Vous ne pouvez pas écrire dans cette rubrique."
    detail = "Un professionnel qui prend en charge le patient peut ajouter une vaccination, et corriger les siennes."


class RightsUnknown(Problem):
    """Rights may be stale, and stale means no."""

    code, status, retry_after = "profile.rights-unknown", 503, 2
    title = "Vos droits d'accès ne peuvent pas être vérifiés pour le moment."
    detail = "Par sécurité, le profil n'est pas affiché. Réessayez dans quelques secondes."


class Busy(Problem):
    """Others write in the same profile at the same moment, again and again."""

    code, status, retry_after = "profile.busy", 503, 1
    title = "Le profil est en cours de modification."
    detail = "Rien n'a été enregistré. Réessayez dans un instant."


class VersionChanged(Problem):
    """The entry was changed since it was read."""

    code, status = "profile.version-changed", 412
    title = "Cet élément a été modifié entre-temps."
    detail = "Relisez-le, puis recommencez votre modification."


class SectionFull(Problem):
    """A section holds a bounded number of entries."""

    code, status = "profile.section-full", 409
    title = "Cette rubrique est pleine."
    detail = "Supprimez des éléments qui ne servent plus, puis recommencez."


class SectionNotEmpty(Problem):
    """Nothing to declare, and entries below."""

    code, status = "profile.section-not-empty", 409
    title = "Cette rubrique contient déjà des éléments."
    detail = "Supprimez-les avant d'indiquer que vous n'avez rien à déclarer."


class InvalidRequest(Problem):
    """Well-formed, but some fields make no sense in their section."""

    code, status = "profile.invalid-request", 422
    title = "Certaines informations sont à corriger."
    detail = "Corrigez les champs indiqués puis recommencez."

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(errors=[{"field": name, "message": message} for name, message in faults.items()])
