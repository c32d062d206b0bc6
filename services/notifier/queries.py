"""What can be read from the notifier."""

from dataclasses import dataclass
from typing import Any

from chassis.clock import now, rfc3339
from services.notifier.errors import UnknownCopy
from services.notifier.parts import Parts
from services.notifier.preferences import default, to_json
from services.notifier.writing.rendering import render_web_copy


@dataclass(frozen=True)
class Outstanding:
    """How much is on its way: notices per state, age of the oldest unfinished one in seconds, what failed."""

    by_state: dict[str, int]
    oldest_s: float
    failed: list[tuple[str, str, str]]


def web_copy(parts: Parts, token: str) -> str:
    """The page of a mail (HIS-12), without any code. Raises UnknownCopy."""
    found = parts.notices.copy(parts.vault.copy_index(token))
    if found is None:
        raise UnknownCopy
    notice_id, sealed = found
    return render_web_copy(parts.vault.open_copy(notice_id, sealed), parts.settings.public_url)


def outstanding(parts: Parts) -> Outstanding:
    """Figures for an operator."""
    oldest = parts.notices.oldest_due()
    return Outstanding(
        parts.notices.figures(), (now() - oldest).total_seconds() if oldest else 0.0, parts.notices.failed()
    )


def preferences(parts: Parts, record: str) -> dict[str, Any]:
    """How the holder of a record is told, whether SMS can reach them, and which addresses refuse our messages."""
    chosen = parts.choices.of(record)
    known = parts.contacts.of([record]).get(record)
    contact = parts.vault.open_contact(record, known.sealed) if known and known.sealed else None
    return {
        **to_json(chosen or default(parts.settings.notice_window_s)),
        "sms_possible": bool(contact and contact.mobile and contact.email),
        "bounced": [{"medium": medium, "since": rfc3339(since)} for medium, since in sorted(known.bounced.items())]
        if known
        else [],
    }
