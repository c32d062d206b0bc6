"""The end of an export: what services gave is opened, the page, the FHIR bundle and the manifest are written."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from prometheus_client import Counter

from chassis import envelopes, events, inbox, logs
from chassis.clock import rfc3339
from chassis.lease import Lease
from chassis.signing import Signer
from services.documents.actions import exporting, remembering
from services.documents.domain.document import Document, Status
from services.documents.domain.export import CONTRIBUTORS, Export, ExportState, Packed, merged, waiting_for
from services.documents.domain.former import ACCESS_FILE
from services.documents.errors import StorageUnavailable
from services.documents.fhir.resources import document_reference
from services.documents.parts import Parts
from services.documents.store import documents, export_keys, exports, switches
from services.documents.store.exports import Lot
from services.documents.takeaway import proof, zipping
from services.documents.takeaway.bundle import bundle
from services.documents.takeaway.manifest import NAME, entry, manifest
from services.documents.takeaway.page import Line, page

UNREADABLE = logs.Line("documents.export-part-unreadable", logs.ERROR, "an export failed: a part does not open")
READY = logs.Line("documents.export-ready", logs.INFO, "an export is ready")
STEP_FAILED = logs.Line("documents.export-step-failed", logs.ERROR, "a step of an export failed; tried again later")
FAILED_STEPS = Counter("documents_export_steps_failed", "Steps of exports that failed and are tried again later")

TRY_AGAIN = timedelta(minutes=1)

OWN_FILES = {
    "identity": "donnees/identite.json",
    "consent": f"donnees/{ACCESS_FILE}",
    "messaging": "donnees/conversations.json",
    "notifier": "donnees/messages.json",
    "profile": "donnees/profil-medical.json",
}
DOCUMENTS_FILE = "donnees/documents.json"


def advance_exports(parts: Parts, signer: Signer, lease: Lease) -> bool:
    """One step of each export under way; whether another step can follow at once.

    An export whose step fails waits, the others go on. Raises StorageUnavailable, and what says that the database is
    away: then none can.
    """
    moved = False
    for export in exports.due(parts.db, parts.clock()):
        if not lease.held():
            return False
        try:
            moved = (complete(parts, signer, export) if export.packed else _packs(parts, export)) or moved
        except StorageUnavailable:
            raise
        except Exception as fault:  # whatever is wrong with one export is nobody else's
            if inbox.database_is_away(fault):
                raise
            FAILED_STEPS.inc()
            logs.write(STEP_FAILED, export=export.id, error=type(fault).__name__, at=logs.where(fault))
            exports.put_off(parts.db, export, parts.clock() + TRY_AGAIN)
    return moved


def _packs(parts: Parts, export: Export) -> bool:
    exporting.pack_next_lot(parts, export)
    return True


def complete(parts: Parts, signer: Signer, export: Export) -> bool:
    """Finish an export whose documents are packed, once every service has given its parts."""
    private = exporting.private_key(parts, export)
    if private is None or waiting_for(exports.parts_held(parts.db, export.id)):
        return False
    try:
        given = {service: _given(parts, export, service, private) for service in CONTRIBUTORS}
    except envelopes.CannotOpen:  # it never will: the person may ask again, and nobody else waits for it
        logs.write(UNREADABLE, export=export.id)
        exports.end(parts.db, export, ExportState.FAILED)
        return False
    at = parts.clock()
    lot, body = _last_lot(parts, signer, export, given, at)
    name = lot.object
    parts.files.put(name, parts.keyring.sealer_to_write(export.record).seal(body, name.encode()))
    expires_at = exporting.expiry(parts, at)
    change = {"state": str(ExportState.READY), "ready_at": at, "expires_at": expires_at}
    data = {"export": export.id, "record": export.record, "expires_at": rfc3339(expires_at)}
    event = events.new("documents.ExportReady", export.record, data, actor=export.asked_by)
    if exports.keep_lot(parts.db, export, lot, change, event):
        logs.write(READY, export=export.id, documents=export.documents)
    return False


def _given(parts: Parts, export: Export, service: str, private: Mapping[str, Any]) -> dict[str, Any]:
    sealed = exports.parts_of(parts.db, export.id, service)
    return merged([envelopes.open_sealed(private, each) for each in sealed])


def _last_lot(
    parts: Parts, signer: Signer, export: Export, given: Mapping[str, dict[str, Any]], at: datetime
) -> tuple[Lot, bytes]:
    lots = list(exports.lots(parts.db, export.id))
    packed = [each for lot in lots for each in lot.documents]
    texts = _texts(parts, export, packed, given, at)
    hashes = {name: told for lot in lots for name, told in lot.hashes.items()}
    own = {name: entry(content) for name, content in texts.items()}
    texts[NAME] = manifest(export.record, rfc3339(at), hashes | own)
    texts[proof.NAME] = _signed(parts, signer, export, texts[NAME], at)
    body, members = bytearray(), [member for lot in lots for member in lot.members]
    for name, content in texts.items():
        member, piece = zipping.pack(name, content, at, export.size + len(body))
        members.append(member)
        body += piece
    body += zipping.directory(members, export.size + len(body))
    lot = Lot(export.lots + 1, exporting.object_name(export), len(body), members[-len(texts) :], [], own)
    return lot, bytes(body)


def _signed(parts: Parts, signer: Signer, export: Export, manifest_text: bytes, at: datetime) -> bytes:
    export_keys.keep(parts.db, signer.public_jwk, at)
    return proof.statement(signer, parts.settings.public_url, export.id, manifest_text, at)


def _texts(
    parts: Parts, export: Export, packed: list[Packed], given: Mapping[str, dict[str, Any]], at: datetime
) -> dict[str, bytes]:
    known = [(documents.from_taken(each.row), each) for each in packed]
    references = [
        document_reference(
            document,
            parts.types,
            each.file or "",
            bytes.fromhex(each.sha1),
            source=json.loads(each.row).get("master_identifier"),
        )
        for document, each in known
    ]
    lines = [_line(parts, document, each) for document, each in known]
    own = [{"row": json.loads(each.row), "file": each.file} for each in packed]
    earlier = remembering.to_take(parts, export.record)
    former = [name for name in earlier if name.endswith(ACCESS_FILE)]
    whole = bundle(export.record, rfc3339(at), given["identity"], given["consent"], references)
    return {
        "index.html": page(lines, given, at, former).encode(),
        "fhir/bundle.json": _json(whole),
        DOCUMENTS_FILE: _json({"documents": own, "everything": switches.to_take(parts.db, export.record)}),
        **{OWN_FILES[service]: _json(content) for service, content in given.items()},
        **earlier,
    }


def _line(parts: Parts, document: Document, each: Packed) -> Line:
    kind = parts.types.types.get(document.type)
    section = parts.types.sections.get(kind.section) if kind is not None else None
    return Line(
        title=document.title,
        type_label=kind.label if kind is not None else document.type,
        section=section.label if section is not None else "",
        document_date=document.document_date,
        depositor=document.depositor.name or "Vous",
        deposited_at=document.deposited_at,
        size=document.size,
        hidden=document.visibility.hidden,
        replaced=document.status is Status.REPLACED,
        file=each.file,
    )


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, default=_told).encode()


def _told(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
