"""What Pro Santé Connect says of a professional, read into a directory entry (PSS-01). Pure.

The published answer of its userinfo endpoint: `SubjectNameID` is the national number (8 and the RPPS number),
`SubjectRefPro.exercices` the professions, each with its skill and its `activities`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.identity.domain.practices import Practice
from services.identity.domain.professionals import RppsRefused, parse_rpps

_TEXT_MAX = 200
_PRACTICES_MAX = 50


class ClaimsRefused(ValueError):
    """The claims do not name a professional with an RPPS number; `reason` is a code for the log."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class ClaimNames:
    """Under which names the provider tells what we need."""

    number: str = "SubjectNameID"
    profile: str = "SubjectRefPro"


@dataclass(frozen=True)
class Identity:
    """Who logged in: the number that never changes, the names in use, the activities."""

    rpps: str
    family_name: str
    given_name: str
    practices: tuple[Practice, ...]


def read_claims(claims: Mapping[str, object], names: ClaimNames) -> Identity:
    """Return the professional that the claims name. Raises ClaimsRefused."""
    number = _text(claims.get(names.number))
    # PS_IdNat: the first figure says which register the number is of, 8 is the RPPS.
    if len(number) != 12 or not number.startswith("8"):
        raise ClaimsRefused("no-rpps")
    try:
        rpps = parse_rpps(number[1:])
    except RppsRefused:
        raise ClaimsRefused("no-rpps") from None
    exercises = _exercises(claims.get(names.profile))
    if not exercises:
        raise ClaimsRefused("no-profession")
    first = exercises[0]
    family = _text(first.get("nomDexercice")) or _text(claims.get("family_name"))
    given = _text(first.get("prenomDexercice")) or _text(claims.get("given_name"))
    if not family or not given:
        raise ClaimsRefused("no-name")
    practices = tuple(practice for exercise in exercises for practice in _practices(exercise))
    return Identity(rpps, family[:100], given[:100], practices)


def _practices(exercise: Mapping[str, object]) -> Sequence[Practice]:
    activities = _objects(exercise.get("activities")) or [{}]
    return [
        Practice(
            profession=_code(exercise.get("codeProfession")),
            skill_kind=_code(exercise.get("codeTypeSavoirFaire")),
            skill=_code(exercise.get("codeSavoirFaire")),
            section=_code(activity.get("codeSectionPharmacien")),
            role=_code(activity.get("codeRole")),
            genre=_code(activity.get("codeGenreActivite")),
            structure=_text(activity.get("enseigneCommercialeSite")) or _text(activity.get("raisonSocialeSite")),
            training=exercise.get("codeCategorieProfessionnelle") == "E",
        )
        for activity in activities
    ]


def _exercises(profile: object) -> Sequence[Mapping[str, object]]:
    return _objects(profile.get("exercices")) if isinstance(profile, Mapping) else []


def _objects(value: object) -> Sequence[Mapping[str, object]]:
    listed = value if isinstance(value, list) else []
    return [each for each in listed if isinstance(each, Mapping)][:_PRACTICES_MAX]


def _text(value: object) -> str:
    told = " ".join(value.split()) if isinstance(value, str) else ""
    return told[:_TEXT_MAX] if told.isprintable() else ""


def _code(value: object) -> str:
    return _text(value)[:20]
