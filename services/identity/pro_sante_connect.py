"""The OpenID provider that professionals prove themselves to: Pro Santé Connect, or any other that settings name.

OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636). The only module of the service that calls outwards.
"""

import json
import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from services.identity.settings import IdentitySettings

METADATA_LIFE_S = 3_600.0
KEYS_PAUSE_S = 5.0
CLOCKS_APART_S = 30
ANSWER_MAX = 256 * 1024
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


class ProviderRefused(Exception):
    """What came back proves nothing; `reason` is a code for the log, never for the answer."""

    log_safe = True

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class ProviderUnavailable(Exception):
    """The provider does not answer, or not as a provider."""

    log_safe = True


class ProSanteConnect:
    """A client of the provider; safe to share between threads."""

    def __init__(self, settings: IdentitySettings) -> None:
        self._settings = settings
        self._redirect_uri = settings.public_url + "/pro/connexion/retour"
        self._lock = threading.Lock()
        self._metadata: dict[str, str] = {}
        self._metadata_until = 0.0
        self._keys: KeySet | None = None
        self._keys_read_at = float("-inf")

    @property
    def configured(self) -> bool:
        """Whether settings name a provider."""
        return bool(self._settings.psc_issuer and self._settings.psc_client_id)

    def authorization_url(self, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser. Raises ProviderUnavailable."""
        with self._session() as session:
            url, _ = session.create_authorization_url(
                self._endpoints()["authorization_endpoint"],
                state=state,
                code_verifier=verifier,
                nonce=nonce,
                **({"acr_values": self._settings.psc_acr_values} if self._settings.psc_acr_values else {}),
            )
        return str(url)

    def claims(self, code: str, nonce: str, verifier: str) -> Mapping[str, object]:
        """What the provider says of whoever brought `code` back: the ID token's claims and userinfo's.

        Raises ProviderRefused, ProviderUnavailable.
        """
        endpoints = self._endpoints()
        with self._session() as session:
            try:
                token = session.fetch_token(
                    endpoints["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=verifier
                )
            except AuthlibBaseError:
                raise ProviderRefused("code") from None
            except (requests.RequestException, ValueError) as failure:
                raise ProviderUnavailable from failure
            proven = self._verified(token, nonce)
            told = _json(session, endpoints["userinfo_endpoint"], withhold_token=False)
        # OpenID Connect Core 5.3.2: userinfo of somebody else must not be mixed in.
        if told.get("sub") != proven["sub"]:
            raise ProviderRefused("userinfo-subject")
        return {**told, **proven}

    def _verified(self, token: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        raw = token.get("id_token")
        if not isinstance(raw, str) or str(token.get("token_type", "")).lower() != "bearer":
            raise ProviderRefused("no-id-token")
        try:
            decoded = self._decoded(raw)
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                options={
                    "iss": {"essential": True, "value": self._settings.psc_issuer},
                    "aud": {"essential": True, "value": self._settings.psc_client_id},
                },
                params={
                    "nonce": nonce,
                    "client_id": self._settings.psc_client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(leeway=CLOCKS_APART_S)
        except (JoseError, AuthlibBaseError, ValueError, TypeError) as refusal:
            raise ProviderRefused(f"id-token-{type(refusal).__name__}") from None
        return decoded.claims

    def _decoded(self, raw: str) -> jwt.Token:
        algorithms = list(self._settings.psc_id_token_algorithms)
        try:
            return jwt.decode(raw, self._key_set(fresh=False), algorithms=algorithms)
        except (JoseError, ValueError):
            # The provider may have changed its keys since we read them; asked again at most every five seconds.
            return jwt.decode(raw, self._key_set(fresh=True), algorithms=algorithms)

    def _key_set(self, fresh: bool) -> KeySet:
        with self._lock:
            waited = time.monotonic() - self._keys_read_at >= KEYS_PAUSE_S
            if self._keys is None or (fresh and waited):
                with self._session() as session:
                    told = _json(session, self._endpoints()["jwks_uri"])
                self._keys = KeySet.import_key_set(told)  # type: ignore[arg-type]  # it checks what it is given
                self._keys_read_at = time.monotonic()
            return self._keys

    def _endpoints(self) -> Mapping[str, str]:
        if time.monotonic() >= self._metadata_until:
            issuer = self._settings.psc_issuer
            with self._session() as session:
                told = _json(session, issuer.rstrip("/") + "/.well-known/openid-configuration")
            endpoints = {name: told.get(name) for name in _ENDPOINTS}
            # OpenID Connect Discovery 4.3: metadata of another issuer would lend its endpoints to ours.
            if told.get("issuer") != issuer or not all(map(_is_safe, endpoints.values())):
                raise ProviderUnavailable("metadata")
            self._metadata = {name: str(url) for name, url in endpoints.items()}
            self._metadata_until = time.monotonic() + METADATA_LIFE_S
        return self._metadata

    def _session(self) -> OAuth2Session:
        settings = self._settings
        by_key = settings.psc_client_key.is_file()
        session = OAuth2Session(
            client_id=settings.psc_client_id,
            client_secret=settings.psc_client_key.read_bytes() if by_key else settings.psc_client_secret,
            token_endpoint_auth_method="private_key_jwt" if by_key else "client_secret_basic",
            scope=settings.psc_scope,
            redirect_uri=self._redirect_uri,
            code_challenge_method="S256",
            default_timeout=settings.psc_timeout_s,
        )
        session.register_client_auth_method(PrivateKeyJWT(alg=settings.psc_client_key_algorithm))
        session.max_redirects = 0
        session.trust_env = False
        return session


def _json(session: OAuth2Session, url: str, withhold_token: bool = True) -> Mapping[str, object]:
    """The JSON object at `url`, no larger than it may be. Raises ProviderUnavailable."""
    try:
        with session.get(url, withhold_token=withhold_token, stream=True) as answer:
            answer.raise_for_status()
            body = answer.raw.read(ANSWER_MAX + 1, decode_content=True)
            if len(body) > ANSWER_MAX:
                raise ProviderUnavailable("too-large")
        told = json.loads(body)
    except (requests.RequestException, AuthlibBaseError, OSError, ValueError) as failure:
        raise ProviderUnavailable("no-answer") from failure
    if not isinstance(told, dict):
        raise ProviderUnavailable("not-an-object")
    return told


def _is_safe(url: object) -> bool:
    """TLS, or this very machine (tests and demonstrations)."""
    if not isinstance(url, str):
        return False
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"})
