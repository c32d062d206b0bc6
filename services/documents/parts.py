"""What a process of this service works with, put together once at its start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chassis import mongo
from chassis.clock import now
from chassis.freshness import Freshness
from enforcement.cache import Remembered
from enforcement.keyring import Keyring, keyring_of
from enforcement.knowledge import Knowledge
from enforcement.lanes import STREAM
from services.documents import errors, store
from services.documents.antivirus import Antivirus
from services.documents.domain.reference import TypeTable
from services.documents.files import Files
from services.documents.formats.inspectors import Inspectors
from services.documents.gate import Gate
from services.documents.previews.renderers import Renderers
from services.documents.settings import DocumentsSettings
from services.documents.store import Database, reference
from services.documents.traces import Consultations, Traces


@dataclass(frozen=True)
class Parts:
    """Handed to every action and query."""

    settings: DocumentsSettings
    db: Database
    files: Files
    keyring: Keyring
    inspectors: Inspectors
    renderers: Renderers
    antivirus: Antivirus
    gate: Gate
    epoch: int
    _types: Remembered[TypeTable | None]
    traces: Traces
    consultations: Consultations
    clock: Callable[[], datetime] = now

    @property
    def types(self) -> TypeTable:
        """The table of types in force. Raises TypesMissing until an operator has loaded one."""
        table = self._types.get()
        if table is None:
            raise errors.TypesMissing
        return table


def assemble(settings: DocumentsSettings) -> Parts:
    """Open what the settings name. Waits for the database; the object store is met at its first use."""
    db = mongo.connect(settings)
    store.prepare(db)
    return Parts(
        settings=settings,
        db=db,
        files=Files(settings),
        keyring=keyring_of(db, settings),
        inspectors=Inspectors(settings.image_max_pixels),
        renderers=Renderers(),
        antivirus=Antivirus(settings),
        gate=Gate(db, Knowledge(db, Freshness(db, STREAM, settings.policy_max_age_s)), now),
        epoch=reference.epoch(db),
        _types=Remembered(lambda: reference.types_mark(db), lambda: reference.types(db)),
        traces=Traces(db),
        consultations=Consultations(),
    )
