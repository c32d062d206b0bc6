"""What messaging hears beside every enforcement point, and its timers. Methods are named for their effect."""

from datetime import timedelta

from chassis import logs
from chassis.clock import now
from chassis.events import Event
from chassis.worker import Database, Settings, every, on
from enforcement.keyring import keyring_of
from enforcement.sweeping import sweep_erased
from enforcement.worker import EnforcementPoint
from services.messaging.actions import contributing, sweeping
from services.messaging.errors import StorageUnavailable
from services.messaging.files import Files
from services.messaging.settings import MessagingSettings
from services.messaging.store import Session, conversations, prepare

SWEPT = logs.Line("messaging.swept", logs.INFO, "objects without a message removed")
SWEEP_FAILED = logs.Line("messaging.sweep-failed", logs.WARNING, "the object store did not answer the sweeper")


class MessagingWorker(EnforcementPoint):
    """The consumers and timers of messaging."""

    name = "messaging"
    sweeps = True
    db = Database(prepare=prepare)
    settings = Settings(MessagingSettings)

    def forget(self, record: str, session: Session) -> None:
        """Delete a record's messages; their attachments are swept."""
        conversations.erase(session, self.db, record)

    @on("documents.ExportRequested", queue="exports")
    def contribute_to_export(self, event: Event, session: Session) -> None:
        """Give what was written to a person who takes everything away."""
        contributing.contribute_to_export(self.db, keyring_of(self.db, self.settings), event, session)

    @every(seconds=3600)
    def remove_orphans(self) -> None:
        """Remove what a crash between the objects and their message left."""
        older_than = now() - timedelta(seconds=self.settings.orphan_age_s)
        try:
            _say_swept(sweeping.sweep_orphans(self.db, Files(self.settings), older_than))
        except StorageUnavailable:
            logs.write(SWEEP_FAILED)

    @every(seconds=60)
    def remove_erased(self) -> None:
        """Remove the attachments of erased records."""
        try:
            _say_swept(sweep_erased(self.db, Files(self.settings), now()))
        except StorageUnavailable:
            logs.write(SWEEP_FAILED)


def _say_swept(count: int) -> None:
    if count:
        logs.write(SWEPT, count=count)
