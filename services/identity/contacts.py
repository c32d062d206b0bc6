"""Contact details as sealed JSON, bound to the document they belong to."""

import json

from services.identity.domain.people import Contact
from services.identity.keyring import Keyring


def seal_contact(keyring: Keyring, contact: Contact, owner: str) -> bytes:
    """Seal contact details for the person or account `owner`."""
    plain = json.dumps({"email": contact.email, "mobile": contact.mobile, "channel": contact.channel})
    return keyring.seal(plain, f"contact:{owner}")


def open_contact(keyring: Keyring, sealed: bytes, owner: str) -> Contact:
    """Return what `seal_contact` sealed for the same owner."""
    plain = json.loads(keyring.open(sealed, f"contact:{owner}"))
    return Contact(plain["email"], plain["mobile"], plain["channel"])
