"""What the vault alone does with what it hears. Each runs in the worker's transaction and may run again."""

from chassis.events import Event
from enforcement.store import projections
from services.documents.store import (
    Database,
    Session,
    attachments,
    documents,
    explanations,
    exports,
    former,
    organisations,
    submissions,
    switches,
    waiting,
)


def list_organisation(db: Database, event: Event, session: Session) -> None:
    """An entry of the register of organisations, as of now."""
    organisations.tell(session, db, event.data)


def know_attachments(db: Database, event: Event, session: Session) -> None:
    """A professional attached files to a message: a copy that the person files is known for theirs (MSG-28)."""
    if event.data["sender"] == "professional" and not projections.is_erased(session, db, event.data["record"]):
        attachments.tell(session, db, event.data)


def forget(db: Database, record: str, session: Session) -> None:
    """Forget a record (CLO-07). The objects are removed by `sweeping` after the commit."""
    for room in (documents, exports, submissions, waiting, switches, former, explanations, attachments):
        room.erase(session, db, record)
