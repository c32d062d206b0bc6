"""Lines of an extraction put aside, so that a professional's activities come together whatever their order.

Memory stays flat whatever the size of the file; what an interrupted import leaves is gone after a day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import groupby

from services.identity.domain.directory_lines import Activity
from services.identity.domain.practices import Practice
from services.identity.store import Database, Document

LIFE = timedelta(days=1)
AT_ONCE = 1_000


def put(
    db: Database, import_id: str, read: Iterable[Activity], seen: Iterable[str], number: int, now: datetime
) -> None:
    """Put lines aside: activities, and the numbers of those whose lines were refused. `number` keeps their order."""
    rows: list[Document] = [
        {"rpps": each.rpps, "names": [each.family_name, each.given_name], "practice": asdict(each.practice)}
        for each in read
    ]
    rows += [{"rpps": rpps, "names": None, "practice": None} for rpps in seen]
    kept = {"import": import_id, "gone_at": now + LIFE}
    if rows:
        db["directory_lines"].insert_many(
            [{**row, **kept, "order": number + place} for place, row in enumerate(rows)], ordered=False
        )


def by_professional(db: Database, import_id: str) -> Iterator[tuple[str, Sequence[Activity]]]:
    """Each number with its activities, in the order of the file; none where every line was refused."""
    found = db["directory_lines"].find({"import": import_id}).sort([("import", 1), ("rpps", 1), ("order", 1)])
    for rpps, rows in groupby(found, key=lambda row: str(row["rpps"])):
        yield rpps, [_activity(row) for row in rows if row["practice"] is not None]


def drop(db: Database, import_id: str) -> None:
    """The import is over."""
    db["directory_lines"].delete_many({"import": import_id})


def _activity(row: Document) -> Activity:
    family_name, given_name = row["names"]
    return Activity(row["rpps"], family_name, given_name, Practice(**row["practice"]))
