"""The one public page: a mail shown in a browser. No token, no session, no person's list."""

import flask

from chassis import http, mongo, settings
from services.notifier.api.mails import Mails
from services.notifier.parts import assemble
from services.notifier.settings import NotifierSettings


def create_app(config: NotifierSettings | None = None) -> flask.Flask:
    """The Flask application; reads the environment unless told."""
    config = config or settings.load(NotifierSettings)
    db = mongo.connect(config)
    mails = Mails(assemble(db, config))

    def readiness() -> None:
        db.command("ping")

    return http.create_app(config, {"showMail": mails.show, "showMailStyle": mails.style}, readiness)
