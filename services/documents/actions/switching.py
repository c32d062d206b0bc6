"""Hide a whole record from professionals, or show it again: one decision, one event (DOC-26, DOC-27)."""

from datetime import datetime
from typing import NamedTuple

from chassis import events
from chassis.auth import Actor
from services.documents import errors
from services.documents.parts import Parts
from services.documents.store import switches

_TRIES = 5
"""Someone may turn it at the same moment."""


class Switch(NamedTuple):
    """Whether everything is hidden, and since when it is so; None while it was never turned."""

    all_hidden: bool
    since: datetime | None


def show_switch(parts: Parts, actor: Actor, record: str) -> Switch:
    """How it stands. Raises the gate's problems."""
    parts.gate.enter(actor, record)
    held = switches.find(parts.db, record)
    return Switch(False, None) if held is None else Switch(held["all_hidden"], held["changed_at"])


def turn_switch(parts: Parts, actor: Actor, record: str, all_hidden: bool) -> Switch:
    """Hide everything or show it again; asking for what is already so changes nothing.

    Raises the gate's problems or Busy.
    """
    parts.gate.enter(actor, record)
    for _ in range(_TRIES):
        held = switches.find(parts.db, record)
        before = held or {"all_hidden": False, "number": 0, "changed_at": None}
        if before["all_hidden"] == all_hidden:
            return Switch(all_hidden, before["changed_at"])
        number, now = before["number"] + 1, parts.clock()
        name = "documents.AllDocumentsHidden" if all_hidden else "documents.AllDocumentsUnhidden"
        data = {"record": record, "all_hidden": all_hidden, "version": {"epoch": parts.epoch, "number": number}}
        event = events.new(name, record, data, actor=actor.as_event())
        if switches.turn(parts.db, record, all_hidden, number, now, event):
            return Switch(all_hidden, now)
    raise errors.Busy
