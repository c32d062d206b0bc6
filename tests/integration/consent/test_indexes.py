"""No query of a hot path looks at more than it returns."""

from typing import Any

import pytest

from chassis import mongo
from chassis.auth import Actor
from chassis.connection import Database
from services.consent.actions.access import declare_care
from services.consent.domain.policy import lane_of
from services.consent.store import Session
from services.consent.store.projections import put_professional, put_records
from tests.integration.consent.story import RECORD, START, Story, professional_listed

MANY = 30


@pytest.fixture
def full(db: Database, story: Story) -> Database:
    """Thirty professionals related to one record, and one to thirty others."""
    doctors = [f"pro_{index:022}" for index in range(MANY)]
    records = [f"rec_{index:022}" for index in range(MANY)]
    version = {"epoch": 1, "number": 1}

    def prepare(session: Session) -> None:
        put_records(session, db, [{"record": each, "state": "activated", "version": version} for each in records])
        for each in doctors:
            put_professional(session, db, professional_listed(each, "A", "B", "Médecin").data, START)

    mongo.transaction(db, prepare)
    for each in doctors:
        declare_care(db, Actor(id=each, role="professional", session="ses"), RECORD)
    for each in records:
        declare_care(db, Actor(id=doctors[0], role="professional", session="ses"), each)
    return db


def examined(cursor: Any) -> tuple[int, int]:
    """Index keys and documents looked at."""
    stats = cursor.explain()["executionStats"]
    return stats["totalKeysExamined"], stats["totalDocsExamined"]


def test_a_page_of_relations_is_read_from_its_index_in_order(full: Database) -> None:
    page = full["relations"].find({"record": RECORD, "state": {"$in": ["authorized"]}})
    keys, documents = examined(page.sort([("first_contact", -1), ("professional", 1)]).limit(5))
    assert keys <= 6
    assert documents == 5


def test_the_keys_of_a_lane_come_from_the_index_alone(full: Database) -> None:
    keys, documents = examined(full["relations"].find({"place.lane": lane_of(RECORD)}, {"_id": 1}).sort("_id"))
    assert documents == 0
    assert keys >= MANY


def test_events_still_owed_are_found_without_looking_at_the_rest(full: Database) -> None:
    full["relations"].update_many({"record": RECORD}, {"$unset": {"pending": 1}})
    keys, documents = examined(full["relations"].find({"pending.id": {"$gt": ""}}).hint("pending").limit(100))
    assert keys == documents == MANY
