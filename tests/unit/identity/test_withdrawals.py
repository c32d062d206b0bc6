"""How much a file withdraws, counted part by part, and when that is too much to be believed (MIN-08)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.attachments import Told, withdrawn
from services.identity.domain.losses import BELIEVED_ANYWAY, BELIEVED_SHARE, are_plausible
from services.identity.domain.withdrawals import Loss, lost

PARENTS, CHILDREN = ["inaya", "karim", "fanny", "ali"], ["lola", "tom", "zoe"]
FILE = st.lists(
    st.builds(
        Told,
        st.sampled_from(PARENTS),
        st.frozensets(st.sampled_from(CHILDREN)),
        listed=st.booleans(),
        doubtful=st.booleans(),
    ),
    unique_by=lambda told: told.parent,
)
ATTACHED = st.dictionaries(st.sampled_from(CHILDREN), st.frozensets(st.sampled_from(PARENTS), min_size=1, max_size=2))


@pytest.mark.feature("MIN-08")
def test_a_child_that_loses_both_parents_is_one_child() -> None:
    attached = {"lola": ["inaya", "karim"], "tom": ["inaya"], "zoe": ["fanny"]}
    told = [Told("inaya", listed=True), Told("karim", listed=True), Told("fanny", frozenset({"zoe"}), listed=True)]
    assert lost(told, [], attached) == Loss(attachments=3, children=2, parents=2, listed=4)
    # Of a parent without a list nothing is withdrawn, and nothing is known that it could be compared with.
    assert lost([Told("inaya", frozenset({"tom"}))], [], attached) == Loss()
    doubtful = Told("inaya", frozenset({"tom"}), listed=True, doubtful=True)
    assert lost([doubtful], [], attached) == Loss(listed=2)


@pytest.mark.feature("MIN-08")
@given(FILE, ATTACHED, st.integers(0, 4))
def test_the_parts_of_a_file_add_up_to_what_it_withdraws(
    file: list[Told], attached: dict[str, frozenset[str]], cut: int
) -> None:
    def part(told: list[Told]) -> Loss:
        parents = {each.parent for each in told}
        near = {child: of for child, of in attached.items() if of & parents}
        return lost(told, [each for each in file if each not in told], near)

    first, second = part(file[:cut]), part(file[cut:])
    gone = withdrawn(file, attached)
    assert first.attachments + second.attachments == sum(map(len, gone.values()))
    assert first.children + second.children == len(gone)
    assert first.parents + second.parents == len({parent for parents in gone.values() for parent in parents})
    assert first.attachments <= first.listed


@pytest.mark.feature("MIN-08", "PSS-01")
@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_few_or_a_small_share_is_believed_and_more_never_is_where_less_is_not(lost: int, more: int) -> None:
    known = lost + more
    assert are_plausible(lost, known) == (lost <= BELIEVED_ANYWAY or lost <= BELIEVED_SHARE * known)
    assert are_plausible(lost, known) or not are_plausible(lost + 1, known + 1)
    assert are_plausible(lost, known + 1) or not are_plausible(lost, known)
