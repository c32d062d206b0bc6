"""Fictional professionals over all columns of the authorization grid, and some outside it."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any, NamedTuple

from deploy.demo.names import FAMILY_NAMES, GIVEN_NAMES_F, GIVEN_NAMES_M
from deploy.demo.people import SEED, finess, mobile, plain, rpps


class Profession(NamedTuple):
    """Codes of the national nomenclatures (TRE_G15, TRE_R38 and others) and the grid column they lead to."""

    column: str | None
    code: str
    label: str
    specialty: str | None
    specialty_label: str | None
    role: str | None
    activity: str | None
    works_at: str
    how_many: int


def _p(
    column: str | None,
    code: str,
    label: str,
    works_at: str,
    how_many: int = 1,
    specialty: tuple[str, str] | None = None,
    role: str | None = None,
    activity: str | None = None,
) -> Profession:
    name, words = specialty or (None, None)
    return Profession(column, code, label, name, words, role, activity, works_at, how_many)


_PRACTICE, _HOSPITAL, _PHARMACY, _LAB = "cabinet", "hopital", "officine", "laboratoire"
_SOCIAL = "medico-social"

PROFESSIONS = (
    _p("MEDECIN", "G15_10", "Médecin", _PRACTICE, 4, ("SM54", "Médecine générale")),
    _p("MEDECIN", "G15_10", "Médecin", _PRACTICE, 1, ("SM38", "Ophtalmologie")),
    _p("MEDECIN", "G15_10", "Médecin", _HOSPITAL, 1, ("SM04", "Cardiologie et maladies vasculaires")),
    _p("MEDECIN", "G15_10", "Médecin", _PRACTICE, 1, ("SM15", "Dermatologie et vénéréologie")),
    _p("MEDECIN", "G15_10", "Médecin", _PRACTICE, 1, ("SM40", "Pédiatrie")),
    _p("MEDECIN", "G15_10", "Médecin", _PRACTICE, 1, ("SM20", "Gynécologie-obstétrique")),
    _p("MEDECIN", "G15_10", "Médecin", _HOSPITAL, 1, ("SM42", "Psychiatrie")),
    _p("MEDECIN", "G15_10", "Médecin", _HOSPITAL, 1, ("SM44", "Radio-diagnostic")),
    _p("MEDECIN", "G15_10", "Médecin", _LAB, 1, ("SM03", "Biologie médicale")),
    _p("MEDECIN", "G15_10", "Médecin", _HOSPITAL, 2, ("SM59", "Médecine d'urgence")),
    _p("MEDECIN", "G15_10", "Médecin", _HOSPITAL, 1, ("SM18", "Gériatrie")),
    _p("MEDECIN", "G15_10", "Médecin", _HOSPITAL, 1, ("SM08", "Chirurgie orthopédique et traumatologie")),
    _p("PHARMACIEN_BIOLOGISTE", "G15_21", "Pharmacien", _LAB, 2, ("G", "Pharmacien biologiste")),
    _p("PHARMACIEN", "G15_21", "Pharmacien", _PHARMACY, 2, ("A", "Pharmacien titulaire d'officine")),
    _p("PHARMACIEN", "G15_21", "Pharmacien", _HOSPITAL, 1, ("H", "Pharmacien d'établissement de santé")),
    _p("PHARMACIEN", "99", "Préparateur en pharmacie (officine)", _PHARMACY, 1, role="317"),
    _p("CHIRURGIEN_DENTISTE", "G15_40", "Chirurgien-dentiste", _PRACTICE, 3),
    _p("SAGE_FEMME", "G15_50", "Sage-femme", _HOSPITAL, 2),
    _p("INFIRMIER", "G15_60", "Infirmier", _PRACTICE, 3),
    _p("INFIRMIER", "G15_60", "Infirmier", _HOSPITAL, 1, ("SI01", "Pratique avancée, pathologies chroniques")),
    _p("INFIRMIER", "G15_69", "Infirmier psychiatrique", _HOSPITAL, 1),
    _p("MASSEUR_KINE", "G15_70", "Masseur-kinésithérapeute", _PRACTICE, 3),
    _p("PEDICURE_PODOLOGUE", "G15_80", "Pédicure-podologue", _PRACTICE, 2),
    _p("ORTHOPHONISTE", "G15_91", "Orthophoniste", _PRACTICE, 2),
    _p("ERGO_PSYCHOMOT_ORTHOPT_DIET", "G15_94", "Ergothérapeute", _HOSPITAL, 1),
    _p("ERGO_PSYCHOMOT_ORTHOPT_DIET", "G15_96", "Psychomotricien", _PRACTICE, 1),
    _p("ERGO_PSYCHOMOT_ORTHOPT_DIET", "G15_92", "Orthoptiste", _PRACTICE, 1),
    _p("ERGO_PSYCHOMOT_ORTHOPT_DIET", "G15_95", "Diététicien", _HOSPITAL, 1),
    _p("AUDIOPROTH_APPAREILLAGE", "G15_26", "Audioprothésiste", _PRACTICE, 1),
    _p("AUDIOPROTH_APPAREILLAGE", "G15_82", "Podo-orthésiste", _PRACTICE, 1),
    _p("OPTICIEN", "G15_28", "Opticien-lunetier", _PRACTICE, 2),
    _p("MANIP_ERM", "G15_98", "Manipulateur ERM", _HOSPITAL, 2),
    _p("COORDINATION", "99", "Coordonnateur de parcours", _SOCIAL, 2, activity="GENR08"),
    _p("ASSISTANT_SOCIAL", "41", "Assistant de service social", _SOCIAL, 1),
    _p("MS_ADMINISTRATIF", "99", "Secrétaire médico-sociale", _SOCIAL, 1, activity="GENR09"),
    _p("MS_VIE_SOCIALE", "99", "Éducateur spécialisé", _SOCIAL, 1, activity="GENR10"),
    _p("MS_SOIN", "99", "Accompagnant au soin", _SOCIAL, 1, activity="GENR11"),
    _p("MS_ENCADREMENT", "99", "Directeur d'établissement", _SOCIAL, 1, activity="GENR12"),
    _p(None, "G15_35", "Aide-soignant", _HOSPITAL, 1),
    _p(None, "G15_10", "Médecin", _PRACTICE, 1, ("SM25", "Médecine du travail")),
    _p(None, "93", "Psychologue", _PRACTICE, 1),
    _p(None, "G15_31", "Assistant dentaire", _PRACTICE, 1),
)

STRUCTURES = {
    "cabinet": ("Cabinet des Tilleuls, Orly", "Maison de santé du Canal, Lille", "Cabinet de la Gare, Brest"),
    "hopital": ("Centre hospitalier des Marronniers, Orly", "Clinique Sainte-Odile, Strasbourg"),
    "officine": ("Pharmacie de la Fontaine, Orly", "Pharmacie du Port, Bastia"),
    "laboratoire": ("Labo BioPCR Orly", "Laboratoire des Halles, Lyon"),
    "medico-social": ("Dispositif d'appui du Val, Orly", "Résidence Les Glycines, Angers"),
}

# Names that the public already knows from the pictures of the service come first.
_WELL_KNOWN = {
    0: ("Leroux", "Camille"),
    1: ("Dupond", "Alexandre"),
    16: ("Delaunay", "Angélique"),
    24: ("Thomas", "Christelle"),
    4: ("Lallemand", "Jean-Christophe"),
}


@dataclass(frozen=True)
class Professional:
    """One entry of the directory, with the login of the demonstration."""

    rpps: str
    family_name: str
    given_name: str
    profession_code: str
    profession_label: str
    specialty_code: str | None
    specialty_label: str | None
    role_code: str | None
    activity_code: str | None
    structure_id: str
    structure_name: str
    email: str
    mobile: str
    column: str | None

    @property
    def identifier(self) -> str:
        """The pseudonym to log in with: `camille.leroux`."""
        return f"{plain(self.given_name)}.{plain(self.family_name)}"

    @property
    def profession(self) -> str:
        """Profession with what tells it apart, in one word: `G15_10/SM54`, `G15_60`, `99/GENR08`."""
        told = self.specialty_code or self.role_code or self.activity_code
        return f"{self.profession_code}/{told}" if told else self.profession_code

    @property
    def display_name(self) -> str:
        """Given name, name."""
        return f"{self.given_name} {self.family_name}"


_numbers = itertools.count(5_000)


def professional(number: int | None = None, profession: Profession = PROFESSIONS[0], **overrides: Any) -> Professional:
    """One professional, another at each call (or the one of `number`); any field can be said otherwise."""
    number = next(_numbers) if number is None else number
    draw = Random(f"{SEED}:professional:{number}")  # noqa: S311 (fiction, not secrets)
    given = draw.choice(GIVEN_NAMES_F + GIVEN_NAMES_M)
    family = draw.choice(FAMILY_NAMES)
    structure = (number - 1) % len(STRUCTURES[profession.works_at])
    entry = Professional(
        rpps=rpps(number),
        family_name=family,
        given_name=given,
        profession_code=profession.code,
        profession_label=profession.label,
        specialty_code=profession.specialty,
        specialty_label=profession.specialty_label,
        role_code=profession.role,
        activity_code=profession.activity,
        structure_id=finess("94", 10_000 * list(STRUCTURES).index(profession.works_at) + structure),
        structure_name=STRUCTURES[profession.works_at][structure],
        email=f"{plain(given)}.{plain(family)}.{number}@soignant.example",
        mobile=mobile(9_000 + number % 1_000),
        column=profession.column,
    )
    return replace(entry, **overrides)


def professionals() -> list[Professional]:
    """The 60 professionals of the demonstration; no two have the same pseudonym."""
    taken: set[str] = set()
    return [_named(number, profession, taken) for number, profession in enumerate(_posts())]


def _posts() -> Iterator[Profession]:
    for profession in PROFESSIONS:
        yield from itertools.repeat(profession, profession.how_many)


def _named(number: int, profession: Profession, taken: set[str]) -> Professional:
    entry = professional(number + 1, profession)
    if number in _WELL_KNOWN:
        family, given = _WELL_KNOWN[number]
        entry = replace(entry, family_name=family, given_name=given)
    turn = 0
    while entry.identifier in taken or len(entry.identifier) < 8:
        turn += 1
        other = professional(1_000 * turn + number + 1, profession)
        entry = replace(entry, family_name=other.family_name, given_name=other.given_name)
    taken.add(entry.identifier)
    return replace(entry, email=f"{entry.identifier}@soignant.example")
