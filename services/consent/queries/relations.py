"""What screens read of relations: the lists of a record, the own access; and the grid in force."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from chassis import clock, paging
from chassis.auth import Actor
from services.consent.domain.authority import Act
from services.consent.domain.directory import Professional, unlisted
from services.consent.domain.record import is_open
from services.consent.domain.relation import Relation, State
from services.consent.errors import AccessUnknown, GridUnknown, PageUnknown
from services.consent.rights import require
from services.consent.store import Database, accesses, grids, projections, relations

View = dict[str, Any]

LISTS = {"authorized": [State.AUTHORIZED, State.CONTACT], "blocked": [State.BLOCKED], None: list(State)}
"""Lists of the settings page; a professional who only deposited stands in the first, where they can be blocked."""


_LOOKED_AT_ONCE = 200


def list_professionals(
    db: Database, actor: Actor, record: str, state: str | None, cursor: str | None, limit: int, words: str = ""
) -> View:
    """Professionals in contact with a record (ACC-03 to ACC-05), for its person and their administrator (ADM-06).

    With `words`, those who answer to them, wherever they stand in the list. Raises RecordUnknown, PageUnknown.
    """
    require(db, actor, record, Act.LIST_PROFESSIONALS)
    after = _position(cursor, datetime, str) if cursor else None
    states = [each.value for each in LISTS[state]]
    if words.strip():
        found = list(islice(_answering(db, record, states, after, words), limit + 1))
    else:
        found = relations.page(db, record, states, after, limit + 1)
    shown = found[:limit]
    more = len(found) > limit
    return {
        "items": _relations(db, record, shown),
        "next": paging.encode(shown[-1].first_contact, shown[-1].professional) if more else None,
    }


def _answering(
    db: Database, record: str, states: list[str], after: tuple[datetime, str] | None, words: str
) -> Iterator[Relation]:
    """Relations whose professional answers to the words. A record has tens of them, at most some hundreds."""
    while lot := relations.page(db, record, states, after, _LOOKED_AT_ONCE):
        listed = projections.professionals(db, [each.professional for each in lot])
        yield from (each for each in lot if (listed.get(each.professional) or unlisted("")).answers_to(words))
        after = (lot[-1].first_contact, lot[-1].professional)


def relation_view(db: Database, relation: Relation) -> View:
    """One relation with the directory entry of its professional."""
    return _relations(db, relation.record, [relation])[0]


def access_view(relation: Relation) -> View:
    """A professional's own access."""
    return {
        "record": relation.record,
        "ground": relation.emergency.ground.value if relation.emergency else "care",
        "since": clock.rfc3339(relation.first_contact),
        "until": clock.rfc3339(relation.emergency.until) if relation.emergency else None,
        "state": "emergency" if relation.emergency else relation.state.value,
        "administrator": relation.administrator,
    }


def my_access(db: Database, actor: Actor, record: str) -> View:
    """The professional's own ground. Raises AccessUnknown: without access, blocked or no such record are one answer."""
    held = relations.load(db, record, actor.id)
    is_shut = not is_open(projections.record_state(db, record))
    if held is None or is_shut or not may_read(held.relation, clock.now()):
        raise AccessUnknown
    return access_view(held.relation)


def may_read(relation: Relation, at: datetime) -> bool:
    """Whether a professional may be in the record to read: authorised, or in an emergency that still runs."""
    in_emergency = relation.emergency is not None and relation.emergency.runs(at)
    return relation.state is State.AUTHORIZED or (relation.state is State.CONTACT and in_emergency)


def current_grid(db: Database) -> View:
    """The grid in force, for the page that says who may see what. Raises GridUnknown."""
    held = grids.current(db)
    if held is None:
        raise GridUnknown
    return {
        "name": held["name"],
        "effective": held["effective"],
        "source": held["source"],
        "columns": [{"id": column["id"], "label": column["label"]} for column in held["columns"]],
        "rows": [_row(row) for row in held["rows"]],
    }


def _row(row: View) -> View:
    return {"type": row["type"], "class": row.get("class"), "label": row["label"], "allowed": row["allowed"]}


def _position(cursor: str, *types: type[str | int | datetime]) -> tuple[Any, ...]:
    try:
        return paging.decode(cursor, *types)
    except paging.CursorInvalid as wrong:
        raise PageUnknown from wrong


def _relations(db: Database, record: str, shown: list[Relation]) -> list[View]:
    ids = [relation.professional for relation in shown]
    listed, read = projections.professionals(db, ids), accesses.last(db, record, ids)
    counting = accesses.counting(db, record, ids)
    return [
        _relation(each, listed.get(each.professional), read.get(each.professional), each.professional in counting)
        for each in shown
    ]


def _relation(relation: Relation, listed: Professional | None, read: datetime | None, counts: bool) -> View:
    return {
        "professional": vars(listed or unlisted(relation.professional)),
        "state": relation.state.value,
        "administrator": relation.administrator,
        "eligible": relation.state is State.AUTHORIZED and counts,
        "began": relation.began.value,
        "first_contact": clock.rfc3339(relation.first_contact),
        "last_access": clock.rfc3339(read) if read else None,
        "version": relation.number,
    }
