"""Putting new contact details in force: account, contact card for the notifier, word to the former address."""

from datetime import datetime

from chassis import outbox
from services.identity import announcements
from services.identity.contacts import contact_of
from services.identity.domain.contact_changes import former_way
from services.identity.domain.people import Contact
from services.identity.errors.account import AccountChanged
from services.identity.parts import Parts
from services.identity.sealed import seal_contact
from services.identity.security_notices import Purpose, notice
from services.identity.store import ClientSession, accounts, persons
from services.identity.store.accounts import Account


def replace_contact(
    parts: Parts, session: ClientSession, account: Account, contact: Contact, channel: str | None, now: datetime
) -> None:
    """Write an account's new contact inside the caller's transaction.

    `channel` names the address that was replaced, whose former holder is told; None when only the choice of where
    codes go changed (LOG-05). Raises AccountChanged when the person was written to meanwhile.
    """
    former = contact_of(parts, account)
    accounts.put_contact(parts.db, session, account.id, seal_contact(parts.keyring, contact, account.id))
    if account.record is not None:
        _issue_card(parts, session, account.record, contact)
    told = former_way(former, channel) if channel else None
    if told is not None:
        outbox.add(parts.db, session, notice(parts, account, told, Purpose.CONTACT_CHANGED, now))


def _issue_card(parts: Parts, session: ClientSession, record: str, contact: Contact) -> None:
    person = persons.by_record(parts.db, record, session)
    if person is None:
        raise AccountChanged
    number = person.card_number + 1
    card = announcements.contact_card_issued(parts, record, person.traits.given_names, contact, number)
    if not persons.move(parts.db, session, person, person.space, [card], number):
        raise AccountChanged
