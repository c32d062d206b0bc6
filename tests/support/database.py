"""A database that is empty again for the next test, at the price of a few round trips."""

from typing import Any

from pymongo.database import Database
from pymongo.write_concern import WriteConcern

UNHURRIED = WriteConcern(w=1, j=False)


class Emptied:
    """A service's database, with whatever its preparation put there and nothing else."""

    def __init__(self, db: Database[dict[str, Any]]) -> None:
        """Take what is there now for what preparation leaves."""
        self._db = db
        self._prepared = {name: list(db[name].find()) for name in self._filled()}

    def again(self) -> None:
        """Back to that state."""
        unhurried = self._db.with_options(write_concern=UNHURRIED)
        for name in self._filled():
            unhurried[name].delete_many({})
        for name, rows in self._prepared.items():
            unhurried[name].insert_many(rows)
        # One write waits for all before it, so that reads of what a majority has see them too.
        self._db["outbox"].delete_many({})

    def _filled(self) -> list[str]:
        """The collections that hold anything, asked all at once."""

        def one(name: str) -> list[dict[str, Any]]:
            return [{"$limit": 1}, {"$project": {"_id": {"$literal": name}}}]

        first, *others = self._db.list_collection_names()
        union = [{"$unionWith": {"coll": name, "pipeline": one(name)}} for name in others]
        return [row["_id"] for row in self._db[first].aggregate([*one(first), *union])]
