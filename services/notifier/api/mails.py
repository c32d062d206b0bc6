"""GET /api/notifier/mails/{token} and its stylesheet."""

from pathlib import Path

import flask

from services.notifier import queries
from services.notifier.parts import Parts

_STYLE = (Path(__file__).parent / "mail.css").read_text("utf-8")
# Nothing but our own stylesheet: the page has no script, no picture, no form.
_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Mails:
    """The resource."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def show(self, token: str) -> flask.Response:
        """The web copy under an opaque token; never cached, never indexed, no referrer given away."""
        page = flask.Response(queries.web_copy(self._parts, token), mimetype="text/html")
        page.headers["Content-Security-Policy"] = _POLICY
        page.headers["Referrer-Policy"] = "no-referrer"
        page.headers["X-Robots-Tag"] = "noindex, nofollow"
        return page

    def style(self) -> flask.Response:
        """The stylesheet of that page; the same for everybody."""
        style = flask.Response(_STYLE, mimetype="text/css")
        style.headers["Cache-Control"] = "public, max-age=86400"
        return style
