"""Loading the insurer's registry (OPS-10): stage the file, then take it in chunk by chunk from the last checkpoint.

The same action serves the HTTP import, the worker's timer and the command line. Memory is flat; a killed process
resumes; a second import of the same file changes nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import IO

from chassis import mongo
from services.identity.contacts import seal_contact
from services.identity.domain.insured import Insured, LineRefused, read_insured
from services.identity.domain.insured_files import LINE_BYTES_MAX, FileRefused, Layout, detect_layout, read_line
from services.identity.domain.people import is_minor
from services.identity.keyring import Keyring, new_id
from services.identity.parts import Parts
from services.identity.store import ClientSession, imports, persons, registry
from services.identity.store.imports import Import
from services.identity.store.registry import Registered

CHUNK_LINES = 250
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
        return False
    chunk = _read_chunk(parts, job, layout, now)
    if not chunk.lines:
        imports.finish(parts.db, job, now)
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
        return detect_layout(stream.readline(LINE_BYTES_MAX))


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
    """Lines and their size in the file; of a line beyond the limit only the beginning is kept."""
    while raw := stream.readline(LINE_BYTES_MAX + 1):
        size, last = len(raw), raw
        while not last.endswith(b"\n") and (last := stream.readline(LINE_BYTES_MAX)):
            size += len(last)
        yield raw, size


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
    counted = {
        "done": chunk.lines,
        "created": len(merge.created),
        "updated": len(merge.updated),
        "unchanged": merge.unchanged,
        "refused": len(chunk.refused) + len(merge.refused),
    }
    refused = sorted([*chunk.refused, *merge.refused], key=lambda each: each[0])
    if imports.checkpoint(parts.db, session, job, chunk.position, counted, refused):
        registry.write(parts.db, session, job.id, list(merge.created.values()), list(merge.updated.values()))


class _Merge:
    """What a chunk changes in the registry, decided against what is known, one person after the other."""

    def __init__(self, parts: Parts, session: ClientSession, chunk: _Chunk, now: datetime) -> None:
        self._keyring: Keyring = parts.keyring
        self._now = now
        self.created: dict[str, Registered] = {}
        self.updated: dict[str, Registered] = {}
        self.unchanged = 0
        self.refused: list[tuple[int, LineRefused]] = []
        indexes = {self._keyring.nir_index(nir) for _, each in chunk.insured for nir in (each.nir, each.parent) if nir}
        self._known = persons.by_nirs(parts.db, indexes, session)
        # Parents first: in one chunk a child may stand before its parent.
        for line, insured in sorted(chunk.insured, key=lambda each: each[1].parent is not None):
            try:
                self._add(insured)
            except LineRefused as refused:
                self.refused.append((line, refused))

    def _add(self, insured: Insured) -> None:
        index = self._keyring.nir_index(insured.nir)
        known = self._known.get(index)
        seen = self.created.get(index) or self.updated.get(index)
        before = seen or known
        parents = self._parents(insured, before.parents if before else ())
        record = before.record if before else new_id("rec")
        content = _content(self._keyring, insured)
        if before and before.content == content and before.parents == parents:
            self.unchanged += 1
            return
        registered = self._registered(insured, record, index, content, parents)
        (self.updated if known else self.created)[index] = registered

    def _parents(self, insured: Insured, before: tuple[str, ...]) -> tuple[str, ...]:
        if insured.parent is None:
            return before
        index = self._keyring.nir_index(insured.parent)
        parent = self.created.get(index) or self._known.get(index)
        if parent is None:
            raise LineRefused("parent-unknown", "Le parent n'est pas encore connu : placez-le avant ses enfants.")
        if parent.record in before:
            return before
        if len(before) >= PARENTS_MAX:
            raise LineRefused("too-many-parents", "Cet enfant est déjà rattaché à deux parents.")
        return (*before, parent.record)

    def _registered(
        self, insured: Insured, record: str, index: str, content: str, parents: tuple[str, ...]
    ) -> Registered:
        keyring = self._keyring
        return Registered(
            record=record,
            nir_index=index,
            nir_sealed=keyring.seal(insured.nir.digits, f"nir:{record}"),
            serial_index=insured.serial and keyring.serial_index(insured.serial),
            traits=insured.traits,
            traits_index=keyring.traits_index(insured.traits.search_text()),
            contact_sealed=seal_contact(keyring, insured.contact, record),
            address_sealed=keyring.seal(insured.address, f"address:{record}") if insured.address else None,
            scheme=insured.scheme,
            invitable=bool(insured.contact.channels()) and not is_minor(insured.traits.birth_date, self._now),
            content=content,
            parents=parents,
        )


def _content(keyring: Keyring, insured: Insured) -> str:
    plain = replace(insured, parent=None, children=())
    told = [str(plain.traits), plain.serial, str(plain.contact), plain.address, plain.scheme]
    return keyring.content(json.dumps(told))
