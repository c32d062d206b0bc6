"""From words to a message on the wire.

The Message-ID comes from the notice: a mail sent again after a crash between sending and marking is
recognisable as the same one, by people and by mail servers.

The headers that never change are written once by the standard library. What changes is put beside
them as it is, and therefore only ever an address of a strict form, an id of ours or a date: nothing
that could break a line. (Folding all headers anew for each mail costs 15 times as much processor
time as everything else that happens to it.)
"""

import binascii
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from urllib.parse import urlsplit

from services.notifier.domain import Address
from services.notifier.errors import Refused
from services.notifier.writing.rendering import Rendered

# RFC 5321 dot-string in ASCII; quoted local parts are refused, nobody has one and they can hold anything.
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
)
_MOBILE = re.compile(r"\+?[0-9]{6,15}")
_NOTICE = re.compile(r"[A-Za-z0-9-]{1,64}")
_LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class Message:
    """What goes over SMTP: the one recipient and the bytes."""

    recipient: str
    content: bytes


class Envelope:
    """Who mails are from, and where the house is: fixed for a process (HIS-16)."""

    def __init__(self, mail_from: str, public_url: str, sms_domain: str) -> None:
        name, spec = parseaddr(mail_from)
        self._from = MailAddress(display_name=name or "Assurance Maladie - Mon espace santé", addr_spec=spec)
        self._host = urlsplit(public_url).hostname or "localhost"
        self._sms_domain = sms_domain
        self._fixed_headers = lru_cache(maxsize=64)(self._written_once)

    @property
    def sender(self) -> str:
        """The address errors of delivery come back to."""
        return self._from.addr_spec

    def mail(self, notice_id: str, to: Address, rendered: Rendered, written_at: datetime) -> Message:
        """A text and HTML mail. Raises Refused if `to` is no e-mail address."""
        if len(to.value) > _LONGEST_ADDRESS or not _EMAIL.fullmatch(to.value):
            raise Refused("invalid-address")
        boundary = f"mes-{notice_id}"
        parts = b"".join(
            b"--%b\r\nContent-Type: text/%b; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n%b\r\n"
            % (boundary.encode(), subtype, _quoted_printable(words))
            for subtype, words in ((b"plain", rendered.text), (b"html", rendered.html))
        )
        kind = f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n\r\n'
        head = self._head(notice_id, to.value, rendered.subject, written_at)
        return Message(to.value, head + kind.encode() + parts + f"--{boundary}--\r\n".encode())

    def sms(self, notice_id: str, mobile: str, text: str, written_at: datetime) -> Message:
        """The mail a mail-to-SMS gateway turns into one SMS. Raises Refused for a bad number."""
        digits = digits_of(mobile)
        if not _MOBILE.fullmatch(digits):
            raise Refused("invalid-mobile")
        recipient = f"{digits}@{self._sms_domain}"
        kind = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        head = self._head(notice_id, recipient, "Mon espace santé", written_at)
        return Message(recipient, head + kind + _quoted_printable(text) + b"\r\n")

    def _head(self, notice_id: str, recipient: str, subject: str, written_at: datetime) -> bytes:
        if not _NOTICE.fullmatch(notice_id):
            raise ValueError("not the id of a notice")
        changing = (
            f"To: {recipient}\r\nDate: {format_datetime(written_at)}\r\nMessage-ID: <{notice_id}@{self._host}>\r\n"
        )
        return self._fixed_headers(subject) + changing.encode("ascii")

    def _written_once(self, subject: str) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["From"] = self._from
        message["Subject"] = subject
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = "fr"
        message["MIME-Version"] = "1.0"
        return message.as_bytes().removesuffix(b"\r\n")


def digits_of(mobile: str) -> str:
    """A mobile number as gateways take it."""
    return mobile.replace(" ", "").replace(".", "")


def _quoted_printable(words: str) -> bytes:
    """RFC 2045 §6.7, lines ended by CRLF; a line with only a dot is left to SMTP's own stuffing."""
    lines = words.encode().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return binascii.b2a_qp(lines, istext=True).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
