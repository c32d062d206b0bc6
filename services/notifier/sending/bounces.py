"""Refusals that come back later, as a mail: a delivery status notification (RFC 3464) to our sender's address.

The mail server of the house hands each over to `cli notifier note-bounce`. A notification counts only if it quotes
the Message-ID of a notice of ours, which nobody else can guess, and refuses for good an address still on the card.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default

from chassis.clock import now
from services.notifier.announcements import invitation_returned
from services.notifier.domain import Contact, Medium
from services.notifier.parts import Parts
from services.notifier.writing.message import digits_of

_QUOTED = frozenset({"message/rfc822", "text/rfc822-headers"})
_NOTICE = re.compile(r"<([A-Za-z0-9-]{1,64})@[^<>\s]{1,255}>")
LONGEST = 2**20
"""Bytes of a notification that are looked at: its parts about the delivery come before what it quotes."""


@dataclass(frozen=True)
class Bounce:
    """A notice that was refused for good, and every address that the notification names for it, in lower case."""

    notice: str
    addresses: frozenset[str]


def read_bounce(content: bytes) -> Bounce | None:
    """What a mail says was refused for good; None for whatever else it is, delays and answering machines too."""
    mail = message_from_bytes(content[:LONGEST], policy=default)
    parts = list(mail.walk())
    reports = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    failed = [block for report in reports for block in _blocks(report) if _is_final(block)]
    named = (_NOTICE.search(text) for part in parts if part.get_content_type() in _QUOTED for text in _ids_of(part))
    notice = next((found[1] for found in named if found), None)
    if notice is None or not failed:
        return None
    fields = ("Final-Recipient", "Original-Recipient")
    told = [str(block.get(field, "")).partition(";")[2].strip().lower() for block in failed for field in fields]
    return Bounce(notice, frozenset(filter(None, told)))


def note_bounce(parts: Parts, bounce: Bounce) -> bool:
    """Remember that an address of the contact card refuses messages; False when it is not on the card (any more).

    An invitation has an address of its own, forgotten when it left: it is said to have failed (ACT-04).
    """
    invited = parts.notices.invitation_sent(bounce.notice)
    if invited is not None:
        texted = any(address.endswith(f"@{parts.settings.sms_domain}".lower()) for address in bounce.addresses)
        said = invitation_returned(invited, Medium.SMS if texted else Medium.EMAIL)
        return parts.notices.mark_returned(bounce.notice, now(), said)
    record = parts.notices.record_of(bounce.notice)
    known = parts.contacts.of([record]).get(record) if record else None
    if record is None or known is None or known.sealed is None:
        return False
    medium = _medium(parts.vault.open_contact(record, known.sealed), bounce, parts.settings.sms_domain)
    if medium is None:
        return False
    parts.contacts.note_bounce(record, medium, known.sealed, now())
    return True


def _medium(contact: Contact, bounce: Bounce, sms_domain: str) -> Medium | None:
    if contact.email and contact.email.lower() in bounce.addresses:
        return Medium.EMAIL
    texted = contact.mobile and f"{digits_of(contact.mobile)}@{sms_domain}".lower() in bounce.addresses
    return Medium.SMS if texted else None


def _blocks(report: Message) -> list[Message]:
    """The groups of fields of a report; the parser makes a message of each."""
    held = report.get_payload()
    return [block for block in held if isinstance(block, Message)] if isinstance(held, list) else []


def _is_final(block: Message) -> bool:
    return str(block.get("Action", "")).strip().lower() == "failed" and str(block.get("Status", "")).strip()[:2] == "5."


def _ids_of(part: Message) -> list[str]:
    """Message-IDs that a quoted message, or its quoted headers, bear."""
    held = part.get_payload()
    if isinstance(held, list):
        return [str(each.get("Message-ID", "")) for each in held if isinstance(each, Message)]
    assert isinstance(part, EmailMessage)
    return [str(message_from_bytes(str(part.get_content()).encode(), policy=default).get("Message-ID", ""))]
