"""Acting for a child."""

from chassis.problems import Problem
from services.identity.errors import HELP


class FamilyConflict(Problem):
    """What is asked about a child's representatives cannot be done; `refusal` says why."""

    status = 409
    title = "Cette demande ne peut pas aboutir"

    def __init__(self, refusal: str) -> None:
        super().__init__(code=f"identity.{refusal}", detail=f"{_FAMILY_WAYS_OUT[refusal]} {HELP}")


_FAMILY_WAYS_OUT = {
    "of-age": "Cette personne est majeure : elle seule peut utiliser son espace santé.",
    "not-a-child": "Seul le profil d'un enfant mineur se partage avec un second représentant légal.",
    "too-many-representatives": "Un enfant a au plus deux représentants légaux, et celui-ci en a déjà deux.",
    "right-withdrawn": "Une décision de justice a mis fin à votre droit d'agir pour cet enfant. Si elle a changé,"
    " envoyez la nouvelle décision par courrier.",
    "invitation-pending": "Une invitation est déjà en cours pour cet enfant. Annulez-la avant d'en envoyer une autre.",
    "invitation-over": "Cette invitation n'est plus valable. Demandez à l'autre représentant légal de la renouveler.",
    "own-invitation": "Vous êtes déjà représentant légal de cet enfant : indiquez l'autre représentant.",
    "profile-closed": "Ce profil a été fermé : un représentant légal peut le rouvrir depuis « Profils ».",
}
