"""Who saw: what others did enters the history and moves the relation's last access.

Acts come in runs, and a run costs what one act does: heads, entries and last accesses are written at once.
"""

from collections.abc import Sequence

from chassis.events import Event
from services.consent.actions.contact import register_contact
from services.consent.acts import act_of
from services.consent.domain.history import Act
from services.consent.store import Database, Session, accesses, concealed, directory, history
from services.consent.store.accesses import Access

_ANNOUNCED = "documents.DocumentAnnounced"
_READS = frozenset({"documents.DocumentsListed", "documents.DocumentConsulted", "profile.ProfileConsulted"})


def record_acts(session: Session, db: Database, events: Sequence[Event]) -> None:
    """Everything a run of events tells, in their order: history, last accesses, new contacts.

    Raises DirectoryBehind, ActorMissing, AlreadyApplied.
    """
    told = [(each.data, each.type == _ANNOUNCED) for each in events if each.data.get("concealed") is not None]
    concealed.tell_all(session, db, told)
    history.append_all(session, db, [act for event in events if (act := _act(session, db, event))])
    accesses.note_all(session, db, [_access(event) for event in events if _is_read_by_professional(event)])
    for event in events:
        register_contact(session, db, event)


def record_act(session: Session, db: Database, event: Event) -> None:
    """Add what an event tells to the record's history, once (HIS-01, HIS-07). Raises as record_acts."""
    record_acts(session, db, [event])


def _act(session: Session, db: Database, event: Event) -> Act | None:
    return act_of(
        event,
        lambda sought: directory.RECENT.find(db, sought, session),
        lambda sought: directory.ORGANISATIONS.find(db, sought, session),
    )


def _is_read_by_professional(event: Event) -> bool:
    # Software of an organisation has no relation of its own (GRD-10).
    return event.type in _READS and "professional" in event.data


def _access(event: Event) -> Access:
    """A professional's last access, and whether it makes them eligible as administrator (ADM-02, C-36)."""
    return Access(event.data["record"], event.data["professional"], event.at, event.data["ground"] == "care")
