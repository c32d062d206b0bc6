"""The sections of the profile, in the order shown, and what an entry of each may say (PRO-05 to PRO-12).

An entry says the same few things everywhere: what it is (`label`), since and until when, one `detail` whose meaning
the section gives, and a free `note`. Measures, entourage and care history are no lists of entries: not here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

PROFILE_ROW = "DOCPAT08"
"""Type « Profil médical Mon espace santé » of the authorization grid (JDV_J66)."""

VACCINATIONS_ROW = "11369-6"
"""Type « Historique des vaccinations »: fewer professions read it than read the rest."""


class Code(StrEnum):
    """Names of the sections in contracts and events."""

    CONDITIONS = "conditions"
    TREATMENTS = "treatments"
    ALLERGIES = "allergies"
    VACCINATIONS = "vaccinations"
    HOSPITALISATIONS = "hospitalisations"
    FAMILY_HISTORY = "family-history"
    PRACTITIONERS = "practitioners"


@dataclass(frozen=True, slots=True)
class Section:
    """`fields` says which fields an entry may have beside its label and its note, and whether each is required.

    `row` is the row of the authorization grid that decides who reads the section; `by_professionals` whether those
    who read it may also write in it (PRO-10, C-28).
    """

    code: Code
    row: str = PROFILE_ROW
    by_professionals: bool = False
    fields: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))


def _fields(*required: str, also: tuple[str, ...] = ()) -> Mapping[str, bool]:
    return MappingProxyType(dict.fromkeys(required, True) | dict.fromkeys(also, False))


_ALL = (
    Section(Code.CONDITIONS, fields=_fields(also=("started_on", "ended_on"))),
    Section(Code.TREATMENTS, fields=_fields(also=("detail", "started_on", "ended_on"))),
    Section(Code.ALLERGIES, fields=_fields(also=("detail", "started_on"))),
    Section(
        Code.VACCINATIONS,
        row=VACCINATIONS_ROW,
        by_professionals=True,
        fields=_fields("started_on", also=("detail",)),
    ),
    Section(Code.HOSPITALISATIONS, fields=_fields(also=("detail", "started_on", "ended_on"))),
    Section(Code.FAMILY_HISTORY, fields=_fields("detail")),
    Section(Code.PRACTITIONERS, fields=_fields("detail")),
)
SECTIONS: Mapping[Code, Section] = MappingProxyType({section.code: section for section in _ALL})
