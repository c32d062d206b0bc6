"""Matricule INS and traits checked for software that deposits: the record, or precisely why not (PSS-10, PSS-13)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from services.identity.actions.limiting import counting
from services.identity.domain import matching
from services.identity.domain.limits import MATCH_MISSES
from services.identity.domain.matching import MISSES, Outcome
from services.identity.domain.nir import NirRefused, parse_nir
from services.identity.domain.people import Sex
from services.identity.errors.identification import TooManyTries
from services.identity.errors.machines import MatchRefused
from services.identity.parts import Parts
from services.identity.store import persons

Match = str | MatchRefused | TooManyTries
"""A record id, or the refusal."""


class _Missed(Exception):
    """Nobody, or somebody else."""


def match_persons(parts: Parts, asked: Sequence[Mapping[str, str]], organisation: str, now: datetime) -> list[Match]:
    """Match each person asked about, in order; misses count against the organisation, hits forgive none.

    Raises TooManyTries when not even the first can be looked at; later ones get it as their own answer.
    """
    found: list[Match] = []
    for each in asked:
        try:
            found.append(_match(parts, each, organisation, now))
        except TooManyTries as pause:
            if not found:
                raise
            found.append(pause)
    return found


def _match(parts: Parts, asked: Mapping[str, str], organisation: str, now: datetime) -> Match:
    record, outcome = "", Outcome.UNKNOWN
    try:
        with counting(parts, MATCH_MISSES, organisation, _Missed, now):
            record, outcome = compared(parts, asked)
            if outcome in MISSES:
                raise _Missed
    except _Missed:
        return MatchRefused(outcome)
    return record if outcome is Outcome.MATCHED else MatchRefused(outcome)


def compared(parts: Parts, asked: Mapping[str, str]) -> tuple[str, Outcome]:
    """The record whose number it is, and what came of comparing. Raises ValueError for an unreadable date or sex."""
    try:
        nir = parse_nir(asked["matricule"])
    except NirRefused:
        return "", Outcome.UNKNOWN
    person = persons.by_nir(parts.db, parts.keyring.nir_index(nir))
    told = (asked["family_name"], asked["given_name"], date.fromisoformat(asked["birth_date"]), Sex(asked["sex"]))
    if person is None:
        return "", matching.judge(None, None, told)
    return person.record, matching.judge(person.traits, person.space.state, told)
