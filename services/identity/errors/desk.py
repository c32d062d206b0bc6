"""The 3422 desk."""

from chassis.problems import Problem


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
