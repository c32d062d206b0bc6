"""What the profile alone does with what it hears. Each runs in the worker's transaction and may run again."""

from chassis import envelopes, outbox
from chassis.events import Event
from services.profile import announcements
from services.profile.store import Database, Session, profiles
from services.profile.vault import Vault, to_json


def contribute_to_export(db: Database, vault: Vault, event: Event, session: Session) -> None:
    """Give the profile to a person who takes everything away, sealed for the export (NFR-09)."""
    asked = event.data
    try:
        told = to_json(vault.load(asked["record"]))
    except profiles.Erased:
        told = {}
    sealed = envelopes.seal(asked["key"], {"sections": told})
    outbox.add(db, session, announcements.export_contributed(asked["export"], asked["record"], sealed))
