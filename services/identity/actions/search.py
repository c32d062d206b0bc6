"""A professional finds one person by exact traits or by number, never by browsing."""

from collections.abc import Mapping
from datetime import date, datetime

from services.identity.actions.limiting import counting
from services.identity.domain.limits import SEARCH_MISSES
from services.identity.domain.nir import NirRefused, parse_nir
from services.identity.domain.people import Sex, search_text
from services.identity.parts import Parts
from services.identity.store import persons
from services.identity.store.person import Person


class NobodyFound(Exception):
    """No person, or several, answer to what was asked."""


def find_patient(parts: Parts, asked: Mapping[str, str], professional: str, now: datetime) -> Person | None:
    """Return the one person who matches every trait asked, or None; homonyms are nobody.

    Only spaces that accept professionals are found. Raises TooManyTries after twenty misses within the hour.
    """
    try:
        # A hit does not set the misses back: nobody guesses freely between two patients of their own.
        with counting(parts, SEARCH_MISSES, professional, NobodyFound, now):
            return _by_number(parts, asked["matricule"]) if "matricule" in asked else _by_traits(parts, asked)
    except NobodyFound:
        return None


def _by_traits(parts: Parts, asked: Mapping[str, str]) -> Person:
    born = date.fromisoformat(asked["birth_date"])
    text = search_text(asked["family_name"], asked["given_name"], born, Sex(asked["sex"]))
    found = persons.searchable_by_traits(parts.db, parts.keyring.traits_index(text))
    if len(found) != 1:
        raise NobodyFound
    return found[0]


def _by_number(parts: Parts, text: str) -> Person:
    try:
        nir = parse_nir(text)
    except NirRefused:
        raise NobodyFound from None
    found = persons.searchable_by_nir(parts.db, parts.keyring.nir_index(nir))
    if found is None:
        raise NobodyFound
    return found
