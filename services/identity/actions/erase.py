"""Forgetting a record: every service erases, each confirms, identity goes last (CLO-07).

Thin for now: an operator's command. The person's own request, with its confirmations, comes with closure.
"""

from datetime import datetime

import uuid_utils

from chassis import mongo
from chassis.events import Event
from services.identity import announcements
from services.identity.actions import families
from services.identity.actions.sessions import end_all_sessions
from services.identity.parts import Parts
from services.identity.store import (
    ClientSession,
    accounts,
    contact_changes,
    desk,
    devices,
    erasures,
    logins,
    persons,
    tickets,
)
from services.identity.store import families as stored_families
from services.identity.store.erasures import Erasure


def forget_record(parts: Parts, record: str, now: datetime) -> Erasure | None:
    """Ask every service to erase a record, and end its sessions; None when nobody has it.

    A request that is still under way is given back instead of a second one.
    """
    known = erasures.of_record(parts.db, record)
    if known is not None and known.done_at is None:
        return known
    if persons.by_record(parts.db, record) is None:
        return None
    request = str(uuid_utils.uuid7())
    erasure = Erasure(request, record, parts.settings.erasing_services, None)

    def work(session: ClientSession) -> None:
        account = accounts.forget(parts.db, session, record)
        if account is not None:
            end_all_sessions(parts, session, account, now)
            logins.forget(parts.db, session, account)
            devices.forget(parts.db, session, account)
            contact_changes.forget(parts.db, session, account)
        desk.forget(parts.db, session, record)
        tickets.forget(parts.db, session, record)
        families.forget(parts, session, record, account, now)
        erasures.ask(parts.db, session, erasure, now, announcements.data_deletion_requested(record, request))

    mongo.transaction(parts.db, work)
    return erasure


def note_erased(parts: Parts, session: ClientSession, event: Event, now: datetime) -> None:
    """A service has erased; when it was the last, erase here too."""
    record = event.data["record"]
    erasure = erasures.confirm(parts.db, session, event.data["request"], record, event.service)
    if erasure is not None and not erasure.waiting_for and erasure.done_at is None:
        persons.forget(parts.db, session, record)
        stored_families.forget(parts.db, session, record)
        erasures.finish(parts.db, session, erasure, now)
