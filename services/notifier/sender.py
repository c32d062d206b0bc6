"""The sending loop: takes what is due and sees each notice through.

Guarantees: a notice is sent at least once and marked once. Between "the server has it" and "marked
sent" lies one database write; a process killed there leaves a lease, after which the same message
goes out again under the same Message-ID. Nothing is given up on because a server is away.
"""

import threading
import time
from collections.abc import Mapping
from datetime import datetime

from chassis import correlation, failpoints, logs
from chassis.sealing import SealBroken
from services.notifier import lines, metrics
from services.notifier.domain import (
    CODES,
    GIVE_UP_AFTER,
    LEASE,
    Address,
    Contact,
    Kind,
    Letter,
    Medium,
    Notice,
    retry_delay,
    waiting_delay,
    way_to,
)
from services.notifier.errors import Deferred, Refused, TransportDown
from services.notifier.parts import Parts, now
from services.notifier.rendering import render_mail, render_sms
from services.notifier.store import FAULTS, StoredContact
from services.notifier.transport import MailTransport, SmsTransport

SWEEP_S = 1.0
_AT_ONCE = 20
_LONGEST_PAUSE_S = 15.0
_REMEMBERED = 2_000
# A notice that was begun this often without any outcome is what ends the loop: it stands aside.
_BEGUN_AT_MOST = 4


class Sender:
    """Sends what is due. One per thread: a transport is not shared."""

    def __init__(self, parts: Parts, mail: MailTransport, sms: SmsTransport) -> None:
        self._parts = parts
        self._store = parts.store
        self._mail, self._sms = mail, sms
        self._pause_s = 0.0
        self._handled: set[str] = set()

    def run(self, stop: threading.Event) -> None:
        """Work until `stop`: woken by each notice as it is committed, and by a sweep every second."""
        while not stop.is_set():
            try:
                with self._store.arrivals(SWEEP_S) as next_arrival:
                    while not stop.is_set():
                        self.send_due()
                        if self._pause_s:
                            stop.wait(self._pause_s)
                        # What came in together was also sent together: it need not wake us one by one.
                        while (arrived := next_arrival()) is not None and arrived in self._handled:
                            self._handled.discard(arrived)
            except FAULTS as fault:
                # The database is away: the notices are in it, so there is nothing to do but wait.
                logs.write(lines.SENDER_FAULT, error=type(fault).__name__)
                stop.wait(SWEEP_S)

    def send_due(self) -> int:
        """Send all that is due now; how many messages left. Stops early when the mail server is away."""
        sent = 0
        while notices := self._store.take(now(), _AT_ONCE):
            handed_over = self._send(notices)
            sent += handed_over
            if self._pause_s or len(notices) < _AT_ONCE:
                break
        return sent

    def _send(self, notices: list[Notice]) -> int:
        """See notices through that were taken together; those a slow server leaves no time for go back."""
        sent, taken_at = 0, time.monotonic()
        contacts = self._store.contacts({each.record for each in notices if each.sealed is None})
        grouped: set[str] = set()
        for place, notice in enumerate(notices):
            if notice.id in grouped:
                continue
            try:
                if time.monotonic() - taken_at > LEASE.total_seconds() / 2:
                    raise TransportDown("slow")
                with correlation.bound(notice.correlation, notice.id):
                    sent += self._see_through(notice, contacts, notices[place + 1 :], grouped)
                self._pause_s = 0.0
            except TransportDown:
                for unsent in notices[place:]:
                    self._store.put_back(unsent, now(), counted=False)
                self._slow_down()
                break
        self._remember(notices)
        return sent

    def _see_through(
        self, notice: Notice, contacts: Mapping[str, StoredContact], beside: list[Notice], grouped: set[str]
    ) -> bool:
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
        to = way_to(contact, notice.kind)
        if to is None:
            return self._wait_for_contact(notice, moment)
        grouped |= self._group(notice, beside)
        try:
            self._hand_over(notice, to, letter)
        except Deferred as refusal:
            return self._defer(notice, refusal, moment)
        except Refused as refusal:
            return self._fail(notice, refusal.reason)
        failpoints.reach("notifier.sent-not-marked")
        self._mark_sent(notice, to, letter)
        return True

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
        return contact, Letter(notice.kind, contact.given_names)

    def _group(self, notice: Notice, beside: list[Notice]) -> set[str]:
        """Let one mail tell several actions: those of a window (C-15), or all that no address was known for.

        Returns the ids of those taken beside it that it speaks for.
        """
        grouping = self._parts.settings.notice_window_s > 0
        if notice.kind is not Kind.ACTIVITY or not (grouping or notice.waited):
            return set()
        same = [
            each
            for each in beside
            if (each.record, each.kind) == (notice.record, notice.kind) and (grouping or each.waited)
        ]
        self._store.group(notice, same, only_waited=not grouping)
        return {each.id for each in same}

    def _hand_over(self, notice: Notice, to: Address, letter: Letter) -> None:
        parts = self._parts
        if to.medium is Medium.SMS:
            text = render_sms(letter, parts.settings.public_url)
            self._sms.send(notice.id, to.value, text, notice.created_at)
        else:
            rendered = render_mail(letter, parts.settings.public_url, self._copy_url(notice))
            self._mail.send(parts.envelope.mail(notice.id, to, rendered, notice.created_at))

    def _copy_url(self, notice: Notice) -> str:
        token = self._parts.vault.copy_token(notice.id)
        return f"{self._parts.settings.public_url.rstrip('/')}/api/notifier/mails/{token}"

    def _mark_sent(self, notice: Notice, to: Address, letter: Letter) -> None:
        vault, moment = self._parts.vault, now()
        if to.medium is Medium.EMAIL:
            index = vault.copy_index(vault.copy_token(notice.id))
            self._store.mark_sent(notice, moment, index, vault.seal_copy(notice.id, letter))
        else:
            self._store.mark_sent(notice, moment, None, None)
        metrics.SENT.labels(notice.kind, to.medium).inc()
        metrics.DELAY.labels(notice.kind).observe((moment - notice.created_at).total_seconds())
        logs.write(lines.SENT, notice=notice.id, kind=notice.kind.value, medium=to.medium.value)

    def _wait_for_contact(self, notice: Notice, moment: datetime) -> bool:
        self._store.put_back(notice, moment + waiting_delay(notice.tries), waiting=True)
        return False

    def _defer(self, notice: Notice, refusal: Deferred, moment: datetime) -> bool:
        if moment - notice.created_at > GIVE_UP_AFTER:
            return self._fail(notice, f"gave-up-{refusal.code}")
        self._store.put_back(notice, moment + retry_delay(notice.tries + 1))
        metrics.DEFERRED.labels(notice.kind).inc()
        logs.write(lines.DEFERRED, notice=notice.id, kind=notice.kind.value, smtp=refusal.code)
        return False

    def _fail(self, notice: Notice, reason: str) -> bool:
        # A code nobody can receive is worth nothing later; an invitation may be sent again.
        self._store.mark_failed(notice, now(), reason, forget_sealed=notice.kind in CODES)
        metrics.FAILED.labels(notice.kind, reason).inc()
        logs.write(lines.FAILED, notice=notice.id, kind=notice.kind.value, reason=reason)
        return False

    def _drop(self, notice: Notice, reason: str) -> bool:
        self._store.mark_dropped(notice, now(), reason)
        metrics.DROPPED.labels(notice.kind, reason).inc()
        logs.write(lines.DROPPED, notice=notice.id, kind=notice.kind.value, reason=reason)
        return False

    def _slow_down(self) -> None:
        self._pause_s = min(max(0.25, self._pause_s * 2), _LONGEST_PAUSE_S)
        metrics.TRANSPORT_DOWN.inc()
        logs.write(lines.TRANSPORT_DOWN, pause_s=self._pause_s)

    def _remember(self, notices: list[Notice]) -> None:
        if len(self._handled) > _REMEMBERED:
            self._handled.clear()
        self._handled |= {each.id for each in notices}
