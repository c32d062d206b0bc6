"""Invitations to the persons an import brought (ACT-03, OPS-03 to OPS-05): each once, whatever restarts."""

from datetime import datetime

from chassis import mongo
from chassis.events import Event
from services.identity import announcements
from services.identity.contacts import open_contact
from services.identity.domain import persons as rules
from services.identity.domain.codes import issue_provisional_code, new_provisional_code
from services.identity.errors import ImportNotDone, ImportUnknown
from services.identity.parts import Parts
from services.identity.store import ClientSession, imports, persons
from services.identity.store.imports import Import
from services.identity.store.persons import Person

AT_ONCE = 100


def ask_invitations(parts: Parts, import_id: str) -> Import:
    """Have the worker invite those an import brought and nobody wrote to yet.

    Raises ImportUnknown, ImportNotDone.
    """
    if imports.by_id(parts.db, import_id) is None:
        raise ImportUnknown
    asked = imports.ask_invitations(parts.db, import_id)
    if asked is None:
        raise ImportNotDone
    return asked


def invite_some(parts: Parts, job: Import, now: datetime) -> bool:
    """Invite the next persons of a claimed import; False when nobody is left."""

    def work(session: ClientSession) -> int:
        waiting = persons.imported_uninvited(parts.db, session, job.id, AT_ONCE)
        moves = [(person, *_invitation(parts, person, now)) for person in waiting]
        persons.move_many(parts.db, session, moves)
        imports.count_invited(parts.db, session, job, len(moves))
        return len(moves)

    if mongo.transaction(parts.db, work) == 0:
        imports.invitations_done(parts.db, job, now)
        return False
    return True


def _invitation(parts: Parts, person: Person, now: datetime) -> tuple[rules.Space, Event]:
    contact = open_contact(parts.keyring, person.contact_sealed, person.record)
    code = new_provisional_code()
    kept = issue_provisional_code(parts.keyring.provisional_code(person.record, code), now, parts.code_life)
    space = rules.invite(person.space, kept, parts.opposition_delay)
    event = announcements.invitation_issued(parts, space, person.traits.given_names, contact, code, person.scheme)
    return space, event
