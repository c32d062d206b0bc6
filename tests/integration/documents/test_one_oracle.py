"""One rule behind every door: list, search, count, information, versions and bytes, against one oracle."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis import events
from chassis.clock import now
from enforcement.grid import Practice
from enforcement.record import RecordState
from enforcement.relation import Relation, RelationState
from services.documents.actions.deposit import object_name
from services.documents.domain.decision import DocumentFacts, Patient, Professional, Record
from services.documents.domain.document import Depositor, DepositorKind, Document
from services.documents.domain.identifiers import new_document_id
from services.documents.domain.visibility import Visibility
from services.documents.store.documents import Intention, insert
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents.oracle import may_see
from tests.unit.enforcement import grids

CONTENT = b"Une ligne de texte."
GRID = grids.grid()
NUMBERS = count()
ME, OTHER = "me", "other"

drafts = st.builds(
    dict,
    type=st.sampled_from(["11488-4", "EXPPAT_3", "REMB", "57833-6"]),
    depositor=st.sampled_from([ME, OTHER, "patient"]),
    hidden=st.booleans(),
    named=st.sets(st.sampled_from([ME, OTHER])),
    withheld=st.sampled_from([None, -1, 1]),
    from_representatives=st.booleans(),
)
relations = st.none() | st.tuples(st.sampled_from(RelationState), st.booleans())


def kept(vault: Vault, facts: DocumentFacts) -> str:
    """A document with these facts and its sealed bytes."""
    kind = DepositorKind.PATIENT if facts.depositor.startswith("acc_") else DepositorKind.PROFESSIONAL
    document = Document(
        id=new_document_id(),
        record=facts.record,
        type=facts.type,
        type_class="10",
        title="Note",
        document_date=date(2026, 1, 1),
        depositor=Depositor(kind, facts.depositor),
        deposited_at=datetime(2026, 1, 1, tzinfo=UTC),
        size=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        media_type="text/plain",
        visibility=facts.visibility,
    )
    name = object_name(document)
    vault.parts.files.put(name, vault.parts.keyring.sealer_to_write(facts.record).seal(CONTENT, name.encode()))
    told = document.deposited(1)
    event = events.new(told.type, facts.record, told.data)
    assert insert(vault.db, document, "utf-8", Intention(f"k{next(NUMBERS)}", ""), event) is None
    return document.id


def doors(person: Person, record: str, document: str) -> set[bool]:
    """Whether each door that leads to one document is open; all must agree."""
    listed = {each["id"] for each in person.list(record)}
    found = {each["id"] for each in person.search(record, words="note", limit=100)["items"]}
    opened = set()
    for operation in ("showDocument", "listDocumentVersions", "openDocument"):
        expect = 200 if document in listed else 404
        person.call(operation, expect, record=record, document=document)
        opened.add(expect == 200)
    return opened | {document in listed, document in found}


@pytest.mark.feature("GRD-06", "DOC-23", "DOC-24", "DOC-26", "DOC-32", "EMG-07")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(drafts, min_size=1, max_size=4), st.booleans(), relations, st.sampled_from(["G15_10", "G15_28"]))
def test_every_door_gives_the_same_answer(  # type: ignore[no-untyped-def]
    vault: Vault, told, all_hidden, relation, profession
) -> None:
    patient, me = vault.patient(), vault.professional(profession, None)
    ids = {ME: me.id, OTHER: new_id("pro"), "patient": patient.id}
    if all_hidden:
        patient.call("changeRecordVisibility", 200, json={"all_hidden": True})
    if relation is not None:
        me.relate(patient.record, str(relation[0]), administrator=relation[1])
    at = now()
    facts = {}
    for each in told:
        until = None if each["withheld"] is None else at + timedelta(hours=each["withheld"])
        names = frozenset(ids[name] for name in each["named"])
        visibility = Visibility(each["hidden"], names, until, each["from_representatives"])
        document = DocumentFacts(patient.record, each["type"], ids[each["depositor"]], visibility)
        facts[kept(vault, document)] = document
    record = Record(patient.record, RecordState.ACTIVATED, all_hidden)
    column = GRID.column_of(Practice(profession))
    viewers = [(patient, Patient(patient.id, patient.record), None)]
    held = None if relation is None else Relation(*relation)
    if held is not None and held.state is not RelationState.BLOCKED:
        viewers.append((me, Professional(me.id, column), held))
    for person, viewer, between in viewers:
        seen = 0
        for id_, document in facts.items():
            expected = may_see(viewer, record, between, document, GRID, at)
            assert doors(person, patient.record, id_) == {expected}
            seen += expected
        assert person.search(patient.record, counts=True)["counts"]["total"] == seen


def test_a_document_deleted_while_it_is_opened_is_given_whole_or_not_at_all(
    vault: Vault, inaya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = inaya.deposit().json["id"]
    get = vault.parts.files.get

    def deleted_first(name: str) -> bytes:
        inaya.call("deleteDocument", 204, document=document)
        return get(name)

    monkeypatch.setattr(vault.parts.files, "get", deleted_first)
    inaya.refused("openDocument", 404, "documents.not-found", document=document)
