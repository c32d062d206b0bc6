"""Professionals who deposit without reading: kept with the deposit, placed in the policy stream just after."""

from chassis import correlation
from chassis.events import Event
from chassis.mongo import transaction
from services.consent.actions.access import carry_out
from services.consent.domain import relation as rules
from services.consent.domain.relation import Author, Fact, Outcome
from services.consent.store import Db, Session, history, relations
from services.consent.store.relations import Unplaced

AT_ONCE = 100


def register_contact(session: Session, db: Db, record: str, professional: str, event: Event) -> None:
    """A professional deposited: from now on the person finds them in their settings (ACC-06, C-36)."""
    if relations.load(db, record, professional, session) or history.erased(session, db, record):
        return
    outcome = rules.contacted(record, professional, Author(professional, "professional"), event.at)
    relations.begin(session, db, outcome, event)


def announce_new_contacts(db: Db) -> int:
    """Place and announce contacts that wait, each in a transaction of its own; how many waited."""
    waiting = relations.unplaced(db, AT_ONCE)
    for contact in waiting:
        with correlation.bound(contact.correlation, contact.event):
            _announce(db, contact)
    return len(waiting)


def _announce(db: Db, contact: Unplaced) -> None:
    def work(session: Session) -> None:
        held = relations.load(db, contact.record, contact.professional, session)
        # A decision taken meanwhile has given it a place and told its whole state.
        if held and held.place is None:
            actor = {"id": contact.professional, "role": "professional"}
            carry_out(session, db, Outcome(held.relation, Fact.CONTACTED), actor)

    transaction(db, work)
