"""What the notifier gives to an export: what was written to the person, and when; addresses are identity's part."""

from typing import Any

from chassis import envelopes, events, outbox
from chassis.clock import rfc3339
from chassis.events import Event
from services.notifier.parts import Parts
from services.notifier.preferences import to_json
from services.notifier.store import Session


def contribute_to_export(parts: Parts, event: Event, session: Session) -> None:
    """Answer an export with the notices of the record, sealed for it. Codes and texts are not kept, so not given."""
    asked = event.data
    notices = [_notice(row) for row in parts.notices.of_record(asked["record"], session)]
    chosen = parts.choices.of(asked["record"], session)
    data = {
        "export": asked["export"],
        "record": asked["record"],
        "part": 1,
        "parts": 1,
        "sealed": envelopes.seal(asked["key"], {"notices": notices, "preferences": chosen and to_json(chosen)}),
    }
    outbox.add(parts.db, session, events.new("notifier.ExportContributed", asked["record"], data))


def _notice(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "state": row["state"],
        "created_at": rfc3339(row["created_at"]),
        "finished_at": rfc3339(row["finished_at"]) if "finished_at" in row else None,
    }
