"""Somebody logged in, and the account operations as they call them."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.integration.identity.place import Place

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1"
)


class Holder:
    """A browser in which one account is open."""

    def __init__(self, place: Place, identifier: str, agent: str = FIREFOX, client: FlaskClient | None = None) -> None:
        self.place = place
        self.client = client or place.client()
        self.client.environ_base["HTTP_USER_AGENT"] = agent
        session = place.logged_in(identifier, client=self.client)
        self.actor = session["actor"]
        self.token = session["access_token"]

    def call(self, method: str, path: str, body: Any = None) -> TestResponse:
        """Call an operation with the token of the session."""
        with self.place.at_clock():
            return self.client.open(
                f"/api/identity{path}",
                method=method,
                json=body,
                headers={"Authorization": f"Bearer {self.token}"},
            )

    def get(self, path: str, method: str = "GET", body: Any = None, expect: int = 200) -> Any:
        """Call an operation that must answer so; the JSON of the answer."""
        answer = self.call(method, path, body)
        assert answer.status_code == expect, (answer.status_code, answer.text)
        return answer.json

    def is_over(self) -> bool:
        """Whether the session can no longer be renewed."""
        with self.place.at_clock():
            answer = self.client.post("/api/identity/session/token", base_url="https://localhost")
        return answer.status_code == 401
