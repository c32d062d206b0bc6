"""Opaque ids: nothing about a person or a document can be read from one."""

import hashlib
import string
from collections.abc import Iterable
from datetime import datetime

import uuid_utils

_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_LENGTH = 22  # 62^22 > 2^128


def new_document_id() -> str:
    """`doc_` and 22 base-62 digits of a time-ordered UUID: neighbours in time are neighbours in the index."""
    return "doc_" + _new_digits()


def new_export_id() -> str:
    """`exp_` and the same."""
    return "exp_" + _new_digits()


def submission_id(depositor: str, keys: Iterable[str]) -> str:
    """`sub_` and what the same documents of the same depositor always give: a lot sent twice is one."""
    told = "\n".join([depositor, *sorted(keys)])
    return "sub_" + _digits(int.from_bytes(hashlib.sha256(told.encode()).digest()[:16]))


def former_space_id(manifest: bytes) -> str:
    """`fsp_` and what the same manifest always gives: an archive brought twice is one former space."""
    return "fsp_" + _digits(int.from_bytes(hashlib.sha256(manifest).digest()[:16]))


def first_id_at(prefix: str, at: datetime) -> str:
    """The smallest id of this kind that could be given at a moment."""
    return f"{prefix}_" + _digits(int(at.timestamp() * 1000) << 80)


def _new_digits() -> str:
    return _digits(int(uuid_utils.uuid7()))


def _digits(number: int) -> str:
    digits = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
