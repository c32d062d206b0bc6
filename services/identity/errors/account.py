"""The account's settings, and what its fields refuse."""

from collections.abc import Mapping, Sequence

from chassis.problems import Problem
from services.identity.errors import HELP


class FieldsRefused(Problem):
    """What was chosen does not satisfy the rules; each field says why."""

    code, status = "identity.invalid-request", 422
    title = "Certaines informations sont à corriger"
    detail = "Corrigez les champs signalés, puis validez de nouveau."

    def __init__(self, faults: Mapping[str, Sequence[str]]) -> None:
        super().__init__(
            errors=[{"field": field, "message": message} for field, messages in faults.items() for message in messages]
        )


class PasswordRefused(Problem):
    """The password asked for again is wrong: not a 401, the session itself is good."""

    code, status = "identity.password-refused", 403
    title = "Ce n'est pas votre mot de passe actuel"
    detail = f"Vérifiez votre saisie : majuscules et minuscules comptent. {HELP}"


class ChangeRefused(Problem):
    """Wrong, expired or used code, change unknown or another's: one answer for all."""

    code, status = "identity.change-refused", 404
    title = "Ce code n'est pas valable"
    detail = "Vérifiez le dernier code reçu ; après 15 minutes ou 5 essais, recommencez le changement."


class AccountChanged(Problem):
    """Somebody wrote to the same person at the same instant."""

    code, status = "identity.account-changed", 503
    title = "Votre compte vient d'être modifié"
    detail = "Réessayez dans un instant."
    retry_after = 1


class SessionUnknown(Problem):
    """No session of this account has this id."""

    code, status = "identity.session-unknown", 404
    title = "Cette session n'existe pas"
    detail = "Elle est peut-être déjà terminée. Rechargez la liste."


class NothingToRecover(Problem):
    """The identified person has no open space: they activate it instead."""

    code, status = "identity.nothing-to-recover", 409
    title = "Votre espace santé n'est pas encore activé"
    detail = f"Vous n'avez pas encore d'identifiant : activez votre espace avec ce même code. {HELP}"
