"""Identifier or password forgotten: the person identifies again, then chooses new ones (LOG-10)."""

from datetime import datetime

from chassis import mongo, outbox
from services.identity.actions.choose import held_ticket, identified_person
from services.identity.actions.sessions import end_all_sessions
from services.identity.contacts import contact_of
from services.identity.domain import spaces
from services.identity.domain.accounts import identifier_faults, password_faults
from services.identity.domain.spaces import TransitionRefused
from services.identity.errors.account import FieldsRefused, NothingToRecover
from services.identity.errors.identification import AlreadyAnswered, TicketRefused
from services.identity.parts import Parts
from services.identity.security_notices import Purpose, notice
from services.identity.store import ClientSession, accounts, logins, persons
from services.identity.store.accounts import IdentifierTaken
from services.identity.store.person import Person


def recover(parts: Parts, ticket: str, identifier: str, password: str, now: datetime) -> Person:
    """Give the activated space of the identified person new credentials; how they are reached stays.

    The code is consumed, every session ends, wrong codes are forgiven, the holder is told.
    Raises TicketRefused, FieldsRefused, NothingToRecover, AlreadyAnswered.
    """
    held = held_ticket(parts, ticket, now)
    faults = {"identifier": identifier_faults(identifier), "password": password_faults(password, identifier)}
    if any(faults.values()):
        raise FieldsRefused(faults)
    password_hash = parts.passwords.hash(password)

    def work(session: ClientSession) -> Person:
        person = identified_person(parts, session, held, now)
        account = accounts.by_id(parts.db, person.space.account, session) if person.space.account else None
        if account is None or person.space.state is not spaces.State.ACTIVATED:
            raise NothingToRecover
        space = spaces.recover(person.space, now)
        if not persons.move(parts.db, session, person, space, []):
            raise TicketRefused
        accounts.put_credentials(parts.db, session, account.id, identifier, password_hash)
        # A login begun with the former password must not end with a code.
        logins.forget(parts.db, session, account.id)
        end_all_sessions(parts, session, account.id, now)
        contact = contact_of(parts, account)
        outbox.add(parts.db, session, notice(parts, account, contact, Purpose.CREDENTIALS_RECOVERED, now))
        return person

    try:
        return mongo.transaction(parts.db, work)
    except IdentifierTaken:
        raise FieldsRefused({"identifier": ["Cet identifiant est déjà pris. Choisissez-en un autre."]}) from None
    except TransitionRefused:
        raise AlreadyAnswered("") from None
