"""Where a person is reached, and who is written to about them."""

from services.identity.domain.campaign import Medium
from services.identity.domain.people import Contact
from services.identity.parts import Parts
from services.identity.sealed import open_address, open_contact
from services.identity.store import accounts, persons
from services.identity.store.accounts import Account
from services.identity.store.person import Person


def current_contact(parts: Parts, person: Person) -> Contact:
    """The details the person corrected when they activated, else those of the insurer.

    Nothing is ever sent to a minor: what concerns them goes to a parent they are attached to (MIN-09).
    """
    if person.comes_of_age_at is None:
        return own_contact(parts, person)
    parent = addressee(parts, person)
    return own_contact(parts, parent) if parent else Contact(None, None)


def own_contact(parts: Parts, person: Person) -> Contact:
    """The details of an adult, or of a young one whose majority is being done."""
    account = accounts.by_id(parts.db, person.space.account) if person.space.account else None
    if account is not None:
        return contact_of(parts, account)
    return open_contact(parts.keyring, person.contact_sealed, person.record)


def addressee(parts: Parts, person: Person) -> Person | None:
    """Who is written to about a person: they themselves, or a parent whom the minor is attached to (MIN-09).

    Of two parents the first who can be reached without paper; None when nobody can be reached at all.
    """
    if person.comes_of_age_at is None:
        return person
    known = persons.by_records(parts.db, person.parents)
    parents = [known[record] for record in person.parents if record in known]
    online = [parent for parent in parents if own_contact(parts, parent).channels()]
    return next(iter([*online, *(parent for parent in parents if parent.address_sealed)]), None)


def postal_address(parts: Parts, person: Person) -> str | None:
    """The address the insurer knows, one line of it a line."""
    sealed = person.address_sealed
    return None if sealed is None else open_address(parts.keyring, sealed, person.record)


def known_ways(parts: Parts, person: Person) -> dict[str, str]:
    """Where a code would go, by channel, as an agent may see it; a letter where nothing else is known."""
    ways = current_contact(parts, person).masked()
    return ways or ({Medium.LETTER.value: "l'adresse postale connue"} if person.address_sealed else {})


def contact_of(parts: Parts, account: Account) -> Contact:
    """The contact details of an account."""
    return open_contact(parts.keyring, account.contact_sealed, account.id)
