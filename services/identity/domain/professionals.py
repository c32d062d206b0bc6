"""A professional's public directory entry and the RPPS number (PSS-01; identifiers.json, section `professional`)."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

_RPPS = re.compile(r"\d{11}")


class RppsRefused(ValueError):
    """The text is not an RPPS number."""


def parse_rpps(text: str) -> str:
    """Return the eleven digits. Raises RppsRefused.

    The Luhn key is not required: test numbers published by the ANS do not satisfy it.
    """
    compact = text.replace(" ", "")
    if not compact.isascii() or not _RPPS.fullmatch(compact):
        raise RppsRefused("rpps-shape")
    return compact


def luhn_holds(digits: str) -> bool:
    """Tell whether the Luhn key of `digits` is right; a warning for operators, never a refusal."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


@dataclass(frozen=True)
class DirectoryEntry:
    """What the directory says in public about one professional; drives the authorization grid."""

    rpps: str
    family_name: str
    given_name: str
    profession_code: str
    profession_label: str
    specialty_code: str | None
    specialty_label: str | None
    role_codes: tuple[str, ...]
    activity_codes: tuple[str, ...]
    structure: str | None
    active: bool = True

    @property
    def display_name(self) -> str:
        """The name patients read in their history."""
        return f"{self.given_name} {self.family_name}"

    def as_document(self) -> dict[str, Any]:
        """The entry as plain values, the same words as in the contract."""
        return {**asdict(self), "role_codes": list(self.role_codes), "activity_codes": list(self.activity_codes)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "DirectoryEntry":
        """Read what `as_document` wrote."""
        codes = {name: tuple(document[name]) for name in ("role_codes", "activity_codes")}
        return cls(**{**document, **codes})
