"""The public page of a mail, which asks for no token, and how a person wants to be told, which does."""

from collections.abc import Callable
from typing import Any

import flask

from chassis import http, mongo, settings
from chassis.auth import TokenVerifier
from services.notifier import store
from services.notifier.api.mails import Mails
from services.notifier.api.preferences import PreferencesPage
from services.notifier.parts import assemble
from services.notifier.settings import NotifierSettings


def create_app(config: NotifierSettings | None = None, verifier: TokenVerifier | None = None) -> flask.Flask:
    """The Flask application; reads the environment unless told."""
    config = config or settings.load(NotifierSettings)
    db = mongo.connect(config)
    store.prepare(db)
    parts = assemble(db, config)
    mails = Mails(parts)
    operations: dict[str, Callable[..., Any]] = {
        "showMail": mails.show,
        "showMailStyle": mails.style,
        **PreferencesPage(parts).operations(),
    }

    def readiness() -> None:
        db.command("ping")

    return http.create_app(config, operations, readiness, verifier)
