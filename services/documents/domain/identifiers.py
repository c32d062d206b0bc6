"""Opaque ids: nothing about a person or a document can be read from one."""

import string

import uuid_utils

_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_LENGTH = 22  # 62^22 > 2^128


def new_document_id() -> str:
    """`doc_` and 22 base-62 digits of a time-ordered UUID: neighbours in time are neighbours in the index."""
    return "doc_" + _new_digits()


def new_export_id() -> str:
    """`exp_` and the same."""
    return "exp_" + _new_digits()


def _new_digits() -> str:
    number = int(uuid_utils.uuid7())
    digits = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
