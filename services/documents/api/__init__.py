"""HTTP face of the vault: `create_app()`, one module a resource."""

from flask import Flask

from chassis import logs
from chassis import settings as environment
from chassis.auth import TokenVerifier
from chassis.http import create_app as create_from_contract
from services.documents.api import fhir
from services.documents.api.changing import Changing
from services.documents.api.depositing import Depositing
from services.documents.api.explaining import Explaining
from services.documents.api.exporting import Exporting
from services.documents.api.figures import Counting
from services.documents.api.former import FormerSpaces
from services.documents.api.previewing import Previewing
from services.documents.api.providing import Providing
from services.documents.api.reading import Reading
from services.documents.api.reference import Reference
from services.documents.parts import Parts, assemble
from services.documents.settings import DocumentsSettings


def create_app(parts: Parts | None = None, verifier: TokenVerifier | None = None) -> Flask:
    """The application; gunicorn calls it in each worker, after the fork. Both arguments replace what settings give."""
    if parts is None:
        settings = environment.load(DocumentsSettings)
        logs.configure(settings.service, "api", settings.log_level)
        parts = assemble(settings)
        parts.inspectors.warm_up()
        parts.antivirus.say_if_off()
    held = parts

    def ready() -> None:
        held.db.client.admin.command("ping")

    app = create_from_contract(
        held.settings,
        {
            **Reference(held).operations(),
            **Depositing(held).operations(),
            **Reading(held).operations(),
            **Changing(held).operations(),
            **Explaining(held).operations(),
            **Exporting(held).operations(),
            **FormerSpaces(held).operations(),
            **Previewing(held).operations(),
            **Providing(held).operations(),
            **Counting(held).operations(),
            **fhir.Fhir(held).operations(),
        },
        ready,
        verifier,
    )
    fhir.speak(app, held.settings.lot_max_bytes)
    return app
