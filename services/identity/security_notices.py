"""What the holder of an account is told when how it is reached or opened changes: sealed, to a given address."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from chassis import events
from chassis.clock import rfc3339
from chassis.events import Event
from services.identity.deliveries import letter_to
from services.identity.domain.people import Contact
from services.identity.parts import Parts
from services.identity.store.accounts import Account


class Purpose(StrEnum):
    """What happened; the name of the notifier's template."""

    CONTACT_CHANGED = "contact-changed"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - the name of a letter
    CREDENTIALS_RECOVERED = "credentials-recovered"
    NEW_DEVICE = "new-device"
    REPRESENTATION_WITHDRAWN = "representation-withdrawn"
    ATTACHMENT_WITHDRAWN = "attachment-withdrawn"


def notice(
    parts: Parts, account: Account, to: Contact, purpose: Purpose, now: datetime, device: str | None = None
) -> Event:
    """Tell the holder, at the address `to`, what happened at `now`."""
    told = {"happened_at": rfc3339(now), "device": device}
    return _sealed("identity.SecurityNoticeIssued", parts, account, to, purpose.value, told)


def contact_code(parts: Parts, account: Account, to: Contact, code: str, issued: tuple[datetime, datetime]) -> Event:
    """The code that proves possession of a new address; `issued`: when it was made and when it expires."""
    made_at, expires_at = issued
    told = {"code": code, "expires_at": rfc3339(expires_at)}
    expires = int((expires_at - made_at).total_seconds())
    return _sealed("identity.ContactCodeRequested", parts, account, to, "contact-code", told, expires)


def _sealed(
    name: str,
    parts: Parts,
    account: Account,
    to: Contact,
    purpose: str,
    told: Mapping[str, str | None],
    expires: int | None = None,
) -> Event:
    letter = {**letter_to(account.given_names, to), "purpose": purpose, **told}
    data = {"purpose": purpose, "sealed": parts.deliveries.seal(letter)}
    return events.new(name, account.record or account.id, data, expires=expires)
