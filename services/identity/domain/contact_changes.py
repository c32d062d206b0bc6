"""Changing how someone is reached: nothing changes before the new address has given its code back. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.identity.domain.people import Contact

CHANGE_LIFE = timedelta(minutes=15)
CHANGE_TRIES = 5


@dataclass(frozen=True)
class ContactChange:
    """An address that waits for its proof; an account has at most one. `tries` never goes down."""

    id: str
    account: str
    channel: str
    address_sealed: bytes
    code_hash: str
    expires_at: datetime
    tries: int = 0


def with_address(contact: Contact, channel: str, address: str) -> Contact:
    """The contact with one of its addresses replaced; the channel of codes stays."""
    return replace(contact, email=address) if channel == "email" else replace(contact, mobile=address)


def former_way(contact: Contact, channel: str) -> Contact | None:
    """Where the holder is told that an address was replaced: there, else at the other address; None: nowhere."""
    if former := contact.address(channel):
        return only(channel, former)
    other = "sms" if channel == "email" else "email"
    known = contact.address(other)
    return only(other, known) if known else None


def former_ways(former: Contact, chosen: Contact) -> list[Contact]:
    """Where somebody is told that `chosen` took the place of `former`: each address replaced or added.

    Not where the confirmation goes anyway: to the chosen e-mail, else to the chosen mobile.
    """
    changed = [way for way in ("email", "sms") if former.address(way) != chosen.address(way)]
    ways = dict.fromkeys(way for channel in changed if (way := former_way(former, channel)))
    confirmed = only("email", chosen.email) if chosen.email else chosen.mobile and only("sms", chosen.mobile)
    return [way for way in ways if way != confirmed]


def only(channel: str, address: str) -> Contact:
    """A contact that leads to this one address."""
    return Contact(address, None, "email") if channel == "email" else Contact(None, address, "sms")
