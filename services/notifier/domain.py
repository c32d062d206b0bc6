"""The rules of what leaves for the outside: who is told, where, when, how often.

Pure: no clock, no database, no network.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a notice is for; the name of its template."""

    INVITATION = "invitation"
    PROVISIONAL_CODE = "provisional-code"
    MAJORITY_CODE = "majority-code"  # nobody asked for it: who was a child takes over (MIN-23)
    LOGIN_CODE = "login-code"
    ACTIVITY = "activity"
    ACTIVATED = "activated"
    OPPOSED = "opposed"
    OPPOSED_LATE = "opposed-late"  # to a space that had been created without an answer: it is closed
    SUPPORT = "support"
    CONTACT_CODE = "contact-code"
    CONTACT_CHANGED = "contact-changed"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - the name of a letter
    CREDENTIALS_RECOVERED = "credentials-recovered"
    NEW_DEVICE = "new-device"
    REPRESENTATION_WITHDRAWN = "representation-withdrawn"
    ATTACHMENT_WITHDRAWN = "attachment-withdrawn"
    MESSAGE = "message"
    EXPORT_READY = "export-ready"
    EMERGENCY = "emergency"
    EMERGENCY_ALERT = "emergency-alert"
    REPRESENTATIVE_INVITED = "representative-invited"
    PROFILE_CLOSED = "profile-closed"
    PROFILE_REACTIVATED = "profile-reactivated"
    RETENTION_ENDING = "retention-ending"
    RETENTION_OVER = "retention-over"
    DELETION_REQUESTED = "deletion-requested"
    DELETION_DONE = "deletion-done"


CODES = frozenset({Kind.PROVISIONAL_CODE, Kind.MAJORITY_CODE, Kind.LOGIN_CODE, Kind.CONTACT_CODE})
# What others do, told as the person chose: grouped, held back, by another channel.
AS_CHOSEN = frozenset({Kind.ACTIVITY, Kind.MESSAGE})
# What concerns somebody's safety is told at once, never grouped, never held back (EMG-10).
AT_ONCE = frozenset({Kind.EMERGENCY, Kind.EMERGENCY_ALERT})
SEALED = CODES | {Kind.INVITATION}
# They outlive the erasure they tell of, and leave nothing behind once they are sent: no address, no web copy (CLO-08).
FAREWELLS = frozenset({Kind.RETENTION_OVER, Kind.DELETION_REQUESTED, Kind.DELETION_DONE})

# Someone waits in front of a screen for a code they asked for; nobody waits for the rest.
AWAITED = CODES - {Kind.MAJORITY_CODE}
URGENT, ORDINARY = 0, 1

LEASE = timedelta(seconds=30)
COPY_LIFE = timedelta(days=90)
# RFC 5321 §4.5.4.1 asks senders to keep trying for four to five days.
GIVE_UP_AFTER = timedelta(days=5)
_DELAYS_S = (5, 30, 120, 600, 3600, 4 * 3600)


class Medium(StrEnum):
    """How someone is reached."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"


@dataclass(frozen=True)
class Postal:
    """What stands on the envelope: the name, then the lines of the address, postcode and town last."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """How to reach one person, and how to greet them."""

    given_names: tuple[str, ...]
    email: str | None
    mobile: str | None
    channel: str  # "email", "sms" or "letter": what the person chose for codes (LOG-05), or all that is known
    postal: Postal | None = None


@dataclass(frozen=True)
class Posted:
    """A letter in the outbox: its object's name, its digest, its size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Address:
    """One way out."""

    medium: Medium
    value: str


@dataclass(frozen=True)
class Letter:
    """What a template needs; `code` is never part of what is kept or shown on the web."""

    kind: Kind
    given_names: tuple[str, ...]
    code: str | None = None
    minutes: int | None = None
    sender: str = "assurance-maladie"
    deadline: date | None = None
    happened_at: datetime | None = None
    device: str | None = None
    child: bool = False
    child_name: str | None = None
    about: str = "own"  # the profile of the reader, or "child"
    reference: str | None = None  # of a deletion, to follow it


def urgency(kind: Kind) -> int:
    """Codes and emergencies never wait behind a backlog of notices."""
    return URGENT if kind in AWAITED or kind in AT_ONCE else ORDINARY


def way_to(contact: Contact, kind: Kind) -> Address | None:
    """The address to use: codes follow the person's choice (LOG-05), the rest prefers e-mail (HIS-02).

    None when no address is known yet: the notice then waits for a newer contact card.
    """
    if contact.channel == Medium.LETTER and contact.postal is not None:
        return Address(Medium.LETTER, contact.postal.name)
    email = Address(Medium.EMAIL, contact.email) if contact.email else None
    sms = Address(Medium.SMS, contact.mobile) if contact.mobile else None
    if kind in CODES and contact.channel == Medium.SMS:
        return sms or email
    return email or sms


def way_beside(contact: Contact) -> Address | None:
    """The address of an SMS wanted beside the e-mail; None when that is impossible or would say the same twice."""
    return Address(Medium.SMS, contact.mobile) if contact.mobile and contact.email else None


def is_actor_the_patient(actor: Mapping[str, Any] | None, record: str) -> bool:
    """A person's own acts in their own record send no e-mail (HIS-08)."""
    return _is_patient(actor) and not is_actor_a_representative(actor, record)


def is_actor_a_representative(actor: Mapping[str, Any] | None, record: str) -> bool:
    """Whether the act was done from another person's account: a parent's, in a child's record (C-34)."""
    return _is_patient(actor) and actor is not None and actor.get("record", record) != record


def _is_patient(actor: Mapping[str, Any] | None) -> bool:
    return actor is not None and actor.get("role") == "patient"


def is_kept_from_reader(data: Mapping[str, Any], now: datetime) -> bool:
    """Whether what happened concerns a document that its reader may not know of.

    The patient until it is announced; and whoever reads a minor's mail, when it is kept from representatives.
    """
    concealed = data.get("concealed")
    if concealed is None:
        return False
    until = concealed["patient_until"]
    return bool(concealed["representatives"]) or (until is not None and now < datetime.fromisoformat(until))


def retry_delay(tries: int) -> timedelta:
    """How long a message refused for now waits after its n-th try (n ≥ 1)."""
    return timedelta(seconds=_DELAYS_S[min(tries, len(_DELAYS_S)) - 1])


def waiting_delay(tries: int) -> timedelta:
    """How long a notice waits for an address that is not known; a contact card wakes it earlier."""
    return timedelta(seconds=min(2 ** min(tries, 20), 24 * 3600))


def minutes_left(expires_at: datetime, issued_at: datetime) -> int:
    """Whole minutes a code was given to live, at least one: said instead of a clock time."""
    return max(1, round((expires_at - issued_at).total_seconds() / 60))


class State(StrEnum):
    """Where a notice is. Only pending and sending ones have a time of their next turn."""

    PENDING = "pending"
    SENDING = "sending"  # taken, under a lease: whoever finds the lease over takes it again
    SENT = "sent"
    GROUPED = "grouped"  # its action is told by the mail of another notice (C-15)
    FAILED = "failed"  # never deliverable; an operator may resend it
    DROPPED = "dropped"  # a code that expired, or a person who was erased


@dataclass(frozen=True)
class Notice:
    """One thing to tell one person, written once per event."""

    id: str
    record: str
    kind: Kind
    created_at: datetime
    correlation: str = ""  # of the action that is told, for the logs
    tries: int = 0  # how often it was refused or waited
    begun: int = 0  # how often it was taken without anything coming of it
    claim: str = ""  # who holds it while it is being sent
    expires_at: datetime | None = None
    sealed: bytes | None = None
    waited: bool = False  # for an address: what waited together is told together
    child: bool = False  # about a child whom the holder of `record` represents (MIN-22)
    medium: Medium | None = None  # None: the usual way to the person; SMS: beside it, as they chose
    gathers: bool = False  # it waits for its moment: what else waits by then is told with it
