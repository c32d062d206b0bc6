"""Deposit a document: receive, check, seal, put, then commit its information and its event together.

The object goes first. A crash before the commit leaves an object that nobody refers to, which the
sweeper removes; never information without its file.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from chassis import events, failpoints, logs
from chassis.auth import Actor
from chassis.problems import Problem
from enforcement.store import projections
from services.documents import errors, formats, metrics
from services.documents.domain.decision import Person
from services.documents.domain.document import Chain, Depositor, DepositorKind, Document
from services.documents.domain.identifiers import new_document_id
from services.documents.domain.reference import DocumentType, TypeTable
from services.documents.domain.visibility import Visibility
from services.documents.files import object_name
from services.documents.gate import Entered
from services.documents.parts import Parts
from services.documents.store import attachments, documents
from services.documents.store.documents import Intention

OBJECT_LEFT = logs.Line("documents.object-left", logs.WARNING, "an object has no document; the sweeper will take it")

_EARLIEST = date(1900, 1, 1)
_TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A deposit as it was asked for: the file as it came, and the information typed beside it."""

    content: bytes = field(repr=False)
    name: str
    declared: str
    title: str
    document_date: date
    type: str | None
    section: str | None
    kind: str | None = None
    hidden: bool = False
    at_request: bool = False
    withheld: bool = False
    from_representatives: bool = False
    replaces: str | None = None
    author: str = ""
    """Who wrote it, where that is not the depositor: software deposits for the doctors of its organisation."""
    structure: str = ""
    """Where they work: the organisation may have several."""
    attachment: str | None = None
    """The attachment of a message that the person files."""

    def fingerprint(self) -> str:
        """SHA-256 of the whole request: what an idempotency key stands for."""
        return hashlib.sha256(repr(self).encode() + hashlib.sha256(self.content).digest()).hexdigest()


def deposit_document(parts: Parts, actor: Actor, entered: Entered, upload: Upload, key: str) -> Document:
    """Deposit `upload` once for the intention `key`; asked again, gives back the document of the first time.

    `entered` is what the gate said before the file was read. Raises the problems of `errors`.
    """
    document, charset = received(parts, entered, upload)
    return _commit(parts, actor, document, charset, Intention(key, upload.fingerprint()))


def received(
    parts: Parts, entered: Entered, upload: Upload, before: Document | None = None
) -> tuple[Document, str | None]:
    """Check an upload and put its bytes into the store, sealed; its document, not yet kept, and its charset.

    `before` is the version that it takes the place of: seen by the same, and of the same type unless said.
    """
    now = parts.clock()
    kind = type_of(parts.types, entered, upload, before)
    check_information(upload, now.date())
    visibility = _visibility(parts, entered, upload, now) if before is None else before.visibility
    checked = _check_file(parts, upload)
    document = Document(
        id=new_document_id(),
        record=entered.record.id,
        type=kind.code,
        type_class=kind.class_code,
        title=upload.title.strip(),
        document_date=upload.document_date,
        depositor=_depositor(entered, upload),
        deposited_at=now,
        size=len(checked.content),
        sha256=hashlib.sha256(checked.content).hexdigest(),
        media_type=checked.media_type,
        visibility=visibility,
        chain=Chain() if before is None else before.next_in_chain(),
        author=_author(parts, entered, upload),
    )
    sealer = parts.keyring.sealer_to_write(document.record)
    parts.files.put(object_name(document), sealer.seal(checked.content, object_name(document).encode()))
    failpoints.reach("documents.between-put-and-commit")
    return document, checked.charset


def _author(parts: Parts, entered: Entered, upload: Upload) -> str:
    """Who wrote it: of a filed attachment its sender, whom the events of messages tell, not the form (MSG-28)."""
    if upload.attachment is None:
        return upload.author.strip()
    digest = hashlib.sha256(upload.content).hexdigest()
    sender = attachments.sender(parts.db, entered.record.id, upload.attachment, digest)
    listed = projections.practitioner(parts.db, sender) if sender is not None else None
    if listed is None or not isinstance(entered.viewer, Person):
        raise errors.InvalidRequest(attachment="Ce fichier n'est pas cette pièce jointe. Réessayez dans un instant.")
    return listed.name


def _visibility(parts: Parts, entered: Entered, upload: Upload, now: datetime) -> Visibility:
    """What a deposit says of who sees it; a professional hides only at the patient's request (PSS-05)."""
    patient = isinstance(entered.viewer, Person)
    if upload.withheld and patient:
        raise errors.InvalidRequest(withheld="Seul un professionnel de santé peut différer l'annonce d'un document.")
    if upload.withheld and upload.hidden:
        raise errors.CannotCombine
    if upload.hidden and not patient and not upload.at_request:
        raise errors.NotAsked
    return Visibility(
        hidden=upload.hidden,
        withheld_until=now + timedelta(seconds=parts.settings.withheld_at_most_s) if upload.withheld else None,
        from_representatives=upload.from_representatives,
    )


def _check_file(parts: Parts, upload: Upload) -> formats.Checked:
    try:
        checked = formats.check(
            upload.content, upload.name, upload.declared, parts.settings.upload_max_bytes, parts.inspectors.clean
        )
        parts.antivirus.scan(upload.content)
        return checked
    except Problem as refusal:
        metrics.REFUSED.labels(refusal.code).inc()
        raise


def remove_object(parts: Parts, document: Document) -> None:
    """Remove the bytes of a document that is not there; if the store does not answer, the sweeper will."""
    try:
        parts.files.delete(object_name(document))
    except errors.StorageUnavailable:
        logs.write(OBJECT_LEFT, document=document.id)


def _commit(parts: Parts, actor: Actor, document: Document, charset: str | None, intention: Intention) -> Document:
    happened = document.deposited(parts.epoch)
    event = events.new(happened.type, document.record, happened.data, actor=actor.as_event())
    earlier = documents.insert(parts.db, document, charset, intention, event)
    if earlier is None:
        metrics.DEPOSITED.labels(str(document.depositor.kind), document.media_type).inc()
        return document
    remove_object(parts, document)
    first, fingerprint = earlier
    if fingerprint != intention.fingerprint:
        raise errors.KeyReused
    return first


def _depositor(entered: Entered, upload: Upload) -> Depositor:
    if isinstance(entered.viewer, Person):
        return Depositor(DepositorKind.PATIENT, entered.viewer.id)
    if entered.organisation is not None:
        return Depositor(DepositorKind.ORGANISATION, entered.viewer.id, entered.organisation.name, upload.structure)
    told = entered.practitioner
    assert told is not None  # who is neither the patient nor an organisation entered as a professional
    return Depositor(DepositorKind.PROFESSIONAL, entered.viewer.id, told.name, told.structure)


def type_of(table: TypeTable, entered: Entered, upload: Upload, before: Document | None = None) -> DocumentType:
    """The official type of an upload: said by a professional, chosen for a patient (DOC-16, DOC-17).

    Raises InvalidRequest.
    """
    said = upload.type or upload.section or upload.kind
    if before is not None and said is None and before.type in table.types:
        return table.types[before.type]
    if isinstance(entered.viewer, Person):
        return patient_type(table, upload.type, upload.section, upload.kind)
    for name in ("section", "kind"):
        if getattr(upload, name) is not None:
            raise errors.InvalidRequest(**{name: "La rubrique découle du type de document : ne l'indiquez pas."})
    if upload.type is None:
        raise errors.InvalidRequest(type="Indiquez le type officiel du document.")
    if upload.type not in table.types:
        raise errors.InvalidRequest(type="Ce code de type de document n'existe pas. Choisissez-le dans la liste.")
    return table.types[upload.type]


def patient_type(table: TypeTable, type_code: str | None, section: str | None, kind: str | None = None) -> DocumentType:
    """What a patient's document is filed as: by a plain word, by section, or by one of the types meant for patients.

    Raises InvalidRequest.
    """
    if kind is not None:
        if kind not in table.kinds:
            raise errors.InvalidRequest(kind="Cette sorte de document n'existe pas. Choisissez-en une dans la liste.")
        if section is not None or type_code is not None:
            raise errors.InvalidRequest(kind="Choisissez une sorte de document ou une rubrique, pas les deux.")
        return table.types[table.kinds[kind].type]
    if type_code is not None:
        found = table.types.get(type_code)
        if found is None or not found.patient_deposited:
            raise errors.InvalidRequest(type="Ce type de document n'est pas proposé. Choisissez plutôt une rubrique.")
        if section not in (None, found.section):
            raise errors.InvalidRequest(section="Cette rubrique n'est pas celle du type choisi.")
        return found
    found = table.patient_type(section)
    if found is None:
        raise errors.InvalidRequest(section="Cette rubrique n'existe pas. Choisissez-en une dans la liste.")
    return found


def check_information(upload: Upload, today: date) -> None:
    """Title and date of an upload. Raises InvalidRequest."""
    wrong = {}
    title = upload.title.strip()
    if not title or len(title) > _TITLE_LENGTH or not title.isprintable():
        wrong["title"] = "Donnez un titre à ce document, de 200 caractères au plus."
    if not date_is_plausible(upload.document_date, today):
        wrong["document_date"] = "Indiquez la date du document : elle ne peut pas être dans le futur."
    if wrong:
        raise errors.InvalidRequest(**wrong)


def date_is_plausible(document_date: date, today: date) -> bool:
    """A day of grace, because it is already tomorrow in some overseas departments."""
    return _EARLIEST <= document_date <= today + timedelta(days=1)
