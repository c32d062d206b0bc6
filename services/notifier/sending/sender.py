"""The sending loop: takes what is due, in lots, and has each notice seen through.

Guarantees: woken at once by a notice that is committed; nothing is given up on because the mail
server or the database is away; codes are taken before the rest.
"""

import threading
import time

from chassis import correlation, logs
from chassis.clock import now
from services.notifier import lines, metrics
from services.notifier.domain import LEASE, Notice
from services.notifier.errors import TransportDown
from services.notifier.parts import Parts
from services.notifier.sending.handover import Handover
from services.notifier.store import FAULTS

SWEEP_S = 1.0
_AT_ONCE = 20
_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S = 0.25, 15.0


class Sender:
    """Sends what is due. One per thread: what it hands over with is not shared."""

    def __init__(self, parts: Parts, handover: Handover) -> None:
        self._notices, self._contacts, self._handover = parts.notices, parts.contacts, handover
        self._pause_s = 0.0

    def run(self, stop: threading.Event, written: threading.Event) -> None:
        """Work until `stop`: woken by `written`, set when notices are committed, and by a sweep every second."""
        while not stop.is_set():
            try:
                written.clear()
                self.send_due()
                if self._pause_s:
                    stop.wait(self._pause_s)
                written.wait(SWEEP_S)
            except FAULTS as fault:
                # The database is away: the notices are in it, so there is nothing to do but wait.
                logs.write(lines.SENDER_FAULT, error=type(fault).__name__)
                stop.wait(SWEEP_S)

    def send_due(self) -> int:
        """Send all that is due now; how many messages left. Stops early when the mail server is away."""
        sent = 0
        self._handover.mark_late()
        while notices := self._notices.take(now(), _AT_ONCE):
            sent += self._send(notices)
            if self._pause_s or len(notices) < _AT_ONCE:
                break
        return sent

    def _send(self, notices: list[Notice]) -> int:
        """See through notices that were taken together; those a slow server leaves no time for go back."""
        sent, taken_at = 0, time.monotonic()
        contacts = self._contacts.of({each.record for each in notices if each.sealed is None})
        told_by_another: set[str] = set()
        for place, notice in enumerate(notices):
            if notice.id in told_by_another:
                continue
            try:
                if time.monotonic() - taken_at > LEASE.total_seconds() / 2:
                    raise TransportDown("slow")
                with correlation.bound(notice.correlation, notice.id):
                    told_by_another |= self._handover.group(notice, notices[place + 1 :], contacts)
                    sent += self._handover.see_through(notice, contacts)
                self._pause_s = 0.0
            except TransportDown:
                for unsent in notices[place:]:
                    self._notices.put_back(unsent, now(), counted=False)
                self._slow_down()
                break
        return sent

    def _slow_down(self) -> None:
        self._pause_s = min(max(_SHORTEST_PAUSE_S, self._pause_s * 2), _LONGEST_PAUSE_S)
        metrics.TRANSPORT_DOWN.inc()
        logs.write(lines.TRANSPORT_DOWN, pause_s=self._pause_s)
