"""Transactions and collections on a real replica set."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pymongo import ASCENDING, IndexModel
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis import mongo
from chassis.settings import ServiceSettings
from tests.integration.chassis.servers import Mongod

SPECS = {"shelves": [IndexModel([("name", ASCENDING)], unique=True)], "plain": []}


def settings(mongod: Mongod) -> ServiceSettings:
    return ServiceSettings(
        service="alpha", mongo_url=mongod.url, mongo_db="chassis_mongo", broker_url="", public_url="https://x.test"
    )


@pytest.fixture
def db(mongod: Mongod) -> Iterator[Database[dict[str, Any]]]:
    made = mongo.connect(settings(mongod))
    yield made
    made.client.drop_database(made.name)


def test_one_process_has_one_client(mongod: Mongod) -> None:
    first, second = (mongo.connect(replace(settings(mongod), mongo_db=name)) for name in ("a", "b"))
    assert first.client is second.client
    assert first.name != second.name


def test_collections_can_be_ensured_at_once_and_again(db: Database[dict[str, Any]]) -> None:
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(mongo.ensure_collections, db, SPECS) for _ in range(16)]:
            done.result()
    assert set(db.list_collection_names()) == set(SPECS)
    assert db["shelves"].index_information()["name_1"]["unique"]


def test_a_transaction_gives_back_its_result_and_keeps_all_or_nothing(db: Database[dict[str, Any]]) -> None:
    mongo.ensure_collections(db, SPECS)

    def fill(session: ClientSession, fail: bool) -> str:
        db["shelves"].insert_one({"_id": fail, "name": str(fail)}, session=session)
        db["plain"].insert_one({"_id": fail}, session=session)
        if fail:
            raise LookupError
        return "filled"

    assert mongo.transaction(db, lambda session: fill(session, False)) == "filled"
    with pytest.raises(LookupError):
        mongo.transaction(db, lambda session: fill(session, True))
    assert [db[name].count_documents({}) for name in SPECS] == [1, 1]


def test_transactions_that_collide_all_happen(db: Database[dict[str, Any]]) -> None:
    mongo.ensure_collections(db, SPECS)
    db["plain"].insert_one({"_id": "counter", "n": 0})

    def count(session: ClientSession) -> None:
        row = db["plain"].find_one({"_id": "counter"}, session=session)
        assert row is not None
        db["plain"].update_one({"_id": "counter"}, {"$set": {"n": row["n"] + 1}}, session=session)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(mongo.transaction, db, count) for _ in range(40)]:
            done.result()
    assert db["plain"].find_one() == {"_id": "counter", "n": 40}


def test_a_transaction_without_a_database_ends(db: Database[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongo, "TRANSACTION_S", 0.2)
    nowhere = replace(settings_of(db), mongo_url="mongodb://127.0.0.1:1/?replicaSet=none")
    away = mongo.connect(nowhere)
    with pytest.raises(PyMongoError):
        mongo.transaction(away, lambda session: away["plain"].insert_one({}, session=session))
    away.client.close()


def settings_of(db: Database[dict[str, Any]]) -> ServiceSettings:
    return ServiceSettings(service="away", mongo_url="", mongo_db=db.name, broker_url="", public_url="")


def test_times_come_back_in_utc(db: Database[dict[str, Any]]) -> None:
    at = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    db["plain"].insert_one({"at": at})
    row = db["plain"].find_one()
    assert row is not None
    assert row["at"] == at


def test_a_connection_made_amid_an_election_is_made_again(db: Database[dict[str, Any]]) -> None:
    db["plain"].insert_one({"_id": "before"})
    for server in db.client._topology._servers.values():
        for connection in server.pool.conns:
            connection.supports_sessions = False  # what the driver notes of a server that is neither
    mongo.transaction(db, lambda session: db["plain"].insert_one({"_id": "after"}, session=session))
    assert db["plain"].count_documents({}) == 2
