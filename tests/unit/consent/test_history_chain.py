"""The chain of an activity history shows every mutation."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.consent.domain.history import ORIGIN, Act, Entry, Head, Performer, appended, faults

LEROUX = Performer(kind="professional", id="pro_1", display_name="Camille LEROUX", profession="Médecin", structure=None)
ACT = Act(
    event_id="019aab2e-0000-7000-8000-000000000001",
    record="rec_1",
    at="2026-11-22T09:00:00.000Z",
    actor=LEROUX,
    action="document-consulted",
    object={"kind": "document", "id": "doc_1", "type": "11488-4"},
    capacity="authorized",
    ground="care",
    grid="2024-09-25",
)


def chain_of(length: int) -> tuple[list[Entry], Head]:
    entries, head = [], Head()
    for index in range(length):
        entry, head = appended(head, replace(ACT, event_id=f"event-{index}"))
        entries.append(entry)
    return entries, head


lengths = st.integers(1, 12)


def test_the_digest_is_the_one_anybody_else_computes() -> None:
    entry, _ = appended(Head(), ACT)
    assert entry.prev_hash == ORIGIN
    canonical = (
        '{"action":"document-consulted",'
        '"actor":{"display_name":"Camille LEROUX","id":"pro_1","kind":"professional",'
        '"profession":"Médecin","structure":null},'
        '"at":"2026-11-22T09:00:00.000Z","capacity":"authorized","event_id":"019aab2e-0000-7000-8000-000000000001",'
        '"grid":"2024-09-25","ground":"care","number":1,'
        '"object":{"id":"doc_1","kind":"document","type":"11488-4"},'
        f'"prev_hash":"{"0" * 64}","record":"rec_1"}}'
    )
    assert entry.hash == hashlib.sha256(canonical.encode()).hexdigest()


@given(st.integers(0, 12))
@pytest.mark.feature("HIS-07")
def test_a_chain_that_nobody_touched_holds(length: int) -> None:
    assert faults(*chain_of(length)) == []


CHANGES = {
    "event_id": "other",
    "record": "rec_2",
    "at": "2026-11-22T09:00:00.001Z",
    "actor": replace(LEROUX, display_name="Camille LEROUY"),
    "action": "documents-listed",
    "object": None,
    "capacity": "author",
    "ground": None,
    "grid": None,
}


@given(lengths, st.data())
@pytest.mark.feature("HIS-07")
def test_an_edited_entry_is_found(length: int, data: st.DataObject) -> None:
    entries, head = chain_of(length)
    index = data.draw(st.integers(0, length - 1))
    field = data.draw(st.sampled_from(sorted(CHANGES)))
    edited = replace(entries[index].act, **{field: CHANGES[field]})
    entries[index] = replace(entries[index], act=edited)
    assert {"altered"} == {fault.what for fault in faults(entries, head)}
    assert faults(entries, head)[0].number == index + 1


@given(lengths, st.data())
def test_an_edited_entry_with_its_hash_made_anew_is_found(length: int, data: st.DataObject) -> None:
    entries, head = chain_of(length)
    index = data.draw(st.integers(0, length - 1))
    before = Head(index, entries[index].prev_hash)
    entries[index], _ = appended(before, replace(entries[index].act, ground=None))
    assert faults(entries, head)


@given(lengths, st.data())
@pytest.mark.feature("HIS-07")
def test_a_dropped_entry_is_found_at_the_end_too(length: int, data: st.DataObject) -> None:
    entries, head = chain_of(length)
    del entries[data.draw(st.integers(0, length - 1))]
    assert faults(entries, head)


@given(st.integers(2, 12), st.data())
def test_reordered_entries_are_found(length: int, data: st.DataObject) -> None:
    entries, head = chain_of(length)
    moved = data.draw(st.permutations(entries).filter(lambda order: order != entries))
    renumbered = [replace(entry, number=index + 1) for index, entry in enumerate(moved)]
    assert faults(moved, head)
    assert faults(renumbered, head)


@given(lengths, st.data())
def test_a_chain_cut_short_is_found(length: int, data: st.DataObject) -> None:
    entries, head = chain_of(length)
    kept = data.draw(st.integers(0, length - 1))
    assert faults(entries[:kept], head)[-1].what == "head-differs"


def test_an_entry_added_at_the_end_without_the_head_is_found() -> None:
    entries, head = chain_of(3)
    added, _ = appended(head, ACT)
    assert faults([*entries, added], head)
