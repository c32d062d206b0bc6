"""Who saw: what others did enters the history and moves the relation's last access."""

from chassis.events import Event
from services.consent.actions.contact import register_contact
from services.consent.acts import act_of
from services.consent.store import Db, Session, accesses, concealed, directory, history


def record_act(session: Session, db: Db, event: Event) -> None:
    """Add what an event tells to the record's history, once (HIS-01, HIS-07).

    Raises DirectoryBehind, ActorMissing, AlreadyApplied.
    """
    if event.data.get("concealed") is not None:
        concealed.tell(session, db, event.data, announced=event.type == "documents.DocumentAnnounced")
    act = act_of(
        event,
        lambda sought: directory.RECENT.find(db, sought, session),
        lambda sought: directory.ORGANISATIONS.find(db, sought, session),
    )
    if act:
        history.append(session, db, act)


def record_access(session: Session, db: Db, event: Event) -> None:
    """Someone listed or read: history; a professional's last access and eligibility as administrator (ADM-02, C-36)."""
    record_act(session, db, event)
    if "professional" not in event.data:  # software of an organisation, which has no relation of its own (GRD-10)
        return
    counts = event.data["ground"] == "care"
    accesses.note(session, db, event.data["record"], event.data["professional"], event.at, counts)


def record_deposit(session: Session, db: Db, event: Event) -> None:
    """Someone deposited: history, and a contact when it is a professional who was none (ACC-06)."""
    record_act(session, db, event)
    depositor = event.data["depositor"]
    if depositor["kind"] == "professional":
        register_contact(session, db, event.data["record"], depositor["id"], event)
