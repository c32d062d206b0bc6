"""Emergency access: the person's switches, opening a record without authorisation, looking at how it is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import uuid_utils

from chassis import clock, outbox
from chassis.auth import Actor
from chassis.events import Event
from chassis.mongo import transaction
from chassis.sealing import Sealer
from services.consent import announcements, errors
from services.consent.actions.access import carry_out, enter_in_history
from services.consent.domain import emergency as rules
from services.consent.domain import relation
from services.consent.domain.emergency import Alert, Bounds, Cause, Emergency, Ground, Signal, Switches, Try
from services.consent.domain.record import is_open
from services.consent.domain.relation import Author, State, begun_in_emergency
from services.consent.errors import EmergencyUnknown, RecordUnknown, TooManyEmergencies
from services.consent.rights import require_may_act_for, require_officer
from services.consent.settings import ConsentSettings
from services.consent.store import Database, Session, emergencies, lanes, projections, registers, relations
from services.consent.store.emergencies import Opened
from services.consent.store.registers import Register
from services.consent.store.relations import Placed

AT_ONCE = 100

_PROBLEMS = {
    relation.Blocked: errors.AccessRefused,
    relation.AlreadyAuthorized: errors.AccessOpenAlready,
    rules.NotRegulator: errors.RegulatorsOnly,
    rules.GroundClosed: errors.EmergencyClosed,
}
"""What the rules refuse, as the professional who asks is told."""


@dataclass(frozen=True)
class Asked:
    """What a professional says when they ask for emergency access (EMG-09)."""

    ground: Ground
    cause: Cause
    words: str


def change_settings(
    db: Database, actor: Actor, record: str, wanted: Mapping[str, bool]
) -> tuple[Switches, Placed | None]:
    """Set one switch or both (EMG-02 to EMG-04); what runs on a ground that is closed now ends with it.

    The last place in the policy stream comes with it, None when nothing had to end. Raises RecordUnknown.
    """
    require_may_act_for(db, actor, record)
    at, by = clock.now(), Author(actor.id, actor.role)

    def work(session: Session) -> tuple[Switches, Placed | None]:
        held, number, _ = emergencies.switches(db, record, session)
        chosen = Switches(wanted.get("regulation", held.regulation), wanted.get("immediate_risk", held.immediate_risk))
        if chosen == held:
            return chosen, None
        emergencies.set_switches(session, db, record, chosen, number + 1, at)
        epoch = lanes.epoch(session, db)
        said = announcements.emergency_settings_changed(record, chosen, number + 1, actor.as_event(), epoch)
        outbox.add(db, session, said)
        if actor.record != record:  # a child's: the other representative sees who decided (C-34)
            enter_in_history(session, db, said)
        closed = [ground for ground in Ground if not chosen.open_for(ground)]
        return chosen, _end_all(session, db, actor, record, closed, by, at)

    return transaction(db, work)


def _end_all(
    session: Session, db: Database, actor: Actor, record: str, grounds: list[Ground], by: Author, at: datetime
) -> Placed | None:
    last = None
    reading = [each for ground in grounds for each in relations.in_emergency(db, record, ground, at, session)]
    for professional in reading:
        held = relations.load(db, record, professional, session)
        outcome = held.relation.end_emergency(by, at) if held else None
        if outcome is not None and outcome.fact is not None:
            last, _ = carry_out(session, db, outcome, actor.as_event())
    return last


def open_emergency(db: Database, settings: ConsentSettings, actor: Actor, record: str, asked: Asked) -> Placed:
    """Let a professional read for some minutes, tell the person, keep it for review (EMG-06, EMG-10, EMG-11).

    Raises RecordUnknown, RegulatorsOnly, EmergencyClosed, AccessRefused, AccessOpenAlready, TooManyEmergencies,
    DirectoryBehind.
    """
    at, by = clock.now(), Author(actor.id, actor.role)
    is_regulator = registers.holds(db, Register.REGULATORS, actor.id)
    _watch(db, bounds(settings), actor.id, record, is_regulator, at)
    emergency = Emergency(str(uuid_utils.uuid7()), asked.ground, at + timedelta(minutes=settings.emergency_minutes))
    sealed = Sealer(settings.emergency_key).seal(asked.words.encode(), emergency.id.encode())
    opened = Opened(
        id=emergency.id,
        record=record,
        professional=actor.id,
        ground=asked.ground,
        cause=asked.cause,
        words=sealed,
        opened_at=at,
        until=emergency.until,
    )

    def work(session: Session) -> Placed:
        if not is_open(projections.record_state(db, record, session)):
            raise RecordUnknown
        held = relations.load(db, record, actor.id, session)
        if held is not None:  # blocked or authorised: said before anything about the person's settings
            outcome = held.relation.open_emergency(emergency, by, at)
        else:
            outcome = begun_in_emergency(record, actor.id, emergency, by, at)
        rules.check_ground(emergencies.hold_switches(session, db, record), asked.ground, is_regulator)
        placed, event = carry_out(session, db, outcome, actor.as_event())
        emergencies.add(session, db, opened)
        enter_in_history(session, db, event)
        return placed

    try:
        return transaction(db, work)
    except tuple(_PROBLEMS) as refused:
        raise _PROBLEMS[type(refused)] from None


def bounds(settings: ConsentSettings) -> Bounds:
    """What is usual, as the operator set it."""
    return Bounds(
        settings.emergency_records_per_hour,
        settings.emergency_tries_per_hour,
        settings.emergency_tries_per_day,
        settings.emergency_regulator_factor,
    )


def _watch(db: Database, usual: Bounds, professional: str, record: str, is_regulator: bool, at: datetime) -> None:
    """Count the request before anything is decided, raise what is unusual, and stop what is too much."""
    tries = emergencies.note_try(db, professional, Try(at, record))
    found = rules.signals(tries, at, usual.of(is_regulator))
    for signal, count in found.items():
        raise_alert(db, rules.hourly_alert(professional, signal, count, at))
    if Signal.STOPPED in found:
        raise TooManyEmergencies


def raise_alert(db: Database, alert: Alert) -> None:
    """Raise what is unusual, once: on the operator's page and as an event."""
    emergencies.raise_alert(db, alert, announcements.unusual_emergency_use(alert))


def note_same_name(session: Session, db: Database, event: Event) -> None:
    """Identity found that the professional and the person have a family name in common."""
    emergency, professional = event.data["emergency"], event.data["professional"]
    emergencies.flag(session, db, emergency, Signal.SAME_NAME)
    alert = rules.alert_about(emergency, professional, Signal.SAME_NAME, event.at)
    emergencies.raise_alert_within(session, db, alert, announcements.unusual_emergency_use(alert))


def look_for_later_care(db: Database, settings: ConsentSettings) -> int:
    """Raise emergencies that no care relation followed in time; how many were looked at."""
    at = clock.now()
    due = emergencies.to_follow(db, at - timedelta(hours=settings.emergency_care_within_h), AT_ONCE)
    for each in due:
        _follow(db, each["_id"], each["record"], each["professional"], at)
    return len(due)


def _follow(db: Database, emergency: str, record: str, professional: str, at: datetime) -> None:
    def work(session: Session) -> None:
        held = relations.load(db, record, professional, session)
        emergencies.mark_followed(session, db, emergency)
        if held is None or held.relation.state is not State.AUTHORIZED:
            alert = rules.alert_about(emergency, professional, Signal.NO_LATER_CARE, at)
            emergencies.flag(session, db, emergency, Signal.NO_LATER_CARE)
            emergencies.raise_alert_within(session, db, alert, announcements.unusual_emergency_use(alert))

    transaction(db, work)


def review(db: Database, actor: Actor, emergency: str, justified: bool, note: str) -> None:
    """Keep what the medical officer found. Raises OfficersOnly, EmergencyUnknown."""
    require_officer(db, actor)
    verdict = {"justified": justified, "note": note, "by": actor.id, "at": clock.now()}
    if emergencies.review(db, emergency, verdict) is None:
        raise EmergencyUnknown
