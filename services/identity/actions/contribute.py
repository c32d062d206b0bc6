"""What identity gives to an export: who the person is for us, how they are reached, their account.

Not the social-security number: it never leaves this service, and the person has it.
"""

from typing import Any

from chassis import envelopes, events, outbox
from chassis.clock import rfc3339
from chassis.events import Event
from services.identity.contacts import contact_of
from services.identity.parts import Parts
from services.identity.sealed import open_contact
from services.identity.store import ClientSession, accounts, persons
from services.identity.store.person import Person


def contribute_to_export(parts: Parts, session: ClientSession, event: Event) -> None:
    """Answer an export with what is held of the record, sealed for it; with nothing when nobody has the record."""
    asked = event.data
    person = persons.by_record(parts.db, asked["record"], session)
    content = {} if person is None else _content(parts, person, session)
    data = {
        "export": asked["export"],
        "record": asked["record"],
        "part": 1,
        "parts": 1,
        "sealed": envelopes.seal(asked["key"], content),
    }
    outbox.add(parts.db, session, events.new("identity.ExportContributed", asked["record"], data))


def _content(parts: Parts, person: Person, session: ClientSession) -> dict[str, Any]:
    contact = open_contact(parts.keyring, person.contact_sealed, person.record)
    account = accounts.by_id(parts.db, person.space.account, session) if person.space.account else None
    if account is not None:
        contact = contact_of(parts, account)
    space, traits = person.space, person.traits
    return {
        "person": {
            "family_name": traits.family_name,
            "given_names": list(traits.given_names),
            "birth_date": traits.birth_date.isoformat(),
            "sex": traits.sex.value,
            "scheme": person.scheme,
            "parents": list(person.parents),
        },
        "contact": {"email": contact.email, "mobile": contact.mobile, "channel": contact.channel},
        "space": {
            "record": person.record,
            "state": space.state.value,
            "notified_at": space.notified_at and rfc3339(space.notified_at),
            "deadline": space.deadline and rfc3339(space.deadline),
        },
        "account": None
        if account is None
        else {
            "identifier": account.identifier,
            "created_at": rfc3339(account.created_at),
            "first_login_at": account.first_login_at and rfc3339(account.first_login_at),
        },
    }
