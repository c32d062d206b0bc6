"""What a file of the insurer says of who is attached to whom, and what it thereby withdraws (MIN-08). Pure.

The list of a parent's children is complete: who was attached to that parent and is not in it is not any more. A line
without that list says nothing of attachments, and a child's own line (`parent_nir`) only adds. All that a file says of
one parent counts together, wherever its lines stand.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """What a file said of one parent so far; persons are named by their records.

    `listed`: it gave the whole list of their children. `doubtful`: a child of theirs could not be taken in.
    """

    parent: str
    children: frozenset[str] = frozenset()
    listed: bool = False
    doubtful: bool = False

    def together_with(self, other: "Told") -> "Told":
        """What two lines about one parent say; their order does not matter."""
        return Told(
            self.parent, self.children | other.children, self.listed or other.listed, self.doubtful or other.doubtful
        )

    @property
    def names_nobody(self) -> bool:
        """Whether this can only withdraw what is attached already."""
        return not self.children and not self.doubtful

    def leaves_out(self, child: str) -> bool:
        """Tell whether the file withdraws a child's attachment to this parent: never on a list read in part."""
        return self.listed and not self.doubtful and child not in self.children


@dataclass
class Tellings:
    """What some lines said, by parent."""

    _by_parent: dict[str, Told] = field(default_factory=dict)

    def note(self, told: Told) -> None:
        """Add what one more line says."""
        before = self._by_parent.get(told.parent)
        self._by_parent[told.parent] = before.together_with(told) if before else told

    def __iter__(self) -> Iterator[Told]:
        return iter(self._by_parent.values())


def withdrawn(told: Iterable[Told], attached: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """By child, the parents among `attached` (child to parents) that a file which has been read whole leaves out."""
    by_parent = {each.parent: each for each in told}
    gone = {
        child: frozenset(parent for parent in parents if parent in by_parent and by_parent[parent].leaves_out(child))
        for child, parents in attached.items()
    }
    return {child: parents for child, parents in gone.items() if parents}
