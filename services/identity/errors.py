"""What can go wrong here, one class per reaction, each with its problem code and the way out, in French.

Wherever a stranger may knock, one class stands for every reason: the answer must not tell which was wrong (ACT-22).
"""

from collections.abc import Mapping, Sequence

from chassis.problems import Problem

_HELP = "Besoin d'aide ? Appelez le 3422, service gratuit."


class IdentificationRefused(Problem):
    """Code, number or serial wrong, code expired or used, person unknown: one answer for all."""

    code, status = "identity.identification-refused", 401
    title = "Nous n'avons pas pu vous identifier"
    detail = (
        "Vérifiez le code provisoire, le numéro de sécurité sociale et le numéro de série de la carte Vitale."
        " Un code sert une seule fois et reste valable 6 semaines : si le vôtre est trop ancien,"
        f" générez un nouveau code provisoire. {_HELP}"
    )


class TooManyTries(Problem):
    """A pause is running for this target or this source."""

    code, status = "identity.too-many-tries", 429
    title = "Trop d'essais"

    def __init__(self, wait_s: int) -> None:
        detail = f"Patientez {spoken_delay(wait_s)} avant de réessayer. {_HELP}"
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
        super().__init__(detail=f"{done.get(state, 'Générez un nouveau code provisoire.')} {_HELP}")


class RecordUnknown(Problem):
    """Not one's own record, nor that of a child one represents; or no record at all: the same answer (MIN-14)."""

    code, status = "identity.not-found", 404
    title = "Cette page ou cet élément n'existe pas."
    detail = "Vérifiez l'adresse."


class ProfileNotOpen(Problem):
    """Only an activated profile can be closed."""

    code, status = "identity.profile-not-open", 409
    title = "Ce profil est déjà clôturé"
    detail = f"Pour l'utiliser de nouveau, connectez-vous : il vous sera proposé de le réactiver. {_HELP}"


class NotClosed(Problem):
    """The profile is not closed any more: it was activated again meanwhile, or is being erased."""

    code, status = "identity.profile-not-closed", 409
    title = "Ce profil ne peut pas être réactivé"
    detail = f"Il l'a déjà été, ou ses données sont en cours de suppression. Connectez-vous pour le savoir. {_HELP}"


class ReturnRefused(Problem):
    """The ticket of a login to a closed profile is unknown, spent or over."""

    code, status = "identity.return-refused", 401
    title = "Votre connexion n'est plus valable"
    detail = "Par sécurité, elle ne dure que 20 minutes. Connectez-vous de nouveau."


class DeletionUnderWay(Problem):
    """The data are being erased already."""

    code, status = "identity.deletion-under-way", 409
    title = "La suppression est déjà demandée"
    detail = f"Elle est en cours ; vous recevrez un message quand elle sera terminée. {_HELP}"


class DeletionUnknown(Problem):
    """No deletion has this address."""

    code, status = "identity.deletion-unknown", 404
    title = "Suppression introuvable"
    detail = "Vérifiez l'adresse reçue par e-mail."


class CannotOppose(Problem):
    """An activated space is closed from its settings, not opposed."""

    code, status = "identity.cannot-oppose", 409
    title = "Votre espace santé est déjà activé"
    detail = f"Pour ne plus l'utiliser, connectez-vous et fermez-le depuis vos paramètres. {_HELP}"


class PersonUnknown(Problem):
    """No person has this record."""

    code, status = "identity.person-unknown", 404
    title = "Personne introuvable"
    detail = "Vérifiez la personne choisie, puis recommencez."


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
    detail = f"Connectez-vous à votre propre espace, puis ajoutez le profil de votre enfant. {_HELP}"


class FieldsRefused(Problem):
    """What was chosen does not satisfy the rules; each field says why."""

    code, status = "identity.invalid-request", 422
    title = "Certaines informations sont à corriger"
    detail = "Corrigez les champs signalés, puis validez de nouveau."

    def __init__(self, faults: Mapping[str, Sequence[str]]) -> None:
        super().__init__(
            errors=[{"field": field, "message": message} for field, messages in faults.items() for message in messages]
        )


class FamilyConflict(Problem):
    """What is asked about a child's representatives cannot be done; `refusal` says why."""

    status = 409
    title = "Cette demande ne peut pas aboutir"

    def __init__(self, refusal: str) -> None:
        super().__init__(code=f"identity.{refusal}", detail=f"{_FAMILY_WAYS_OUT[refusal]} {_HELP}")


_FAMILY_WAYS_OUT = {
    "of-age": "Cette personne est majeure : elle seule peut utiliser son espace santé.",
    "not-a-child": "Seul le profil d'un enfant mineur se partage avec un second représentant légal.",
    "too-many-representatives": "Un enfant a au plus deux représentants légaux, et celui-ci en a déjà deux.",
    "invitation-pending": "Une invitation est déjà en cours pour cet enfant. Annulez-la avant d'en envoyer une autre.",
    "invitation-over": "Cette invitation n'est plus valable. Demandez à l'autre représentant légal de la renouveler.",
    "own-invitation": "Vous êtes déjà représentant légal de cet enfant : indiquez l'autre représentant.",
    "profile-closed": "Ce profil a été fermé : un représentant légal peut le rouvrir depuis ses paramètres.",
}


class LoginRefused(Problem):
    """Wrong password, unknown identifier, other space, disabled account: one answer for all (LOG-08)."""

    code, status = "identity.login-refused", 401
    title = "Connexion impossible"
    detail = (
        "L'identifiant ou le mot de passe n'est pas le bon. Si vous les avez oubliés,"
        f" générez un nouveau code provisoire pour en choisir d'autres. {_HELP}"
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
        f" et choisissez un nouveau mot de passe. {_HELP}"
    )


class SessionOver(Problem):
    """No cookie, or that of a session that ended, stayed unused 30 minutes or reached 12 hours."""

    code, status = "identity.session-over", 401
    title = "Votre session est terminée"
    detail = "Reconnectez-vous pour continuer."


class PasswordRefused(Problem):
    """The password asked for again is wrong: not a 401, the session itself is good."""

    code, status = "identity.password-refused", 403
    title = "Ce n'est pas votre mot de passe actuel"
    detail = f"Vérifiez votre saisie : majuscules et minuscules comptent. {_HELP}"


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
    detail = f"Vous n'avez pas encore d'identifiant : activez votre espace avec ce même code. {_HELP}"


class CallerUnknown(Problem):
    """The answers do not identify anybody: one refusal whatever was wrong, known or not."""

    code, status = "identity.caller-unknown", 404
    title = "Ces réponses n'identifient personne"
    detail = (
        "Vérifiez les réponses avec la personne, sans lui dire laquelle ne convient pas."
        " Si elle ne peut pas s'identifier, orientez-la vers un guichet France services ou vers sa caisse."
    )


class CallUnknown(Problem):
    """No open file of this agent has this id."""

    code, status = "identity.call-unknown", 404
    title = "Ce dossier d'appel n'est plus ouvert"
    detail = "Un dossier reste ouvert 30 minutes. Identifiez de nouveau la personne."


class CodeNeeded(Problem):
    """By telephone, an opposition takes the provisional code (ACT-26)."""

    code, status = "identity.code-needed", 409
    title = "Il faut le code provisoire de la personne"
    detail = (
        "Par téléphone, l'opposition se fait avec le code provisoire. Envoyez-en un nouveau, ou proposez un courrier."
    )


class ChangeUnknown(Problem):
    """No correction has this id."""

    code, status = "identity.change-unknown", 404
    title = "Cette demande de correction n'existe pas"
    detail = "Rechargez la liste."


class ChangeDecided(Problem):
    """Another agent decided first, or the proposal is older than a week."""

    code, status = "identity.change-decided", 409
    title = "Cette demande de correction est déjà close"
    detail = "Rechargez la liste ; au besoin, identifiez de nouveau la personne et recommencez."


class FourEyes(Problem):
    """Who proposes does not approve."""

    code, status = "identity.four-eyes", 409
    title = "Un autre conseiller doit décider"
    detail = "Vous avez proposé cette correction : un second conseiller doit l'approuver ou la refuser."


class ImportUnknown(Problem):
    """No import has this id."""

    code, status = "identity.import-unknown", 404
    title = "Import introuvable"
    detail = "Choisissez un import dans la liste."


class ImportNotDone(Problem):
    """Invitations wait for the end of the import."""

    code, status = "identity.import-not-done", 409
    title = "L'import n'est pas terminé"
    detail = "Attendez la fin de l'import, puis envoyez les invitations."


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


class OrganisationUnknown(Problem):
    """No organisation has this id."""

    code, status = "identity.organisation-unknown", 404
    title = "Organisation introuvable"
    detail = "Choisissez une organisation dans la liste."


class MachineAccountUnknown(Problem):
    """No machine account has this id."""

    code, status = "identity.machine-account-unknown", 404
    title = "Compte de logiciel introuvable"
    detail = "Choisissez un compte dans la fiche de son organisation."


class WaveUnknown(Problem):
    """No wave has this id."""

    code, status = "identity.wave-unknown", 404
    title = "Vague introuvable"
    detail = "Choisissez une vague dans la liste."


class WaveChanged(Problem):
    """Somebody changed the wave since it was read."""

    code, status = "identity.wave-changed", 412
    title = "Cette vague a changé entre-temps"
    detail = "Rechargez la page, puis recommencez."


class Overloaded(Problem):
    """No slot to compute a password hash in."""

    code, status = "identity.overloaded", 503
    title = "Le service est très demandé"
    detail = "Réessayez dans quelques secondes."
    retry_after = 5


def spoken_delay(seconds: int) -> str:
    """Return the delay as a person says it: seconds up to a minute, then minutes, rounded up."""
    if seconds <= 60:
        return f"{seconds} seconde{'s' if seconds > 1 else ''}"
    return f"{-(-seconds // 60)} minutes"


_MATCHES = {
    "unknown": (
        404,
        "Aucune personne n'a ce matricule.",
        "Vérifiez le matricule INS dans votre référentiel d'identités.",
    ),
    "different": (
        409,
        "Les traits d'identité ne correspondent pas à ce matricule.",
        "Vérifiez nom de naissance, premier prénom, date de naissance et sexe avec le téléservice INSi.",
    ),
    "not-open": (
        409,
        "Cette personne n'a pas encore d'espace santé.",
        "Son délai d'opposition n'est pas écoulé. Recommencez plus tard ; remettez-lui le document en attendant.",
    ),
    "opposed": (
        409,
        "Cette personne s'est opposée à la création de son espace santé.",
        "N'envoyez pas ce document : remettez-le-lui par un autre moyen.",
    ),
    "closed": (
        409,
        "Cette personne a fermé son espace santé.",
        "N'envoyez pas ce document : remettez-le-lui par un autre moyen.",
    ),
}


class MatchRefused(Problem):
    """Software may not deposit for the person it names, and is told precisely why (PSS-13)."""

    def __init__(self, outcome: str) -> None:
        status, title, detail = _MATCHES[outcome]
        super().__init__(f"identity.match-{outcome}", status, title, detail)
