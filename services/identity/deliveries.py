"""What the notifier needs to reach someone, sealed for its key (RFC 7516, ECDH-ES+A256KW with A256GCM).

Codes and addresses never cross the broker in clear; the broker, its operators and other services see a JWE.
"""

import json
from pathlib import Path
from typing import Any

from joserfc import jwe
from joserfc.jwk import ECKey, OKPKey, import_key

from services.identity.domain.people import Contact, Traits

_HEADER = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM"}


class Deliveries:
    """Seals letters and contact cards for the notifier."""

    def __init__(self, key_file: Path) -> None:
        """Read the notifier's public JWK. Raises ValueError when it is no elliptic-curve key."""
        key = import_key(json.loads(key_file.read_text()))
        if not isinstance(key, ECKey | OKPKey):
            raise ValueError("NOTIFIER_PUBLIC_KEY is not an EC or OKP key")
        self._key = key
        self._header = {**_HEADER, "kid": key.thumbprint()}

    def seal(self, content: dict[str, Any]) -> str:
        """Return the compact JWE of a JSON object."""
        return jwe.encrypt_compact(self._header, json.dumps(content).encode(), self._key)


def contact_card(given_names: tuple[str, ...], contact: Contact) -> dict[str, Any]:
    """The card of a record's holder, to be sealed: names to greet by, addresses, preferred channel."""
    return {
        "given_names": list(given_names),
        "email": contact.email,
        "mobile": contact.mobile,
        "channel": contact.channel,
    }


def letter_to(given_names: tuple[str, ...], contact: Contact) -> dict[str, Any]:
    """The head of a letter, to be sealed: where it goes and how the person is greeted."""
    address = {"email": contact.email, "mobile": contact.mobile, "channel": contact.channel}
    return {"to": address, "given_names": list(given_names)}


def posted_letter_to(traits: Traits, address: str) -> dict[str, Any]:
    """The same for a letter on paper: the name on the envelope and the lines of the address."""
    name = f"{traits.given_names[0]} {traits.family_name.upper()}"
    postal = {"name": name, "lines": address.splitlines()}
    to = {"email": None, "mobile": None, "channel": "letter", "postal": postal}
    return {"to": to, "given_names": list(traits.given_names)}
