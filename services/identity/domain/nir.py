"""The social-security number (NIR): shape and control key.

Source: identifiers.json, section `nir` (assurance-maladie-digital/nir-validation), recomputed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

# Sex, year, month (20-99: unknown), department (Corsica 2A/2B, overseas 97/98 + commune digit), commune, rank, key.
_SHAPE = re.compile(r"(?P<body>[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2A|2B)\d{3}\d{3})(?P<key>9[0-7]|[0-8]\d)")
_SEPARATORS = re.compile(r"[\s.\-]")


class NirFault(StrEnum):
    """Why a number is not a NIR; the value is the stable code shown in import reports."""

    SHAPE = "nir-shape"
    PROVISIONAL = "nir-provisional"
    KEY = "nir-key"


class NirRefused(ValueError):
    """The text is not a definitive NIR. Never carries the number itself: it would end in a log."""

    def __init__(self, fault: NirFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Nir:
    """A NIR whose shape and key hold: 13 characters and a key of two digits."""

    body: str
    key: str

    def __str__(self) -> str:
        """Never the number: a NIR that slips into a message must not be readable."""
        return "NIR"

    __repr__ = __str__

    @property
    def digits(self) -> str:
        """The fifteen characters, for hashing and sealing only."""
        return self.body + self.key


def control_key(body: str) -> int:
    """Return 97 - (n mod 97) for the 13 characters, 2A counting as 19 and 2B as 18."""
    department = body[5:7]
    numeric = {"2A": "19", "2B": "18"}.get(department, department)
    return 97 - int(body[:5] + numeric + body[7:]) % 97


def parse_nir(text: str) -> Nir:
    """Return the NIR written in `text`; spaces, dots, dashes and lower case are accepted.

    Raises NirRefused: PROVISIONAL for numbers starting with 7 or 8 (NIA, NNP), SHAPE, KEY.
    """
    compact = _SEPARATORS.sub("", text).upper()
    if len(compact) == 15 and compact.isascii() and compact[0] in "78":
        raise NirRefused(NirFault.PROVISIONAL)
    match = _SHAPE.fullmatch(compact) if compact.isascii() else None
    if match is None:
        raise NirRefused(NirFault.SHAPE)
    if control_key(match["body"]) != int(match["key"]):
        raise NirRefused(NirFault.KEY)
    return Nir(match["body"], match["key"])
