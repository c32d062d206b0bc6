"""Professionals who act without a relation: kept with their deposit or message, placed in the stream just after.

Both services ask for a relation first, so that this happens only where consent has lost it
(docs/decisions/first-contact.md).
"""

from chassis import correlation
from chassis.events import Event
from chassis.mongo import transaction
from services.consent.actions.access import carry_out
from services.consent.domain import relation as rules
from services.consent.domain.relation import Author, Began, Fact, Outcome
from services.consent.store import Database, Session, history, relations
from services.consent.store.relations import Unplaced

AT_ONCE = 100


def register_contact(session: Session, db: Database, event: Event) -> None:
    """Whoever deposits or writes is found by the person in their settings from now on (ACC-06, C-36)."""
    contact = _contact(event)
    if contact is None:
        return
    began, professional = contact
    record = event.data["record"]
    if relations.load(db, record, professional, session) or history.erased(session, db, record):
        return
    outcome = rules.contacted(record, professional, began, Author(professional, "professional"), event.at)
    relations.begin(session, db, outcome, event)


def _contact(event: Event) -> tuple[Began, str] | None:
    """How and by which professional an event is a contact; None for every other act."""
    if event.type == "documents.DocumentDeposited" and event.data["depositor"]["kind"] == "professional":
        return Began.DEPOSIT, event.data["depositor"]["id"]
    if event.type == "messaging.MessageSent" and event.data["sender"] == "professional":
        return Began.MESSAGE, event.data["professional"]
    return None


def announce_new_contacts(db: Database) -> int:
    """Place and announce contacts that wait, each in a transaction of its own; how many waited."""
    waiting = relations.unplaced(db, AT_ONCE)
    for contact in waiting:
        with correlation.bound(contact.correlation, contact.event):
            _announce(db, contact)
    return len(waiting)


def _announce(db: Database, contact: Unplaced) -> None:
    def work(session: Session) -> None:
        held = relations.load(db, contact.record, contact.professional, session)
        # A decision taken meanwhile has given it a place and told its whole state.
        if held and held.place is None:
            actor = {"id": contact.professional, "role": "professional"}
            carry_out(session, db, Outcome(held.relation, Fact.CONTACTED), actor)

    transaction(db, work)
