"""What the profile does with what it hears. Each runs in the worker's transaction and may run again."""

from datetime import datetime

from chassis import envelopes, freshness, outbox, sessions
from chassis.events import Event
from services.profile import announcements
from services.profile.gate import STREAM
from services.profile.parts import now
from services.profile.store import Database, Session, profiles, projections
from services.profile.vault import Vault, to_json

_US = ("profile", "*")


def apply_relation(db: Database, event: Event, session: Session) -> None:
    """A relation changed: hold it, and acknowledge how far the stream is applied (ACC-10)."""
    projections.tell_relation(session, db, event.data)
    policy = event.data["policy"]
    if policy is not None:
        mark = freshness.applied(session, db, STREAM, policy["epoch"], policy["lane"], policy["number"])
        outbox.add(db, session, announcements.policy_applied(policy["epoch"], policy["lane"], mark))


def apply_relations_stated(db: Database, event: Event, session: Session) -> None:
    """Part of a lane told again: when all its parts are here, the lane is whole."""
    told = event.data
    if told["for"] not in _US:
        return
    for each in told["relations"]:
        projections.tell_relation(session, db, each)
    if projections.note_part(session, db, told, now()):
        mark = freshness.restated(session, db, STREAM, told["epoch"], told["lane"], told["up_to"])
        outbox.add(db, session, announcements.policy_applied(told["epoch"], told["lane"], mark))


def hear_heartbeat(db: Database, event: Event, session: Session) -> None:
    """Consent is alive; this is the last number of each lane, and the grid in force."""
    told = event.data
    said = {"grid_version": told["grid_version"]}
    freshness.beat(session, db, STREAM, told["epoch"], told["lanes"], told["counter"], said=said)


def apply_grid(db: Database, event: Event, session: Session) -> None:
    """Another grid is in force (GRD-07)."""
    projections.tell_grid(session, db, event.data)


def apply_record_state(db: Database, event: Event, session: Session) -> None:
    """A record opened, or its person refused it."""
    projections.tell_record(session, db, event.data)


def apply_closure(db: Database, event: Event, session: Session) -> None:
    """A record was closed or is open again: hold it, and acknowledge it (CLO-05, CLO-06)."""
    projections.tell_record(session, db, event.data)
    outbox.add(db, session, announcements.state_applied(event.data))


def apply_records_stated(db: Database, event: Event, session: Session) -> None:
    """Many records told again."""
    if event.data["for"] in _US:
        for each in event.data["records"]:
            projections.tell_record(session, db, each)


def grant_representation(db: Database, event: Event, session: Session) -> None:
    """An account acts for a child (MIN-13)."""
    projections.tell_representation(session, db, event.data, datetime.fromisoformat(event.data["until"]))


def end_representation(db: Database, event: Event, session: Session) -> None:
    """An account does not act for a child any more."""
    projections.tell_representation(session, db, event.data, None)


def list_professional(db: Database, event: Event, session: Session) -> None:
    """A directory entry, as of now."""
    projections.tell_professional(session, db, event.data)


def end_session(db: Database, event: Event, session: Session) -> None:
    """Tokens of this session are worth nothing from now on."""
    sessions.end(session, db, event.data["session"], datetime.fromisoformat(event.data["tokens_expire_at"]))


def erase_record(db: Database, event: Event, session: Session) -> None:
    """Forget a record: its key first of all, so that no copy of the profile can ever be read (CLO-07)."""
    record = event.data["record"]
    profiles.erase(session, db, record)
    projections.erase(session, db, record)
    outbox.add(db, session, announcements.data_erased(record, event.data["request"]))


def contribute_to_export(db: Database, vault: Vault, event: Event, session: Session) -> None:
    """Give the profile to a person who takes everything away, sealed for the export (NFR-09)."""
    asked = event.data
    try:
        told = to_json(vault.load(asked["record"]))
    except profiles.Erased:
        told = {}
    sealed = envelopes.seal(asked["key"], {"sections": told})
    outbox.add(db, session, announcements.export_contributed(asked["export"], asked["record"], sealed))
