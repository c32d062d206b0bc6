"""Opaque ids: a prefix that says of what, and 22 digits of base 62 that say nothing of whom."""

import string

import uuid_utils

_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_LENGTH = 22  # 62^22 > 2^128


def new(prefix: str) -> str:
    """`doc_…`: the digits of a time-ordered UUID, so that neighbours in time are neighbours in the index."""
    return of(prefix, int(uuid_utils.uuid7()))


def of(prefix: str, number: int) -> str:
    """The id that follows from a number of at least 0: the same for the same intention. Its last 22 digits count."""
    digits = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return f"{prefix}_{''.join(reversed(digits))}"
