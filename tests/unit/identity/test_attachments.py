"""What a file of the insurer withdraws: what a parent's whole list leaves out, and never more (MIN-08)."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.attachments import Tellings, Told, withdrawn

PARENTS, CHILDREN = ["inaya", "karim", "fanny"], ["lola", "tom", "zoe"]
LINES = st.lists(
    st.builds(
        Told,
        st.sampled_from(PARENTS),
        st.frozensets(st.sampled_from(CHILDREN)),
        listed=st.booleans(),
        doubtful=st.booleans(),
    ),
    max_size=5,
)
ATTACHED = st.dictionaries(st.sampled_from(CHILDREN), st.frozensets(st.sampled_from(PARENTS), max_size=2))


def told(*lines: Told) -> Tellings:
    tellings = Tellings()
    for line in lines:
        tellings.note(line)
    return tellings


@pytest.mark.feature("MIN-08")
def test_a_child_left_out_of_the_whole_list_is_not_attached_any_more() -> None:
    attached = {"lola": ["inaya", "karim"], "tom": ["inaya"]}
    listed = Told("inaya", frozenset({"tom"}), listed=True)
    assert withdrawn(told(listed), attached) == {"lola": {"inaya"}}
    assert withdrawn(told(Told("inaya", listed=True)), attached) == {"lola": {"inaya"}, "tom": {"inaya"}}


@pytest.mark.feature("MIN-08")
@pytest.mark.parametrize(
    "lines",
    [
        [],
        [Told("inaya", frozenset({"tom"}))],
        [Told("karim", frozenset({"lola"}), listed=True)],
        [Told("inaya", frozenset({"tom"}), listed=True, doubtful=True)],
        [Told("inaya", frozenset({"tom"}), listed=True), Told("inaya", frozenset({"lola"}))],
        [Told("inaya", frozenset({"tom"}), listed=True), Told("inaya", frozenset({"lola"}), listed=True)],
    ],
    ids=[
        "nothing said",
        "no list",
        "the other parent's list",
        "a list read in part",
        "a line of the child",
        "two lists",
    ],
)
def test_nothing_else_withdraws_anything(lines: list[Told]) -> None:
    for order in permutations(lines):
        assert withdrawn(told(*order), {"lola": ["inaya", "karim"], "tom": ["inaya"]}) == {}


@pytest.mark.feature("MIN-08")
@given(LINES, ATTACHED)
def test_the_order_of_lines_never_matters_and_what_a_line_says_stays(
    lines: list[Told], attached: dict[str, frozenset[str]]
) -> None:
    gone = withdrawn(told(*lines), attached)
    assert gone == withdrawn(told(*reversed(lines)), attached)
    for child, parents in gone.items():
        assert parents <= attached[child]
        for parent in parents:
            of_parent = [line for line in lines if line.parent == parent]
            assert any(line.listed for line in of_parent)
            assert not any(line.doubtful or child in line.children for line in of_parent)
