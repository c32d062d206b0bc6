"""The public extraction of the Annuaire Santé, PS_LibreAcces_Personne_activite: one line per activity (PSS-01). Pure.

UTF-8, columns parted by `|`, named in the first line; several lines per professional, in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.identity.domain.insured import LineRefused
from services.identity.domain.practices import Practice, profession_code
from services.identity.domain.professionals import RppsRefused, parse_rpps

KIND, NUMBER = "Type d'identifiant PP", "Identifiant PP"
FAMILY_NAME, GIVEN_NAME = "Nom d'exercice", "Prénom d'exercice"
PROFESSION, CATEGORY = "Code profession", "Code catégorie professionnelle"
SKILL_KIND, SKILL = "Code type savoir-faire", "Code savoir-faire"
SITE, SIGN = "Raison sociale site", "Enseigne commerciale site"
SECTION, ROLE, GENRE = "Code section tableau pharmaciens", "Code rôle", "Code genre activité"
REQUIRED = (
    *(KIND, NUMBER, FAMILY_NAME, GIVEN_NAME, PROFESSION, CATEGORY, SKILL_KIND, SKILL),
    *(SITE, SIGN, SECTION, ROLE, GENRE),
)
# TRE_G08: 8 is the RPPS; ADELI (0) and internal numbers identify nobody here.
RPPS_KIND = "8"
LINE_MAX = 16 * 1024
_CODE_MAX, _NAME_MAX, _SITE_MAX = 20, 100, 200


class HeaderRefused(ValueError):
    """The first line does not name the columns that are needed."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(", ".join(missing))


@dataclass(frozen=True)
class Layout:
    """Where each needed column stands, and how many there are."""

    places: Mapping[str, int]
    width: int


@dataclass(frozen=True)
class Activity:
    """One line: a professional and one of their activities."""

    rpps: str
    family_name: str
    given_name: str
    practice: Practice


def read_header(raw: bytes) -> Layout:
    """Return the layout that the first line tells. Raises HeaderRefused."""
    names = [name.strip() for name in raw.decode("utf-8-sig", errors="replace").rstrip("\r\n").split("|")]
    places = {name: place for place, name in enumerate(names) if name}
    if missing := [name for name in REQUIRED if name not in places]:
        raise HeaderRefused(missing)
    return Layout(places, len(names))


def rpps_of(layout: Layout, raw: bytes) -> str | None:
    """Return whom a line speaks of, even one refused for another reason; None when that cannot be read."""
    cells = raw.decode("utf-8", errors="replace").rstrip("\r\n").split("|")
    place = layout.places[NUMBER]
    try:
        return parse_rpps(cells[place]) if place < len(cells) and cells[layout.places[KIND]] == RPPS_KIND else None
    except RppsRefused:
        return None


def read_activity(layout: Layout, raw: bytes) -> Activity:
    """Return what one line tells. Raises LineRefused."""
    if len(raw) > LINE_MAX:
        raise LineRefused("too-long", "La ligne est trop longue.")
    try:
        cells = raw.decode("utf-8").rstrip("\r\n").split("|")
    except UnicodeDecodeError:
        raise LineRefused("not-utf-8", "La ligne n'est pas en UTF-8.") from None
    # Exactly: one bar too many in a name would shift every code behind it.
    if len(cells) != layout.width:
        raise LineRefused("columns", f"La ligne a {len(cells)} colonnes, l'en-tête {layout.width}.")
    told = {name: " ".join(cells[place].split()) for name, place in layout.places.items()}
    if told[KIND] != RPPS_KIND:
        raise LineRefused("not-rpps", "Le numéro n'est pas un numéro RPPS.")
    try:
        rpps = parse_rpps(told[NUMBER])
    except RppsRefused:
        raise LineRefused("rpps-shape", "Le numéro RPPS doit compter 11 chiffres.") from None
    practice = _practice(told)
    if profession_code(practice) is None:
        raise LineRefused("profession-unknown", "Le code de la profession n'est pas dans la nomenclature.")
    return Activity(rpps, _text(told, FAMILY_NAME, _NAME_MAX, True), _text(told, GIVEN_NAME, _NAME_MAX, True), practice)


def _practice(told: Mapping[str, str]) -> Practice:
    return Practice(
        profession=_text(told, PROFESSION, _CODE_MAX, True),
        skill_kind=_text(told, SKILL_KIND, _CODE_MAX),
        skill=_text(told, SKILL, _CODE_MAX),
        section=_text(told, SECTION, _CODE_MAX),
        role=_text(told, ROLE, _CODE_MAX),
        genre=_text(told, GENRE, _CODE_MAX),
        structure=(_text(told, SIGN, LINE_MAX) or _text(told, SITE, LINE_MAX))[:_SITE_MAX],
        training=told[CATEGORY] == "E",
    )


def _text(told: Mapping[str, str], name: str, longest: int, required: bool = False) -> str:
    value = told[name]
    if required and not value:
        raise LineRefused("missing", f"Il manque « {name} ».")
    if len(value) > longest or not value.isprintable():
        raise LineRefused("text", f"« {name} » doit être un texte d'au plus {longest} signes.")
    return value
