"""What screens read of emergency access: the switches, a record's accesses, the queue of the medical officer."""

from typing import Any

from chassis import clock, paging
from chassis.auth import Actor
from chassis.sealing import Sealer
from services.consent.domain.directory import Professional, unlisted
from services.consent.domain.emergency import Switches
from services.consent.errors import PageUnknown
from services.consent.rights import require_may_act_for, require_officer
from services.consent.store import Database, emergencies, projections

View = dict[str, Any]

_OF_RECORD, _ALERTS = 100, 200


def show_settings(db: Database, actor: Actor, record: str) -> View:
    """The two switches of a record (EMG-01). Raises RecordUnknown."""
    require_may_act_for(db, actor, record)
    return settings_view(db, record)


def settings_view(db: Database, record: str) -> View:
    """The switches as a screen shows them."""
    held, _, changed_at = emergencies.switches(db, record)
    switches: Switches = held
    return {
        "regulation": switches.regulation,
        "immediate_risk": switches.immediate_risk,
        "changed_at": clock.rfc3339(changed_at) if changed_at else None,
    }


def list_of_record(db: Database, key: bytes, actor: Actor, record: str) -> View:
    """Emergency accesses to a record, with what was said for them (EMG-10). Raises RecordUnknown."""
    require_may_act_for(db, actor, record)
    return {"items": _views(db, key, emergencies.of_record(db, record, _OF_RECORD))}


def list_queue(db: Database, key: bytes, actor: Actor, reviewed: bool, cursor: str | None, limit: int) -> View:
    """A page of the review queue. Raises OfficersOnly, PageUnknown."""
    require_officer(db, actor)
    try:
        before = str(paging.decode(cursor, str)[0]) if cursor else None
    except paging.CursorInvalid as wrong:
        raise PageUnknown from wrong
    found = emergencies.queue(db, reviewed, before, limit + 1)
    items = _views(db, key, found[:limit])
    for row, view in zip(found, items, strict=False):
        held = row.get("review")
        view["signals"] = row["signals"]
        view["review"] = held and {
            "justified": held["justified"],
            "note": held["note"],
            "at": clock.rfc3339(held["at"]),
        }
    return {"items": items, "next": paging.encode(items[-1]["id"]) if len(found) > limit else None}


def list_alerts(db: Database, actor: Actor) -> View:
    """What was raised lately. Raises OfficersOnly."""
    require_officer(db, actor)
    found = emergencies.alerts(db, clock.now() - emergencies.RECENT, _ALERTS)
    listed = projections.professionals(db, {row["professional"] for row in found})
    return {
        "items": [
            {
                "professional": _name(listed, row["professional"]),
                "signal": row["signal"],
                "count": row["count"],
                "at": clock.rfc3339(row["at"]),
            }
            for row in found
        ]
    }


def _views(db: Database, key: bytes, rows: list[dict[str, Any]]) -> list[View]:
    listed, sealer = projections.professionals(db, {row["professional"] for row in rows}), Sealer(key)
    return [
        {
            "id": row["_id"],
            "professional": _name(listed, row["professional"]),
            "ground": row["ground"],
            "cause": row["cause"],
            "words": sealer.open(bytes(row["words"]), row["_id"].encode()).decode(),
            "opened_at": clock.rfc3339(row["opened_at"]),
            "until": clock.rfc3339(row["until"]),
        }
        for row in rows
    ]


def _name(listed: dict[str, Professional], professional: str) -> View:
    return vars(listed.get(professional) or unlisted(professional))
