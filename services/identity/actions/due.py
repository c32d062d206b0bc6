"""Creating the spaces whose delay has run out (ACT-05, OPS-06): once each, never those who answered."""

from datetime import datetime

import uuid_utils

from chassis import mongo, outbox
from services.identity import announcements
from services.identity.actions.figures import count_created
from services.identity.contacts import current_contact
from services.identity.domain.spaces import Space, auto_create
from services.identity.parts import Parts
from services.identity.store import ClientSession, persons
from services.identity.store.person import Person
from services.identity.store.persons import SPONTANEOUS, Move

AT_ONCE = 100


def create_due_spaces(parts: Parts, now: datetime) -> int:
    """Create the next due spaces; how many were created.

    A step is one transaction: killed, it leaves nothing behind and the next one begins again. Someone who answers at
    the same moment makes it conflict; it then runs again without them.
    """

    def work(session: ClientSession) -> int:
        moves = [_creation(parts, person, now) for person in persons.due(parts.db, session, now, AT_ONCE)]
        if moves:
            persons.move_many(parts.db, session, moves)
            spaces = [move.space for move in moves]
            # Professionals may deposit from now on.
            outbox.add(parts.db, session, announcements.records_stated(parts, spaces, str(uuid_utils.uuid7())))
            count_created(parts, session, [_wave_of(move.person) for move in moves], now)
        return len(moves)

    return mongo.transaction(parts.db, work)


def _creation(parts: Parts, person: Person, now: datetime) -> Move:
    space: Space
    space, _ = auto_create(person.space, now)
    number = person.card_number + 1
    # The person is told of deposits where the insurer reaches them.
    card = announcements.contact_card_issued(
        parts, person.record, person.traits.given_names, current_contact(parts, person), number
    )
    return Move(person, space, card, card_number=number)


def _wave_of(person: Person) -> str:
    return person.invitation.wave if person.invitation else SPONTANEOUS
