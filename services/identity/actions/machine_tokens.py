"""Access tokens for software: client credentials (RFC 6749 §4.4) proved by a signed assertion (RFC 7523)."""

from dataclasses import dataclass
from datetime import datetime

from services.identity.client_keys import claimed_client, verified_claims
from services.identity.domain.machines import CLOCKS_APART, AssertionRefused, granted, judge_assertion
from services.identity.domain.sessions import TOKEN_LIFE
from services.identity.parts import Parts
from services.identity.store import organisations
from services.identity.store.organisations import MachineAccount

TOKEN_PATH = "/api/identity/oauth/token"  # noqa: S105  (a path)


@dataclass(frozen=True)
class MachineToken:
    """What the software gets: how long it lives (seconds), what it may be used for."""

    access_token: str
    expires_in: int
    scopes: frozenset[str]


def issue_token(parts: Parts, assertion: str, client: str | None, scope: str | None, now: datetime) -> MachineToken:
    """Return a token for the account whose key signed `assertion`; each assertion serves once.

    Raises AssertionRefused alike for unknown and suspended accounts, ScopeRefused.
    """
    account = _proven(parts, assertion, client, now)
    scopes = granted(account.scopes, scope)
    token = parts.tokens.sign(
        subject=account.organisation,
        role="organisation",
        session=account.session,
        client=account.id,
        scopes=scopes,
        now=now,
        expires_at=now + TOKEN_LIFE,
    )
    return MachineToken(token, int(TOKEN_LIFE.total_seconds()), scopes)


def _proven(parts: Parts, assertion: str, client: str | None, now: datetime) -> MachineAccount:
    claimed = claimed_client(assertion)
    if client is not None and client != claimed:
        raise AssertionRefused("client-id")
    account = organisations.account(parts.db, claimed)
    if account is None:
        raise AssertionRefused("unknown-client")
    issuer = parts.settings.public_url
    claims = verified_claims(assertion, account.keys)
    proven = judge_assertion(claims, account.id, (issuer, issuer + TOKEN_PATH), now)
    organisation = organisations.by_id(parts.db, account.organisation)
    if account.suspended_at is not None or organisation is None or not organisation.active:
        raise AssertionRefused("suspended")
    # Last, so that only what would have served is kept; kept as long as a slow clock could take it for alive.
    if not organisations.use_assertion(parts.db, account.id, proven.jti, proven.expires_at + 2 * CLOCKS_APART):
        raise AssertionRefused("replayed")
    return account
