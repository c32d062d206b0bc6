"""The second step of a login: one code, five minutes, five tries in all (LOG-04 to LOG-09). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.identity.domain.codes import LOGIN_CODE_TRIES

LOGIN_LIFE = timedelta(minutes=15)
# The pause between two sendings grows, so that nobody's mailbox can be flooded from here.
_RESEND_PAUSES_S = (20, 40, 80, 160, 300)


@dataclass(frozen=True)
class PendingLogin:
    """A login whose password was right and whose code is awaited. `tries` never goes down."""

    id: str
    account: str
    expires_at: datetime
    code_hash: str | None = None
    code_expires_at: datetime | None = None
    tries: int = 0
    sent: int = 0
    resend_at: datetime | None = None

    def code_lives(self, now: datetime) -> bool:
        """Tell whether the last code sent can still be right: five minutes, within the login's own life."""
        return self.code_expires_at is not None and now < min(self.code_expires_at, self.expires_at)

    def accepts_sending(self, now: datetime) -> bool:
        """Tell whether a code may be sent (again) now: a spent login stays spent, its pause holds."""
        return (
            now < self.expires_at
            and self.tries < LOGIN_CODE_TRIES
            and (self.resend_at is None or now >= self.resend_at)
        )


def resend_pause(sent: int) -> timedelta:
    """How long after the `sent`-th code (1 for the first) the next one may be asked for."""
    return timedelta(seconds=_RESEND_PAUSES_S[min(sent, len(_RESEND_PAUSES_S)) - 1])
