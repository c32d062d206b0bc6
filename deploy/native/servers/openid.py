"""An OpenID provider beside the demonstration: fictional professionals log in there as others do at Pro Santé Connect.

It lets in whoever types the login of somebody introduced to it, with any password, so it runs only with the fictional
population: in the installation of the checkout, and in a test's that asks for it, when no other provider is named
(`PSC_ISSUER`).
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.native import settings
from deploy.native.settings import CHECKOUT
from deploy.native.state import State, write_private
from deploy.native.supervision import Program

NAME = "openid"
CLIENT_ID = "espace-sante"
ENTRY = CHECKOUT / "deploy" / "openid" / "provider.mjs"


def runs(state: State) -> bool:
    """Whether this installation has one."""
    asked = state.folder == settings.state_folder() or state.read("installation.json", {}).get("provider", False)
    return settings.runs_provider() and asked


def programs(state: State, public_url: str) -> list[Program]:
    """The provider on the loopback, with the platform as its only client; none for real people."""
    if not runs(state):
        return []
    client = {
        "client_id": CLIENT_ID,
        "client_secret": _secret(state),
        "redirect_uris": [f"{public_url}/pro/connexion/retour"],
        "token_endpoint_auth_method": "client_secret_basic",
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
    }
    people = _people(state)
    people.mkdir(mode=0o700, parents=True, exist_ok=True)
    config = json.dumps({"port": state.port(NAME), "clients": [client], "people": str(people)})
    path = state.path("servers", NAME, "provider.json")
    write_private(path, config)
    command = ["node", "--max-old-space-size=96", "--max-semi-space-size=2", str(ENTRY), str(path)]
    return [Program(NAME, command, inputs=config + ENTRY.read_text("utf-8"))]


def client_settings(state: State) -> dict[str, str]:
    """What identity must know to send professionals there, as its settings name it; nothing where there is none."""
    if not runs(state) or not state.has_port(NAME):
        return {}
    return {"PSC_ISSUER": issuer(state), "PSC_CLIENT_ID": CLIENT_ID, "PSC_CLIENT_SECRET": _secret(state)}


def issuer(state: State) -> str:
    """Its address and name."""
    return f"http://127.0.0.1:{state.port(NAME)}"


def introduce(state: State, login: str, claims: Mapping[str, Any]) -> None:
    """From now on it lets this person in and tells these claims; it reads them anew at each login."""
    write_private(_people(state) / f"{login}.json", json.dumps(claims))


def forget(state: State, login: str) -> None:
    """It no longer knows this person."""
    (_people(state) / f"{login}.json").unlink(missing_ok=True)


def _people(state: State) -> Path:
    return state.path("servers", NAME, "people")


def _secret(state: State) -> str:
    return state.secret("openid-client")
