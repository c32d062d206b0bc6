"""HTTP face of the profile: `create_app()`."""

from flask import Flask

from chassis import logs
from chassis import settings as environment
from chassis.auth import TokenVerifier
from chassis.http import create_app as create_from_contract
from services.profile.api.editing import Editing
from services.profile.api.reading import Reading
from services.profile.parts import Parts, assemble
from services.profile.settings import ProfileSettings


def create_app(parts: Parts | None = None, verifier: TokenVerifier | None = None) -> Flask:
    """The application; gunicorn calls it in each worker, after the fork. Both arguments replace what settings give."""
    if parts is None:
        settings = environment.load(ProfileSettings)
        logs.configure(settings.service, "api", settings.log_level)
        parts = assemble(settings)
    held = parts

    def ready() -> None:
        held.db.client.admin.command("ping")

    operations = {**Reading(held).operations(), **Editing(held).operations()}
    return create_from_contract(held.settings, operations, ready, verifier)
