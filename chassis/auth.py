"""Who is asking: access tokens (RFC 9068, EdDSA of RFC 8037) checked by each service itself.

Guarantees: only EdDSA, only keys of the published set, only our issuer and audience, only living
tokens of living sessions. A verified token is remembered until it expires; the session is asked each time.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import jwt
from jwt import PyJWK, PyJWKClient

from chassis import sessions
from chassis.settings import ServiceSettings

ROLES = frozenset({"patient", "professional", "operator", "support", "organisation"})
AUDIENCE = "mes"
MEDIA_TYPE = "at+jwt"
CLOCK_LEEWAY_S = 5
MAX_TOKEN_LENGTH = 4096
CACHE_SIZE = 10_000


class Unauthenticated(Exception):
    """No valid token; `reason` is a code for the log, never for the answer."""

    log_safe = True

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class AuthenticationUnavailable(Exception):
    """The key set or the list of ended sessions cannot be read: nobody can be recognised now."""

    log_safe = True


@dataclass(frozen=True)
class Actor:
    """Who acts, in which role and session; `record` is a patient's own record.

    `client` and `scopes` are those of a machine account (role `organisation`): which software of the
    organisation asks, and what it was registered for.
    """

    id: str
    role: str
    session: str
    record: str | None = None
    client: str | None = None
    scopes: frozenset[str] = frozenset()

    def as_event(self) -> dict[str, str]:
        """As events name who acted; whoever acts for another is told by the record that is their own."""
        return {"id": self.id, "role": self.role} | ({"record": self.record} if self.record else {})


class SessionList(Protocol):
    """The part of sessions.EndedSessions that is needed here."""

    def has(self, sid: str) -> bool:
        """Whether session `sid` has ended. Raises sessions.Unknown."""


class TokenVerifier:
    """Turns a bearer token into an Actor.

    `find_key` gives the public key for a key id (KeyError when there is none); by default the key
    set at `settings.jwks_url`, kept an hour and read again at most every 5 s for an unknown key id.
    """

    def __init__(
        self,
        settings: ServiceSettings,
        ended_sessions: SessionList,
        find_key: Callable[[str], PyJWK] | None = None,
    ) -> None:
        self._issuer = settings.public_url
        self._ended = ended_sessions
        self._find_key = find_key or _published_keys(settings.jwks_url)
        self._cache: OrderedDict[bytes, tuple[Actor, float]] = OrderedDict()
        self._lock = threading.Lock()

    def verify(self, bearer: str) -> Actor:
        """The actor of token `bearer`. Raises Unauthenticated or AuthenticationUnavailable."""
        digest = hashlib.sha256(bearer.encode(errors="replace")).digest()
        actor = self._remembered(digest)
        if actor is None:
            actor, expires = self._check(bearer)
            self._remember(digest, actor, expires)
        try:
            if self._ended.has(actor.session):
                raise Unauthenticated("session-ended")
        except sessions.Unknown as unknown:
            raise AuthenticationUnavailable("sessions") from unknown
        return actor

    def _remembered(self, digest: bytes) -> Actor | None:
        with self._lock:
            actor, expires = self._cache.get(digest, (None, 0.0))
            if actor is not None and expires <= time.time():
                del self._cache[digest]
                return None
            return actor

    def _remember(self, digest: bytes, actor: Actor, expires: float) -> None:
        with self._lock:
            self._cache[digest] = (actor, expires)
            while len(self._cache) > CACHE_SIZE:
                self._cache.popitem(last=False)

    def _check(self, bearer: str) -> tuple[Actor, float]:
        if len(bearer) > MAX_TOKEN_LENGTH:
            raise Unauthenticated("too-long")
        try:
            key = self._key_named_by(jwt.get_unverified_header(bearer))
            claims = jwt.decode(
                bearer,
                key,
                algorithms=["EdDSA"],
                audience=AUDIENCE,
                issuer=self._issuer,
                leeway=CLOCK_LEEWAY_S,
                options={"require": ["iss", "aud", "sub", "sid", "role", "iat", "exp"]},
            )
        except jwt.PyJWTError as refusal:
            raise Unauthenticated(type(refusal).__name__) from None
        return _actor(claims), float(claims["exp"])

    def _key_named_by(self, header: dict[str, Any]) -> PyJWK:
        # Looked at before the signature only to choose a key of ours: nothing here is believed yet.
        if header.get("alg") != "EdDSA" or header.get("typ") != MEDIA_TYPE:
            raise Unauthenticated("algorithm-or-type")
        kid = header.get("kid")
        if not isinstance(kid, str):
            raise Unauthenticated("no-key-id")
        try:
            return self._find_key(kid)
        except KeyError:
            raise Unauthenticated("unknown-key") from None


def _actor(claims: dict[str, Any]) -> Actor:
    role, session, record = claims["role"], claims["sid"], claims.get("rec")
    if not isinstance(role, str) or role not in ROLES:
        raise Unauthenticated("role")
    if not isinstance(session, str) or not isinstance(record, str | None):
        raise Unauthenticated("claims")
    client, scope = claims.get("client_id"), claims.get("scope", "")
    if not isinstance(client, str | None) or not isinstance(scope, str):
        raise Unauthenticated("claims")
    return Actor(
        id=claims["sub"], role=role, session=session, record=record, client=client, scopes=frozenset(scope.split())
    )


def _published_keys(jwks_url: str) -> Callable[[str], PyJWK]:
    client = PyJWKClient(jwks_url, lifespan=3_600, timeout=2, cooldown_duration=5)

    def find(kid: str) -> PyJWK:
        try:
            return client.get_signing_key(kid)
        except jwt.PyJWKClientConnectionError as failure:
            raise AuthenticationUnavailable("key-set") from failure
        except jwt.PyJWKClientError:
            raise KeyError(kid) from None

    return find
