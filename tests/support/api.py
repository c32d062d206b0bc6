"""A caller of the HTTP API that holds every answer against its contract."""

import secrets
from dataclasses import dataclass, field, replace
from typing import Any

import requests

from tests.support.contract import operations


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
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        answer = self.http.request(
            operation.method,
            self.url + operation.path.format(**(path or {})),
            json=body,
            params=query,
            data=form,
            files=files,
            headers=sent,
            verify=self.ca,
            timeout=30,
            allow_redirects=False,
        )
        expected = (expect,) if isinstance(expect, int) else expect
        if answer.status_code not in expected:
            raise Unexpected(f"{operation_id} answered {answer.status_code}, expected {expected}: {answer.text[:600]}")
        media_type = answer.headers.get("Content-Type", "").split(";")[0]
        parsed = answer.json() if media_type.endswith(("/json", "+json")) else answer.content
        if complaint := operation.complain(answer.status_code, media_type, parsed):
            raise Unexpected(complaint)
        if answer.headers.get("X-Correlation-Id") != sent["X-Correlation-Id"]:
            raise Unexpected(f"{operation_id} lost the correlation id")
        return answer

    def refused(self, operation_id: str, status: int, code: str, **arguments: Any) -> dict[str, Any]:
        """Call, expecting a problem with this status and code; return the problem."""
        problem: dict[str, Any] = self.call(operation_id, expect=status, **arguments).json()
        if problem["code"] != code:
            raise Unexpected(f"{operation_id} refused with {problem['code']}, expected {code}")
        return problem
