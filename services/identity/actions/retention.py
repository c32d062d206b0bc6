"""The end of what is kept of closed profiles, where the operator set one (CLO-10, C-38).

Nobody is erased unwarned: whoever would be told of the erasure is written to some days before, and those days count
from that letter, also for profiles that had been closed longer than a retention that was set later.
"""

from datetime import datetime, timedelta
from functools import partial

from chassis import mongo
from services.identity import announcements
from services.identity.actions import closing
from services.identity.actions.closing import Reader
from services.identity.actions.erase import RETENTION, begin, representatives
from services.identity.contacts import addressee, own_contact
from services.identity.deliveries import letter_to
from services.identity.domain.campaign import paris_day
from services.identity.domain.closing import Retention, purge_due, warned, warning_due
from services.identity.parts import Parts
from services.identity.store import ClientSession, accounts, persons
from services.identity.store.person import Person

AT_ONCE = 100


def retention(parts: Parts) -> Retention | None:
    """How long closed profiles are kept and how long before the end that is said; None for as long as people wish."""
    settings = parts.settings
    if settings.closed_retention_days <= 0:
        return None
    return Retention(
        timedelta(days=settings.closed_retention_days), timedelta(days=settings.closed_retention_notice_days)
    )


def warn_closed(parts: Parts, now: datetime) -> int:
    """Write to those whose retention ends soon; how many profiles."""
    kept = retention(parts)
    if kept is None:
        return 0
    due = persons.closed_unwarned(parts.db, now - kept.length + kept.notice, AT_ONCE)
    return sum(mongo.transaction(parts.db, partial(_warn, parts, kept, each.record, now)) for each in due)


def purge_closed(parts: Parts, now: datetime) -> int:
    """Erase the closed profiles whose retention has run out; how many. Without the setting, none ever."""
    kept = retention(parts)
    if kept is None:
        return 0
    due = persons.closed_and_warned(parts.db, now - kept.length, now - kept.notice, AT_ONCE)
    return sum(mongo.transaction(parts.db, partial(_purge, parts, kept, each.record, now)) for each in due)


def _warn(parts: Parts, kept: Retention, record: str, now: datetime, session: ClientSession) -> bool:
    person = persons.by_record(parts.db, record, session)
    # Someone may have come back in the meantime; so below.
    if person is None or not warning_due(person.space, kept, now):
        return False
    space, ends_at = warned(person.space, kept, now)
    letters = [
        closing.written(parts, reader, "retention-ending", deadline=paris_day(ends_at))
        for reader in _readers(parts, session, person)
    ]
    said = [announcements.closure_notice(record, *letter) for letter in letters]
    return persons.move(parts.db, session, person, space, said)


def _purge(parts: Parts, kept: Retention, record: str, now: datetime, session: ClientSession) -> bool:
    person = persons.by_record(parts.db, record, session)
    if person is None or not purge_due(person.space, kept, now):
        return False
    begin(parts, session, person, RETENTION, _readers(parts, session, person), now)
    return True


def _readers(parts: Parts, session: ClientSession, person: Person) -> list[Reader]:
    """The holder, or who acts for the child; where there is neither, who is written to about the person."""
    account = accounts.by_record(parts.db, session, person.record)
    if account is not None:
        return [closing.reader(parts, account, person.record)]
    if acting := representatives(parts, session, person.record):
        return acting
    holder = addressee(parts, person)
    contact = own_contact(parts, holder) if holder else None
    if holder is None or contact is None or not contact.channels():
        return []
    return [Reader(letter_to(holder.traits.given_names, contact), "own" if holder is person else "child")]
