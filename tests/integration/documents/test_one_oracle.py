"""One rule behind every door: list, search, count, information, versions, pages, bytes, FHIR, export. One oracle."""

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
from enforcement.relation import Emergency, Ground, Relation, RelationState
from services.documents.actions.deposit import object_name
from services.documents.domain.decision import (
    DocumentFacts,
    Organisation,
    Patient,
    Professional,
    Record,
    Representative,
    Viewer,
)
from services.documents.domain.document import Depositor, DepositorKind, Document
from services.documents.domain.identifiers import new_document_id
from services.documents.domain.visibility import Visibility
from services.documents.store.documents import Intention, insert
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.support.contract import operations
from tests.unit.documents.oracle import may_see
from tests.unit.enforcement import grids

CONTENT = b"Une ligne de texte."
GRID = grids.grid()
NUMBERS = count()
KINDS = {"acc": DepositorKind.PATIENT, "pro": DepositorKind.PROFESSIONAL, "org": DepositorKind.ORGANISATION}
ME, OTHER, EMERGENCY = "me", "other", "emergency"

Drawn = tuple[RelationState, bool] | str | None

drafts = st.builds(
    dict,
    type=st.sampled_from(["11488-4", "EXPPAT_3", "REMB", "57833-6"]),
    depositor=st.sampled_from([ME, OTHER, "patient", "hospital"]),
    hidden=st.booleans(),
    named=st.sets(st.sampled_from([ME, OTHER])),
    withheld=st.sampled_from([None, -1, 1]),
    from_representatives=st.booleans(),
)
relations = st.none() | st.just(EMERGENCY) | st.tuples(st.sampled_from(RelationState), st.booleans())


def kept(vault: Vault, facts: DocumentFacts) -> str:
    """A document with these facts and its sealed bytes."""
    kind = KINDS[facts.depositor[:3]]
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


DOORS = ("showDocument", "listDocumentVersions", "openDocument", "listPages", "showThumbnail")
FHIR_DOORS = ("fhirShowDocument", "fhirRetrieveDocument")


def may_ask(person: Person, operation: str) -> bool:
    """Whether the operation is for people like this one at all."""
    return person.role in operations()[operation].roles


def shown(person: Person, record: str) -> list[set[str]]:
    """What each door shows that leads to all documents of a record."""
    patient = {"patient": record.replace("_", "-")}
    found = person.call("fhirFindDocuments", 200, query_string=patient).json.get("entry", [])
    ids = [{each["id"] for each in person.list(record)}]
    ids.append({each["resource"]["id"].replace("-", "_", 1) for each in found})
    if may_ask(person, "searchDocuments"):
        sought = person.search(record, words="note", limit=100, counts=True)
        ids.append({each["id"] for each in sought["items"]})
        assert sought["counts"]["total"] == len(sought["items"])
    return ids


def knock(person: Person, record: str, document: str, expect: int) -> None:
    """Every door that leads to one document answers so."""
    for operation in DOORS:
        if may_ask(person, operation):
            person.call(operation, expect, record=record, document=document)
    for operation in FHIR_DOORS:
        person.call(operation, expect, id=document.replace("_", "-", 1))


@pytest.mark.feature("GRD-06", "GRD-10", "DOC-23", "DOC-24", "DOC-26", "DOC-32", "EMG-07", "MIN-13")
@settings(max_examples=16, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(drafts, min_size=1, max_size=4), st.booleans(), relations, st.sampled_from(["G15_10", "G15_28"]))
def test_every_door_gives_the_same_answer(  # type: ignore[no-untyped-def]
    vault: Vault, told, all_hidden, relation, profession
) -> None:
    patient, me = vault.patient(), vault.professional(profession, None)
    parent, hospital = vault.patient(), vault.organisation()
    parent.represents(patient)
    ids = {ME: me.id, OTHER: new_id("pro"), "patient": patient.id, "hospital": hospital.id}
    if all_hidden:
        patient.call("changeRecordVisibility", 200, json={"all_hidden": True})
    at = now()
    facts = {}
    for each in told:
        until = None if each["withheld"] is None else at + timedelta(hours=each["withheld"])
        names = frozenset(ids[name] for name in each["named"])
        visibility = Visibility(each["hidden"], names, until, each["from_representatives"])
        document = DocumentFacts(patient.record, each["type"], ids[each["depositor"]], visibility)
        facts[kept(vault, document)] = document
    record = Record(patient.record, RecordState.ACTIVATED, all_hidden)
    held = related(me, patient.record, relation, at)
    viewers: list[tuple[Person, Viewer, Relation | None]] = [
        (patient, Patient(patient.id, patient.record), None),
        (parent, Representative(parent.id, patient.record), None),
        (hospital, Organisation(hospital.id), None),
    ]
    if held is not None and held.state is not RelationState.BLOCKED:
        viewers.append((me, Professional(me.id, GRID.column_of(Practice(profession))), held))
    for person, viewer, between in viewers:
        seen = {id_ for id_, each in facts.items() if may_see(viewer, record, between, each, GRID, at)}
        for ids_shown in shown(person, patient.record):
            assert ids_shown == seen
        for id_ in facts:
            knock(person, patient.record, id_, 200 if id_ in seen else 404)
        if may_ask(person, "requestExport"):
            assert person.call("requestExport", 202, record=patient.record).json["total"] == len(seen)


def related(me: Person, record: str, relation: Drawn, at: datetime) -> Relation | None:
    """What consent says that a professional is to a record."""
    if relation is None:
        return None
    if relation == EMERGENCY:
        until = at + timedelta(hours=1)
        me.hurry(record, until)
        return Relation(RelationState.CONTACT, emergency=Emergency(Ground.IMMEDIATE_RISK, until))
    state, administrator = relation
    me.relate(record, str(state), administrator=administrator)
    return Relation(state, administrator)


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
