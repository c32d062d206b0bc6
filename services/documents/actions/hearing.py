"""What the vault does with what it hears. Each runs in the worker's transaction and may run again."""

from datetime import datetime
from typing import Any

from chassis import events, freshness, outbox, sessions
from chassis.events import Event
from services.documents.gate import STREAM
from services.documents.parts import now
from services.documents.store import (
    Database,
    Session,
    attachments,
    documents,
    explanations,
    exports,
    former,
    keys,
    representations,
    rights,
    submissions,
    switches,
    waiting,
)

POINT = "documents"
_ALL = "*"


def apply_relation(db: Database, event: Event, session: Session) -> None:
    """A relation changed: hold it, and acknowledge how far the stream is applied (ACC-10)."""
    rights.tell_relation(session, db, event.data)
    policy = event.data["policy"]
    if policy is not None:
        mark = freshness.applied(session, db, STREAM, policy["epoch"], policy["lane"], policy["number"])
        _acknowledge(db, session, policy["epoch"], policy["lane"], mark)


def apply_relations_stated(db: Database, event: Event, session: Session) -> None:
    """Part of a lane told again: when all its parts are here, the lane is whole."""
    told = event.data
    if told["for"] not in (POINT, _ALL):
        return
    for each in told["relations"]:
        rights.tell_relation(session, db, each)
    if rights.note_part(session, db, told, now()):
        mark = freshness.restated(session, db, STREAM, told["epoch"], told["lane"], told["up_to"])
        _acknowledge(db, session, told["epoch"], told["lane"], mark)


def hear_heartbeat(db: Database, event: Event, session: Session) -> None:
    """Consent is alive; this is the last number of each lane, and the grid in force."""
    told = event.data
    said = {"grid_version": told["grid_version"]}
    freshness.beat(session, db, STREAM, told["epoch"], told["lanes"], told["counter"], said=said)


def apply_grid(db: Database, event: Event, session: Session) -> None:
    """Another grid is in force (GRD-07)."""
    rights.tell_grid(session, db, event.data)


def apply_record_state(db: Database, event: Event, session: Session) -> None:
    """A record opened, or its person refused it."""
    rights.tell_record(session, db, event.data)


def apply_closure(db: Database, event: Event, session: Session) -> None:
    """A record was closed or is open again: hold it, and acknowledge it (CLO-05, CLO-06)."""
    rights.tell_record(session, db, event.data)
    data = {"record": event.data["record"], "version": event.data["version"]}
    outbox.add(db, session, events.new("documents.ProfileStateApplied", event.data["record"], data))


def apply_records_stated(db: Database, event: Event, session: Session) -> None:
    """Many records told again."""
    if event.data["for"] in (POINT, _ALL):
        for each in event.data["records"]:
            rights.tell_record(session, db, each)


def grant_representation(db: Database, event: Event, session: Session) -> None:
    """An account acts for a child (MIN-13)."""
    representations.tell(session, db, event.data, datetime.fromisoformat(event.data["until"]))


def end_representation(db: Database, event: Event, session: Session) -> None:
    """An account does not act for a child any more."""
    representations.tell(session, db, event.data, None)


def list_professional(db: Database, event: Event, session: Session) -> None:
    """A directory entry, as of now."""
    rights.tell_professional(session, db, event.data)


def list_organisation(db: Database, event: Event, session: Session) -> None:
    """An entry of the register of organisations, as of now."""
    rights.tell_organisation(session, db, event.data)


def know_attachments(db: Database, event: Event, session: Session) -> None:
    """A professional attached files to a message: a copy that the person files is known for theirs (MSG-28)."""
    if event.data["sender"] == "professional" and not rights.is_erased(session, db, event.data["record"]):
        attachments.tell(session, db, event.data)


def end_session(db: Database, event: Event, session: Session) -> None:
    """Tokens of this session are worth nothing from now on."""
    sessions.end(session, db, event.data["session"], datetime.fromisoformat(event.data["tokens_expire_at"]))


def erase_record(db: Database, event: Event, session: Session) -> None:
    """Forget a record: its key first of all, so that no copy of a file can ever be read (CLO-07).

    The objects, noise from here on, are removed by `sweeping` after the commit.
    """
    record = event.data["record"]
    keys.destroy(session, db, record)
    documents.erase(session, db, record)
    exports.erase(session, db, record)
    submissions.erase(session, db, record)
    waiting.erase(session, db, record)
    switches.erase(session, db, record)
    former.erase(session, db, record)
    explanations.erase(session, db, record)
    attachments.erase(session, db, record)
    rights.mark_erased(session, db, record, now())
    data = {"record": record, "request": event.data["request"]}
    outbox.add(db, session, events.new("documents.ServiceDataErased", record, data))


def _acknowledge(db: Database, session: Session, epoch: int, lane: int, number: int) -> None:
    data: dict[str, Any] = {"point": POINT, "epoch": epoch, "lane": lane, "number": number}
    outbox.add(db, session, events.new("documents.PolicyApplied", f"lane-{lane}", data))
