"""The service as tests use it: the real application on a real database, people of the story, and a clock to move."""

import base64
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from flask import Flask
from flask.testing import FlaskClient
from joserfc import jwe
from joserfc.jwk import ECKey
from werkzeug.test import TestResponse

from chassis import events, mongo
from chassis.events import Event
from services.identity import parts
from services.identity.actions import figures
from services.identity.actions import imports as import_actions
from services.identity.actions.codes import issue_requested_codes
from services.identity.actions.work import advance_imports
from services.identity.domain.nir import control_key
from services.identity.store import ClientSession, Database

NOTIFIER_KEY = ECKey.generate_key("P-256", {"use": "enc", "alg": "ECDH-ES+A256KW"}, auto_kid=True)
PASSWORD = "Tilleul-du-9-mai"


def make_environment(mongo_url: str, database: str, folder: Path) -> dict[str, str]:
    """The environment of a process of the service, with fresh keys in `folder`."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "signing.pem").write_bytes(pem)
    (folder / "notifier-public.json").write_text(json.dumps(NOTIFIER_KEY.as_dict(private=False)))
    return {
        "SERVICE": "identity",
        "MONGO_URL": mongo_url,
        "MONGO_DB": database,
        "BROKER_URL": "amqp://unused.invalid",
        "PUBLIC_URL": "https://test.invalid",
        "SIGNING_KEY": str(folder / "signing.pem"),
        "NOTIFIER_PUBLIC_KEY": str(folder / "notifier-public.json"),
        **{name: base64.b64encode(name.encode().ljust(32, b"k")).decode() for name in ("NIR_KEY", "NIR_HASH_KEY")},
        "CODE_HASH_KEY": base64.b64encode(b"c" * 32).decode(),
        # No other service runs here that could acknowledge anything.
        "ACKNOWLEDGEMENT_WAIT_S": "0",
    }


def valid_nir(body: str) -> str:
    """The thirteen characters with their key."""
    return f"{body}{control_key(body):02d}"


def insured(number: int = 1, **changes: Any) -> dict[str, Any]:
    """One line of the insurer's file; each `number` is another person."""
    line = {
        "nir": valid_nir(f"284057510{number:04d}"),
        "family_name": "Martin",
        "given_names": ["Inaya", "Rose"],
        "birth_date": "1984-05-12",
        "sex": "F",
        "vitale_serial": f"{10_000_000_000 + number}",
        "email": f"inaya{number}@exemple.invalid",
        "mobile": "0612345678",
        "address": "1 rue des Tilleuls, 94310 Orly",
        "scheme": "regime-general",
    }
    return {**line, **changes}


class Place:
    """One running service. `clock` is the time it believes; tests move it."""

    def __init__(self, db: Database, app: Flask) -> None:
        self.db = db
        self.app = app
        self.parts: parts.Parts = self.app.extensions["identity"]
        self.clock = datetime.now(UTC).replace(microsecond=0)

    @contextmanager
    def at_clock(self) -> Iterator[None]:
        """Inside, the api's clock is `self.clock`."""
        with (
            patch("services.identity.api.activation.now", lambda: self.clock),
            patch("services.identity.api.account.now", lambda: self.clock),
            patch("services.identity.api.desk.now", lambda: self.clock),
            patch("services.identity.api.login.now", lambda: self.clock),
            patch("services.identity.api.patients.now", lambda: self.clock),
            patch("services.identity.api.oauth.now", lambda: self.clock),
            patch("services.identity.api.federation.now", lambda: self.clock),
            patch("services.identity.api.families.now", lambda: self.clock),
            patch("services.identity.api.closing.now", lambda: self.clock),
        ):
            yield

    def wait(self, **delay: float) -> None:
        """Let time pass, in timedelta's words."""
        self.clock += timedelta(**delay)

    def client(self) -> FlaskClient:
        """A browser of its own."""
        return self.app.test_client()

    def post(self, path: str, body: Any, expect: int, client: FlaskClient | None = None, **headers: str) -> Any:
        """Post JSON and return the JSON of the answer, which must have this status."""
        answer = self.answer(path, body, client, **headers)
        assert answer.status_code == expect, (answer.status_code, answer.text)
        return answer.json

    def answer(self, path: str, body: Any, client: FlaskClient | None = None, **headers: str) -> TestResponse:
        """Post JSON and return the whole answer."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        with self.at_clock():
            return (client or self.client()).post(f"/api/identity{path}", json=body, headers=sent)

    def import_lines(self, *lines: dict[str, Any], invite: bool = False) -> str:
        """Import people from NDJSON, to the end; the import's id."""
        return self.import_text("\n".join(json.dumps(line) for line in lines), invite)

    def import_text(self, text: str, invite: bool = False) -> str:
        """Import a file, to the end; the import's id."""
        staged = import_actions.stage_import(self.parts, "fichier", io.BytesIO(text.encode()), invite, self.clock)
        while advance_imports(self.parts, "test", self.clock):
            pass
        return staged

    def letters(self, kind: str) -> list[dict[str, Any]]:
        """What the notifier would read in the sealed events of this type, oldest first."""
        return [self.open(event["data"]["sealed"]) for event in self.said(kind)]

    def open(self, sealed: str) -> dict[str, Any]:
        """What the notifier reads in a sealed letter."""
        opened: dict[str, Any] = json.loads(jwe.decrypt_compact(sealed, NOTIFIER_KEY).plaintext or b"")
        return opened

    def said(self, kind: str) -> list[dict[str, Any]]:
        """The events of a type that wait for the relay, oldest first, as CloudEvents."""
        waiting = [
            json.loads(event["body"])
            for collection in ("outbox", "persons", "families", "logins", "desk_lookups")
            for document in self.db[collection].find({"pending.id": {"$exists": True}})
            for event in document["pending"]
        ]
        return sorted(
            (event for event in waiting if event["type"] == f"identity.{kind}"), key=lambda event: event["id"]
        )

    def invited(self, number: int = 1, **changes: Any) -> dict[str, str]:
        """Import and invite one person; what they type to identify."""
        line = insured(number, **changes)
        self.import_lines(line, invite=True)
        # Their own: what their children are invited to is written to them as well.
        code = [letter for letter in self.letters("InvitationIssued") if "child" not in letter][-1]["code"]
        return {"code": code, "nir": line["nir"], "vitale_serial": line["vitale_serial"]}

    def delivered(self) -> None:
        """The notifier says that the invitations left, now by the clock."""
        for said in self.said("InvitationIssued"):
            channel = self.open(said["data"]["sealed"])["to"]["channel"]
            medium = "letter" if channel == "letter" else "email"
            data = {"record": said["subject"], "purpose": "invitation", "medium": medium, "outcome": "delivered"}
            told = replace(events.new("notifier.DeliveryReported", said["subject"], data), time=self.clock.isoformat())
            mongo.transaction(self.db, partial(self._note_delivery, told))

    def _note_delivery(self, told: Event, session: ClientSession) -> None:
        figures.note_delivery(self.parts, session, told)

    def identified(self, number: int = 1, **changes: Any) -> dict[str, Any]:
        """Invite and identify one person; the answer with the ticket."""
        answer: dict[str, Any] = self.post("/identifications", self.invited(number, **changes), expect=200)
        return answer

    def activated(self, number: int = 1, identifier: str = "inaya.martin", **changes: Any) -> dict[str, Any]:
        """Take one person through activation; the answer."""
        ticket = self.identified(number, **changes)["ticket"]
        answer: dict[str, Any] = self.post("/activations", activation(ticket, identifier), expect=201)
        return answer

    def send_code(self, login: str, channel: str = "email") -> str:
        """Ask for a one-time code and read it in the letter."""
        self.post(f"/logins/{login}/codes", {"channel": channel}, expect=202)
        return str(self.letters("LoginCodeRequested")[-1]["code"])

    def logged_in(self, identifier: str = "inaya.martin", client: FlaskClient | None = None) -> dict[str, Any]:
        """Log in a patient with both factors; the session's answer."""
        login = self.post("/logins", credentials(identifier), expect=201)["login"]
        code = self.send_code(login)
        answer: dict[str, Any] = self.post(f"/logins/{login}/session", {"code": code}, expect=201, client=client)
        return answer

    def issue_codes(self) -> int:
        """Let the worker settle the requests for provisional codes."""
        return issue_requested_codes(self.parts, self.clock)


def activation(ticket: str, identifier: str = "inaya.martin", **changes: Any) -> dict[str, Any]:
    """What the person sends to activate."""
    contact = {"email": "inaya@exemple.invalid", "mobile": "06 12 34 56 78"}
    body = {"ticket": ticket, "contact": contact, "code_channel": "email"}
    return {**body, "identifier": identifier, "password": PASSWORD, **changes}


def credentials(identifier: str = "inaya.martin", password: str = PASSWORD, space: str = "patient") -> dict[str, str]:
    """What the person sends to log in."""
    return {"identifier": identifier, "password": password, "space": space}
