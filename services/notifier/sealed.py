"""What arrives sealed for the notifier, opened; what is kept, sealed again under our own key."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, import_key

from chassis.sealing import Sealer, keyed_hash
from services.notifier.domain import SEALED, Contact, Kind, Letter, Postal
from services.notifier.errors import CannotOpen

_ALGORITHMS = ["ECDH-ES+A256KW", "A256GCM"]


class Opener:
    """Opens JWE made for our public key. Raises ValueError at start for a key of another sort."""

    def __init__(self, private_key: Path) -> None:
        key = import_key(json.loads(private_key.read_text("utf-8")))
        if not isinstance(key, ECKey | OKPKey):
            raise ValueError("NOTIFIER_PRIVATE_KEY is not an EC or OKP key")
        self._key = key

    def open(self, compact: str) -> dict[str, Any]:
        """The JSON inside. Raises CannotOpen; the message says nothing of the content."""
        try:
            plain = jwe.decrypt_compact(compact, self._key, algorithms=_ALGORITHMS).plaintext
            opened = json.loads(plain or b"")
        except (JoseError, ValueError) as error:
            raise CannotOpen(type(error).__name__) from None
        if not isinstance(opened, dict):
            raise CannotOpen("not-an-object")
        return opened


class Vault:
    """Seals contacts and letters at rest, each under the id of the row that holds it."""

    def __init__(self, key: bytes) -> None:
        self._sealer = Sealer(key)
        self._key = key

    def seal_contact(self, record: str, contact: Contact) -> bytes:
        """A contact, to be opened for the same record only."""
        return self._seal(f"contact:{record}", _contact_to_json(contact))

    def open_contact(self, record: str, sealed: bytes) -> Contact:
        """The reverse of `seal_contact`."""
        return contact_from_json(self._open(f"contact:{record}", sealed))

    def seal_letter(self, notice_id: str, contact: Contact, letter: Letter) -> bytes:
        """A letter with its address: a code on its way."""
        return self._seal(
            f"letter:{notice_id}", {"contact": _contact_to_json(contact), "letter": _letter_to_json(letter)}
        )

    def open_letter(self, notice_id: str, sealed: bytes) -> tuple[Contact, Letter]:
        """The reverse of `seal_letter`."""
        opened = self._open(f"letter:{notice_id}", sealed)
        return contact_from_json(opened["contact"]), letter_from_json(opened["letter"])

    def seal_copy(self, notice_id: str, letter: Letter) -> bytes:
        """What the web copy is made from: the letter without its code."""
        return self._seal(f"copy:{notice_id}", _letter_to_json(replace(letter, code=None)))

    def open_copy(self, notice_id: str, sealed: bytes) -> Letter:
        """The reverse of `seal_copy`."""
        return letter_from_json(self._open(f"copy:{notice_id}", sealed))

    def copy_token(self, notice_id: str) -> str:
        """The opaque address of a web copy: 256 bits, the same when a mail is rendered again."""
        return keyed_hash(self._key, f"web-copy:{notice_id}")

    def copy_index(self, token: str) -> str:
        """What is stored of a token: someone who reads the database cannot build the address."""
        return keyed_hash(self._key, f"web-copy-index:{token}")

    def _seal(self, context: str, plain: Mapping[str, Any]) -> bytes:
        return self._sealer.seal(json.dumps(plain).encode(), context.encode())

    def _open(self, context: str, sealed: bytes) -> dict[str, Any]:
        opened: dict[str, Any] = json.loads(self._sealer.open(sealed, context.encode()))
        return opened


def contact_from_json(card: Mapping[str, Any]) -> Contact:
    """A contact card as identity writes it; unknown fields are left alone. Raises CannotOpen."""
    try:
        return Contact(
            given_names=tuple(str(name) for name in card["given_names"]),
            email=card.get("email"),
            mobile=card.get("mobile"),
            channel=card.get("channel") or "email",
            postal=_postal(card.get("postal")),
        )
    except (KeyError, TypeError) as error:
        raise CannotOpen(type(error).__name__) from None


def letter_from_delivery(delivery: Mapping[str, Any], kind: Kind) -> tuple[Contact, Letter, datetime | None]:
    """A sealed delivery of identity: whom to reach, what to say, until when. Raises CannotOpen."""
    try:
        contact = contact_from_json({**delivery["to"], "given_names": delivery["given_names"]})
        expires = datetime.fromisoformat(delivery["expires_at"]) if delivery.get("expires_at") else None
        letter = Letter(
            kind=kind,
            given_names=contact.given_names,
            code=_code_of(delivery, kind),
            sender=delivery.get("sender") or "assurance-maladie",
            deadline=_day(delivery.get("deadline")),
            happened_at=_instant(delivery.get("happened_at")),
            device=delivery.get("device"),
            child_name=delivery.get("child"),
            about=delivery.get("about") or "own",
            reference=delivery.get("reference"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CannotOpen(type(error).__name__) from None
    if expires is not None and expires.tzinfo is None:
        raise CannotOpen("naive-time")
    return contact, letter, expires


def letter_from_json(stored: Mapping[str, Any]) -> Letter:
    """A letter as the vault stored it."""
    return Letter(
        kind=Kind(stored["kind"]),
        given_names=tuple(stored["given_names"]),
        code=stored["code"],
        minutes=stored["minutes"],
        sender=stored["sender"],
        deadline=_day(stored["deadline"]),
        happened_at=_instant(stored.get("happened_at")),
        device=stored.get("device"),
        child=stored.get("child", False),
        child_name=stored.get("child_name"),
        about=stored.get("about", "own"),
        reference=stored.get("reference"),
    )


def _contact_to_json(contact: Contact) -> dict[str, Any]:
    return {
        "given_names": list(contact.given_names),
        "email": contact.email,
        "mobile": contact.mobile,
        "channel": contact.channel,
        "postal": contact.postal and vars(contact.postal),
    }


def _postal(told: Mapping[str, Any] | None) -> Postal | None:
    return Postal(str(told["name"]), tuple(str(line) for line in told["lines"])) if told else None


def _letter_to_json(letter: Letter) -> dict[str, Any]:
    return {
        "kind": letter.kind.value,
        "given_names": list(letter.given_names),
        "code": letter.code,
        "minutes": letter.minutes,
        "sender": letter.sender,
        "deadline": letter.deadline.isoformat() if letter.deadline else None,
        "happened_at": letter.happened_at.isoformat() if letter.happened_at else None,
        "device": letter.device,
        "child": letter.child,
        "child_name": letter.child_name,
        "about": letter.about,
        "reference": letter.reference,
    }


def _code_of(delivery: Mapping[str, Any], kind: Kind) -> str | None:
    # A letter that is for its code is nothing without it; the others have none.
    return delivery["code"] if kind in SEALED else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
