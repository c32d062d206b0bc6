"""HTTP face of messages: `create_app()`, one module a resource."""

from flask import Flask

from chassis import logs
from chassis import settings as environment
from chassis.auth import TokenVerifier
from chassis.http import create_app as create_from_contract
from services.messaging.api.conversations import Conversations
from services.messaging.api.writing import Writing
from services.messaging.parts import Parts, assemble
from services.messaging.settings import MessagingSettings


def create_app(parts: Parts | None = None, verifier: TokenVerifier | None = None) -> Flask:
    """The application; gunicorn calls it in each worker, after the fork. Both arguments replace what settings give."""
    if parts is None:
        settings = environment.load(MessagingSettings)
        logs.configure(settings.service, "api", settings.log_level)
        parts = assemble(settings)
    held = parts

    def ready() -> None:
        held.db.client.admin.command("ping")

    operations = {**Conversations(held).operations(), **Writing(held).operations()}
    return create_from_contract(held.settings, operations, ready, verifier)
