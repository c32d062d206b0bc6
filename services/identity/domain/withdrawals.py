"""How much a file withdraws, and who decides when that is too much to be believed (MIN-08). Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.identity.domain.attachments import Told, withdrawn


class Stage(StrEnum):
    """How far an import is with what its file leaves out."""

    COUNTING = "counting"
    BELIEVED = "believed"
    HELD = "held"
    CONFIRMING = "confirming"
    CONFIRMED = "confirmed"
    DROPPING = "dropping"
    DROPPED = "dropped"

    @property
    def came_before_an_operator(self) -> bool:
        """Whether it was too much to be believed."""
        return self not in (Stage.COUNTING, Stage.BELIEVED)


class Decision(StrEnum):
    """What an operator says of withdrawals that are held."""

    CONFIRM = "confirm"
    DROP = "drop"


CARRIED_OUT = {
    Decision.CONFIRM: (Stage.CONFIRMING, Stage.CONFIRMED),
    Decision.DROP: (Stage.DROPPING, Stage.DROPPED),
}
"""By decision, the stage while it is carried out and the one after."""


@dataclass(frozen=True)
class Loss:
    """What a file withdraws: attachments (of one child to one parent), and of how many different children and parents.

    `listed`: the attachments held by the parents whose children the file lists, those it withdraws among them.
    """

    attachments: int = 0
    children: int = 0
    parents: int = 0
    listed: int = 0


def lost(told: Collection[Told], others: Iterable[Told], attached: Mapping[str, Collection[str]]) -> Loss:
    """What a part of a file withdraws; parts of no common parent add up to the whole, a child of two parents once.

    `attached`: by child, all parents of the children of those in `told`; `others`: what the file says of the rest of
    these parents.
    """
    listing = {each.parent for each in told if each.listed}
    gone = withdrawn([*told, *others], attached)
    ties = [(child, parent) for child, parents in gone.items() for parent in parents if parent in listing]
    return Loss(
        attachments=len(ties),
        children=sum(min(parents) in listing for parents in gone.values()),
        parents=len({parent for _, parent in ties}),
        listed=sum(parent in listing for parents in attached.values() for parent in parents),
    )
