"""The sending loop beside the worker's consumers: one thread per process, kept alive."""

import atexit
import threading

from chassis import logs
from services.notifier import lines
from services.notifier.parts import Parts
from services.notifier.sending.handover import Handover
from services.notifier.sending.sender import Sender
from services.notifier.sending.transport import SmsByMail, SmtpTransport

_PATIENCE_S = 5.0
_loops: list[threading.Thread] = []
_stop, _written = threading.Event(), threading.Event()


def keep_sending(parts: Parts) -> None:
    """Start the loop if it does not run; called every second, so that it cannot stay dead."""
    if _loops and _loops[-1].is_alive():
        return
    mail = SmtpTransport(parts.settings.smtp_host, parts.settings.smtp_port, parts.envelope.sender)
    sender = Sender(parts, Handover(parts, mail, SmsByMail(mail, parts.envelope)))
    loop = threading.Thread(target=_run, args=(sender,), name="sender", daemon=True)
    _loops[:] = [loop]
    loop.start()


def notices_written() -> None:
    """Wake the loop: there may be something to send."""
    _written.set()


def _run(sender: Sender) -> None:
    try:
        sender.run(_stop, _written)
    except Exception as fault:  # noqa: BLE001 - what a thread leaves uncaught is printed whole, a mail in it too
        logs.write(lines.SENDER_FAULT, error=type(fault).__name__, at=logs.where(fault))


@atexit.register
def stop_sending() -> None:
    """Let the loop finish the message in hand and end: the process leaves nothing half done."""
    _stop.set()
    _written.set()
    for loop in _loops:
        loop.join(timeout=_PATIENCE_S)
