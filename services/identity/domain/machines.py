"""Machine accounts: what software may be registered for, and what its signed assertion must say. Pure.

RFC 6749 §4.4 (client credentials), RFC 7523 §3 (assertions), RFC 9068 (the token that follows).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SCOPES = frozenset({"documents:deposit", "documents:read-own", "identity:match"})
ASSERTION_LIFE_MAX = timedelta(minutes=5)
CLOCKS_APART = timedelta(seconds=30)
JTI_MAX = 128


class AssertionRefused(Exception):
    """The assertion proves nothing; `reason` is a code for the log, never for the answer."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class ScopeRefused(Exception):
    """The account is not registered for what it asks."""


@dataclass(frozen=True)
class Assertion:
    """What a well-formed assertion says: who, once (`jti`), until when."""

    client: str
    jti: str
    expires_at: datetime


def judge_assertion(claims: Mapping[str, object], client: str, audiences: Collection[str], now: datetime) -> Assertion:
    """Return what the claims of a signed assertion prove about `client` at `now`. Raises AssertionRefused.

    It must be issued by and for the client itself, for us alone, minutes ago at most, and bear an id of its own.
    """
    if claims.get("iss") != client or claims.get("sub") != client:
        raise AssertionRefused("issuer-or-subject")
    audience = claims.get("aud")
    # One audience only: an assertion that others accept too could be handed to us by one of them.
    named = audience[0] if isinstance(audience, list) and len(audience) == 1 else audience
    if not isinstance(named, str) or named not in audiences:
        raise AssertionRefused("audience")
    issued, expires = _time(claims, "iat"), _time(claims, "exp")
    if issued > now + CLOCKS_APART or _starts_later(claims, now):
        raise AssertionRefused("from-the-future")
    if expires <= now - CLOCKS_APART:
        raise AssertionRefused("expired")
    if expires - issued > ASSERTION_LIFE_MAX:
        raise AssertionRefused("lives-too-long")
    jti = claims.get("jti")
    if not isinstance(jti, str) or not 8 <= len(jti) <= JTI_MAX:
        raise AssertionRefused("jti")
    return Assertion(client, jti, expires)


def granted(registered: Collection[str], asked: str | None) -> frozenset[str]:
    """Return the scopes of the token: those asked, or all registered when none is asked. Raises ScopeRefused."""
    wanted = frozenset((asked or "").split(" ")) - {""} if asked is not None else frozenset(registered)
    if not wanted or not wanted <= frozenset(registered):
        raise ScopeRefused
    return wanted


def _starts_later(claims: Mapping[str, object], now: datetime) -> bool:
    return "nbf" in claims and _time(claims, "nbf") > now + CLOCKS_APART


def _time(claims: Mapping[str, object], name: str) -> datetime:
    value = claims.get(name)
    # Whole seconds within a century: NaN and infinities compare with nothing, huge ones overflow.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 4_102_444_800:
        raise AssertionRefused(name)
    return datetime.fromtimestamp(value, tz=UTC)
