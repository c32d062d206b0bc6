"""The figures of the campaign, fed by what happened: deliveries, activations, oppositions (OPS-01, OPS-06).

Each person counts once in each figure, whatever is delivered twice or told again.
"""

from dataclasses import replace
from datetime import datetime

from chassis.events import Event
from services.identity.domain.campaign import Medium, notified_at, paris_day
from services.identity.domain.spaces import State, not_notified, notified
from services.identity.parts import Parts
from services.identity.store import ClientSession, persons, waves
from services.identity.store.person import Invitation, Person


def count_activation(parts: Parts, session: ClientSession, event: Event) -> None:
    """Someone opened their space; recoveries do not count again."""
    _count_once(parts, session, event, "activated")


def count_opposition(parts: Parts, session: ClientSession, event: Event) -> None:
    """Someone refused their space; a later activation counts beside it (ACT-29)."""
    _count_once(parts, session, event, "opposed")


def note_delivery(parts: Parts, session: ClientSession, event: Event) -> None:
    """The notifier handed an invitation over, or it came back: count it, and let no delay run for who was not reached.

    The delay runs from the day it left, not from the one it was written on (C-02, ACT-04).
    """
    person = persons.by_record(parts.db, event.data["record"], session)
    if person is None or person.invitation is None:
        return
    before, outcome, day = person.invitation, event.data["outcome"], paris_day(event.at)
    # What is told twice changes nothing.
    if before.delivery == outcome or (outcome == "failed" and _is_over(person, before, event)):
        return
    if before.delivery is not None and before.delivery_day is not None:
        waves.count(parts.db, session, before.wave, before.delivery_day, **{before.delivery: -1})
    waves.count(parts.db, session, before.wave, day, **{outcome: 1})
    if outcome == "failed":
        space = not_notified(person.space)
    else:
        arrived = notified_at(event.at, Medium(event.data["medium"]), parts.postal_allowance)
        space = notified(person.space, arrived, parts.opposition_delay, parts.code_life)
    persons.note_delivery(parts.db, session, person, space, replace(before, delivery=outcome, delivery_day=day))


def _is_over(person: Person, invitation: Invitation, event: Event) -> bool:
    """Whether a mail that came back is of an invitation that another followed, or that was answered."""
    another = event.data.get("medium") not in (None, invitation.medium.value)
    return another or (invitation.delivery == "delivered" and person.space.state is not State.INVITED)


def count_created(parts: Parts, session: ClientSession, wave_ids: list[str], now: datetime) -> None:
    """Spaces were created without an answer, in the transaction that created them."""
    for wave_id in sorted(set(wave_ids)):
        waves.count(parts.db, session, wave_id, paris_day(now), auto_created=wave_ids.count(wave_id))


def _count_once(parts: Parts, session: ClientSession, event: Event, figure: str) -> None:
    day = paris_day(event.at)
    wave_id = persons.count_once(parts.db, session, event.data["record"], figure, day)
    if wave_id is not None:
        waves.count(parts.db, session, wave_id, day, **{figure: 1})
