"""One well-known person per role, and the events that others would send about them."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis import events, mongo
from chassis.auth import Actor
from chassis.connection import Database
from chassis.events import Event
from chassis.inbox import AlreadyApplied
from services.consent.actions import people
from services.consent.domain.policy import lane_of

RECORD = "rec_7Qm2xV9aKp4LsT8wYb3Nd1"
OTHER_RECORD = "rec_1Zx8cV5bNm2QwE7rTy4Ui6"
LEROUX = "pro_4Hc8rW2nZx6VbM1qTf5Jk9"
MARTIN = "pro_9Kj3hG7fDs1AqW5eRt8Yu2"
DOCUMENT = "doc_9Ty3uE6iOp1AsD4fGh7Kl2"
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Story:
    """Inaya, whose record it is; doctor Leroux and nurse Martin, listed in the directory."""

    inaya = Actor(id="acc_inaya", role="patient", session="ses_inaya", record=RECORD)
    other_patient = Actor(id="acc_other", role="patient", session="ses_other", record=OTHER_RECORD)
    leroux = Actor(id=LEROUX, role="professional", session="ses_leroux")
    martin = Actor(id=MARTIN, role="professional", session="ses_martin")

    def __init__(self, db: Database) -> None:
        self.db = db
        self.hears(people.keep_record_state, record_activated(RECORD))
        self.hears(people.keep_professional, professional_listed(LEROUX, "Camille", "LEROUX", "Médecin"))
        self.hears(people.keep_professional, professional_listed(MARTIN, "Lou", "MARTIN", "Infirmier"))

    def hears(self, handler: Any, *told: Event) -> None:
        """Handle events as the worker does: in one transaction, what is applied already being no failure."""
        with suppress(AlreadyApplied):
            mongo.transaction(self.db, lambda session: [handler(session, self.db, event) for event in told] and None)


def record_activated(record: str, state: str = "activated", number: int = 2) -> Event:
    data = {"record": record, "state": state, "version": {"epoch": 1, "number": number}}
    return events.new("identity.ProfileActivated", record, data)


def professional_listed(professional: str, given: str, family: str, profession: str, number: int = 1) -> Event:
    data = {
        "professional": professional,
        "rpps": "99700000013",
        "family_name": family,
        "given_name": given,
        "profession_code": "G15_10",
        "profession_label": profession,
        "specialty_code": None,
        "specialty_label": None,
        "role_codes": [],
        "activity_codes": [],
        "structure": "Cabinet des Tilleuls, Orly",
        "active": True,
        "version": {"epoch": 1, "number": number},
    }
    return events.new("identity.ProfessionalListed", professional, data)


def documents_listed(professional: str = LEROUX, record: str = RECORD, ground: str = "care") -> Event:
    data = {"record": record, "professional": professional, "ground": ground, "grid_version": "2024-09-25"}
    return events.new("documents.DocumentsListed", record, data)


def document_consulted(professional: str = LEROUX, record: str = RECORD, ground: str = "care") -> Event:
    data = {
        "document": DOCUMENT,
        "record": record,
        "type": "11488-4",
        "what": "content",
        "professional": professional,
        "ground": ground,
        "grid_version": "2024-09-25",
    }
    return events.new("documents.DocumentConsulted", record, data)


def document_deposited(kind: str = "professional", depositor: str = LEROUX, record: str = RECORD) -> Event:
    return _document_event("DocumentDeposited", kind, depositor, record, None)


def message_sent(professional: str = LEROUX, record: str = RECORD) -> Event:
    data = {
        "record": record, "conversation": "cnv_2Gh5kL8pQ1wE4rT7yU0iO3", "message": "msg_6Bn9mX2cV5zA8sD1fG4hJ7",
        "professional": professional, "sender": "professional", "attachments": [],
    }  # fmt: skip
    return events.new("messaging.MessageSent", record, data, actor={"id": professional, "role": "professional"})


def document_hidden(actor: dict[str, str] | None, depositor: str = LEROUX, record: str = RECORD) -> Event:
    return _document_event("DocumentHidden", "professional", depositor, record, actor)


def about_document(name: str, number: int, actor: dict[str, str] | None = None, **told: Any) -> Event:
    """An event about the document, in its version `number`."""
    event = _document_event(name, "professional", LEROUX, RECORD, actor)
    data = event.data | told | {"version": {"epoch": 1, "number": number}}
    return events.new(event.type, RECORD, data, actor=actor)


def policy_applied(record: str, number: int, epoch: int = 1, point: str = "documents") -> Event:
    data = {"point": point, "epoch": epoch, "lane": lane_of(record), "number": number}
    return events.new("documents.PolicyApplied", "lane", data)


def deletion_requested(record: str = RECORD) -> Event:
    data = {"record": record, "request": "019aab2e-5b1c-7d5e-9a3e-1f2d3c4b5a69"}
    return events.new("identity.DataDeletionRequested", record, data)


def later(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def _document_event(name: str, kind: str, depositor: str, record: str, actor: dict[str, str] | None) -> Event:
    data = {
        "document": DOCUMENT,
        "record": record,
        "type": "11488-4",
        "class": "10",
        "depositor": {"kind": kind, "id": depositor},
        "hidden": name == "DocumentHidden",
        "version": {"epoch": 1, "number": 1},
    }
    return events.new(f"documents.{name}", record, data, actor=actor)
