"""What the notifier's tests stand on: identity's side of the seal, a mail server, a worker process."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any

import requests
from aiosmtpd.controller import Controller
from joserfc import jwe
from joserfc.jwk import import_key

from chassis import broker, events, mongo, settings
from chassis.broker import Outgoing
from chassis.clock import now
from chassis.events import Event
from deploy.native.installation import Installation
from services.notifier import store
from services.notifier.parts import assemble
from services.notifier.sending.handover import Handover
from services.notifier.sending.sender import Sender
from services.notifier.sending.transport import SmsByMail, SmtpTransport
from services.notifier.settings import NotifierSettings
from services.notifier.worker import NotifierWorker

ROOT = Path(__file__).parents[3]
INAYA = {"email": "inaya@courriel.example", "mobile": "+33639980001", "channel": "email"}


class Inbox:
    """What the mail server received, and how it answers next."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content, policy=SMTP_POLICY))  # type: ignore[arg-type]
            self.recipients += envelope.rcpt_tos
        return answer

    def clear(self) -> None:
        self.messages.clear()
        self.recipients.clear()
        self.answers.clear()

    def ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.messages]

    def text(self, place: int = -1) -> str:
        body = self.messages[place].get_body(("plain",))
        assert body is not None
        return str(body.get_content())


@dataclass
class MailServer:
    """A real SMTP server on a port that stays the same while it goes and comes."""

    port: int
    inbox: Inbox = field(default_factory=Inbox)
    _controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(self.inbox, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None


class Identity:
    """Speaks as other services do: sealed for the notifier, published through the broker as themselves."""

    def __init__(self, mes: Installation) -> None:
        self._mes = mes
        self._key = import_key(json.loads(Path(mes.env("identity")["NOTIFIER_PUBLIC_KEY"]).read_text()))

    def seal(self, content: Mapping[str, Any]) -> str:
        header = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM"}
        return jwe.encrypt_compact(header, json.dumps(content).encode(), self._key)  # type: ignore[arg-type]

    def card(self, record: str, number: int = 1, epoch: int = 1, **said: Any) -> Event:
        content = {"given_names": ["Inaya"], "email": "inaya@courriel.example", "mobile": None, "channel": "email"}
        version = {"epoch": epoch, "number": number}
        return events.new(
            "identity.ContactCardIssued", record, {"version": version, "sealed": self.seal(content | said)}
        )

    def login_code(
        self, record: str, code: str = "042917", expires_at: str = "2099-01-01T00:00:00Z", **to: Any
    ) -> Event:
        content = {
            "to": INAYA | to,
            "given_names": ["Inaya"],
            "purpose": "login-code",
            "code": code,
            "expires_at": expires_at,
        }
        data = {"purpose": "login-code", "sealed": self.seal(content)}
        return events.new("identity.LoginCodeRequested", record, data, expires=300)

    def letter(self, record: str, **postal: Any) -> Event:
        """An invitation to someone with no address but the one on the envelope."""
        home = {"name": "Inaya MARTIN", "lines": ["1 rue des Tilleuls", "94310 Orly"]}
        return self.invitation(record, email=None, mobile=None, channel="letter", postal=home | postal)

    def invitation(self, record: str, sender: str = "assurance-maladie", **to: Any) -> Event:
        content = {
            "to": INAYA | to,
            "given_names": ["Inaya"],
            "purpose": "invitation",
            "code": "7KQ-2MD-X9T",
            "deadline": "2027-01-03",
            "sender": sender,
        }
        data = {"purpose": "invitation", "sealed": self.seal(content)}
        return events.new("identity.InvitationIssued", record, data)

    def publish(self, *told: Event) -> None:
        for service in {event.service for event in told}:
            outgoing = [
                Outgoing(event.id, f"{service}.events", event.type, event.to_json(), events.CONTENT_TYPE)
                for event in told
                if event.service == service
            ]
            with broker.Publisher(self._mes.env(service)["BROKER_URL"], "test") as publisher:
                for message in outgoing:  # one by one: the same event may be said several times
                    assert publisher.publish([message]) == {message.id}


def deposited(record: str, role: str = "professional") -> Event:
    """Someone deposited a document."""
    depositor = {"kind": "patient" if role == "patient" else "professional", "id": "pro_4Hc8rW2nZx6VbM1qTf5Jk9"}
    data = {
        "document": "doc_9Ty3uE6iOp1AsD4fGh7Kl2",
        "record": record,
        "type": "11488-4",
        "class": "10",
        "depositor": depositor,
        "hidden": False,
        "version": {"epoch": 1, "number": 1},
    }
    return events.new("documents.DocumentDeposited", record, data, actor={"id": depositor["id"], "role": role})


@contextmanager
def worker(
    mes: Installation, mail: MailServer, log: Path | None = None, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """The notifier's worker as a process of its own, listening when the block begins, ended with it."""
    probe = free_port()
    told = {"SMTP_PORT": str(mail.port), "PROBE_PORT": str(probe)}
    env = {**os.environ, **mes.env("notifier"), **told, **environment}
    command = [sys.executable, "-m", "chassis.worker", "services.notifier.worker"]
    with (log or Path(os.devnull)).open("a") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT)
    try:
        until(lambda: is_ready(probe))
        yield process
    finally:
        process.terminate()
        process.wait(timeout=180)


def settled(mes: Installation, count: int) -> bool:
    """Whether that many notices exist and all have reached their person."""
    notices = mes.mongo("notifier")["notices"]
    told = notices.count_documents({"state": {"$in": ["sent", "grouped"]}})
    return told == notices.count_documents({}) == count


def free_port() -> int:
    """A port that nobody has at the moment."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def is_ready(port: int) -> bool:
    """Whether the process behind this probe does its work."""
    try:
        return requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=2).ok
    except (requests.ConnectionError, requests.Timeout):
        return False


def until(holds: Callable[[], object], seconds: float = 180) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.02)


def at_once(call: Callable[[], None], times: int) -> None:
    """Do the same thing several times at the same moment."""
    threads = [threading.Thread(target=call) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Desk:
    """The notifier without its broker: events are handed over directly, sending is asked for."""

    def __init__(self, mes: Installation, mail: MailServer, **environment: str) -> None:
        env = {**mes.env("notifier"), "SMTP_PORT": str(mail.port), **environment}
        self.settings = settings.load(NotifierSettings, env)
        self.db = mongo.connect(self.settings)
        store.prepare(self.db)
        self.parts = assemble(self.db, self.settings)
        self._transport = SmtpTransport("127.0.0.1", mail.port, self.parts.envelope.sender)
        sms = SmsByMail(self._transport, self.parts.envelope)
        self.sender = Sender(self.parts, Handover(self.parts, self._transport, sms))

    def hear(self, event: Event) -> None:
        """Apply an event as the worker's method for it does, in a transaction."""
        clerk = NotifierWorker()
        clerk.db, clerk.settings = self.db, self.settings
        method = {
            "identity.LoginCodeRequested": clerk.deliver_sealed_letter,
            "identity.InvitationIssued": clerk.deliver_sealed_letter,
            "identity.ClosureNoticeIssued": clerk.deliver_sealed_letter,
            "identity.ContactCardIssued": clerk.keep_contact_card,
            "identity.ProfileActivated": clerk.confirm_activation,
            "identity.OppositionRegistered": clerk.confirm_opposition,
            "identity.DataDeletionRequested": clerk.erase_record,
            "identity.ProfileClosed": clerk.tell_other_representative,
            "identity.ProfileReactivated": clerk.tell_other_representative,
            "identity.RepresentationGranted": clerk.begin_telling_representative,
            "identity.RepresentationEnded": clerk.stop_telling_representative,
            "documents.ExportRequested": clerk.contribute_to_export,
            "documents.ExportReady": clerk.announce_export,
            "identity.SupportActed": clerk.tell_patient_of_support,
            "consent.EmergencyAccessOpened": clerk.tell_patient_of_emergency,
            "consent.UnusualEmergencyUse": clerk.alert_officer,
            "consent.PSBlocked": clerk.tell_other_representative,
            "messaging.MessageSent": clerk.tell_of_message,
        }.get(event.type, clerk.tell_patient_of_activity)
        mongo.transaction(self.db, lambda session: method(event, session))

    def states(self) -> list[str]:
        """The state of every notice, in order of arrival."""
        return [row["state"] for row in self.db["notices"].find().sort("_id", 1)]

    def hurry(self) -> None:
        """Let the time of everything outstanding come."""
        self.db["notices"].update_many({"next_at": {"$exists": True}}, {"$set": {"next_at": now()}})

    def close(self) -> None:
        self._transport.close()
