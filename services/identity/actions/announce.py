"""Telling again what other services keep projections of: records, professionals, contacts.

A part at a time, from a checkpoint, each part with its checkpoint in one transaction: it may stop anywhere.
"""

from collections.abc import Sequence
from datetime import datetime

import uuid_utils

from chassis import mongo, outbox
from chassis.events import Event
from services.identity import announcements
from services.identity.actions import organisations
from services.identity.actions.directory import restate
from services.identity.contacts import current_contact
from services.identity.domain.families import facts_of
from services.identity.parts import Parts
from services.identity.store import ClientSession, families, persons, professionals, rebuilds
from services.identity.store import organisations as stored_organisations
from services.identity.store.rebuilds import Rebuild

PROJECTIONS = ("records", "professionals", "organisations", "contacts", "representations")
EVERYONE = "*"
CARDS_AT_ONCE = FAMILIES_AT_ONCE = 100


def announce(parts: Parts, projections: Sequence[str], now: datetime) -> None:
    """Have projections told again to whoever listens."""
    rebuild = str(uuid_utils.uuid7())
    for projection in projections:
        rebuilds.ask(parts.db, None, rebuild, projection, EVERYONE, now)


def answer_rebuild(parts: Parts, session: ClientSession, event: Event, now: datetime) -> None:
    """A service dropped a projection of ours: tell it again."""
    if event.data["projection"] in PROJECTIONS:
        rebuilds.ask(parts.db, session, event.data["rebuild"], event.data["projection"], event.service, now)


def tell_next_part(parts: Parts) -> bool:
    """Tell the next part of the oldest announcement; False when there is none."""

    def work(session: ClientSession) -> bool:
        told = rebuilds.under_way(parts.db, session)
        if told is None:
            return False
        events, last, more = _TELLERS[told.projection](parts, session, told)
        for event in events:
            outbox.add(parts.db, session, event)
        if more:
            rebuilds.advance(parts.db, session, told, last)
        else:
            rebuilds.finish(parts.db, session, told)
        return True

    return mongo.transaction(parts.db, work)


_Part = tuple[list[Event], str, bool]


def _tell_records(parts: Parts, session: ClientSession, told: Rebuild) -> _Part:
    most = announcements.STATED_AT_ONCE
    found = persons.announced(parts.db, session, told.after, most + 1)
    more, page = len(found) > most, found[:most]
    part = told.part + 1
    # Spaces opened while the telling goes on tell of themselves; the last part says how many there were.
    event = announcements.records_stated(
        parts, [person.space for person in page], told.rebuild, told.asked_by, part, part + more
    )
    return [event], page[-1].record if page else told.after, more


def _tell_professionals(parts: Parts, session: ClientSession, told: Rebuild) -> _Part:
    most = announcements.STATED_AT_ONCE
    found = professionals.after(parts.db, session, told.after, most + 1)
    page = found[:most]
    return [restate(parts, each) for each in page], page[-1].id if page else "", len(found) > most


def _tell_organisations(parts: Parts, session: ClientSession, told: Rebuild) -> _Part:
    most = announcements.STATED_AT_ONCE
    found = stored_organisations.after(parts.db, session, told.after, most + 1)
    page = found[:most]
    return [organisations.restate(parts, each) for each in page], page[-1].id if page else "", len(found) > most


def _tell_contacts(parts: Parts, session: ClientSession, told: Rebuild) -> _Part:
    found = persons.announced(parts.db, session, told.after, CARDS_AT_ONCE + 1)
    page = found[:CARDS_AT_ONCE]
    cards = [
        announcements.contact_card_issued(
            parts, person.record, person.traits.given_names, current_contact(parts, person), max(person.card_number, 1)
        )
        for person in page
    ]
    return cards, page[-1].record if page else "", len(found) > CARDS_AT_ONCE


def _tell_representations(parts: Parts, session: ClientSession, told: Rebuild) -> _Part:
    found = families.after(parts.db, session, told.after, FAMILIES_AT_ONCE + 1)
    page = found[:FAMILIES_AT_ONCE]
    said = [announcements.family_changed(parts, family, fact) for family in page for fact in facts_of(family)]
    return said, page[-1].child if page else "", len(found) > FAMILIES_AT_ONCE


_TELLERS = {
    "records": _tell_records,
    "professionals": _tell_professionals,
    "organisations": _tell_organisations,
    "contacts": _tell_contacts,
    "representations": _tell_representations,
}
