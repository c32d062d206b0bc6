"""Rows and indexes of an installation that ran an earlier version, brought to what this one expects."""

from chassis.connection import Database
from services.documents.domain.search import words_of
from services.documents.store.documents import COLLECTION

_GONE = ("list", "authored")
_BATCH = 1_000
_ADDED = {
    "status": "current", "structure": "", "author": "", "hidden_from": "", "withheld_until": None,
    "from_representatives": False, "revision": 1, "replaces": None,
}  # fmt: skip


def bring_up_to_date(db: Database) -> None:
    """Fill in what rows lack and drop indexes that nothing asks for; costs one look where all is well.

    Runs before the new indexes are made; several processes may run it at once.
    """
    if COLLECTION not in db.list_collection_names():
        return
    held = db[COLLECTION].index_information()
    old = [name for name in _GONE if name in held]
    if not old:
        return
    while rows := list(
        db[COLLECTION].find({"status": {"$exists": False}}, {"title": 1, "depositor_name": 1}, limit=_BATCH)
    ):
        for row in rows:
            words = words_of(row["title"], row["depositor_name"])
            db[COLLECTION].update_one(
                {"_id": row["_id"], "status": {"$exists": False}}, {"$set": _ADDED | {"words": words}}
            )
    for name in old:
        db[COLLECTION].drop_index(name)
