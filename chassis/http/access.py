"""Who may call: a bearer token, a role that the contract names and, for machines, the scopes it names."""

import flask

from chassis.auth import Actor, AuthenticationUnavailable, TokenVerifier, Unauthenticated
from chassis.problems import Problem

MACHINE = "organisation"


class Authentication:
    """Admits the requests of a service."""

    def __init__(self, service: str, verifier: TokenVerifier | None) -> None:
        self._service = service
        self._verifier = verifier

    def admit(self, roles: frozenset[str], scopes: frozenset[str]) -> None:
        """Set the current actor from the request's token. Raises Problem 401, 403 or 503.

        `scopes` bind machine accounts only: people act with all the rights of their role.
        """
        actor = self._actor()
        flask.g.actor = actor
        if actor.role not in roles:
            raise Problem(
                f"{self._service}.role-refused",
                403,
                "Cette action ne vous est pas ouverte.",
                "Votre compte ne permet pas cette action.",
            )
        if actor.role == MACHINE and not scopes <= actor.scopes:
            raise Problem(
                f"{self._service}.scope-refused",
                403,
                "Ce compte de logiciel n'est pas enregistré pour cette action.",
                "Demandez un jeton avec la portée voulue : " + ", ".join(sorted(scopes)) + ".",
            )

    def _actor(self) -> Actor:
        scheme, _, token = flask.request.headers.get("Authorization", "").partition(" ")
        try:
            if self._verifier is None or scheme.lower() != "bearer" or not token:
                raise Unauthenticated("no-token")
            return self._verifier.verify(token.strip())
        except Unauthenticated as refusal:
            flask.g.refusal = refusal.reason
            raise Problem(
                f"{self._service}.unauthenticated",
                401,
                "Votre session n'est pas ou plus ouverte.",
                "Connectez-vous, puis recommencez.",
            ) from None
        except AuthenticationUnavailable as failure:
            flask.g.refusal = str(failure)
            raise Problem(
                f"{self._service}.authentication-unavailable",
                503,
                "La vérification de votre session n'est pas possible pour le moment.",
                "Réessayez dans quelques secondes.",
                retry_after=2,
            ) from None


def current_actor() -> Actor:
    """Who makes the request in hand. Raises RuntimeError in an operation that asks for no token."""
    actor = flask.g.get("actor")
    if not isinstance(actor, Actor):
        raise RuntimeError("this operation asks for no token")
    return actor
