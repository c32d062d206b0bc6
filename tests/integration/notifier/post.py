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

from chassis import broker, events
from chassis.broker import Outgoing
from chassis.events import Event
from deploy.native.installation import Installation

ROOT = Path(__file__).parents[3]


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
            "to": {"email": "inaya@courriel.example", "mobile": "+33639980001", "channel": "email"} | to,
            "given_names": ["Inaya"],
            "purpose": "login-code",
            "code": code,
            "expires_at": expires_at,
        }
        data = {"purpose": "login-code", "sealed": self.seal(content)}
        return events.new("identity.LoginCodeRequested", record, data, expires=300)

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
def worker(mes: Installation, mail: MailServer, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """The notifier's worker as a process of its own, listening when the block begins, ended with it."""
    probe = free_port()
    told = {"SMTP_PORT": str(mail.port), "PROBE_PORT": str(probe)}
    env = {**os.environ, **mes.env("notifier"), **told, **environment}
    process = subprocess.Popen([sys.executable, "-m", "chassis.worker", "services.notifier.worker"], cwd=ROOT, env=env)
    try:
        until(lambda: is_ready(probe))
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody has at the moment."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def is_ready(port: int) -> bool:
    """Whether the process behind this probe does its work."""
    try:
        return requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=2).ok
    except requests.ConnectionError:
        return False


def until(holds: Callable[[], object], seconds: float = 20) -> None:
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
