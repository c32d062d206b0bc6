"""Loading the insurer's registry (OPS-10): stage the file, then take it in chunk by chunk from the last checkpoint.

The same action serves the HTTP import, the worker's timer and the command line. Memory is flat; a killed process
resumes; a second import of the same file changes nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from chassis import logs, mongo
from services.identity.actions import attachments
from services.identity.actions.families import correct_majorities
from services.identity.domain.attachments import Tellings, Told
from services.identity.domain.campaign import way_to
from services.identity.domain.insured import Insured, LineRefused, read_insured
from services.identity.domain.insured_files import LINE_BYTES_MAX, FileRefused, Layout, detect_layout, read_line
from services.identity.domain.people import comes_of_age, is_minor
from services.identity.keyring import Keyring, new_id
from services.identity.parts import Parts
from services.identity.sealed import seal_address, seal_contact
from services.identity.store import ClientSession, imports, persons, registry
from services.identity.store.imports import Import
from services.identity.store.person import Person
from services.identity.store.registry import Registered

DONE = logs.Line("identity.import-done", logs.INFO, "an import has come to its end")
FAILED = logs.Line("identity.import-failed", logs.WARNING, "a file could not be read as an import")

CHUNK_LINES = 500
_BLOCK_BYTES = 255 * 1024  # one chunk of GridFS
_KEPT_BYTES = LINE_BYTES_MAX + 1  # enough to see that a line is too long
PARENTS_MAX = 2  # MIN-21


def stage_import(parts: Parts, file_name: str, content: IO[bytes], invite: bool, now: datetime) -> str:
    """Put the file aside and begin its import; return the import's id."""
    staged = imports.stage(parts.db, file_name, content)
    import_id = new_id("imp")
    imports.create(parts.db, import_id, file_name, staged, invite, now)
    return import_id


def take_in_chunk(parts: Parts, job: Import, now: datetime) -> bool:
    """Take in the next lines of a claimed import; False when it has come to its end."""
    try:
        layout = _layout(parts, job)
    except FileRefused as refused:
        imports.finish(parts.db, job, now, reason=str(refused))
        logs.write(FAILED, imported=job.id)
        return False
    chunk = _read_chunk(parts, job, layout, now)
    if not chunk.lines:
        if attachments.settle_next(parts, job, now):
            return True
        imports.finish(parts.db, job, now)
        logs.write(DONE, imported=job.id, **job.counts)
        return False
    mongo.transaction(parts.db, lambda session: _write_chunk(parts, session, job, chunk, now))
    return True


@dataclass
class _Chunk:
    position: tuple[int, int]
    lines: int = 0
    insured: list[tuple[int, Insured]] = field(default_factory=list)
    refused: list[tuple[int, LineRefused]] = field(default_factory=list)


def _layout(parts: Parts, job: Import) -> Layout:
    with imports.open_staged(parts.db, job, 0) as stream:
        return detect_layout(next(_lines(stream), (b"", 0))[0])


def _read_chunk(parts: Parts, job: Import, layout: Layout, now: datetime) -> _Chunk:
    chunk = _Chunk((job.offset, job.line))
    with imports.open_staged(parts.db, job, job.offset) as stream:
        for raw, size in _lines(stream):
            offset, line = chunk.position
            chunk.position = (offset + size, line + 1)
            chunk.lines += 1
            if line >= layout.header_lines:
                _read_one(chunk, line + 1, raw, layout, now)
            if chunk.lines == CHUNK_LINES:
                break
    return chunk


def _lines(stream: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Lines and their size in the file; of a line beyond the limit only the beginning is kept.

    Read in blocks: reading a staged file line by line costs a call for each byte.
    """
    held, size = b"", 0
    while block := stream.read(_BLOCK_BYTES):
        *whole, rest = block.split(b"\n")
        for line in whole:
            size += len(line) + 1
            yield held + line[:_KEPT_BYTES] + b"\n", size
            held, size = b"", 0
        held, size = (held + rest)[:_KEPT_BYTES], size + len(rest)
    if size:
        yield held, size


def _read_one(chunk: _Chunk, line: int, raw: bytes, layout: Layout, now: datetime) -> None:
    try:
        fields = read_line(raw, layout)
        if fields is None:
            return
        read = read_insured(fields, now)
    except LineRefused as refused:
        chunk.refused.append((line, refused))
        return
    chunk.insured.append((line, read))
    for child in read.children:
        if isinstance(child, LineRefused):
            chunk.refused.append((line, child))
        else:
            chunk.insured.append((line, child))


def _write_chunk(parts: Parts, session: ClientSession, job: Import, chunk: _Chunk, now: datetime) -> None:
    merge = _Merge(parts, session, chunk, now)
    refused = sorted([*chunk.refused, *merge.refused], key=lambda each: each[0])
    counted = {"done": chunk.lines, "refused": len(refused), **merge.counted()}
    if imports.checkpoint(parts.db, session, job, chunk.position, counted, refused):
        created, updated = list(merge.created.values()), list(merge.updated.values())
        registry.write(parts.db, session, job.id, created, updated, merge.attached)
        correct_majorities(parts, session, merge.majorities)
        attachments.note(parts, session, job, merge.tellings, {person.record for person in created})


class _Merge:
    """What a chunk changes in the registry, decided against what is known, one person after the other."""

    def __init__(self, parts: Parts, session: ClientSession, chunk: _Chunk, now: datetime) -> None:
        self._keyring: Keyring = parts.keyring
        self._now = now
        self.created: dict[str, Registered] = {}
        self.updated: dict[str, Registered] = {}
        self.attached: list[tuple[str, str]] = []
        self.refused: list[tuple[int, LineRefused]] = []
        self.majorities: dict[str, datetime] = {}
        self.tellings = Tellings()
        self._unchanged: set[str] = set()
        self._moved: set[str] = set()
        self._known = persons.by_nirs(parts.db, self._named_in(chunk), session)
        self._parents = {index: set(person.parents) for index, person in self._known.items()}
        # Persons before ties: in one chunk a child may stand before or after its parent.
        for step in (self._add, self._tie):
            for line, insured in chunk.insured:
                try:
                    step(insured)
                except LineRefused as refused:
                    self.refused.append((line, refused))
                    self._doubt(insured)

    def counted(self) -> dict[str, int]:
        """Persons created, updated (a new parent counts) and unchanged."""
        touched = self.updated.keys() | (self._moved - self.created.keys())
        unchanged = self._unchanged - touched - self.created.keys()
        return {"created": len(self.created), "updated": len(touched), "unchanged": len(unchanged)}

    def _named_in(self, chunk: _Chunk) -> set[str]:
        nirs = (nir for _, each in chunk.insured for nir in (each.nir, each.parent, *each.child_nirs) if nir)
        return {self._keyring.nir_index(nir) for nir in nirs}

    def _add(self, insured: Insured) -> None:
        index = self._keyring.nir_index(insured.nir)
        known = self._known.get(index)
        before = self.created.get(index) or self.updated.get(index) or known
        record = before.record if before else new_id("rec")
        content = _content(self._keyring, insured)
        if before and before.content == content:
            self._unchanged.add(index)
            return
        registered = self._registered(insured, record, index, content)
        (self.updated if known else self.created)[index] = registered
        born = insured.traits.birth_date
        if known and born != known.traits.birth_date:
            self.majorities[record] = comes_of_age(born)

    def _tie(self, insured: Insured) -> None:
        own = self._keyring.nir_index(insured.nir)
        if insured.lists_children and (parent := self._found(own)):
            doubtful = any(isinstance(child, LineRefused) for child in insured.children)
            self.tellings.note(Told(parent.record, listed=True, doubtful=doubtful))
        if insured.parent is not None:
            self._attach(own, self._keyring.nir_index(insured.parent))
        for child in insured.child_nirs:
            self._attach(self._keyring.nir_index(child), own)

    def _attach(self, child_index: str, parent_index: str) -> None:
        child, parent = self._found(child_index), self._found(parent_index)
        if child is None or parent is None:
            raise LineRefused(
                "relative-unknown", "Le parent ou l'enfant désigné n'est pas encore connu : placez-le avant."
            )
        if not is_minor(child.traits.birth_date, self._now):
            raise LineRefused("child-of-age", "L'enfant désigné est majeur.")
        self.tellings.note(Told(parent.record, frozenset({child.record})))
        parents = self._parents.setdefault(child_index, set())
        if parent.record in parents:
            return
        if len(parents) >= PARENTS_MAX:
            raise LineRefused("too-many-parents", "Cet enfant est déjà rattaché à deux parents.")
        parents.add(parent.record)
        self.attached.append((child.record, parent.record))
        self._moved.add(child_index)

    def _doubt(self, insured: Insured) -> None:
        """A tie was refused: what the file says of this parent's children is not known whole."""
        if parent := self._found(self._keyring.nir_index(insured.parent or insured.nir)):
            self.tellings.note(Told(parent.record, doubtful=True))

    def _found(self, index: str) -> Registered | Person | None:
        return self.created.get(index) or self._known.get(index)

    def _registered(self, insured: Insured, record: str, index: str, content: str) -> Registered:
        keyring = self._keyring
        born, known = insured.traits.birth_date, self._known.get(index)
        minor = is_minor(born, self._now)
        # A minor whom a corrected birth date makes an adult comes of age at once, as the worker does it.
        until_now = known is not None and known.comes_of_age_at is not None
        reached = (
            bool(self._parents.get(index)) if minor else way_to(insured.contact, bool(insured.address)) is not None
        )
        return Registered(
            record=record,
            nir_index=index,
            nir_sealed=keyring.seal(insured.nir.digits, f"nir:{record}"),
            serial_index=insured.serial and keyring.serial_index(insured.serial),
            traits=insured.traits,
            traits_index=keyring.traits_index(insured.traits.search_text()),
            contact_sealed=seal_contact(keyring, insured.contact, record),
            address_sealed=seal_address(keyring, insured.address, record) if insured.address else None,
            scheme=insured.scheme,
            invitable=reached,
            content=content,
            comes_of_age_at=comes_of_age(born) if minor or until_now else None,
        )


def _content(keyring: Keyring, insured: Insured) -> str:
    told = [str(insured.traits), insured.serial, str(insured.contact), insured.address, insured.scheme]
    return keyring.content(json.dumps(told))
