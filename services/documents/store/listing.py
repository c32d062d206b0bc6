"""Lists, searches and counts: the rule of `Visible` as queries that indexes answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from pymongo import DESCENDING

from chassis.connection import Database
from services.documents.domain.decision import Visible
from services.documents.domain.document import Document, Status
from services.documents.domain.search import words_of
from services.documents.store.documents import COLLECTION, LISTED
from services.documents.store.rows import to_document

_CURRENT = str(Status.CURRENT)
_ANY = {"$in": [str(each) for each in Status]}


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search asks for, beside what the viewer may see. Dates are ISO, inclusive; empty asks for nothing.

    `since` and `until` are of the act.
    """

    words: str = ""
    types: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    deposited_since: datetime | None = None
    deposited_until: datetime | None = None
    depositor_kinds: frozenset[str] | None = None
    depositor: str | None = None
    by_date: bool = False
    old_versions_too: bool = False

    @property
    def names_nothing(self) -> bool:
        """Something was typed, and no word is in it: that finds nothing."""
        return bool(self.words) and not words_of(self.words)


class Position(NamedTuple):
    """After which document a page begins; `date` only where dates order the list."""

    id: str
    date: str = ""


ANYTHING = Sought()
ALL_VERSIONS = Sought(old_versions_too=True)


def page(
    db: Database, record: str, visible: Visible, before: Position | None, limit: int, sought: Sought = ANYTHING
) -> list[Document]:
    """At most `limit` visible documents of the record, in order (newest first), after `before`."""
    if sought.names_nothing:
        return []
    if sought.words:
        query: dict[str, Any] = _with_words(record, visible, sought, before)
        index = "words"
    elif sought == ANYTHING:
        own = [] if visible.author is None else _own(db, record, visible.author, before, limit)
        query, index = list_query(record, visible, own, before), "current"
    else:
        query, index = _search(record, visible, sought, before), "dated" if sought.by_date else "current"
    order = [("_id", DESCENDING)]
    if sought.by_date:
        order.insert(0, ("document_date", DESCENDING))
    rows = db[COLLECTION].find(query, LISTED).sort(order).limit(limit).hint(index)
    return [to_document(row) for row in rows.batch_size(limit + 1)]


def count(db: Database, record: str, visible: Visible, sought: Sought = ANYTHING) -> Counter[str]:
    """How many visible documents there are of each type."""
    if sought.names_nothing:
        return Counter()
    if sought.words:
        query, index = _with_words(record, visible, sought, None), "words"
    else:
        query, index = _search(record, visible, sought, None), "current"
    stages = [{"$match": query}, {"$group": {"_id": "$type", "count": {"$sum": 1}}}]
    return Counter({row["_id"]: row["count"] for row in db[COLLECTION].aggregate(stages, hint=index)})


def list_query(record: str, visible: Visible, own: list[str], before: Position | None = None) -> dict[str, Any]:
    """The rule of `Visible` as a query whose every branch the index `current` answers alone; `own` is the author's.

    The alternatives stand at the root, each with the record: only so does the database merge two walks
    of the index instead of reading documents (a test explains it).
    """
    place: dict[str, Any] = {"record": record, "status": _CURRENT}
    later: dict[str, Any] = {} if before is None else {"_id": {"$lt": before.id}}
    branches = [{**place, **later, **rule} for rule in _rules(visible)]
    if own or not branches:
        branches.append({**place, "_id": {"$in": own}})
    return branches[0] if len(branches) == 1 else {"$or": branches}


def _rules(visible: Visible) -> list[dict[str, Any]]:
    """What may be seen without being its author: no condition at all, one, or none that holds."""
    if visible.everything:
        told: dict[str, Any] = {"withheld_until": {"$not": {"$gt": visible.at}}}
        return [told | {"from_representatives": False} if visible.for_representative else told]
    if not visible.types:
        return []
    rule: dict[str, Any] = {"type": {"$in": sorted(visible.types)}}
    if not visible.hidden_too:
        rule["hidden"] = False
    if visible.reader is not None:
        # « Does not hold this id », said as a match: a negation would have every row read. An id is its own pattern.
        rule["hidden_from"] = {"$regex": f"^(?!.*{visible.reader})"}
    return [rule]


def _search(record: str, visible: Visible, sought: Sought, before: Position | None) -> dict[str, Any]:
    place: dict[str, Any] = {"record": record, "status": _ANY if sought.old_versions_too else _CURRENT}
    filters = [place, *_filters(sought), *_after(sought, before)]
    rules = _rules(visible)
    if visible.author is not None:
        rules.append({"depositor": visible.author})
    branches = [{"$and": [*filters, rule]} for rule in rules]
    return branches[0] if len(branches) == 1 else {"$or": branches}


def _with_words(record: str, visible: Visible, sought: Sought, before: Position | None) -> dict[str, Any]:
    """Every word asked for begins a word of the document; the longest is looked up, the others compared."""
    asked = sorted(words_of(sought.words), key=len, reverse=True)
    begins = [{"words": {"$elemMatch": {"$gte": word, "$lt": word + "\U0010ffff"}}} for word in asked]
    rules = _rules(visible)
    if visible.author is not None:
        rules.append({"depositor": visible.author})
    return {
        "record": record,
        "status": _CURRENT,
        "$and": [*begins, *_filters(sought), *_after(sought, before), {"$or": rules}],
    }


def _filters(sought: Sought) -> Iterable[dict[str, Any]]:
    if sought.types is not None:
        yield {"type": {"$in": sorted(sought.types)}}
    if sought.since is not None:
        yield {"document_date": {"$gte": sought.since}}
    if sought.until is not None:
        yield {"document_date": {"$lte": sought.until}}
    if sought.deposited_since is not None:
        yield {"deposited_at": {"$gte": sought.deposited_since}}
    if sought.deposited_until is not None:
        yield {"deposited_at": {"$lte": sought.deposited_until}}
    if sought.depositor_kinds is not None:
        yield {"depositor_kind": {"$in": sorted(sought.depositor_kinds)}}
    if sought.depositor is not None:
        yield {"depositor": sought.depositor}


def _after(sought: Sought, before: Position | None) -> Iterable[dict[str, Any]]:
    if before is None:
        return
    if not sought.by_date:
        yield {"_id": {"$lt": before.id}}
        return
    earlier = {"document_date": {"$lt": before.date}}
    yield {"document_date": {"$lte": before.date}}  # bounds the walk; the alternative below is only compared
    yield {"$or": [earlier, {"document_date": before.date, "_id": {"$lt": before.id}}]}


def _own(db: Database, record: str, depositor: str, before: Position | None, limit: int) -> list[str]:
    """Ids of what `depositor` deposited in the record, the newest `limit` after `before`."""
    query: dict[str, Any] = {"record": record, "status": _CURRENT, "depositor": depositor}
    if before is not None:
        query["_id"] = {"$lt": before.id}
    rows = db[COLLECTION].find(query, {"_id": 1}).sort("_id", DESCENDING).limit(limit).hint("own")
    return [row["_id"] for row in rows.batch_size(limit + 1)]
