"""Coming of age: at 00:00 in Paris on the eighteenth birthday nobody acts for the person but themselves (MIN-23).

The other services refuse by themselves at that instant; here the rights are ended for good, and the young adult is sent
a code where they can be reached themselves, by letter at last. All of it in the transaction that makes them an adult,
so exactly once.
"""

from dataclasses import replace
from datetime import datetime

from chassis import mongo
from services.identity import announcements
from services.identity.actions.codes import fresh_code, head_to
from services.identity.actions.families import save_family
from services.identity.contacts import own_contact
from services.identity.domain import families as rules
from services.identity.domain import spaces
from services.identity.parts import Parts
from services.identity.store import ClientSession, families, persons

AT_ONCE = 100


def declare_adults(parts: Parts, now: datetime) -> int:
    """Do what majority asks for those whose eighteenth birthday has come; how many."""
    records = persons.coming_of_age(parts.db, now, AT_ONCE)
    return sum(_declare_one(parts, record, now) for record in records)


def _declare_one(parts: Parts, record: str, now: datetime) -> bool:
    return mongo.transaction(parts.db, lambda session: _declare(parts, session, record, now))


def _declare(parts: Parts, session: ClientSession, record: str, now: datetime) -> bool:
    person = persons.by_record(parts.db, record, session)
    if person is None or person.comes_of_age_at is None or now < person.comes_of_age_at:
        return False  # done by another worker, or the birth date was corrected
    kept = families.of_child(parts.db, record, session)
    if kept is not None:
        family, facts = rules.come_of_age(kept.family, now)
        save_family(parts, session, family, facts, None)
    # Their own addresses from here on, whatever the row still says of a minor.
    adult = replace(person, comes_of_age_at=None)
    space, freed = spaces.come_of_age(person.space)
    said = [announcements.space_changed(parts, space, freed)] if freed else []
    card_number = person.card_number
    written = head_to(parts, adult, "email")
    if card_number or freed:
        card_number += 1
        names, contact = person.traits.given_names, own_contact(parts, adult)
        # Even without any address: what the notifier knows may lead to a parent.
        said.append(announcements.contact_card_issued(parts, record, names, contact, card_number))
    erasing = space.closure is not None and space.closure.erasing
    if written is not None and not erasing:
        space, letter = fresh_code(parts, replace(adult, space=space), written, now, "majority-code")
        said.append(letter)
    persons.grow_up(parts.db, session, person, space, said, card_number, invitable=written is not None)
    return True
