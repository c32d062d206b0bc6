"""A running platform as the demonstration uses it: its public HTTP API, its mailbox, its commands."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

_TIMEOUT_S = 30.0
_PATIENCE_S = 60.0
# What passes by itself: an event on its way (404, 403), a rate limit, rights not proven yet.
_PASSING = (403, 404, 429, 503)
# One's own code: a parent also receives the codes of their children.
_PROVISIONAL = re.compile(
    r"(?:otre|demandé un) code provisoire[^:]*:\s+([0-9A-Z]{3}(?:-[0-9A-Z]{3})+)\s*$", re.MULTILINE
)
_LOGIN = re.compile(r"^\s*(\d{6})\s*$", re.MULTILINE)


class PlatformRefused(Exception):
    """The platform answered something else than expected; the code of its problem says what."""


@dataclass(frozen=True)
class Session:
    """Someone who is logged in."""

    token: str
    record: str | None


@dataclass
class Platform:
    """Where it is and how its operator commands run: `cli(service, *arguments, stdin="")`."""

    url: str
    ca: Path
    mail_url: str
    cli: Callable[..., str]
    _http: requests.Session = field(default_factory=requests.Session)

    def call(
        self,
        method: str,
        path: str,
        *,
        expect: tuple[int, ...],
        token: str | None = None,
        waits_for: tuple[int, ...] = (429, 503),
        **request: Any,
    ) -> dict[str, Any]:
        """Call the public API and return the JSON of the answer; what passes by itself is waited for.

        Raises PlatformRefused.
        """
        headers = dict(request.pop("headers", {}))
        if token:
            headers["Authorization"] = f"Bearer {token}"
        end = time.monotonic() + _PATIENCE_S
        while True:
            answer = self._http.request(
                method, self.url + path, headers=headers, verify=str(self.ca), timeout=_TIMEOUT_S, **request
            )
            if answer.status_code in expect:
                return dict(answer.json()) if answer.content else {}
            if answer.status_code not in waits_for or time.monotonic() > end:
                raise PlatformRefused(f"{method} {path.split('/')[2]}: {answer.status_code} {_code(answer)}")
            time.sleep(min(float(answer.headers.get("Retry-After", 0.2)), 5.0))

    def call_when_known(self, method: str, path: str, *, token: str, **request: Any) -> dict[str, Any]:
        """The same, for a record or a right that another service may hear of a moment later."""
        return self.call(method, path, expect=(200, 201), token=token, waits_for=_PASSING, **request)

    def log_in(self, identifier: str, password: str, space: str, address: str) -> Session:
        """Log in with password and one-time code by e-mail. Raises PlatformRefused."""
        started = self.call(
            "POST",
            "/api/identity/logins",
            json={"identifier": identifier, "password": password, "space": space},
            expect=(201,),
        )
        login = f"/api/identity/logins/{started['login']}"
        seen = {mail["id"] for mail in self.mails_to(address)}
        self.call("POST", f"{login}/codes", json={"channel": "email"}, expect=(202,))
        code = self.wait_for_code(address, _LOGIN, seen)
        opened = self.call("POST", f"{login}/session", json={"code": code}, expect=(201,))
        return Session(opened["access_token"], opened["actor"]["record"])

    def close(self) -> None:
        """Let go of the kept connections."""
        self._http.close()

    def log_out(self, session: Session) -> None:
        """End a session."""
        self.call("DELETE", "/api/identity/session", token=session.token, expect=(204,))

    def mails_to(self, address: str) -> list[dict[str, Any]]:
        """Mails to an address in the mail catcher, oldest first."""
        answer = requests.get(f"{self.mail_url}/email", params={"to.address": address}, timeout=_TIMEOUT_S)
        answer.raise_for_status()
        return sorted(answer.json(), key=lambda mail: str(mail["time"]))

    def wait_for_code(
        self,
        address: str,
        pattern: re.Pattern[str] = _PROVISIONAL,
        seen: set[str] | frozenset[str] = frozenset(),
        seconds: float = _PATIENCE_S,
    ) -> str:
        """The code in the newest mail not seen before. Raises PlatformRefused when none comes."""
        end = time.monotonic() + seconds
        while True:
            for mail in reversed(self.mails_to(address)):
                found = pattern.search(mail["text"]) if mail["id"] not in seen else None
                if found:
                    return found[1]
            if time.monotonic() > end:
                raise PlatformRefused("no mail with a code came")
            time.sleep(0.1)


def form(fields: Mapping[str, str], name: str, content: bytes, media_type: str) -> dict[str, Any]:
    """The multipart form of a deposit."""
    return {"data": dict(fields), "files": {"file": (name, content, media_type)}}


def _code(answer: requests.Response) -> str:
    if answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        return str(answer.json().get("code"))
    return "without a problem document"
