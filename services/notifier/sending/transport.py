"""The way out: SMTP on one kept connection.

Guarantees: when `send` returns, the server has taken the message. Otherwise it raises, sorted by what
to do: TransportDown (nothing wrong with this message), Deferred (later), Refused (never).
"""

import smtplib
import time
from datetime import datetime
from typing import Protocol

from services.notifier.errors import Deferred, Refused, TransportDown
from services.notifier.writing.message import Envelope, Message

_TIMEOUT_S = 10.0
# Servers cap the messages of one connection; a fresh one now and then is also cheap insurance.
_MESSAGES_PER_CONNECTION = 500
_TRUSTED_FOR_S = 1.0


class MailTransport(Protocol):
    """Something that takes a mail to a person."""

    def send(self, message: Message) -> None:
        """Hand over, or raise TransportDown, Deferred or Refused."""


class SmsTransport(Protocol):
    """Something that takes a short text to a mobile. `notice_id` lets it recognise a text it has taken before."""

    def send(self, notice_id: str, mobile: str, text: str, written_at: datetime) -> None:
        """Hand over, or raise TransportDown, Deferred or Refused."""


class SmsByMail:
    """SMS as mail to `<mobile>@<domain>`: the form that mail-to-SMS gateways take."""

    def __init__(self, mail: MailTransport, envelope: Envelope) -> None:
        self._mail, self._envelope = mail, envelope

    def send(self, notice_id: str, mobile: str, text: str, written_at: datetime) -> None:
        """Hand over as a mail; Refused for what is no mobile number."""
        self._mail.send(self._envelope.sms(notice_id, mobile, text, written_at))


class SmtpTransport:
    """One connection, opened when needed, kept, and dropped on the first doubt. Not thread-safe."""

    def __init__(self, host: str, port: int, sender: str) -> None:
        self._host, self._port, self._sender = host, port, sender
        self._connection: smtplib.SMTP | None = None
        self._carried = 0
        self._used_at = 0.0

    def send(self, message: Message) -> None:
        """Send one message to its one recipient.

        Never tried twice here: a connection lost in the middle leaves open whether the server took
        the message, and that is for the caller's status guard to settle.
        """
        connection = self._in_step() or self._open()
        try:
            connection.sendmail(self._sender, [message.recipient], message.content)
        except smtplib.SMTPRecipientsRefused as error:
            raise _verdict(next(iter(error.recipients.values()))[0]) from None
        except smtplib.SMTPDataError as error:
            raise _verdict(error.smtp_code) from None
        except smtplib.SMTPSenderRefused as error:
            # Our own address or a limit on the connection: nothing this message could change.
            self.close()
            raise TransportDown(str(error.smtp_code)) from None
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise TransportDown(type(error).__name__) from None
        self._used_at = time.monotonic()
        self._carried += 1
        if self._carried >= _MESSAGES_PER_CONNECTION:
            self.close()

    def close(self) -> None:
        """Leave politely; never fails."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _in_step(self) -> smtplib.SMTP | None:
        """The kept connection, if the server still holds its end; asked only after a pause."""
        if self._connection is None or time.monotonic() - self._used_at < _TRUSTED_FOR_S:
            return self._connection
        try:
            if self._connection.rset()[0] == 250:
                return self._connection
        except (smtplib.SMTPException, OSError):
            pass  # it closed while we were idle: nothing was said on it, a new one is as good
        self.close()
        return None

    def _open(self) -> smtplib.SMTP:
        try:
            connection = smtplib.SMTP(self._host, self._port, timeout=_TIMEOUT_S)
        except (smtplib.SMTPException, OSError) as error:
            raise TransportDown(type(error).__name__) from None
        self._connection, self._carried = connection, 0
        return connection


def _verdict(code: int) -> Deferred | Refused | TransportDown:
    if code == 421:  # "service not available, closing": about the connection, not the message
        return TransportDown("421")
    return Refused(str(code)) if code >= 500 else Deferred(code)
