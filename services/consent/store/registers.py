"""Two short registers of the operator: regulating doctors of SAMU centres, and the doctors who review emergencies.

The national directory tells neither apart, so somebody has to name them.
"""

from enum import StrEnum

from chassis.connection import Database

COLLECTION = "registers"


class Register(StrEnum):
    """Which register: of professionals who regulate, or of operators who review."""

    REGULATORS = "regulators"
    OFFICERS = "officers"


def holds(db: Database, register: Register, account: str) -> bool:
    """Whether somebody stands in a register."""
    return db[COLLECTION].find_one({"_id": _key(register, account)}, {"_id": 1}) is not None


def enter(db: Database, register: Register, account: str, centre: str) -> None:
    """Name somebody; `centre` says where they work."""
    row = {"register": register.value, "account": account, "centre": centre}
    db[COLLECTION].replace_one({"_id": _key(register, account)}, row, upsert=True)


def strike(db: Database, register: Register, account: str) -> bool:
    """Take somebody off a register; False when they were not on it."""
    return db[COLLECTION].delete_one({"_id": _key(register, account)}).deleted_count == 1


def listed(db: Database, register: Register) -> list[tuple[str, str]]:
    """Accounts of a register with their centres."""
    rows = db[COLLECTION].find({"register": register.value}).sort("_id", 1)
    return [(row["account"], row["centre"]) for row in rows]


def _key(register: Register, account: str) -> str:
    return f"{register}:{account}"
