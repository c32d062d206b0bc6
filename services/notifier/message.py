"""From words to a message on the wire.

The Message-ID comes from the notice: a mail sent again after a crash between sending and marking is
recognisable as the same one, by people and by mail servers. Headers are built by the standard
library's typed headers, which refuse line breaks.
"""

from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from urllib.parse import urlsplit

from services.notifier.domain import Address
from services.notifier.errors import Refused
from services.notifier.rendering import Rendered


class Envelope:
    """Who mails are from, and where the house is: fixed for a process (HIS-16)."""

    def __init__(self, mail_from: str, public_url: str, sms_domain: str) -> None:
        name, spec = parseaddr(mail_from)
        self._from = MailAddress(display_name=name or "Assurance Maladie - Mon espace santé", addr_spec=spec)
        self._host = urlsplit(public_url).hostname or "localhost"
        self._sms_domain = sms_domain

    @property
    def sender(self) -> str:
        """The address errors of delivery come back to."""
        return self._from.addr_spec

    def mail(self, notice_id: str, to: Address, rendered: Rendered, written_at: datetime) -> EmailMessage:
        """A text and HTML mail. Raises Refused if `to` is no e-mail address."""
        message = self._blank(notice_id, to.value, rendered.subject, written_at)
        message.set_content(rendered.text, cte="quoted-printable")
        message.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
        return message

    def sms(self, notice_id: str, to: Address, text: str, written_at: datetime) -> EmailMessage:
        """The mail a mail-to-SMS gateway turns into one SMS. Raises Refused for a bad number."""
        digits = to.value.replace(" ", "").replace(".", "")
        if not digits.removeprefix("+").isdecimal() or not digits.isascii():
            raise Refused("invalid-mobile")
        message = self._blank(notice_id, f"{digits}@{self._sms_domain}", "Mon espace santé", written_at)
        message.set_content(text, cte="quoted-printable")
        return message

    def _blank(self, notice_id: str, to: str, subject: str, written_at: datetime) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        try:
            recipient = MailAddress(addr_spec=to)
        except (ValueError, IndexError, HeaderParseError) as error:
            raise Refused("invalid-address") from error
        if not to.isascii():
            raise Refused("invalid-address")
        message["From"] = self._from
        message["To"] = recipient
        message["Subject"] = subject
        message["Date"] = written_at
        message["Message-ID"] = f"<{notice_id}@{self._host}>"
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = "fr"
        return message


def recipient_of(message: EmailMessage) -> str:
    """The one address a message goes to."""
    return str(message["To"].addresses[0].addr_spec)
