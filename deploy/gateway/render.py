"""Render nginx.conf from its one template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Gateway:
    """All that differs between one gateway and another."""

    listen: str  # address and port of the TLS listener
    probe: str  # address and port that tells health, never reachable from outside
    certificate: Path
    certificate_key: Path
    site: Path  # folder of the built frontend
    scratch: Path  # folder for nginx's own temporary files and pid
    upstreams: Mapping[str, str]  # service -> host:port of its API
    run_as: str | None  # nginx only takes a user when it is started as root
    attempts_per_second: int  # login, codes, identification: per client address
    attempts_burst: int


@dataclass(frozen=True)
class LimitedRoute:
    """A route whose requests are attempts at a secret, and the zone that counts them."""

    zone: str
    pattern: str
    service: str


# Contract paths of identity that let a stranger try a code, a password or an identity.
LIMITED_ROUTES: Sequence[LimitedRoute] = (
    LimitedRoute("login", "^/api/identity/logins$", "identity"),
    LimitedRoute("code", "^/api/identity/logins/[^/]+/(codes|session)$", "identity"),
    LimitedRoute("code", "^/api/identity/provisional-codes$", "identity"),
    LimitedRoute("identification", "^/api/identity/(identifications|activations|recoveries)$", "identity"),
    LimitedRoute("identification", "^/api/identity/oppositions$", "identity"),
)


def render(gateway: Gateway) -> str:
    """The text of nginx.conf."""
    loader = jinja2.FileSystemLoader(FOLDER)
    environment = jinja2.Environment(
        loader=loader,
        autoescape=False,  # noqa: S701  (what is written is nginx's language, not HTML)
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("nginx.conf.j2")
    return template.render(gateway=gateway, limited=LIMITED_ROUTES)
