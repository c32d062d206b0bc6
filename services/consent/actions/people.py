"""What identity tells consent, and what consent asks of it."""

from datetime import datetime

from chassis import outbox, sessions
from chassis.events import Event
from chassis.mongo import transaction
from services.consent import announcements
from services.consent.actions.trace import record_act
from services.consent.store import (
    Database,
    Session,
    accesses,
    concealed,
    directory,
    emergencies,
    history,
    projections,
    relations,
    representations,
)

PROJECTIONS = ("records", "professionals", "organisations", "representations")

_DETACHED = "detached"


def keep_record_state(session: Session, db: Database, event: Event) -> None:
    """A record was activated or refused."""
    projections.put_records(session, db, [event.data])


def freeze_or_thaw_record(session: Session, db: Database, event: Event) -> None:
    """Hold a closure or its end, say that it is enforced here, note it when someone else did it (CLO-06, CLO-09)."""
    projections.put_records(session, db, [event.data])
    if event.actor is not None:
        record_act(session, db, event)
    outbox.add(db, session, announcements.state_applied(event.data["record"], event.data["version"]))


def keep_record_states(session: Session, db: Database, event: Event) -> None:
    """States told again for a rebuild; those meant for another service are not news here."""
    if event.data["for"] in {"consent", "*"}:
        projections.put_records(session, db, event.data["records"])


def keep_professional(session: Session, db: Database, event: Event) -> None:
    """A directory entry."""
    projections.put_professional(session, db, event.data, event.at)
    directory.RECENT.forget(db, event.data["professional"])


def keep_organisation(session: Session, db: Database, event: Event) -> None:
    """The name under which an organisation's deposits enter the history."""
    projections.put_organisation(session, db, event.data)
    directory.ORGANISATIONS.forget(db, event.data["organisation"])


def grant_representation(session: Session, db: Database, event: Event) -> None:
    """An account acts for a child (MIN-13)."""
    representations.tell(session, db, event.data, datetime.fromisoformat(event.data["until"]))


def end_representation(session: Session, db: Database, event: Event) -> None:
    """An account does not act for a child any more; that the insurer ended it, the history says (MIN-08).

    Told again, the end is no news: the row has it already.
    """
    data = event.data
    if data["reason"] == _DETACHED and not representations.is_over(session, db, data["record"], data["representative"]):
        record_act(session, db, event)
    representations.tell(session, db, data, None)


def end_session(session: Session, db: Database, event: Event) -> None:
    """A session is over: its tokens are worth nothing here (LOG-11)."""
    sessions.end(session, db, event.data["session"], datetime.fromisoformat(event.data["tokens_expire_at"]))


def erase_record(session: Session, db: Database, event: Event) -> None:
    """Erase what is held about a record and say so (CLO-07)."""
    record = event.data["record"]
    projections.mark_erased(session, db, record)
    relations.erase(session, db, record)
    accesses.erase(session, db, record)
    history.erase(session, db, record)
    concealed.erase(session, db, record)
    emergencies.erase(session, db, record)
    outbox.add(db, session, announcements.data_erased(record, event.data["request"]))


def ask_for_missing_practices(db: Database, rebuild: str) -> bool:
    """Have the directory told again when an entry lacks its profession's code: past decisions are explained with it."""
    if not projections.lacks_practices(db):
        return False
    request_rebuild(db, "professionals", rebuild)
    return True


def request_rebuild(db: Database, projection: str, rebuild: str) -> None:
    """Ask identity to tell a projection again; what is held serves until then."""

    def work(session: Session) -> None:
        projections.doubt(session, db, projection)
        outbox.add(db, session, announcements.rebuild_requested(rebuild, projection))

    transaction(db, work)
