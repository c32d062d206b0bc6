"""Opaque ids: nothing about a person or a document can be read from one."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from chassis import ids


def new_document_id() -> str:
    """Another document's."""
    return ids.new("doc")


def new_export_id() -> str:
    """Another export's."""
    return ids.new("exp")


def submission_id(depositor: str, keys: Iterable[str]) -> str:
    """`sub_` and what the same documents of the same depositor always give: a lot sent twice is one."""
    told = "\n".join([depositor, *sorted(keys)])
    return ids.of("sub", int.from_bytes(hashlib.sha256(told.encode()).digest()[:16]))


def former_space_id(manifest: bytes) -> str:
    """`fsp_` and what the same manifest always gives: an archive brought twice is one former space."""
    return ids.of("fsp", int.from_bytes(hashlib.sha256(manifest).digest()[:16]))


def first_id_at(prefix: str, at: datetime) -> str:
    """The smallest id of this kind that could be given at a moment."""
    return ids.of(prefix, int(at.timestamp() * 1000) << 80)
