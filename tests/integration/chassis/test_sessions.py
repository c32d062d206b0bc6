"""Ended sessions, from the worker that records them to every api process."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread, current_thread
from typing import Any

import pytest
from pymongo.database import Database

from chassis import mongo, sessions
from chassis.sessions import EndedSessions
from chassis.settings import ServiceSettings
from tests.integration.chassis.servers import Mongod, eventually


@pytest.fixture
def db(mongod: Mongod) -> Iterator[Database[dict[str, Any]]]:
    chosen = ServiceSettings(
        service="alpha", mongo_url=mongod.url, mongo_db="chassis_sessions", broker_url="", public_url="https://x.test"
    )
    made = mongo.connect(chosen)
    mongo.ensure_collections(made, sessions.SPECS)
    yield made
    made.client.drop_database(made.name)


def in_(minutes: int) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=minutes)


@pytest.mark.feature("LOG-11")
def test_an_ended_session_is_known_everywhere_within_a_second(db: Database[dict[str, Any]]) -> None:
    processes = [EndedSessions(db) for _ in range(3)]
    assert not any(process.has("ses_1") for process in processes)
    sessions.end(None, db, "ses_1", in_(10))
    eventually(lambda: all(process.has("ses_1") for process in processes))
    assert not processes[0].has("ses_2")


def test_a_session_that_ended_before_the_process_started_is_known_at_the_first_question(
    db: Database[dict[str, Any]],
) -> None:
    sessions.end(None, db, "ses_1", in_(10))
    assert EndedSessions(db).has("ses_1")


def test_an_end_told_twice_or_undone_changes_nothing(db: Database[dict[str, Any]]) -> None:
    sessions.end(None, db, "ses_1", in_(10))
    sessions.end(None, db, "ses_1", in_(5))
    row = db[sessions.COLLECTION].find_one()
    assert row is not None
    assert row["expires_at"] > in_(9)
    with pytest.raises(LookupError):
        mongo.transaction(db, lambda session: _end_and_fail(session, db))
    assert db[sessions.COLLECTION].count_documents({}) == 1


def _end_and_fail(session: Any, db: Database[dict[str, Any]]) -> None:
    sessions.end(session, db, "ses_2", in_(5))
    raise LookupError


class Counting(EndedSessions):
    """Counts how often the database is asked by those who wait, not by the thread that keeps the copy fresh."""

    readings = 0

    def refresh(self) -> None:
        self.readings += current_thread() is not self._thread
        super().refresh()


@pytest.fixture
def away() -> Iterator[Counting]:
    """The list of a database that never answers; its driver gives up after a while."""
    url = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300"
    made = mongo.connect(
        ServiceSettings(
            service=f"away-{uuid.uuid4()}", mongo_url=url, mongo_db="x", broker_url="", public_url="https://x.test"
        )
    )
    yield Counting(made, clock=lambda: 100.0)
    made.client.close()


def test_who_cannot_read_the_list_does_not_guess(away: Counting) -> None:
    with pytest.raises(sessions.Unknown):
        away.has("ses_1")


def test_many_who_wait_for_a_silent_database_wait_once(away: Counting) -> None:
    together = Barrier(8)
    refused: list[str] = []

    def ask() -> None:
        together.wait()
        try:
            away.has("ses_1")
        except sessions.Unknown as unknown:
            refused.append(str(unknown))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 8
    assert away.readings == 1


def test_a_copy_that_grew_old_is_not_believed(db: Database[dict[str, Any]]) -> None:
    now = [100.0]
    ended = EndedSessions(db, clock=lambda: now[0])
    assert not ended.has("ses_1")
    sessions.end(None, db, "ses_1", in_(10))
    now[0] += sessions.IDLE_S + 1  # nobody asked for a while: the thread rested
    assert ended.has("ses_1")
