"""What the profile hears beside every enforcement point."""

from chassis.events import Event
from chassis.worker import Database, Settings, on
from enforcement.keyring import keyring_of
from enforcement.worker import GridPoint
from services.profile.actions import hearing
from services.profile.settings import ProfileSettings
from services.profile.store import Session, prepare, profiles
from services.profile.vault import Vault


class ProfileWorker(GridPoint):
    """The consumers of profile."""

    name = "profile"
    db = Database(prepare=prepare)
    settings = Settings(ProfileSettings)

    def forget(self, record: str, session: Session) -> None:
        """Empty a record's profile."""
        profiles.erase(session, self.db, record)

    @on("documents.ExportRequested", queue="people")
    def contribute_to_export(self, event: Event, session: Session) -> None:
        """Give the profile to a person who takes everything away."""
        vault = Vault(self.db, keyring_of(self.db, self.settings))
        hearing.contribute_to_export(self.db, vault, event, session)
