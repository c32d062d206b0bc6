"""The HTTP face of consent; `create_app` runs in each gunicorn worker, after the fork."""

from flask import Flask

from chassis import http, mongo, settings
from chassis.auth import TokenVerifier
from services.consent import store
from services.consent.api.accesses import Accesses
from services.consent.api.checkpoints import Checkpoints
from services.consent.api.emergencies import Emergencies
from services.consent.api.grid import GridPage
from services.consent.api.history import HistoryPage
from services.consent.api.professionals import Professionals
from services.consent.settings import ConsentSettings


def create_app() -> Flask:
    """The application, for gunicorn."""
    return build(settings.load(ConsentSettings))


def build(chosen: ConsentSettings, verifier: TokenVerifier | None = None) -> Flask:
    """The application: one function for each operation of contracts/http/consent.yaml."""
    db = mongo.connect(chosen)
    store.prepare(db)
    operations = {
        **Accesses(db, chosen).operations(),
        **Professionals(db, chosen).operations(),
        **Emergencies(db, chosen).operations(),
        **HistoryPage(db, chosen.public_url).operations(),
        **Checkpoints(db, chosen.contracts_dir).operations(),
        **GridPage(db).operations(),
    }
    return http.create_app(chosen, operations, lambda: store.check(db), verifier)
