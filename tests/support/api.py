"""A caller of the HTTP API that holds every answer against its contract."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import requests

from tests.support.contract import operations

PATIENCE_S = 60
"""How long an answer may take: a slow machine is no fault."""


class Unexpected(AssertionError):
    """The answer was not the one expected, or not one the contract documents."""


@dataclass
class Api:
    """Calls operations by name: `api.call("listDocuments", path={"record": …}, expect=200)`.

    token: an access token, or None for a stranger. ca: path of the certificate authority of the installation.
    """

    url: str
    ca: str
    token: str | None = None
    http: requests.Session = field(default_factory=requests.Session)

    def holding(self, token: str | None) -> "Api":
        """The same place seen by the holder of another token, without cookies."""
        return replace(self, token=token, http=requests.Session())

    def call(
        self,
        operation_id: str,
        *,
        expect: int | tuple[int, ...],
        path: dict[str, str] | None = None,
        body: Any = None,
        query: dict[str, Any] | None = None,
        form: dict[str, Any] | None = None,
        files: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> requests.Response:
        """Call, check the status, the documented shape, the media type and the correlation id; return the answer."""
        operation = operations()[operation_id]
        sent = {"X-Correlation-Id": secrets.token_hex(16), **(headers or {})}
        expected = (expect,) if isinstance(expect, int) else expect

        def asked() -> requests.Response:
            return self._send(
                operation.method, operation.path.format(**(path or {})), sent,
                json=body, params=query, data=form, files=files,
            )  # fmt: skip

        answer = asked()
        if answer.status_code == 401 and 401 not in expected and self.renewed():
            answer = asked()
        if answer.status_code not in expected:
            raise Unexpected(f"{operation_id} answered {answer.status_code}, expected {expected}: {answer.text[:600]}")
        media_type = answer.headers.get("Content-Type", "").split(";")[0]
        parsed = answer.json() if media_type.endswith(("/json", "+json")) else answer.content
        if complaint := operation.complain(answer.status_code, media_type, parsed):
            raise Unexpected(complaint)
        if answer.headers.get("X-Correlation-Id") != sent["X-Correlation-Id"]:
            raise Unexpected(f"{operation_id} lost the correlation id")
        return answer

    def _send(self, method: str, path: str, headers: Mapping[str, str], **what: Any) -> requests.Response:
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.http.request(
            method, self.url + path, headers={**headers, **bearer}, verify=self.ca, timeout=PATIENCE_S,
            allow_redirects=False, **what,
        )  # fmt: skip

    def renewed(self) -> bool:
        """Whether the session gave another token: a story may outlast the five minutes of one."""
        if not (self.token and self.http.cookies):
            return False
        renewal = operations()["renewToken"]
        answer = self._send(renewal.method, renewal.path, {})
        if answer.status_code == 200:
            self.token = str(answer.json()["access_token"])
        return answer.status_code == 200

    def refused(self, operation_id: str, status: int, code: str, **arguments: Any) -> dict[str, Any]:
        """Call, expecting a problem with this status and code; return the problem."""
        problem: dict[str, Any] = self.call(operation_id, expect=status, **arguments).json()
        if problem["code"] != code:
            raise Unexpected(f"{operation_id} refused with {problem['code']}, expected {code}")
        return problem
