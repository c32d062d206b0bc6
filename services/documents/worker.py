"""What the vault hears beside every enforcement point, and its timers. Methods are named for their effect."""

from datetime import timedelta
from functools import lru_cache

from chassis import logs
from chassis.clock import now
from chassis.events import Event
from chassis.lease import Lease
from chassis.signing import Signer
from chassis.worker import Database, Made, Settings, every, on
from enforcement.keyring import keyring_of
from enforcement.worker import GridPoint
from services.documents.actions import announcing, completing, exporting, hearing, insuring, scrubbing, sweeping
from services.documents.errors import StorageUnavailable
from services.documents.files import Files
from services.documents.parts import Parts, assemble
from services.documents.settings import DocumentsSettings
from services.documents.store import Session, exports, prepare, reference
from services.documents.takeaway import proof

SWEPT = logs.Line("documents.swept", logs.INFO, "objects without a document removed")
SWEEP_FAILED = logs.Line("documents.sweep-failed", logs.WARNING, "the object store did not answer the sweeper")
ANNOUNCED = logs.Line("documents.announced", logs.INFO, "documents announced to patients because their time came")
SCRUB_WAITS = logs.Line("documents.scrub-waits", logs.WARNING, "the object store did not answer the scrubber")
EXPORT_WAITS = logs.Line("documents.export-waits", logs.WARNING, "the object store did not answer an export")
UNUSABLE_KEY = logs.Line("documents.signing-key-unusable", logs.ERROR, "EXPORT_SIGNING_KEY is no Ed25519 key in PEM")

_SCRUB_S = 10.0


def _signer(settings: DocumentsSettings) -> Signer:
    """Read at the start: without it exports would be gathered, and none ever finished."""
    try:
        return proof.signer_of(settings.export_signing_key)
    except (OSError, ValueError, TypeError) as fault:
        logs.write(UNUSABLE_KEY, error=type(fault).__name__)
        raise


@lru_cache(maxsize=1)
def _parts(settings: DocumentsSettings) -> tuple[Parts, Lease]:
    """What packing needs; made when somebody first asks for an export."""
    parts = assemble(settings)
    return parts, Lease(parts.db, "exports")


class DocumentsWorker(GridPoint):
    """The consumers and timers of documents."""

    name = "documents"
    sweeps = True
    db = Database(prepare=prepare)
    settings = Settings(DocumentsSettings)
    signer = Made(_signer, DocumentsSettings)

    def forget(self, record: str, session: Session) -> None:
        """Delete a record's information; its files are swept."""
        hearing.forget(self.db, record, session)

    @on("identity.ProfileActivated", queue="people")
    def open_record(self, event: Event, session: Session) -> None:
        """Hold the state of a record, and give its person what the insurer had for them."""
        super().open_record(event, session)
        insuring.deliver_what_waited(self.db, event, session, reference.epoch(self.db))

    @on("identity.OppositionRegistered", queue="people")
    def shut_record(self, event: Event, session: Session) -> None:
        """Hold the state of a record; nothing waits for its person any more."""
        super().shut_record(event, session)
        insuring.drop_what_waited(self.db, event, session)

    @on("identity.OrganisationListed", queue="people")
    def hold_organisation(self, event: Event, session: Session) -> None:
        """Hold an entry of the register of organisations."""
        hearing.list_organisation(self.db, event, session)

    @on("messaging.MessageSent", queue="people")
    def know_attachments(self, event: Event, session: Session) -> None:
        """Know what a professional attached, for when the person files it."""
        hearing.know_attachments(self.db, event, session)

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
        if not exports.due(self.db, now()):
            return
        parts, lease = _parts(self.settings)
        try:
            while completing.advance_exports(parts, self.signer, lease):
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
        keyring = keyring_of(self.db, self.settings)
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
