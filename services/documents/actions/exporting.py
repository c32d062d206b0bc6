"""Take everything away: ask, pack lot by lot, put together what other services gave, keep for a while.

A lot is sealed and put before it is kept; its object has a name of its own, so that a process that lost the
race, or died, leaves at most an object that the end of the export removes. Whoever goes on starts at the last
lot kept.
"""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta

from chassis import envelopes, events, failpoints, logs
from chassis.auth import Actor
from chassis.events import Event
from chassis.objects import ObjectMissing
from chassis.sealing import SealBroken
from enforcement.keyring import KeyDestroyed
from services.documents import errors
from services.documents.domain.document import Document
from services.documents.domain.export import Export, ExportState, Packed
from services.documents.domain.identifiers import new_export_id
from services.documents.files import Files
from services.documents.parts import Parts
from services.documents.queries import unsealed
from services.documents.store import Database, Session, exports, listing
from services.documents.store.exports import Lot
from services.documents.store.listing import ALL_VERSIONS, Position
from services.documents.takeaway import zipping

DAMAGED = logs.Line("documents.export-without-file", logs.ERROR, "an export lacks a file whose bytes cannot be read")

_LOT_BYTES = 4 * 2**20
_LOT_DOCUMENTS = 50
ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "text/plain": "txt",
    "application/rtf": "rtf",
}


def request_export(parts: Parts, actor: Actor, record: str) -> Export:
    """Ask for an export of all the actor may see; while one is being prepared, that one is given back.

    Raises the gate's problems.
    """
    entered = parts.gate.enter(actor, record)
    private, public = envelopes.new_pair()
    export = Export(
        id=new_export_id(),
        record=record,
        asked_by=actor.as_event(),
        state=ExportState.PREPARING,
        requested_at=parts.clock(),
        total=listing.count(parts.db, record, entered.visible(), ALL_VERSIONS).total(),
    )
    data = {"export": export.id, "record": record, "key": public}
    event = events.new("documents.ExportRequested", record, data, actor=actor.as_event())
    sealer = parts.keyring.sealer_to_write(record)
    return exports.begin(parts.db, export, sealer.seal(json.dumps(private).encode(), _key_context(export)), event)


def latest_export(parts: Parts, actor: Actor, record: str) -> Export:
    """The last export the actor asked for. Raises NotFound and the gate's problems."""
    parts.gate.enter(actor, record)
    held = exports.current(parts.db, record, actor.id)
    if held is None:
        raise errors.NotFound
    return held


def archive(parts: Parts, actor: Actor, record: str, export_id: str) -> tuple[Export, Iterator[bytes]]:
    """An archive the actor asked for, in pieces, unsealed one at a time. Raises NotFound or ExportNotReady."""
    parts.gate.enter(actor, record)
    held = exports.find(parts.db, export_id)
    if held is None or held.record != record or held.asked_by["id"] != actor.id:
        raise errors.NotFound
    if held.state is not ExportState.READY or (held.expires_at is not None and held.expires_at <= parts.clock()):
        raise errors.ExportNotReady
    objects = exports.objects(parts.db, held.id)
    # The first piece before the answer begins: an outage is then said, not shown as an archive cut short.
    first = opened_object(parts, record, objects[0][0])
    return held, _pieces(parts, record, first, [name for name, _ in objects[1:]])


def _pieces(parts: Parts, record: str, first: bytes, others: list[str]) -> Iterator[bytes]:
    yield first
    for name in others:
        yield opened_object(parts, record, name)


def opened_object(parts: Parts, record: str, name: str) -> bytes:
    """The plain bytes of an object that is no document. Raises DocumentDamaged or StorageUnavailable."""
    try:
        return parts.keyring.sealer(record).open(parts.files.get(name), name.encode())
    except (ObjectMissing, SealBroken, KeyDestroyed) as fault:
        raise errors.DocumentDamaged from fault


def keep_part(db: Database, event: Event, session: Session) -> None:
    """A service gave its part of an export."""
    exports.keep_part(session, db, event.service, event.data)


def pack_next_lot(parts: Parts, export: Export) -> bool:
    """Pack the next documents; whether something was packed. Raises StorageUnavailable.

    Newest first from the moment of the request on: what is deposited meanwhile belongs to the next export.
    """
    try:
        entered = parts.gate.enter(_asker(export), export.record)
    except errors.NotFound:  # closed, or not theirs any more
        exports.end(parts.db, export, ExportState.FAILED)
        return False
    before = export.before or _first_after(export)
    page = listing.page(parts.db, export.record, entered.visible(), Position(before), _LOT_DOCUMENTS, ALL_VERSIONS)
    if not page:
        exports.all_packed(parts.db, export)
        return False
    lot, last = _lot_of(parts, export, page)
    _put(parts, export, lot)
    failpoints.reach("documents.export-lot-put")
    change = {"documents": export.documents + len(lot[0].documents), "before": last}
    return exports.keep_lot(parts.db, export, lot[0], change)


def _first_after(export: Export) -> str:
    # Ids are time-ordered, and so is the export's: no document deposited later has a smaller one.
    return "doc_" + export.id.removeprefix("exp_")


def _asker(export: Export) -> Actor:
    told = export.asked_by
    return Actor(told["id"], told["role"], "export", told.get("record"))


def _lot_of(parts: Parts, export: Export, page: list[Document]) -> tuple[tuple[Lot, bytes], str]:
    rows = exports.rows_to_take(parts.db, [document.id for document in page])
    body, members, packed, hashes, last = bytearray(), [], [], {}, page[0].id
    for place, document in enumerate(page, start=export.documents + 1):
        if body and len(body) + document.size > _LOT_BYTES:
            break
        last = document.id
        if document.id not in rows:  # deleted since the page was read
            continue
        content = _content(parts, document)
        file = None if content is None else _file_name(place, document)
        if content is not None and file is not None:
            member, piece = zipping.pack(file, content, document.deposited_at, export.size + len(body))
            body += piece
            members.append(member)
            hashes[file] = (len(content), hashlib.sha256(content).hexdigest())
        sha1 = hashlib.sha1(content or b"", usedforsecurity=False).hexdigest()
        packed.append(Packed(rows[document.id], file, document.sha256, sha1))
    lot = Lot(export.lots + 1, object_name(export), len(body), members, packed, hashes)
    return (lot, bytes(body)), last


def _content(parts: Parts, document: Document) -> bytes | None:
    try:
        return unsealed(parts, document)
    except (errors.DocumentDamaged, errors.NotFound):  # or deleted a moment ago
        logs.write(DAMAGED, document=document.id)
        return None


def _put(parts: Parts, export: Export, lot: tuple[Lot, bytes]) -> None:
    name = lot[0].object
    parts.files.put(name, parts.keyring.sealer_to_write(export.record).seal(lot[1], name.encode()))


def object_name(export: Export) -> str:
    """A name that no other process packs under."""
    return f"{export.record}/exports/{export.id}/{export.lots + 1:06}-{secrets.token_hex(8)}"


def _file_name(place: int, document: Document) -> str:
    plain = unicodedata.normalize("NFKD", document.title).encode("ascii", "ignore").decode().lower()
    words = "-".join("".join(c if c.isalnum() else " " for c in plain).split())[:60].strip("-") or "document"
    return f"documents/{place:05}-{words}.{ENDINGS[document.media_type]}"


def _key_context(export: Export) -> bytes:
    return f"export-key:{export.id}".encode()


def private_key(parts: Parts, export: Export) -> dict[str, str] | None:
    """The key that opens what services gave; None once it is destroyed."""
    sealed = exports.sealed_key(parts.db, export.id)
    if sealed is None:
        return None
    opened: dict[str, str] = json.loads(parts.keyring.sealer(export.record).open(sealed, _key_context(export)))
    return opened


def end_what_ran_out(db: Database, files: Files, at: datetime) -> int:
    """End archives whose time is over and exports that never became ready, and remove their bytes. How many."""
    for export in exports.run_out(db, at):
        exports.end(db, export, ExportState.EXPIRED)
    for export in exports.preparing(db):
        if export.has_failed_by(at):
            exports.end(db, export, ExportState.FAILED)
    ended = exports.to_purge(db)
    for record, export_id in ended:
        for entry in list(files.listed(f"{record}/exports/{export_id}/")):
            files.delete(entry.name)
        exports.purged(db, export_id)
    return len(ended)


def expiry(parts: Parts, at: datetime) -> datetime:
    """Until when an archive that is ready now is kept."""
    return at + timedelta(seconds=parts.settings.export_life_s)
