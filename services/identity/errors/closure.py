"""Closing a profile, coming back, having it erased."""

from chassis.problems import Problem
from services.identity.errors import HELP


class RecordUnknown(Problem):
    """Not one's own record, nor that of a child one represents; or no record at all: the same answer (MIN-14)."""

    code, status = "identity.not-found", 404
    title = "Cette page ou cet élément n'existe pas."
    detail = "Vérifiez l'adresse."


class ProfileNotOpen(Problem):
    """Only an activated profile can be closed."""

    code, status = "identity.profile-not-open", 409
    title = "Ce profil est déjà clôturé"
    detail = f"Pour l'utiliser de nouveau, connectez-vous : il vous sera proposé de le réactiver. {HELP}"


class NotClosed(Problem):
    """The profile is not closed any more: it was activated again meanwhile, or is being erased."""

    code, status = "identity.profile-not-closed", 409
    title = "Ce profil ne peut pas être réactivé"
    detail = f"Il l'a déjà été, ou ses données sont en cours de suppression. Connectez-vous pour le savoir. {HELP}"


class ReturnRefused(Problem):
    """The ticket of a login to a closed profile is unknown, spent or over."""

    code, status = "identity.return-refused", 401
    title = "Votre connexion n'est plus valable"
    detail = "Par sécurité, elle ne dure que 20 minutes. Connectez-vous de nouveau."


class DeletionUnderWay(Problem):
    """The data are being erased already."""

    code, status = "identity.deletion-under-way", 409
    title = "La suppression est déjà demandée"
    detail = f"Elle est en cours ; vous recevrez un message quand elle sera terminée. {HELP}"


class DeletionUnknown(Problem):
    """No deletion has this address."""

    code, status = "identity.deletion-unknown", 404
    title = "Suppression introuvable"
    detail = "Vérifiez l'adresse reçue par e-mail."


class PersonUnknown(Problem):
    """No person has this record."""

    code, status = "identity.person-unknown", 404
    title = "Personne introuvable"
    detail = "Vérifiez la personne choisie, puis recommencez."
