"""What only identity can tell about an emergency access: whether the professional may be family."""

from chassis import outbox
from chassis.events import Event
from services.identity import announcements
from services.identity.domain.people import share_a_family_name
from services.identity.parts import Parts
from services.identity.store import ClientSession, persons, professionals


def compare_names(parts: Parts, session: ClientSession, event: Event) -> None:
    """Say so when who opened a record in an emergency has a family name in common with its person."""
    person = persons.by_record(parts.db, event.data["record"], session)
    opener = professionals.by_id(parts.db, event.data["professional"])
    if person is None or opener is None:
        return
    if share_a_family_name(person.traits.family_name, opener.entry.family_name):
        outbox.add(parts.db, session, announcements.shared_name_noticed(event))
