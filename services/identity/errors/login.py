"""Logging in, with a password or through Pro Santé Connect."""

from chassis.problems import Problem
from services.identity.errors import HELP


class LoginRefused(Problem):
    """Wrong password, unknown identifier, other space, disabled account: one answer for all (LOG-08)."""

    code, status = "identity.login-refused", 401
    title = "Connexion impossible"
    detail = (
        "L'identifiant ou le mot de passe n'est pas le bon. Si vous les avez oubliés,"
        f" générez un nouveau code provisoire pour en choisir d'autres. {HELP}"
    )


class LoginUnknown(Problem):
    """No such login in progress."""

    code, status = "identity.login-unknown", 404
    title = "Cette connexion n'est plus en cours"
    detail = "Saisissez de nouveau votre identifiant et votre mot de passe."


class LoginCodeRefused(Problem):
    """Wrong, expired, replaced or used code: one answer for all (LOG-07)."""

    code, status = "identity.code-refused", 401
    title = "Ce code n'est pas valable"
    detail = (
        "Un code sert une seule fois, pendant 5 minutes, et seul le dernier envoyé compte."
        " Vérifiez-le ou demandez-en un nouveau ; après 5 essais, reprenez la connexion au début."
    )


class FactorDisabled(Problem):
    """A hundred wrong codes in a row: the person has to identify again."""

    code, status = "identity.factor-disabled", 401
    title = "L'envoi de codes est suspendu pour ce compte"
    detail = (
        "Trop de codes faux ont été saisis. Pour reprendre la main, générez un nouveau code provisoire"
        f" et choisissez un nouveau mot de passe. {HELP}"
    )


class SessionOver(Problem):
    """No cookie, or that of a session that ended, stayed unused 30 minutes or reached 12 hours."""

    code, status = "identity.session-over", 401
    title = "Votre session est terminée"
    detail = "Reconnectez-vous pour continuer."


class FederationOff(Problem):
    """No provider is named in the settings."""

    code, status = "identity.federation-off", 404
    title = "Cette façon de se connecter n'est pas proposée ici"
    detail = "Connectez-vous avec votre identifiant."


class FederationRefused(Problem):
    """State, code, token or claims that prove nothing, or somebody who left the directory: one answer for all."""

    code, status = "identity.federation-refused", 401
    title = "La connexion avec Pro Santé Connect n'a pas abouti"
    detail = (
        "Recommencez depuis la page de connexion. Si le refus persiste, vérifiez votre situation"
        " dans l'Annuaire Santé auprès de votre ordre ou de l'autorité d'enregistrement."
    )

    def __init__(self, reason: str = "") -> None:
        self.reason = reason  # for the log, never for the answer
        super().__init__()


class FederationUnavailable(Problem):
    """The provider does not answer."""

    code, status = "identity.federation-unavailable", 503
    title = "Pro Santé Connect ne répond pas"
    detail = "Réessayez dans quelques minutes."
    retry_after = 30


class Overloaded(Problem):
    """No slot to compute a password hash in."""

    code, status = "identity.overloaded", 503
    title = "Le service est très demandé"
    detail = "Réessayez dans quelques secondes."
    retry_after = 5
