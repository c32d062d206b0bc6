"""What messaging hears, and its timers. Methods are named for their effect.

`policy` takes nothing but consent's policy stream, so that a block never waits behind a backlog; `closures`, whose
answer somebody waits for too; `sessions`; `people` takes the rest.
"""

from datetime import timedelta

from chassis import logs
from chassis.events import Event
from chassis.worker import Database, Settings, every, on
from services.messaging.actions import contributing, hearing, sweeping
from services.messaging.errors import StorageUnavailable
from services.messaging.files import Files
from services.messaging.keyring import Keyring
from services.messaging.parts import now
from services.messaging.settings import MessagingSettings
from services.messaging.store import Session, prepare

SWEPT = logs.Line("messaging.swept", logs.INFO, "objects without a message removed")
SWEEP_FAILED = logs.Line("messaging.sweep-failed", logs.WARNING, "the object store did not answer the sweeper")


class MessagingWorker:
    """The consumers and timers of messaging."""

    name = "messaging"
    db = Database(prepare=prepare)
    settings = Settings(MessagingSettings)

    @on(
        "consent.PSAuthorized",
        "consent.PSContacted",
        "consent.PSBlocked",
        "consent.PSUnblocked",
        "consent.EmergencyAccessOpened",
        "consent.EmergencyAccessEnded",
        "consent.AdministratorAppointed",
        "consent.AdministratorRemoved",
        queue="policy",
    )
    def apply_relation(self, event: Event, session: Session) -> None:
        """Let a professional write or stop them, and say that it is done."""
        hearing.apply_relation(self.db, event, session)

    @on("consent.RelationsStated", queue="policy")
    def apply_relations_stated(self, event: Event, session: Session) -> None:
        """Rebuild a lane of relations."""
        hearing.apply_relations_stated(self.db, event, session)

    @on("consent.PolicyHeartbeat", queue="policy")
    def prove_freshness(self, event: Event, session: Session) -> None:
        """Note how far consent's stream goes."""
        hearing.hear_heartbeat(self.db, event, session)

    @on("identity.ProfileActivated", "identity.OppositionRegistered", queue="people")
    def keep_record_state(self, event: Event, session: Session) -> None:
        """Open a mailbox, or shut it."""
        hearing.apply_record_state(self.db, event, session)

    @on("identity.ProfileClosed", "identity.ProfileReactivated", queue="closures")
    def freeze_or_thaw_record(self, event: Event, session: Session) -> None:
        """Refuse everyone a closed record, let them in again, and say that it is done."""
        hearing.apply_closure(self.db, event, session)

    @on("identity.RecordsStated", queue="people")
    def hold_records(self, event: Event, session: Session) -> None:
        """Hold the states of many records."""
        hearing.apply_records_stated(self.db, event, session)

    @on("identity.RepresentationGranted", queue="people")
    def let_representative_act(self, event: Event, session: Session) -> None:
        """Let an account read and write for a child."""
        hearing.grant_representation(self.db, event, session)

    @on("identity.RepresentationEnded", queue="people")
    def stop_representative(self, event: Event, session: Session) -> None:
        """Let it do so no more."""
        hearing.end_representation(self.db, event, session)

    @on("identity.ProfessionalListed", queue="people")
    def hold_professional(self, event: Event, session: Session) -> None:
        """Hold a directory entry."""
        hearing.list_professional(self.db, event, session)

    @on("identity.SessionEnded", queue="sessions")
    def refuse_session(self, event: Event, session: Session) -> None:
        """Refuse the tokens of a session that ended."""
        hearing.end_session(self.db, event, session)

    @on("identity.DataDeletionRequested", queue="people")
    def erase_record(self, event: Event, session: Session) -> None:
        """Destroy a record's key and its messages."""
        hearing.erase_record(self.db, event, session)

    @on("documents.ExportRequested", queue="exports")
    def contribute_to_export(self, event: Event, session: Session) -> None:
        """Give what was written to a person who takes everything away."""
        contributing.contribute_to_export(self.db, Keyring(self.db, self.settings.master_key), event, session)

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
            _say_swept(sweeping.sweep_erased(self.db, Files(self.settings), now()))
        except StorageUnavailable:
            logs.write(SWEEP_FAILED)


def _say_swept(count: int) -> None:
    if count:
        logs.write(SWEPT, count=count)
