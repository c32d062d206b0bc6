"""One notice, from taken to its end: sent, told by another, put back, failed or dropped.

Guarantees: a notice is sent at least once and marked once. Between "the server has it" and "marked
sent" lies one database write; a process killed there leaves a lease, after which the same message
goes out again under the same Message-ID. If only the database is away at that moment, the mark is
kept in memory and made when it is back.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime

from chassis import failpoints, logs
from chassis.clock import now
from chassis.sealing import SealBroken
from services.notifier import lines, metrics
from services.notifier.announcements import delivery_reported
from services.notifier.domain import (
    AS_CHOSEN,
    CODES,
    FAREWELLS,
    GIVE_UP_AFTER,
    Address,
    Contact,
    Kind,
    Letter,
    Medium,
    Notice,
    Postal,
    Posted,
    retry_delay,
    waiting_delay,
    way_beside,
    way_to,
)
from services.notifier.errors import Deferred, Refused
from services.notifier.parts import Parts
from services.notifier.sending.transport import MailTransport, SmsTransport
from services.notifier.store.contacts import StoredContact
from services.notifier.store.notices import WebCopy
from services.notifier.writing.rendering import render_mail, render_sms

# A notice that was begun this often without any outcome is what ends the loop: it stands aside.
_BEGUN_AT_MOST = 4


class Handover:
    """Sees notices through. Not for several threads: transports are not shared."""

    def __init__(self, parts: Parts, mail: MailTransport, sms: SmsTransport) -> None:
        self._parts, self._notices = parts, parts.notices
        self._mail, self._sms = mail, sms
        self._late: list[Callable[[], bool]] = []

    def see_through(self, notice: Notice, contacts: Mapping[str, StoredContact]) -> bool:
        """Send a taken notice if it can and should be; whether it was. Raises TransportDown."""
        moment = now()
        if notice.begun > _BEGUN_AT_MOST:
            return self._fail(notice, "ends-its-sender")
        if notice.expires_at is not None and notice.expires_at <= moment:
            return self._drop(notice, "expired")
        try:
            known = self._letter_of(notice, contacts)
        except SealBroken:
            return self._fail(notice, "cannot-open")
        if known is None:
            return False
        contact, letter = known
        to = way_beside(contact) if notice.medium is Medium.SMS else way_to(contact, notice.kind)
        if to is None:
            return self._drop(notice, "no-mobile") if notice.medium else self._wait_for_contact(notice, moment)
        posted = None
        try:
            if to.medium is Medium.LETTER and contact.postal is not None:
                posted = self._post(notice, contact.postal, letter)
            else:
                self._send(notice, to, letter)
        except Deferred as refusal:
            return self._defer(notice, refusal, moment)
        except Refused as refusal:
            self._note_bounce(notice, to.medium, contacts, moment)
            return self._fail(notice, refusal.reason, to.medium)
        failpoints.reach("notifier.sent-not-marked")
        self._note_bounce(notice, to.medium, contacts, None)
        self._mark_sent(notice, to.medium, letter, posted)
        return True

    def group(self, notice: Notice, beside: list[Notice], contacts: Mapping[str, StoredContact]) -> set[str]:
        """Let one message tell several actions: those of a group (C-15), or all that no address was known for.

        Returns the ids of those taken `beside` it that it speaks for.
        """
        if notice.kind not in AS_CHOSEN or not _waits(notice) or notice.record not in contacts:
            return set()
        # One that somebody began to send before may have left: it is told again under its own id, or not at all.
        same = [
            each
            for each in beside
            if each.begun == 1 and _told_together(each) == _told_together(notice) and _waits(each)
        ]
        self._notices.group(notice, same, now())
        failpoints.reach("notifier.grouped-not-sent")
        return {each.id for each in same}

    def mark_late(self) -> None:
        """Mark what was sent while the database was away; a lease that ran out meanwhile changes nothing."""
        while self._late:
            self._late[0]()
            self._late.pop(0)

    def _letter_of(self, notice: Notice, contacts: Mapping[str, StoredContact]) -> tuple[Contact, Letter] | None:
        """Whom to write to and what; None once the notice has been put back or dropped instead."""
        vault = self._parts.vault
        if notice.sealed is not None:
            return vault.open_letter(notice.id, notice.sealed)
        known = contacts.get(notice.record)
        if known is None or known.sealed is None:
            if known is not None and known.is_erased:
                self._drop(notice, "erased")
            else:
                self._wait_for_contact(notice, now())
            return None
        contact = vault.open_contact(notice.record, known.sealed)
        happened_at = notice.created_at if notice.kind is Kind.EMERGENCY else None
        return contact, Letter(notice.kind, contact.given_names, child=notice.child, happened_at=happened_at)

    def _send(self, notice: Notice, to: Address, letter: Letter) -> None:
        parts = self._parts
        if to.medium is Medium.SMS:
            text = render_sms(letter, parts.settings.public_url)
            self._sms.send(notice.id, to.value, text, notice.created_at)
        else:
            rendered = render_mail(letter, parts.settings.public_url, self._copy_url(notice))
            self._mail.send(parts.envelope.mail(notice.id, to, rendered, notice.created_at))

    def _post(self, notice: Notice, postal: Postal, letter: Letter) -> Posted:
        """Put a letter in the outbox of the printer; put again after a crash, it is the same object."""
        content = self._parts.paper.letter(letter, postal, notice.created_at)
        name = f"letters/{notice.created_at.date().isoformat()}/{notice.id}.pdf"
        self._parts.letterbox.put(name, content, "application/pdf")
        return Posted(name, hashlib.sha256(content).hexdigest(), len(content))

    def _copy_url(self, notice: Notice) -> str | None:
        if notice.kind in FAREWELLS:
            return None
        token = self._parts.vault.copy_token(notice.id)
        return f"{self._parts.settings.public_url.rstrip('/')}/api/notifier/mails/{token}"

    def _mark_sent(self, notice: Notice, medium: Medium, letter: Letter, posted: Posted | None) -> None:
        vault, moment = self._parts.vault, now()
        copy = None
        if medium is Medium.EMAIL and notice.kind not in FAREWELLS:
            copy = WebCopy(vault.copy_index(vault.copy_token(notice.id)), vault.seal_copy(notice.id, letter))
        metrics.SENT.labels(notice.kind, medium).inc()
        metrics.DELAY.labels(notice.kind).observe((moment - notice.created_at).total_seconds())
        logs.write(lines.SENT, notice=notice.id, kind=notice.kind.value, medium=medium.value)
        # A letter leaves with the manifest that names it.
        said = () if posted is not None else delivery_reported(notice, "delivered", medium)
        self._late.append(lambda: self._notices.mark_sent(notice, moment, said, copy, posted))
        self.mark_late()

    def _note_bounce(
        self, notice: Notice, medium: Medium, contacts: Mapping[str, StoredContact], since: datetime | None
    ) -> None:
        """Remember that an address of the contact card refuses messages, or (None) that it takes them again."""
        known = contacts.get(notice.record) if notice.sealed is None else None
        if known is not None and (since is not None or medium in known.bounced):
            self._parts.contacts.note_bounce(notice.record, medium, known.sealed, since)

    def _wait_for_contact(self, notice: Notice, moment: datetime) -> bool:
        self._notices.put_back(notice, moment + waiting_delay(notice.tries), waiting=True)
        return False

    def _defer(self, notice: Notice, refusal: Deferred, moment: datetime) -> bool:
        if moment - notice.created_at > GIVE_UP_AFTER:
            return self._fail(notice, f"gave-up-{refusal.code}")
        self._notices.put_back(notice, moment + retry_delay(notice.tries + 1))
        metrics.DEFERRED.labels(notice.kind).inc()
        logs.write(lines.DEFERRED, notice=notice.id, kind=notice.kind.value, smtp=refusal.code)
        return False

    def _fail(self, notice: Notice, reason: str, medium: Medium | None = None) -> bool:
        # A code nobody can receive is worth nothing later; an invitation may be sent again.
        said = delivery_reported(notice, "failed", medium)
        self._notices.mark_failed(notice, now(), said, reason, forget_sealed=notice.kind in CODES | FAREWELLS)
        metrics.FAILED.labels(notice.kind, reason).inc()
        logs.write(lines.FAILED, notice=notice.id, kind=notice.kind.value, reason=reason)
        return False

    def _drop(self, notice: Notice, reason: str) -> bool:
        self._notices.mark_dropped(notice, now(), reason)
        metrics.DROPPED.labels(notice.kind, reason).inc()
        logs.write(lines.DROPPED, notice=notice.id, kind=notice.kind.value, reason=reason)
        return False


def _waits(notice: Notice) -> bool:
    return notice.gathers or notice.waited


def _told_together(notice: Notice) -> tuple[object, ...]:
    return notice.record, notice.kind, notice.child, notice.medium
