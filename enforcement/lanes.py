"""Consent's policy stream: everything that opens or closes a record, in lanes with contiguous numbers."""

import zlib

STREAM = "policy"
LANES = 16


def lane_of(record: str) -> int:
    """The lane in which a record's relations travel."""
    return zlib.crc32(record.encode()) % LANES
