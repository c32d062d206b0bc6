"""Proving who one is with a code, and answering the invitation."""

from chassis.problems import Problem
from services.identity.errors import HELP


class IdentificationRefused(Problem):
    """Code, number or serial wrong, code expired or used, person unknown: one answer for all."""

    code, status = "identity.identification-refused", 401
    title = "Nous n'avons pas pu vous identifier"
    detail = (
        "Vérifiez le code provisoire, le numéro de sécurité sociale et le numéro de série de la carte Vitale."
        " Un code sert une seule fois et reste valable 6 semaines : si le vôtre est trop ancien,"
        f" générez un nouveau code provisoire. {HELP}"
    )


class TooManyTries(Problem):
    """A pause is running for this target or this source."""

    code, status = "identity.too-many-tries", 429
    title = "Trop d'essais"

    def __init__(self, wait_s: int) -> None:
        detail = f"Patientez {spoken_delay(wait_s)} avant de réessayer. {HELP}"
        super().__init__(detail=detail, retry_after=wait_s)


class TicketRefused(Problem):
    """The ticket of an identification is unknown or over."""

    code, status = "identity.ticket-refused", 401
    title = "Votre identification n'est plus valable"
    detail = "Par sécurité, elle ne dure que 20 minutes. Identifiez-vous de nouveau avec votre code provisoire."


class AlreadyAnswered(Problem):
    """The code was used between identification and choice: someone chose first, and only once."""

    code, status = "identity.already-answered", 409
    title = "Ce code a déjà servi"

    def __init__(self, state: str) -> None:
        done = {
            "activated": "Cet espace santé vient d'être activé avec ce code. Connectez-vous avec votre identifiant.",
            "opposed": "Une opposition vient d'être enregistrée avec ce code."
            " Vous pouvez changer d'avis : générez un nouveau code provisoire.",
            "closed": "Cet espace santé est fermé. Pour l'activer, générez un nouveau code provisoire.",
        }
        super().__init__(detail=f"{done.get(state, 'Générez un nouveau code provisoire.')} {HELP}")


class CannotOppose(Problem):
    """An activated space is closed from its settings, not opposed."""

    code, status = "identity.cannot-oppose", 409
    title = "Votre espace santé est déjà activé"
    detail = f"Pour ne plus l'utiliser, connectez-vous et fermez-le depuis vos paramètres. {HELP}"


class OppositionRefused(Problem):
    """An agent cannot record this opposition: the space has been opened, or refused before."""

    code, status = "identity.opposition-refused", 409
    title = "L'opposition n'a pas été enregistrée"

    def __init__(self, state: str) -> None:
        done = {
            "activated": "Cet espace santé est activé : la personne peut le fermer depuis ses paramètres.",
            "opposed": "Une opposition est déjà enregistrée pour cette personne.",
            "closed": "Cet espace santé est déjà fermé.",
        }
        super().__init__(detail=done[state])


class MinorCannotActivate(Problem):
    """A minor's space has no login of its own (MIN-14)."""

    code, status = "identity.minor", 409
    title = "L'espace d'un enfant s'ouvre depuis celui de son parent"
    detail = f"Connectez-vous à votre propre espace, puis ajoutez le profil de votre enfant. {HELP}"


def spoken_delay(seconds: int) -> str:
    """Return the delay as a person says it: seconds up to a minute, then minutes, rounded up."""
    if seconds <= 60:
        return f"{seconds} seconde{'s' if seconds > 1 else ''}"
    return f"{-(-seconds // 60)} minutes"
