"""Creating the spaces whose delay has run out (ACT-05, OPS-06): once each, never those who answered."""

from datetime import datetime

from services.identity import announcements
from services.identity.actions.identify import current_contact
from services.identity.domain.persons import auto_create
from services.identity.parts import Parts
from services.identity.store import persons

AT_ONCE = 100


def create_due_spaces(parts: Parts, now: datetime) -> int:
    """Create the next due spaces; how many were created. Whoever answers in the meantime wins."""
    created = 0
    for person in persons.due(parts.db, now, AT_ONCE):
        space, fact = auto_create(person.space, now)
        card_number = person.card_number + 1
        said = [
            announcements.space_changed(parts, space, fact),
            # Professionals may deposit from now on, and the person is told of it where the insurer reaches them.
            announcements.contact_card_issued(
                parts, person.record, person.traits.given_names, current_contact(parts, person), card_number
            ),
        ]
        created += persons.move(parts.db, None, person, space, said, card_number)
    return created
