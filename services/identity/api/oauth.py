"""The authorization server of machines: tokens (RFC 6749) and what software may know of it (RFC 8414)."""

from typing import Any

import flask

from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions.limiting import counting_source
from services.identity.actions.machine_tokens import TOKEN_PATH, issue_token
from services.identity.api.requests import parts, source
from services.identity.client_keys import ALGORITHMS
from services.identity.domain.machines import SCOPES, AssertionRefused, ScopeRefused
from services.identity.queries import accounts

GRANT = "client_credentials"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_FIELDS = frozenset({"grant_type", "client_assertion_type", "client_assertion", "client_id", "scope"})

OAuthAnswer = tuple[dict[str, Any], int]


def issue() -> OAuthAnswer:
    """A token for the software of an organisation; refusals are those of RFC 6749 §5.2."""
    form = flask.request.form
    if unknown := form.keys() - _FIELDS:
        return _refusal("invalid_request", 400, f"unknown parameter: {_shown(min(unknown))}")
    if any(len(form.getlist(name)) != 1 for name in form):
        return _refusal("invalid_request", 400, "a parameter appears twice")
    if form.get("grant_type") != GRANT:
        return _refusal("unsupported_grant_type", 400, f"grant_type must be {GRANT}")
    if form.get("client_assertion_type") != ASSERTION_TYPE or not form.get("client_assertion"):
        return _refusal("invalid_client", 401, "authenticate with private_key_jwt (RFC 7523)")
    return _issue(form["client_assertion"], form.get("client_id"), form.get("scope"))


def _issue(assertion: str, client: str | None, scope: str | None) -> OAuthAnswer:
    moment = now()
    try:
        with counting_source(parts(), source(), AssertionRefused, moment):
            token = issue_token(parts(), assertion, client, scope, moment)
    except AssertionRefused as refused:
        flask.g.refusal = refused.reason
        return _refusal("invalid_client", 401, "the assertion was not accepted")
    except ScopeRefused:
        return _refusal("invalid_scope", 400, "this account is not registered for that scope")
    view = {
        "access_token": token.access_token,
        "token_type": "Bearer",
        "expires_in": token.expires_in,
        "scope": " ".join(sorted(token.scopes)),
    }
    return view, 200


def metadata() -> tuple[dict[str, Any], int, dict[str, str]]:
    """Authorization server metadata (RFC 8414)."""
    issuer = parts().settings.public_url
    view = {
        "issuer": issuer,
        "token_endpoint": issuer + TOKEN_PATH,
        "jwks_uri": issuer + "/.well-known/jwks.json",
        "grant_types_supported": [GRANT],
        "response_types_supported": [],
        "scopes_supported": sorted(SCOPES),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
    }
    return view, 200, {"Cache-Control": "public, max-age=3600"}


def show_own() -> tuple[dict[str, Any], int]:
    """Who the software acts for: the way to try a token."""
    return accounts.acting_organisation(parts(), current_actor()), 200


def _refusal(error: str, status: int, description: str) -> OAuthAnswer:
    flask.g.problem = error
    return {"error": error, "error_description": description}, status


def _shown(name: str) -> str:
    """The name as RFC 6749 lets a description hold it: printable ASCII without quotes or backslash."""
    return "".join(sign for sign in name[:40] if " " <= sign <= "~" and sign not in '"\\')
