"""MongoDB: one client per process, durable writes, transactions.

Guarantees: a write that returned is journaled on a majority; nothing waits for a server without
bound; times come back aware, in UTC, with millisecond precision (all that BSON keeps).
"""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any, TypeVar

import pymongo
from pymongo import IndexModel, MongoClient
from pymongo.errors import CollectionInvalid, ConfigurationError, OperationFailure
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from chassis.connection import Database, Session
from chassis.settings import ServiceSettings
from chassis.wakeup import Ringer

T = TypeVar("T")

TRANSACTION_S = 10.0

_NAMESPACE_EXISTS = 48


def connect(settings: ServiceSettings) -> Database:
    """The service's database. Opens no socket yet; asking twice in one process gives the same client."""
    return _client(os.getpid(), settings.mongo_url, settings.service, settings.relay_bell)[settings.mongo_db]


@lru_cache(maxsize=8)
def _client(pid: int, url: str, service: str, relay_bell: str) -> MongoClient[dict[str, Any]]:
    # Keyed by process: a client must never cross a fork (gunicorn's workers).
    return MongoClient(
        url,
        appname=service,
        w="majority",
        journal=True,
        retryWrites=True,
        retryReads=True,
        tz_aware=True,
        connectTimeoutMS=3_000,
        serverSelectionTimeoutMS=5_000,
        socketTimeoutMS=20_000,
        waitQueueTimeoutMS=5_000,
        event_listeners=[Ringer(relay_bell)] if relay_bell else [],
    )


def bounded() -> AbstractContextManager[None]:
    """All that is done with the database inside ends within 10 s, in a PyMongoError if it must.

    For a write outside a transaction that is right only for so long after what was read for it.
    """
    return pymongo.timeout(TRANSACTION_S)


def transaction(db: Database, work: Callable[[Session], T]) -> T:
    """Run `work(session)` in one transaction and give back its result.

    `work` may run again after a write conflict or a failover, so it must have no side effect but
    the session's. Whatever it raises aborts the transaction and comes out. After 10 s it ends in a
    PyMongoError: the driver alone would go on trying for two minutes.
    """
    with bounded():
        try:
            return _transaction(db, work)
        except ConfigurationError:  # of its first operation: nothing has happened yet
            _connect_anew(db.client)
            return _transaction(db, work)


def _transaction(db: Database, work: Callable[[Session], T]) -> T:
    with db.client.start_session() as session:
        return session.with_transaction(
            work, read_concern=ReadConcern("snapshot"), write_concern=WriteConcern("majority", j=True)
        )


def _connect_anew(client: MongoClient[dict[str, Any]]) -> None:
    """Let the driver make its connections again.

    Whether a connection can have sessions is noted once, when it is made: one made while the server is between primary
    and secondary cannot for the rest of its life, and the driver goes on using it. It offers no public way to let go.
    """
    for server in list(client._topology._servers.values()):
        server.pool.reset_without_pause()


def ensure_collections(db: Database, specs: Mapping[str, Sequence[IndexModel]]) -> None:
    """Create the named collections and their indexes; may run any number of times, several at once.

    Collections are created before the first transaction, where creation would cost a conflict.
    """
    existing = set(db.list_collection_names())
    for name, indexes in specs.items():
        if name not in existing:
            _create(db, name)
        if indexes:
            db[name].create_indexes(list(indexes))


def _create(db: Database, name: str) -> None:
    try:
        db.create_collection(name)
    except CollectionInvalid:
        return  # another process of the service was faster
    except OperationFailure as failure:
        if failure.code != _NAMESPACE_EXISTS:
            raise
