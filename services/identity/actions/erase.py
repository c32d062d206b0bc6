"""Erasing a record: every service erases, each confirms, identity goes last (CLO-03, CLO-07).

Nobody conducts (docs/decisions/closure-and-erasure.md). The request is one transaction; each confirmation is one;
whoever dies in between is resumed by the event that waits in its queue. The farewell is sealed at the request, while
the address is known, and leaves with the transaction that erases the last trace.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from chassis import mongo
from chassis.auth import Actor
from chassis.events import Event
from services.identity import announcements
from services.identity.actions import closing, confirming, families
from services.identity.actions.closing import Reader
from services.identity.actions.limiting import forgive
from services.identity.actions.returning import take_return
from services.identity.domain.closing import begin_erasure
from services.identity.domain.spaces import State, TransitionRefused
from services.identity.errors.closure import DeletionUnderWay, NotClosed
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.rights import require_may_act_for
from services.identity.store import (
    ClientSession,
    accounts,
    acknowledgements,
    contact_changes,
    desk,
    devices,
    erasures,
    persons,
    returns,
    tickets,
)
from services.identity.store import families as stored_families
from services.identity.store.accounts import Account
from services.identity.store.erasures import Erasure
from services.identity.store.person import Person

OPERATOR, RETENTION = "operator", "retention"
FAREWELL = "deletion-done"
AT_ONCE = 100


def request_deletion(parts: Parts, actor: Actor, record: str, confirmation: str, code: str, now: datetime) -> Erasure:
    """Have everything about a profile erased, for whoever holds it or represents the child it belongs to (CLO-03).

    Raises RecordUnknown, LoginUnknown, LoginCodeRefused, TooManyTries, DeletionUnderWay.
    """
    require_may_act_for(parts, actor, record, now)
    proof = confirming.prove(parts, actor, confirmation, code, now)

    def work(session: ClientSession) -> Erasure:
        confirming.spend(parts, session, proof)
        return _asked_by(parts, session, closing.the_person(parts, session, record), proof.account, now)

    erasure = _carry_out(parts, work)
    forgive(parts, proof.counted)
    return erasure


def request_deletion_of_closed(parts: Parts, ticket: str, now: datetime) -> Erasure:
    """The same for a closed profile, for whoever has just proved both factors. Raises ReturnRefused, NotClosed."""

    def work(session: ClientSession) -> Erasure:
        account = take_return(parts, session, ticket, now)
        person = closing.the_person(parts, session, account.record or "")
        if person.space.state is not State.CLOSED:
            raise NotClosed
        return _asked_by(parts, session, person, account, now)

    return _carry_out(parts, work)


def forget_record(parts: Parts, record: str, now: datetime) -> Erasure | None:
    """Erase a record without a word to its holder (operator's command); None when nobody has it.

    A request that is still under way is given back instead of a second one.
    """
    known = erasures.of_record(parts.db, record)
    if known is not None and known.done_at is None:
        return known

    def work(session: ClientSession) -> Erasure | None:
        person = persons.by_record(parts.db, record, session)
        if person is None:
            return None
        return begin(parts, session, person, OPERATOR, representatives(parts, session, record), now)

    return mongo.transaction(parts.db, work)


def erase_again(parts: Parts, since: datetime) -> int:
    """Ask anew for what was erased since an instant: a service restored from a backup holds it again. How many."""
    asked, last = 0, ""
    while found := erasures.done_since(parts.db, since, AT_ONCE, last):
        events = [announcements.data_deletion_requested(each.record, each.id) for each in found]
        mongo.transaction(parts.db, partial(_say_all, parts, events=events))
        asked, last = asked + len(found), found[-1].id
    return asked


def note_erased(parts: Parts, session: ClientSession, event: Event, now: datetime) -> None:
    """A service has erased; when it was the last, erase here too and say farewell."""
    record = event.data["record"]
    erasure = erasures.confirm(parts.db, session, event.data["request"], record, event.service, now)
    if erasure is None or erasure.waiting_for or erasure.done_at is not None:
        return
    persons.forget(parts.db, session, record)
    stored_families.forget(parts.db, session, record)
    acknowledgements.forget(parts.db, session, record)
    for farewell in erasures.finish(parts.db, session, erasure, now):
        erasures.say(parts.db, session, announcements.closure_notice(record, FAREWELL, farewell))


def _say_all(parts: Parts, session: ClientSession, *, events: Sequence[Event]) -> None:
    for event in events:
        erasures.say(parts.db, session, event)


def _carry_out(parts: Parts, work: Callable[[ClientSession], Erasure]) -> Erasure:
    try:
        return mongo.transaction(parts.db, work)
    except TransitionRefused:
        raise DeletionUnderWay from None


def begin(
    parts: Parts, session: ClientSession, person: Person, by: str, readers: Sequence[Reader], now: datetime
) -> Erasure:
    """Shut the space, forget its login and ask every service, in the caller's transaction.

    `readers` are told now, and when it is done. Raises TransitionRefused.
    """
    record = person.record
    persons.move(parts.db, session, person, begin_erasure(person.space, by, now), ())
    closing.end_presence(parts, session, record, now)
    account = accounts.forget(parts.db, session, record)
    if account is not None:
        returns.forget(parts.db, session, account)
        devices.forget(parts.db, session, account)
        contact_changes.forget(parts.db, session, account)
    tickets.forget(parts.db, session, record)
    desk.forget(parts.db, session, record)
    erasure = Erasure(new_id("del"), record, now, parts.settings.erasing_services)
    families.forget(parts, session, record, account, now)
    purpose = "retention-over" if by == RETENTION else "deletion-requested"
    letters = [closing.written(parts, each, purpose, erasure.id) for each in readers]
    farewells = [closing.written(parts, each, FAREWELL, erasure.id)[1] for each in readers]
    said = [announcements.data_deletion_requested(record, erasure.id)]
    said += [announcements.closure_notice(record, *letter) for letter in letters]
    erasures.ask(parts.db, session, erasure, by, farewells, said)
    return erasure


def representatives(parts: Parts, session: ClientSession, record: str, but: str | None = None) -> list[Reader]:
    """Who acts for this child: what one representative asks for is the other's news (C-34)."""
    kept = stored_families.of_child(parts.db, record, session)
    held = {each.account for each in kept.family.representatives} if kept is not None else set()
    known = [accounts.by_id(parts.db, each, session) for each in sorted(held - {but})]
    return [closing.reader(parts, each, record) for each in known if each is not None]


def _asked_by(parts: Parts, session: ClientSession, person: Person, account: Account, now: datetime) -> Erasure:
    others = representatives(parts, session, person.record, but=account.id)
    readers = [closing.reader(parts, account, person.record), *others]
    return begin(parts, session, person, account.id, readers, now)
