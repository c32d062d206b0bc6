"""MongoDB: a replica set of one, an administrator, and for each service a user of its own database."""

from typing import Any

import pymongo
from pymongo.errors import OperationFailure

Client = pymongo.MongoClient[dict[str, Any]]
ADMIN, REPLICA_SET = "admin", "mes"
UNAUTHORIZED, ALREADY_INITIALIZED, USER_EXISTS = 13, 23, 51003


def url(user: str, password: str, address: str, database: str) -> str:
    """Connection string of a user that is known in `database`; `address` is host:port."""
    return f"mongodb://{user}:{password}@{address}/?replicaSet={REPLICA_SET}&authSource={database}"


def admin(address: str, password: str) -> Client:
    """A client that may do anything; the caller closes it."""
    return pymongo.MongoClient(url(ADMIN, password, address, "admin"), serverSelectionTimeoutMS=5000)


def is_primary(client: Client, member: str) -> bool:
    """Whether mongod is the writable primary of its set; makes the set at the first start.

    `member` is the host:port under which its clients reach it. Raises pymongo.errors.PyMongoError.
    """
    hello = client.admin.command("hello")
    if "setName" in hello:
        return bool(hello["isWritablePrimary"])
    members = [{"_id": 0, "host": member}]
    try:
        client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})
    except OperationFailure as failure:
        if failure.code != ALREADY_INITIALIZED:
            raise
    return False


def create_admin(client: Client, password: str) -> None:
    """Use mongod's localhost exception: the first user may be made by whoever is on the machine."""
    try:
        client.admin.command("createUser", ADMIN, pwd=password, roles=["root"])
    except OperationFailure as failure:
        # Unauthorized: an admin exists, so the exception is over and there is nothing to do.
        if failure.code not in (UNAUTHORIZED, USER_EXISTS):
            raise


def grant(client: Client, database: str, user: str, password: str) -> None:
    """A database with a user of its own that may read and write there, and nowhere else."""
    existing = client[database].command("usersInfo", user)["users"]
    verb = "updateUser" if existing else "createUser"
    client[database].command(verb, user, pwd=password, roles=["readWrite"])
