"""An archive as it is read back: compared whole with its manifest before anything of it is believed."""

import hashlib
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.documents.takeaway import manifest, proof
from services.documents.takeaway.manifest import ManifestBroken

_LARGEST_TEXT = 512 * 2**20
_LARGEST_DOCUMENT = 64 * 2**20
_READ_AT_ONCE = 2**20
# What zipfile and its decompressors raise on bytes that were changed: RuntimeError is an entry said to be encrypted, or
# (NotImplementedError) packed by an unknown method; OSError is bzip2's.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, ValueError, OSError)


def opened(source: Path) -> zipfile.ZipFile:
    """The archive, to be closed by who asked. Raises ManifestBroken, or OSError when there is no such file."""
    source.stat()
    with _read_whole(source.name):
        return zipfile.ZipFile(source)


def text(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file that is small enough to be held. Raises ManifestBroken."""
    try:
        if archive.getinfo(name).file_size > _LARGEST_TEXT:
            raise ManifestBroken(f"{name} is too large")
        with _read_whole(name):
            return archive.read(name)
    except KeyError:
        raise ManifestBroken(f"{name} is missing") from None


def verify(archive: zipfile.ZipFile, listed: dict[str, tuple[int, str]]) -> None:
    """Every file is there once, none is there beside them, and each is what the manifest says.

    Raises ManifestBroken.
    """
    present = [info.filename for info in archive.infolist()]
    if len(set(present)) < len(present) or set(present) - {manifest.NAME, proof.NAME} != set(listed):
        raise ManifestBroken("files are missing or were added")
    for name, (size, digest) in listed.items():
        limit = _LARGEST_DOCUMENT if name.startswith("documents/") else _LARGEST_TEXT
        if archive.getinfo(name).file_size != size or size > limit or _digest(archive, name) != digest:
            raise ManifestBroken(f"{name} was changed")


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with _read_whole(name), archive.open(name) as file:
        while piece := file.read(_READ_AT_ONCE):
            digest.update(piece)
    return digest.hexdigest()


@contextmanager
def _read_whole(name: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as fault:
        raise ManifestBroken(f"{name} is damaged: {type(fault).__name__}") from None
