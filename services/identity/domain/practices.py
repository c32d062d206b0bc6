"""What a professional does and where, from the national registers' codes to those of the grid (PSS-01). Pure.

The Annuaire Santé extraction and Pro Santé Connect both write TRE_G15 profession codes bare (« 10 »); the
authorization grid and documents name them as JDV_J01 does (« G15_10 »). The table is that value set.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from services.identity.domain.professionals import DirectoryEntry

# Of several specialties the ordinary one speaks: S is « spécialité ordinale », the rest comes after.
_KIND = re.compile(r" \([A-Z]+\)$")
_KINDS_OF_SKILL = ("S", "CEX", "PAC", "C", "DEC", "FQ", "CAPA")


class PracticeUnknown(ValueError):
    """The profession is none of the value set: the grid could not place it."""


@dataclass(frozen=True)
class Practice:
    """One activity as a register tells it, codes as written there; empty where nothing is told."""

    profession: str
    skill_kind: str = ""
    skill: str = ""
    section: str = ""  # pharmacists: section of the order's register
    role: str = ""
    genre: str = ""
    structure: str = ""
    training: bool = False  # category E: a student or resident


def directory_entry(
    rpps: str, family_name: str, given_name: str, practices: Sequence[Practice], preferred: str | None = None
) -> DirectoryEntry:
    """Return the one public entry of a professional with these activities. Raises PracticeUnknown.

    Of several professions the `preferred` one (the code held until now) is kept, else the first listed known one.
    Roles and kinds of activity of that profession are kept all: the grid takes any of them.
    """
    known = [(code, practice) for practice in practices if (code := profession_code(practice)) is not None]
    if not known:
        raise PracticeUnknown
    profession = next((code for code, _ in known if code == preferred), known[0][0])
    own = [practice for code, practice in known if code == profession]
    specialty = _specialty(profession, own)
    return DirectoryEntry(
        rpps=rpps,
        family_name=family_name,
        given_name=given_name,
        profession_code=profession,
        profession_label=_profession_label(profession, own),
        specialty_code=specialty,
        specialty_label=specialty and specialty_label(profession, specialty),
        role_codes=_each(practice.role for practice in own),
        activity_codes=_each(practice.genre for practice in own),
        structure=next((practice.structure for practice in own if practice.structure), None),
    )


def _profession_label(profession: str, practices: Sequence[Practice]) -> str:
    # Who has no profession of the value set is called by their role, where that is in it.
    roles = (practice.role for practice in practices if profession == "99")
    return next((_labels()[role] for role in roles if role in _labels()), _labels()[profession])


def profession_code(practice: Practice) -> str | None:
    """Return the value set's code for a register's profession, None when it has none."""
    code = practice.profession
    candidates = (f"G16_{code}" if practice.training else "", f"G15_{code}", code)
    return next((each for each in candidates if each in _labels()), None)


def specialty_label(profession: str, specialty: str) -> str:
    """Return the specialty in words, the code where the value set does not know it."""
    told = _labels().get(f"{profession}/{specialty}")
    if told is None:
        return specialty
    # « Médecin - Cardiologie et maladies vasculaires (SM) »: the profession is told beside it.
    return _KIND.sub("", told.removeprefix(f"{_labels()[profession]} - "))


def _specialty(profession: str, practices: Sequence[Practice]) -> str | None:
    told = [(practice.skill_kind, practice.skill) for practice in practices if practice.skill]
    sections = [practice.section for practice in practices if practice.section]
    if told:
        rank = {kind: place for place, kind in enumerate(_KINDS_OF_SKILL)}
        listed = sorted(told, key=lambda each: rank.get(each[0], len(rank)))
        # One that the value set knows rather than one that it does not.
        named = [code for _, code in listed if f"{profession}/{code}" in _labels()]
        return (named or [listed[0][1]])[0]
    return sections[0] if sections else None


def _each(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code))


@cache
def _labels() -> dict[str, str]:
    told = json.loads(files("services.identity.data").joinpath("author_specialties.json").read_text("utf-8"))
    labels: dict[str, str] = told["labels"]
    return labels
