"""What can be read of an activity history: pages of a search, its overview, and all of it to take away.

Acts on documents that the reader may not know of are in none of them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from chassis import clock, paging
from chassis.auth import Actor
from services.consent.domain.history import Entry, Search, body_of
from services.consent.errors import PageUnknown, TooManyEntries
from services.consent.queries.objects import Objects
from services.consent.rights import require_may_act_for
from services.consent.store import Database, concealed, history

View = dict[str, Any]

FORMAT = "mes-history/1"
MOST_ON_PAPER = 2_000
_AT_ONCE = 500


@dataclass(frozen=True)
class Reading:
    """One reader's view of one history. Made by `read`."""

    db: Database
    record: str
    unseen: list[str]


def read(db: Database, actor: Actor, record: str) -> Reading:
    """What an account may read of a record's history. Raises RecordUnknown."""
    require_may_act_for(db, actor, record)
    hidden = concealed.unseen(db, record, clock.now(), by_representative=actor.record != record)
    return Reading(db, record, hidden)


def search_of(query: Mapping[str, Any]) -> Search:
    """What the query parameters ask for; days are French days, both included."""
    first, last = query.get("from"), query.get("to")
    return Search(
        since=_midnight(first, 0) if first else None,
        before=_midnight(last, 1) if last else None,
        actor=query.get("actor"),
        action=query.get("action"),
    )


def list_history(reading: Reading, search: Search, cursor: str | None, limit: int) -> View:
    """What others did, newest first (HIS-01, HIS-06). Raises PageUnknown."""
    found = history.page(
        reading.db, reading.record, _position(cursor) if cursor else None, limit + 1, search, reading.unseen
    )
    shown, more = found[:limit], len(found) > limit
    objects = Objects(reading.db)
    return {
        "items": [_entry(entry, objects) for entry in shown],
        "next": paging.encode(shown[-1].act.at, shown[-1].act.event_id) if more else None,
    }


def overview(reading: Reading) -> View:
    """Who acted how often, which kinds of acts there are, how many each month: what a search chooses from."""
    found = history.overview(reading.db, reading.record, reading.unseen)
    return {
        "total": sum(month["acts"] for month in found["months"]),
        "actors": [_actor(row) for row in found["actors"]],
        "actions": [{"action": row["_id"], "acts": row["acts"]} for row in found["actions"]],
        "months": [{"month": row["_id"], "acts": row["acts"]} for row in found["months"]],
    }


def entries(reading: Reading, search: Search) -> Iterator[Entry]:
    """All that a search finds, newest first, read in parts."""
    after: history.Position | None = None
    while lot := history.page(reading.db, reading.record, after, _AT_ONCE, search, reading.unseen):
        yield from lot
        after = (lot[-1].act.at, lot[-1].act.event_id)


def entries_for_paper(reading: Reading, search: Search) -> list[Entry]:
    """The same for a PDF. Raises TooManyEntries."""
    found = history.count(reading.db, reading.record, search, MOST_ON_PAPER + 1, reading.unseen)
    if found > MOST_ON_PAPER:
        raise TooManyEntries
    return list(entries(reading, search))


def proof(reading: Reading, issuer: str) -> Iterator[str]:
    """The lines that contracts/verify_history.py reads: what they are of, then every entry of every chain in order.

    Of an entry about a document that was concealed after the act, its place and digest are given, not its content.
    """
    names = [
        name
        for name in history.chains_of(reading.db, reading.record)
        if name.partition("/")[2] not in set(reading.unseen)
    ]
    opening = {
        "format": FORMAT, "issuer": issuer, "record": reading.record, "exported_at": clock.rfc3339(clock.now()),
        "chains": names,
    }  # fmt: skip
    yield _line(opening)
    for name in names:
        for entry in history.chain(reading.db, name)[0]:
            yield _line(_proved(name, entry, reading.unseen))


def _proved(chain: str, entry: Entry, unseen: list[str]) -> View:
    act = entry.act
    if (act.object or {}).get("id") in unseen:
        kept = {"number": entry.number, "prev_hash": entry.prev_hash}
        return {"chain": chain, "entry": kept, "hash": entry.hash, "withheld": True}
    return {"chain": chain, "entry": body_of(act, entry.number, entry.prev_hash), "hash": entry.hash}


def _line(told: View) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _midnight(day: str, days: int) -> str:
    asked = date.fromisoformat(day) + timedelta(days=days)
    return clock.rfc3339(datetime.combine(asked, time.min, clock.FRANCE))


def _position(cursor: str) -> history.Position:
    try:
        at, id_ = paging.decode(cursor, str, str)
    except paging.CursorInvalid as wrong:
        raise PageUnknown from wrong
    return at, id_


def _actor(row: View) -> View:
    kind, id_ = row["_id"]["kind"], row["_id"]["id"]
    named = kind in {"professional", "organisation", "representative"}
    return {
        "key": id_ if named else kind,
        "kind": kind,
        "account": id_ if kind == "representative" else None,
        "display_name": row["display_name"],
        "profession": row["profession"],
        "structure": row["structure"],
        "acts": row["acts"],
        "last": row["last"],
    }


def _entry(entry: Entry, objects: Objects) -> View:
    act = entry.act
    shown = ("kind", "display_name", "profession", "structure")
    # People's names never leave identity: it says which account is whose, to those who may act for the child.
    account = act.actor.id if act.actor.kind == "representative" else None
    return {
        "id": act.event_id,
        "number": entry.number,
        "at": act.at,
        "actor": {**{name: getattr(act.actor, name) for name in shown}, "account": account},
        "action": act.action,
        "object": None if act.object is None else {**act.object, "label": objects.label(act.object)},
        "capacity": act.capacity,
        "ground": act.ground,
        "hash": entry.hash,
    }
