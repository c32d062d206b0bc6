"""Use cases: what the notifier does when something happened elsewhere. Each runs in the caller's transaction."""

from dataclasses import replace
from datetime import datetime

import uuid_utils

from chassis import events, mongo, outbox, sessions
from chassis.events import Event, Version
from services.notifier.domain import (
    Contact,
    Kind,
    Letter,
    Medium,
    Notice,
    is_actor_a_representative,
    is_actor_the_patient,
    is_kept_from_reader,
    minutes_left,
)
from services.notifier.parts import Parts
from services.notifier.preferences import Preferences, default, due_at, gathers
from services.notifier.sealed import contact_from_json, letter_from_delivery
from services.notifier.store import Session

_TOLD_OTHERWISE = frozenset({"code-sent", "opposition-recorded", "withdrawal-applied", "identification-failed"})


def deliver_sealed_letter(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Write down a code or an invitation to send; due at once. Raises CannotOpen."""
    kind = Kind(event.data["purpose"])
    opened = parts.opener.open(event.data["sealed"])
    contact, letter, expires_at = letter_from_delivery(opened, kind)
    if expires_at is not None:
        letter = replace(letter, minutes=minutes_left(expires_at, event.at))
    notice = Notice(
        id=event.id,
        record=event.subject,
        kind=kind,
        created_at=now,
        correlation=event.correlationid,
        expires_at=expires_at,
        sealed=parts.vault.seal_letter(event.id, contact, letter),
    )
    parts.notices.add(notice, now, session)


def keep_contact_card(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Remember how to reach the holder of a record, unless something newer is known. Raises CannotOpen."""
    contact = contact_from_json(parts.opener.open(event.data["sealed"]))
    version = Version.of(event.data["version"])
    sealed = parts.vault.seal_contact(event.subject, contact)
    parts.contacts.save(event.subject, version, sealed, now, session)


def tell_of_activity(parts: Parts, event: Event, session: Session, now: datetime, kind: Kind = Kind.ACTIVITY) -> None:
    """Tell the patient that someone else acted on their record (HIS-02, HIS-03, HIS-08).

    About a child its representatives are told, each but the one who acted (MIN-22, C-34), and each as they chose:
    the first notice that waits opens a group, the others join.
    """
    if is_nobodys_news(event) or is_kept_from_reader(event.data, now):
        return
    record = event.data["record"]
    representatives = parts.representations.of(record, now, session)
    acting = event.actor["id"] if event.actor else None
    for account, holder in representatives.items():
        if account != acting:
            # One event, several notices: each has an id that stays the same when the event comes again.
            _announce(parts, event, f"{event.id}-{account[-12:]}", holder, kind, session, now, child=True)
    if not representatives and not is_actor_a_representative(event.actor, record):
        _announce(parts, event, event.id, record, kind, session, now)


def is_nobodys_news(event: Event) -> bool:
    """Whether an act is told to nobody, whoever holds the record: a person's own (HIS-08), or a quiet one."""
    return bool(event.data.get("quiet")) or is_actor_the_patient(event.actor, event.data["record"])


def _announce(
    parts: Parts,
    event: Event,
    id_: str,
    holder: str,
    kind: Kind,
    session: Session,
    now: datetime,
    child: bool = False,
) -> None:
    """Write down one notice for each channel that the holder wants, due when they want it."""
    window_s = parts.settings.notice_window_s
    chosen = parts.choices.of(holder, session)
    for medium, suffix in ((Medium.EMAIL, ""), (Medium.SMS, "-s")):
        due = due_at(chosen or default(window_s), medium, now, 0.0 if chosen else window_s)
        if due is None:
            continue
        notice = Notice(
            id=id_ + suffix,
            record=holder,
            kind=kind,
            created_at=now,
            correlation=event.correlationid,
            child=child,
            medium=Medium.SMS if medium is Medium.SMS else None,
            gathers=gathers(due, now),
        )
        parts.notices.add(notice, due, session)


def tell_of_message(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Tell the person that a professional wrote to them, as they chose to be told (MSG-58).

    What a parent wrote for a child is told to the other one like anything else they do.
    """
    if event.data["sender"] == "professional":
        tell_of_activity(parts, event, session, now, Kind.MESSAGE)
    else:
        tell_other_representative(parts, event, session, now)


def tell_other_representative(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Tell the other parent what one of them did (C-34), and the person what their administrator did (ADM-11).

    What an adult does alone is nobody's news.
    """
    by_professional = event.actor is not None and event.actor["role"] == "professional"
    if by_professional or is_actor_a_representative(event.actor, event.data["record"]):
        tell_of_activity(parts, event, session, now)


def tell_of_emergency(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Tell the person at once, by e-mail and by SMS, that somebody reads their record in an emergency (EMG-10).

    About a child, each of its representatives (MIN-22).
    """
    record = event.data["record"]
    holders = parts.representations.of(record, now, session)
    told = {f"-{account[-12:]}": holder for account, holder in holders.items()} or {"": record}
    for suffix, holder in told.items():
        for medium in (None, Medium.SMS):
            notice = Notice(
                id=f"{event.id}{suffix}{'-s' if medium is Medium.SMS else ''}",
                record=holder,
                kind=Kind.EMERGENCY,
                created_at=now,
                correlation=event.correlationid,
                medium=medium,
                child=bool(suffix),
            )
            parts.notices.add(notice, now, session)


def alert_officer(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Write to the operator's medical officer that emergency access is used in an unusual way."""
    if not parts.settings.alert_email:
        return
    officer = Contact(("Médecin responsable",), parts.settings.alert_email, None, Medium.EMAIL)
    letter = Letter(Kind.EMERGENCY_ALERT, officer.given_names)
    notice = Notice(
        id=event.id,
        record=event.subject,
        kind=Kind.EMERGENCY_ALERT,
        created_at=now,
        correlation=event.correlationid,
        sealed=parts.vault.seal_letter(event.id, officer, letter),
    )
    parts.notices.add(notice, now, session)


def keep_representation(parts: Parts, event: Event, until: datetime | None, session: Session, now: datetime) -> None:
    """Remember who is told about a child, until when; None ends it."""
    parts.representations.tell(event.data, until, now, session)


def tell_of_support(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Tell the person that an agent of the 3422 did something, unless the act has a mail of its own.

    About a child, each of its representatives (MIN-22).
    """
    if event.data["act"] in _TOLD_OTHERWISE:
        return
    holders = parts.representations.of(event.data["record"], now, session)
    for account, holder in holders.items():
        notice = Notice(
            id=f"{event.id}-{account[-12:]}",
            record=holder,
            kind=Kind.SUPPORT,
            created_at=now,
            correlation=event.correlationid,
            child=True,
        )
        parts.notices.add(notice, now, session)
    if not holders:
        _write(parts, event, Kind.SUPPORT, now, session, now)


def confirm_activation(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Confirm to the person that their space is open: a stranger's doing would be noticed.

    A child's space was opened by a parent, who sees it in front of them.
    """
    if not is_actor_a_representative(event.actor, event.data["record"]):
        _write(parts, event, Kind.ACTIVATED, now, session, now)


def confirm_opposition(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Confirm to the person that their refusal is recorded, and that a space they had is closed (C-03)."""
    kind = Kind.OPPOSED_LATE if event.data["state"] == "closed" else Kind.OPPOSED
    _write(parts, event, kind, now, session, now)


def announce_export(parts: Parts, event: Event, session: Session, now: datetime) -> None:
    """Tell who asked for an archive that it is ready: once, because there is one event.

    Of a child's record the representative who asked, who alone can download it; nobody once they act for it no more.
    """
    asking, record = event.actor or {}, event.data["record"]
    if is_actor_a_representative(event.actor, record):
        if asking["id"] in parts.representations.of(record, now, session):
            _write(parts, event, Kind.EXPORT_READY, now, session, now, to=asking["record"])
        return
    _write(parts, event, Kind.EXPORT_READY, now, session, now)


def save_preferences(parts: Parts, record: str, chosen: Preferences, now: datetime) -> None:
    """Keep how a person wants to be told; what waits for them follows the new choice."""
    due = {medium: due_at(chosen, medium, now) for medium in (Medium.EMAIL, Medium.SMS)}

    def work(session: Session) -> None:
        parts.choices.save(record, chosen, session)
        parts.choices.reschedule(record, due[Medium.EMAIL], due[Medium.SMS], now, session)

    mongo.transaction(parts.db, work)


def end_session(parts: Parts, event: Event, session: Session) -> None:
    """A session is over: its tokens are worth nothing here (LOG-11)."""
    sessions.end(session, parts.db, event.data["session"], datetime.fromisoformat(event.data["tokens_expire_at"]))


def erase_record(parts: Parts, event: Event, session: Session) -> None:
    """Forget the person and say so (CLO-07)."""
    record = event.data["record"]
    for held in (parts.contacts, parts.representations, parts.notices, parts.choices):
        held.erase(record, session)
    erased = events.new("notifier.ServiceDataErased", record, {"record": record, "request": event.data["request"]})
    outbox.add(parts.db, session, erased)


def rebuild(parts: Parts, projection: str) -> str:
    """Have identity tell contact cards or representations again, while the service runs; the id of the rebuild.

    What is held stays usable until its newer word arrives; any version then counts as newer.
    """
    rebuild = str(uuid_utils.uuid7())
    if projection == "contacts":
        parts.contacts.forget_versions()
    else:
        parts.representations.forget_versions()
    asked = events.new("notifier.RebuildRequested", rebuild, {"rebuild": rebuild, "projection": projection})
    outbox.add(parts.db, None, asked)
    return rebuild


def _write(
    parts: Parts, event: Event, kind: Kind, due_at: datetime, session: Session, now: datetime, to: str | None = None
) -> None:
    """Write down one notice for the person, or about a child for the holder of the record `to`."""
    notice = Notice(
        id=event.id,
        record=to or event.data["record"],
        kind=kind,
        created_at=now,
        correlation=event.correlationid,
        child=to is not None,
    )
    parts.notices.add(notice, due_at, session)
