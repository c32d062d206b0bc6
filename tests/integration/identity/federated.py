"""The service with a provider named in its settings, and browsers that go there and come back."""

from dataclasses import replace
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.identity import api
from tests.integration.identity.place import Place

CLIENT_ID, SECRET = "espace-sante", "a-secret-for-tests-of-32-characters"
REDIRECT = "https://test.invalid/pro/connexion/retour"


def client_metadata(**changes: Any) -> dict[str, Any]:
    """How the platform is registered at the provider."""
    return {
        "client_id": CLIENT_ID,
        "client_secret": SECRET,
        "redirect_uris": [REDIRECT],
        "token_endpoint_auth_method": "client_secret_basic",
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        **changes,
    }


def federated(place: Place, issuer: str, **settings: Any) -> "Federated":
    """The service of `place`, with this provider."""
    chosen = {"psc_issuer": issuer, "psc_client_id": CLIENT_ID, "psc_client_secret": SECRET, "psc_timeout_s": 60.0}
    chosen |= settings
    return Federated(place.db, api.create_app(replace(place.parts.settings, **chosen)))


class Federated(Place):
    """Begins and ends logins at the provider."""

    def begin(self, browser: FlaskClient) -> str:
        """The address that the browser is sent to."""
        with self.at_clock():
            answer = browser.post("/api/identity/federated-logins", base_url="https://localhost")
        assert answer.status_code == 201, answer.text
        assert answer.json
        return str(answer.json["url"])

    def come_back(self, browser: FlaskClient, back: dict[str, str]) -> TestResponse:
        """The browser is back with these parameters."""
        body = {name: back[name] for name in ("code", "state") if name in back}
        with self.at_clock():
            return browser.post("/api/identity/federated-sessions", json=body, base_url="https://localhost")
