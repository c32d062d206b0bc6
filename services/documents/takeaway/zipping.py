"""A ZIP archive made piece by piece, so that a process may die between two pieces and another goes on.

Each member (header and bytes) stands on its own; only the directory at the end knows them all. The form is
that of PKWARE's APPNOTE 6.3.3: names in UTF-8 (flag bit 11), ZIP64 where an offset or a number needs it.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END64, _LOCATOR64 = b"PK\x06\x06", b"PK\x06\x07"
_UTF8 = 1 << 11
_STORED, _DEFLATED = 0, 8
_VERSION, _VERSION64 = 20, 45
_MADE_ON_UNIX = 3 << 8
_PLAIN_FILE = 0o100644 << 16
_MAX16, _MAX32 = 0xFFFF, 0xFFFFFFFF
_EARLIEST_YEAR = 1980
_TEXTS = (".html", ".json", ".txt")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive: `size` bytes, kept in `stored` bytes; `offset` is where its header stands."""

    name: str
    at: datetime
    crc: int
    size: int
    stored: int
    method: int
    offset: int


def pack(name: str, content: bytes, at: datetime, offset: int) -> tuple[Member, bytes]:
    """A member that will stand at `offset`, and its bytes. Documents are stored as they are, texts deflated."""
    method = _DEFLATED if name.endswith(_TEXTS) else _STORED
    kept = _deflated(content) if method == _DEFLATED else content
    member = Member(name, at, zlib.crc32(content), len(content), len(kept), method, offset)
    encoded = name.encode()
    header = _LOCAL + struct.pack("<HHHHHLLLHH", *_shared(member, _VERSION), len(encoded), 0)
    return member, header + encoded + kept


def directory(members: Iterable[Member], start: int) -> bytes:
    """The end of the archive: its directory, which will stand at `start`."""
    entries = [_entry(member) for member in members]
    body = b"".join(entries)
    count, size = len(entries), len(body)
    beyond = count >= _MAX16 or size >= _MAX32 or start >= _MAX32
    if beyond:
        record = _END64 + struct.pack(
            "<QHHLLQQQQ", 44, _VERSION64 | _MADE_ON_UNIX, _VERSION64, 0, 0, count, count, size, start
        )
        locator = _LOCATOR64 + struct.pack("<LQL", 0, start + size, 1)
        body += record + locator
    end = struct.pack(
        "<HHHHLLH", 0, 0, min(count, _MAX16), min(count, _MAX16), min(size, _MAX32), min(start, _MAX32), 0
    )
    return body + _END + end


def _entry(member: Member) -> bytes:
    encoded = member.name.encode()
    far = member.offset >= _MAX32
    extra = struct.pack("<HHQ", 1, 8, member.offset) if far else b""
    version = _VERSION64 if far else _VERSION
    fields = (version | _MADE_ON_UNIX, *_shared(member, version), len(encoded), len(extra), 0, 0, 0, _PLAIN_FILE)
    return _CENTRAL + struct.pack("<HHHHHHLLLHHHHHLL", *fields, min(member.offset, _MAX32)) + encoded + extra


def _shared(member: Member, version: int) -> tuple[int, ...]:
    """What the local header and the directory both say."""
    at = member.at
    day = (max(at.year, _EARLIEST_YEAR) - _EARLIEST_YEAR) << 9 | at.month << 5 | at.day
    time = at.hour << 11 | at.minute << 5 | at.second // 2
    return version, _UTF8, member.method, time, day, member.crc, member.stored, member.size


def _deflated(content: bytes) -> bytes:
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(content) + squeezer.flush()
