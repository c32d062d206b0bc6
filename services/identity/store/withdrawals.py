"""What the file of an import withdraws: counted before anything is, and decided by an operator where it is held.

A field of the import: each step moves it from the stage its reader saw, so none is taken twice.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from services.identity.domain.withdrawals import CARRIED_OUT, Decision, Loss, Stage
from services.identity.store import ClientSession, Database, Document

DECIDED = [going_on.value for going_on, _ in CARRIED_OUT.values()]


@dataclass(frozen=True)
class Withdrawals:
    """How far an import is with them; `counted_to` is the last parent whose children have been counted."""

    stage: Stage
    counted_to: str
    loss: Loss

    @property
    def are_decided(self) -> bool:
        """Whether an operator has decided, and it is being carried out."""
        return self.stage.value in DECIDED


NONE_YET: Document = {"stage": Stage.COUNTING.value, "counted_to": "", **asdict(Loss())}


def withdrawals_of(document: Document) -> Withdrawals:
    """Those of an import's document; an import begun by an earlier release has counted nothing."""
    kept = document.get("withdrawals", NONE_YET)
    return Withdrawals(Stage(kept["stage"]), kept["counted_to"], Loss(**{name: kept[name] for name in asdict(Loss())}))


def count(db: Database, session: ClientSession, import_id: str, seen: Withdrawals, to: str, loss: Loss) -> None:
    """Add what the parents up to `to` lose; nothing when another process did."""
    added = {f"withdrawals.{name}": number for name, number in asdict(loss).items()}
    query = {"_id": import_id, **_as_seen(seen)}
    db["imports"].update_one(query, {"$set": {"withdrawals.counted_to": to}, "$inc": added}, session=session)


def judge(db: Database, session: ClientSession, import_id: str, seen: Withdrawals, stage: Stage) -> None:
    """All is counted: believed, or held for an operator."""
    query = {"_id": import_id, **_as_seen(seen)}
    db["imports"].update_one(query, {"$set": {"withdrawals.stage": stage.value}}, session=session)


def decide(db: Database, import_id: str, decision: Decision, by: str, now: datetime) -> bool:
    """Have held withdrawals of a finished import made or dropped; False when none are held."""
    going_on, _ = CARRIED_OUT[decision]
    decided = {"withdrawals.stage": going_on.value, "withdrawals.by": by, "withdrawals.at": now}
    query = {"_id": import_id, "state": "done", "withdrawals.stage": Stage.HELD.value}
    return db["imports"].update_one(query, {"$set": decided}).modified_count == 1


def carried_out(db: Database, import_id: str, seen: Withdrawals, now: datetime) -> None:
    """Nothing is left of what was decided."""
    after = dict(CARRIED_OUT.values())[seen.stage]
    ended = {"withdrawals.stage": after.value, "lease_until": now, "holder": None}
    db["imports"].update_one({"_id": import_id, "withdrawals.stage": seen.stage.value}, {"$set": ended})


def _as_seen(seen: Withdrawals) -> Document:
    return {"withdrawals.stage": seen.stage.value, "withdrawals.counted_to": seen.counted_to}
