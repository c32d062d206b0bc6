"""What an administrator looks at is told like everything they do: before it is shown (ADM-11)."""

from datetime import timedelta

from chassis import clock, outbox
from chassis.auth import Actor
from chassis.mongo import transaction
from services.consent import announcements
from services.consent.actions.access import enter_in_history
from services.consent.domain.authority import Act
from services.consent.rights import require
from services.consent.store import Database, Session, accesses

QUIET = timedelta(minutes=15)
"""Pages and searches that follow the first look within this time belong to it."""


def note_look(db: Database, actor: Actor, record: str) -> None:
    """Enter in the history, and announce, that the administrator looks at the professionals of a record.

    The person's own looks are nobody's business. Raises RecordUnknown, DirectoryBehind.
    """
    if actor.role != "professional":
        return

    def work(session: Session) -> None:
        require(db, actor, record, Act.LIST_PROFESSIONALS, session=session)
        if accesses.looked(session, db, record, actor.id, clock.now(), QUIET):
            event = announcements.professionals_listed(record, actor.as_event())
            outbox.add(db, session, event)
            enter_in_history(session, db, event)

    transaction(db, work)
