"""What the vault hears, and its timers. Methods are named for their effect.

Three queues: `policy` takes nothing but consent's policy stream, so that a block never waits behind a
backlog; `closures`, whose answer somebody waits for too; `people` takes the rest.
"""

from datetime import timedelta
from functools import lru_cache

from chassis import logs
from chassis.events import Event
from chassis.lease import Lease
from chassis.worker import Database, Settings, every, on
from services.documents.actions import announcing, completing, exporting, hearing, insuring, scrubbing, sweeping
from services.documents.errors import StorageUnavailable
from services.documents.files import Files
from services.documents.keyring import Keyring
from services.documents.parts import Parts, assemble, now
from services.documents.settings import DocumentsSettings
from services.documents.store import Session, exports, prepare, reference

SWEPT = logs.Line("documents.swept", logs.INFO, "objects without a document removed")
SWEEP_FAILED = logs.Line("documents.sweep-failed", logs.WARNING, "the object store did not answer the sweeper")
ANNOUNCED = logs.Line("documents.announced", logs.INFO, "documents announced to patients because their time came")
SCRUB_WAITS = logs.Line("documents.scrub-waits", logs.WARNING, "the object store did not answer the scrubber")
EXPORT_WAITS = logs.Line("documents.export-waits", logs.WARNING, "the object store did not answer an export")

_SCRUB_S = 10.0


@lru_cache(maxsize=1)
def _parts(settings: DocumentsSettings) -> tuple[Parts, Lease]:
    """What packing needs; made when somebody first asks for an export."""
    parts = assemble(settings)
    return parts, Lease(parts.db, "exports")


class DocumentsWorker:
    """The consumers and timers of documents."""

    name = "documents"
    db = Database(prepare=prepare)
    settings = Settings(DocumentsSettings)

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
        """Open or close a record to a professional, and say that it is done."""
        hearing.apply_relation(self.db, event, session)

    @on("consent.RelationsStated", queue="policy")
    def apply_relations_stated(self, event: Event, session: Session) -> None:
        """Rebuild a lane of relations."""
        hearing.apply_relations_stated(self.db, event, session)

    @on("consent.PolicyHeartbeat", queue="policy")
    def prove_freshness(self, event: Event, session: Session) -> None:
        """Note how far consent's stream goes."""
        hearing.hear_heartbeat(self.db, event, session)

    @on("consent.AuthorizationGridUpdated", queue="policy")
    def put_grid_in_force(self, event: Event, session: Session) -> None:
        """Hold the grid that decides from now on."""
        hearing.apply_grid(self.db, event, session)

    @on("identity.ProfileActivated", queue="people")
    def open_record(self, event: Event, session: Session) -> None:
        """Hold the state of a record, and give its person what the insurer had for them."""
        hearing.apply_record_state(self.db, event, session)
        insuring.deliver_what_waited(self.db, event, session, reference.epoch(self.db))

    @on("identity.OppositionRegistered", queue="people")
    def shut_record(self, event: Event, session: Session) -> None:
        """Hold the state of a record; nothing waits for its person any more."""
        hearing.apply_record_state(self.db, event, session)
        insuring.drop_what_waited(self.db, event, session)

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
        """Let an account act for a child."""
        hearing.grant_representation(self.db, event, session)

    @on("identity.RepresentationEnded", queue="people")
    def stop_representative(self, event: Event, session: Session) -> None:
        """Let it act no more."""
        hearing.end_representation(self.db, event, session)

    @on("identity.ProfessionalListed", queue="people")
    def hold_professional(self, event: Event, session: Session) -> None:
        """Hold a directory entry."""
        hearing.list_professional(self.db, event, session)

    @on("identity.OrganisationListed", queue="people")
    def hold_organisation(self, event: Event, session: Session) -> None:
        """Hold an entry of the register of organisations."""
        hearing.list_organisation(self.db, event, session)

    @on("identity.SessionEnded", queue="sessions")
    def refuse_session(self, event: Event, session: Session) -> None:
        """Refuse the tokens of a session that ended."""
        hearing.end_session(self.db, event, session)

    @on("messaging.MessageSent", queue="people")
    def know_attachments(self, event: Event, session: Session) -> None:
        """Know what a professional attached, for when the person files it."""
        hearing.know_attachments(self.db, event, session)

    @on("identity.DataDeletionRequested", queue="people")
    def erase_record(self, event: Event, session: Session) -> None:
        """Destroy a record's key, information and files."""
        hearing.erase_record(self.db, event, session)

    @on(
        "identity.ExportContributed",
        "consent.ExportContributed",
        "messaging.ExportContributed",
        "notifier.ExportContributed",
        "profile.ExportContributed",
        queue="exports",
    )
    def keep_contribution(self, event: Event, session: Session) -> None:
        """Keep what another service gave for an export."""
        exporting.keep_part(self.db, event, session)

    @every(seconds=1)
    def advance_exports(self) -> None:
        """Pack what people asked to take away."""
        if not exports.preparing(self.db):
            return
        parts, lease = _parts(self.settings)
        try:
            while completing.advance_exports(parts, lease):
                continue
        except StorageUnavailable:
            logs.write(EXPORT_WAITS)

    @every(seconds=60)
    def end_exports(self) -> None:
        """Remove archives whose time is over."""
        try:
            exporting.end_what_ran_out(self.db, Files(self.settings), now())
        except StorageUnavailable:
            logs.write(SWEEP_FAILED)

    @every(seconds=30)
    def announce_due(self) -> None:
        """Tell of documents that were kept from a patient until now."""
        _say_announced(announcing.announce_due(self.db, reference.epoch(self.db), now()))

    @every(seconds=3600)
    def remove_orphans(self) -> None:
        """Remove what a crash between the object and its document left."""
        older_than = now() - timedelta(seconds=self.settings.orphan_age_s)
        try:
            _say_swept(sweeping.sweep_orphans(self.db, Files(self.settings), older_than))
        except StorageUnavailable:
            logs.write(SWEEP_FAILED)

    @every(seconds=_SCRUB_S)
    def read_files_again(self) -> None:
        """Compare some files with what was deposited."""
        limit = round(self.settings.scrub_per_minute * _SCRUB_S / 60)
        if limit == 0:
            return
        keyring = Keyring(self.db, self.settings.master_key, self.settings.master_key_before)
        depot = scrubbing.Depot(self.db, Files(self.settings), keyring)
        try:
            scrubbing.scrub(depot, limit, self.settings.scrub_round_s, now())
        except StorageUnavailable:
            logs.write(SCRUB_WAITS)

    @every(seconds=60)
    def remove_erased(self) -> None:
        """Remove the files of erased records."""
        try:
            _say_swept(sweeping.sweep_erased(self.db, Files(self.settings), now()))
        except StorageUnavailable:
            logs.write(SWEEP_FAILED)


def _say_announced(count: int) -> None:
    if count:
        logs.write(ANNOUNCED, count=count)


def _say_swept(count: int) -> None:
    if count:
        logs.write(SWEPT, count=count)
