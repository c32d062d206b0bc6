"""Whatever the order and however often things are told, what is held at the end is the newest."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import permutations
from typing import Any

import pytest

from chassis import freshness, mongo
from chassis.connection import Database, Session
from enforcement.directory import Practitioner
from enforcement.grid import Practice
from enforcement.lanes import LANES, STREAM
from enforcement.record import RecordState
from enforcement.relation import Emergency, Ground, Relation, RelationState
from enforcement.store import grids, projections, standing
from tests.integration.enforcement.told import grid_told, listed, new_id, record_told, relation_told

NOW = datetime(2026, 5, 28, 12, tzinfo=UTC)
VERSIONS = [(1, 1), (1, 2), (2, 1)]
"""Older first: a new epoch wins over greater numbers."""

Tell = Callable[[Session, Database, Mapping[str, Any]], None]


def apply(db: Database, tell: Tell, told: Mapping[str, Any]) -> None:
    """As the worker does: in a transaction."""
    mongo.transaction(db, lambda session: tell(session, db, told))


def in_every_order(
    db: Database, tell: Tell, newest_held: Callable[[str], bool], told: Callable[[str, int], Any]
) -> None:
    """Tell three versions in every order, each twice; afterwards the newest is held, whatever came last."""
    for order in permutations(range(len(VERSIONS))):
        name = new_id("x")
        for place in (*order, *order):
            epoch, number = VERSIONS[place]
            apply(db, tell, {**told(name, place), "version": {"epoch": epoch, "number": number}})
        assert newest_held(name), order


def test_records(db: Database) -> None:
    states = ("invited", "activated", "closed")
    in_every_order(
        db,
        projections.tell_record,
        lambda record: standing.read(db, record).state is RecordState.CLOSED,
        lambda record, place: {"record": record, "state": states[place]},
    )


@pytest.mark.feature("ACC-10")
def test_relations(db: Database) -> None:
    states, doctor = ("contact", "authorized", "blocked"), new_id("pro")
    in_every_order(
        db,
        projections.tell_relation,
        lambda record: projections.relations_of(db, record) == {doctor: Relation(RelationState.BLOCKED)},
        lambda record, place: relation_told(new_id("rec"), doctor, states[place], 1).data | {"record": record},
    )


@pytest.mark.feature("ACC-09")
def test_what_a_block_suspends_is_held_until_it_is_lifted(db: Database) -> None:
    record, doctor = new_id("rec"), new_id("pro")
    blocked = relation_told(record, doctor, "blocked", 2).data | {"before_block": "contact"}
    apply(db, projections.tell_relation, blocked)
    suspended = Relation(RelationState.BLOCKED, before_block=RelationState.CONTACT)
    assert projections.relation_of(db, record, doctor) == suspended
    apply(db, projections.tell_relation, relation_told(record, doctor, "contact", 3).data | {"before_block": None})
    assert projections.relation_of(db, record, doctor) == Relation(RelationState.CONTACT)


def test_directory_entries(db: Database) -> None:
    def held(professional: str) -> bool:
        practice = Practice("G15_10", "SM54")
        expected = Practitioner("Camille TROIS, Médecine générale", practice, True, "Cabinet")
        return projections.practitioner(db, professional) == expected

    in_every_order(
        db,
        projections.tell_professional,
        held,
        lambda professional, place: listed(
            professional, "G15_10", "SM54", family_name=("UN", "DEUX", "TROIS")[place], structure="Cabinet"
        ),
    )


@pytest.mark.feature("MIN-13", "MIN-23")
def test_representations_and_their_end(db: Database) -> None:
    def tell(session: Session, db: Database, told: Mapping[str, Any]) -> None:
        projections.tell_representation(session, db, told, told["until"])

    def held(child: str) -> bool:
        read = standing.read(db, child, representative="acc_a")
        return read.represented(NOW) and not read.represented(NOW + timedelta(hours=3))

    ends = (None, NOW + timedelta(hours=1), NOW + timedelta(hours=3))
    in_every_order(
        db, tell, held, lambda child, place: {"record": child, "representative": "acc_a", "until": ends[place]}
    )


def test_the_grid(db: Database) -> None:
    for order in permutations([5, 6, 7]):
        db[grids.GRID].delete_many({})
        for number in (*order, *order):
            apply(db, grids.tell, grid_told(number) | {"name": f"grid-{number}"})
        held = grids.held(db)
        assert held is not None
        assert (held.name, grids.mark(db)) == ("grid-7", (1, 7))
    assert grids.column_label(db, "MEDECIN")
    assert grids.column_label(db, "no-such-column") == ""


def test_all_that_decides_is_read_at_once(db: Database) -> None:
    record, doctor = new_id("rec"), new_id("pro")
    assert standing.read(db, record, professional=doctor, representative="acc_a") == (None, None, None, {})
    apply(db, projections.tell_record, record_told(record, "activated", 1).data)
    apply(db, projections.tell_relation, relation_told(record, doctor, "authorized", 1, administrator=True).data)
    db["own"].insert_one({"_id": f"{record}:own", "record": record, "shown": 1, "kept": 2})
    own = standing.Beside("own", {"_id": f"{record}:own"}, {"shown": 1})
    read = standing.read(db, record, professional=doctor, own=[own])
    assert read.relation == Relation(RelationState.AUTHORIZED, administrator=True)
    assert (read.state, read.own) == (RecordState.ACTIVATED, {f"{record}:own": {"_id": f"{record}:own", "shown": 1}})
    assert standing.read(db, record, professional=new_id("pro")).relation is None


def test_rows_of_an_earlier_version_are_read(db: Database) -> None:
    """Services kept fewer fields before they shared one form."""
    record, doctor = new_id("rec"), new_id("pro")
    version = {"epoch": 1, "number": 1}
    db[projections.PROFESSIONALS].insert_one({"_id": doctor, "name": "Dr A", "active": True, "version": version})
    urgent = {"ground": "samu", "until": NOW}
    row = {"_id": f"{record}:{doctor}", "record": record, "state": "contact", "emergency": urgent, "version": version}
    db[projections.RELATIONS].insert_one(row)
    assert projections.practitioners(db, [doctor]) == {doctor: Practitioner("Dr A", Practice(""), True)}
    related = Relation(RelationState.CONTACT, emergency=Emergency(Ground.REGULATION, NOW))
    assert projections.relations_of(db, record, [doctor, new_id("pro")]) == {doctor: related}
    assert standing.read(db, record, professional=doctor).relation == related


@pytest.mark.feature("CLO-07")
def test_an_erased_record_stays_erased_and_nobody_is_known_beside_it(db: Database) -> None:
    for swept_from in (NOW, None):
        record, doctor = new_id("rec"), new_id("pro")
        apply(db, projections.tell_record, record_told(record, "activated", 1).data)
        apply(db, projections.tell_relation, relation_told(record, doctor, "authorized", 1).data)

        def erase(session: Session, record: str = record, swept_from: datetime | None = swept_from) -> None:
            projections.mark_erased(session, db, record, swept_from)

        mongo.transaction(db, erase)
        projections.drop(db, projections.RECORDS)
        apply(db, projections.tell_record, record_told(record, "activated", 9, epoch=9).data)
        assert standing.read(db, record, professional=doctor)[:2] == (RecordState.ERASED, None)
        assert dict(projections.to_sweep(db)).get(record) == swept_from
        projections.swept(db, record)
        assert record not in dict(projections.to_sweep(db))


@pytest.mark.feature("CLO-07")
def test_what_is_told_after_the_erasure_leaves_nobody_beside_the_record(db: Database) -> None:
    record, living, doctor = new_id("rec"), new_id("rec"), new_id("pro")
    mongo.transaction(db, lambda session: projections.mark_erased(session, db, record, None))
    apply(db, projections.tell_record, record_told(living, "activated", 1).data)
    related = {each: relation_told(each, doctor, "blocked", 1).data for each in (record, living)}
    apply(db, projections.tell_relation, related[record])
    mongo.transaction(db, lambda session: projections.tell_relations(session, db, list(related.values())))
    told = {"record": record, "representative": "acc_a"} | {"version": {"epoch": 1, "number": 1}}
    mongo.transaction(db, lambda session: projections.tell_representation(session, db, told, NOW))
    assert db[projections.RELATIONS].count_documents({"record": record}) == 0
    assert db[projections.REPRESENTATIONS].count_documents({"record": record}) == 0
    assert projections.relations_of(db, living) == {doctor: Relation(RelationState.BLOCKED)}


@pytest.mark.feature("CLO-07")
def test_what_is_told_while_the_erasure_commits_leaves_nobody_beside_the_record(db: Database) -> None:
    record, doctor = new_id("rec"), new_id("pro")
    apply(db, projections.tell_record, record_told(record, "activated", 1).data)
    told = relation_told(record, doctor, "blocked", 1).data
    tries: list[bool] = []

    def tell(session: Session) -> None:
        tries.append(projections.is_erased(session, db, record))  # from here on it sees what was then
        if len(tries) == 1:
            with ThreadPoolExecutor(1) as other:
                erasure = partial(projections.mark_erased, db=db, record=record, swept_from=None)
                other.submit(mongo.transaction, db, erasure).result()
        projections.tell_relation(session, db, told)

    mongo.transaction(db, tell)
    assert db[projections.RELATIONS].count_documents({"record": record}) == 0
    assert (tries[0], tries[-1]) == (False, True)


def test_a_dropped_projection_of_relations_takes_the_proof_of_freshness_with_it(db: Database) -> None:
    for lane in range(LANES):
        freshness.applied(None, db, STREAM, 1, lane, 1)
    freshness.beat(None, db, STREAM, 1, [1] * LANES, 1)
    watch = freshness.Freshness(db, STREAM)
    try:
        projections.drop(db, projections.RELATIONS)
        watch.look()
        assert not any(watch.is_fresh(lane) for lane in range(LANES))
    finally:
        watch.close()
    left = [row["_id"] for row in db[freshness.COLLECTION].find({"_id": {"$regex": f"^{STREAM}/"}})]
    assert left == [f"{STREAM}/beat"]
