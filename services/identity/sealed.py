"""What identity keeps sealed of people, as JSON bound to the document it belongs to. Nothing else knows how."""

import json
from datetime import date

from services.identity.domain.desk import IdentityChange
from services.identity.domain.people import Contact, Named
from services.identity.keyring import Keyring


def seal_contact(keyring: Keyring, contact: Contact, owner: str) -> bytes:
    """Seal contact details for the person or account `owner`."""
    plain = json.dumps({"email": contact.email, "mobile": contact.mobile, "channel": contact.channel})
    return keyring.seal(plain, f"contact:{owner}")


def open_contact(keyring: Keyring, sealed: bytes, owner: str) -> Contact:
    """Return what `seal_contact` sealed for the same owner."""
    plain = json.loads(keyring.open(sealed, f"contact:{owner}"))
    return Contact(plain["email"], plain["mobile"], plain["channel"])


def seal_address(keyring: Keyring, address: str, record: str) -> bytes:
    """Seal a postal address, one line of it a line."""
    return keyring.seal(address, f"address:{record}")


def open_address(keyring: Keyring, sealed: bytes, record: str) -> str:
    """Return what `seal_address` sealed for the same record."""
    return keyring.open(sealed, f"address:{record}")


def seal_proposed(keyring: Keyring, value: list[str], change_id: str) -> bytes:
    """Seal what an agent proposes to correct: one text, or the family name and the given names."""
    return keyring.seal(json.dumps(value), f"identity-change:{change_id}")


def open_proposed(keyring: Keyring, change: IdentityChange) -> list[str]:
    """Return what `seal_proposed` sealed for a correction; only a waiting one still has it."""
    value: list[str] = json.loads(keyring.open(change.value_sealed, f"identity-change:{change.id}"))
    return value


def seal_named(keyring: Keyring, named: Named, invitation: str) -> bytes:
    """Seal the name typed for an invitation."""
    told = json.dumps([named.family_name, named.given_name, named.birth_date.isoformat()])
    return keyring.seal(told, f"second-representative:{invitation}")


def open_named(keyring: Keyring, sealed: bytes, invitation: str) -> Named:
    """Return what `seal_named` sealed for the same invitation."""
    family_name, given_name, born = json.loads(keyring.open(sealed, f"second-representative:{invitation}"))
    return Named(family_name, given_name, date.fromisoformat(born))
