"""Fictional insured persons: the one module that makes synthetic identifiers.

Everything is deterministic: the n-th person of a seed is always the same. Telephone numbers are of
the range kept for fiction (06 39 98), addresses of the reserved domain `.example`, RPPS numbers of
the 997 test range; NIRs have right keys and belong to nobody we know of.
"""

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from deploy.demo.names import (
    COUNTRIES,
    FAMILY_NAMES,
    GIVEN_NAMES_F,
    GIVEN_NAMES_M,
    ORLY,
    PLACES,
    STREETS,
    Place,
)

SEED = 2026
TODAY = date(2026, 1, 1)
# Corsica was one department, 20, until the end of 1975: those born before keep it in their NIR.
_CORSICA_DIVIDED = 1976


@dataclass(frozen=True)
class InsuredPerson:
    """One line of the insurer's registry. `children` are NIRs of minors this person represents."""

    nir: str
    family_name: str
    given_names: tuple[str, ...]
    birth_date: date
    sex: str
    vitale_serial: str
    email: str | None
    mobile: str | None
    address: str
    postcode: str
    city: str
    scheme: str = "regime-general"
    children: tuple[str, ...] = ()

    @property
    def given_name(self) -> str:
        """The usual given name."""
        return self.given_names[0]

    @property
    def identifier(self) -> str:
        """A pseudonym in the form of the demonstration: `inaya.moreau`."""
        return f"{plain(self.given_name)}.{plain(self.family_name)}"


@dataclass(frozen=True)
class Family:
    """People under one roof, the adults first."""

    adults: tuple[InsuredPerson, ...]
    children: tuple[InsuredPerson, ...] = ()

    @property
    def members(self) -> tuple[InsuredPerson, ...]:
        """Everyone."""
        return self.adults + self.children


# Identifiers


def nir_key(body: str) -> str:
    """The two control digits of the 13 characters: 97 − (n mod 97), 2A counting as 19 and 2B as 18."""
    number = int(body.replace("2A", "19").replace("2B", "18"))
    return f"{97 - number % 97:02d}"


def nir(sex: str, birth_date: date, place: Place, rank: int) -> str:
    """A social-security number of 15 characters for someone born there and then, `rank` 1 to 999."""
    department = place.department
    if department in ("2A", "2B") and birth_date.year < _CORSICA_DIVIDED:
        department = "20"
    first = "1" if sex == "M" else "2"
    body = f"{first}{birth_date:%y%m}{department}{place.commune}{rank:03d}"
    return body + nir_key(body)


def luhn_key(digits: str) -> str:
    """The digit that makes the whole pass the Luhn rule."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def rpps(number: int) -> str:
    """The n-th RPPS number of the 997 test range, with a right Luhn key."""
    body = f"997{number:07d}"
    return body + luhn_key(body)


def finess(department: str, number: int) -> str:
    """A FINESS number of nine digits, with a right Luhn key."""
    body = f"{department}{number:06d}"
    return body + luhn_key(body)


def vitale_serial(number: int) -> str:
    """The eleven digits asked of a card with photo, another for each number below three thousand million.

    The true check digit's rule is not published.
    """
    body = f"{7_000_000_000 + number * 7919 % 3_000_000_000:010d}"
    return body + luhn_key(body)


def mobile(number: int) -> str:
    """A mobile number of the range kept for fiction, as people write it."""
    digits = f"063998{number % 10_000:04d}"
    return " ".join(digits[i : i + 2] for i in range(0, 10, 2))


def plain(name: str) -> str:
    """Lower-case ASCII letters and hyphens of a name."""
    folded = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe"))
    return "".join(sign for sign in folded if sign.isascii() and (sign.isalpha() or sign == "-"))


# Builders

_numbers = itertools.count(5_000)


def insured_person(number: int | None = None, **overrides: Any) -> InsuredPerson:
    """One adult, another at each call (or the one of `number`); any field can be said otherwise.

    The NIR and the address follow from the traits that are said, unless they are said too.
    """
    number = next(_numbers) if number is None else number
    draw = Random(f"{SEED}:person:{number}")  # noqa: S311 (fiction, not secrets)
    sex = overrides.get("sex") or draw.choice("FM")
    born = overrides.get("birth_date") or _birth_date(draw, 19, 94)
    given = overrides.get("given_names") or _given_names(draw, sex)
    family = overrides.get("family_name") or draw.choice(FAMILY_NAMES)
    home = draw.choice(PLACES)
    person = InsuredPerson(
        nir=nir(sex, born, _birth_place(draw), 1 + number % 999),
        family_name=family,
        given_names=given,
        birth_date=born,
        sex=sex,
        vitale_serial=vitale_serial(number),
        email=f"{plain(given[0])}.{plain(family)}.{number}@courriel.example",
        mobile=mobile(number),
        address=f"{draw.randint(1, 120)} {draw.choice(STREETS)}",
        postcode=home.postcode,
        city=home.city,
        scheme="msa" if draw.random() < 0.06 else "regime-general",
    )
    return replace(person, **overrides)


@dataclass
class _Registry:
    """Makes families so that no NIR, and no set of traits that professionals search by, comes twice."""

    draw: Random
    made: int = 0
    ranks: Counter[str] = field(default_factory=Counter)
    traits: set[tuple[str, str, date]] = field(default_factory=set)

    def family(self) -> Family:
        """Another family: a person alone, a couple, or parents with one to three children."""
        home, street = self.draw.choice(PLACES), f"{self.draw.randint(1, 120)} {self.draw.choice(STREETS)}"
        name = self.draw.choice(FAMILY_NAMES)
        with_children = self.draw.random() < 0.45
        ages = (26, 52) if with_children else (19, 96)
        first = self._adult(name, home, street, ages)
        adults = [first]
        if self.draw.random() < 0.6:
            other_name = name if self.draw.random() < 0.6 else self.draw.choice(FAMILY_NAMES)
            adults.append(self._adult(other_name, home, street, ages))
        if not with_children:
            return Family(tuple(adults))
        children = tuple(self._child(first, self.draw.choice("FM")) for _ in range(self.draw.choice((1, 1, 2, 2, 3))))
        return family_of(adults, children)

    def _adult(self, name: str, home: Place, street: str, ages: tuple[int, int]) -> InsuredPerson:
        sex = self.draw.choice("FM")
        return self._person(name, home, street, sex, _birth_date(self.draw, *ages))

    def _child(self, parent: InsuredPerson, sex: str) -> InsuredPerson:
        home = Place("", "", parent.postcode, parent.city)
        child = self._person(parent.family_name, home, parent.address, sex, _birth_date(self.draw, 0, 17))
        return child_of(parent, child)

    def _person(self, name: str, home: Place, street: str, sex: str, born: date) -> InsuredPerson:
        self.made += 1
        given = _given_names(self.draw, sex)
        while (plain(name), plain(given[0]), born) in self.traits:
            given = _given_names(self.draw, sex)
        self.traits.add((plain(name), plain(given[0]), born))
        place = _birth_place(self.draw)
        cell = nir(sex, born, place, 0)[:10]
        self.ranks[cell] += 1
        reached = self.draw.random()
        return insured_person(
            self.made,
            nir=nir(sex, born, place, self.ranks[cell]),
            family_name=name,
            given_names=given,
            birth_date=born,
            sex=sex,
            address=street,
            postcode=home.postcode,
            city=home.city,
            # Some people the insurer can only reach by mobile, some only by post (OPS-05).
            **({} if reached < 0.9 else {"email": None} if reached < 0.96 else {"email": None, "mobile": None}),
        )


def child_of(parent: InsuredPerson, child: InsuredPerson) -> InsuredPerson:
    """A minor: at home with the parent, on the parent's card, reached through the parent."""
    return replace(
        child,
        vitale_serial=parent.vitale_serial,
        email=None,
        mobile=None,
        address=parent.address,
        postcode=parent.postcode,
        city=parent.city,
        scheme=parent.scheme,
    )


def family_of(adults: list[InsuredPerson], children: tuple[InsuredPerson, ...]) -> Family:
    """Adults who represent these children."""
    nirs = tuple(child.nir for child in children)
    return Family(tuple(replace(adult, children=nirs) for adult in adults), children)


def population(size: int = 1_000, seed: int = SEED) -> list[Family]:
    """`size` people in families, those of the story first."""
    registry = _Registry(Random(seed))  # noqa: S311 (fiction, not secrets)
    registry.made = 100  # the numbers below belong to the story
    families = story_families()
    missing = size - sum(len(family.members) for family in families)
    while missing > 0:
        family = registry.family()
        if len(family.members) <= missing:
            families.append(family)
            missing -= len(family.members)
    return families


def everyone(families: list[Family]) -> Iterator[InsuredPerson]:
    """All people of the families, children before the parents who refer to them."""
    for family in families:
        yield from family.children
        yield from family.adults


# The people of the story


def story_families() -> list[Family]:
    """Fixed people: Inaya M. and her daughter Lola M., and others to log in as."""
    inaya = _fixed(1, "Moreau", ("Inaya",), date(1988, 5, 12), "F", "inaya.moreau", city=ORLY)
    lola = child_of(inaya, _fixed(2, "Moreau", ("Lola", "Rose"), date(2018, 9, 3), "F", "lola.moreau", city=ORLY))
    return [
        family_of([inaya], (lola,)),
        Family((_fixed(3, "Lefort", ("Martine", "Julie", "Anne"), date(1957, 3, 28), "F", "martine.lefort"),)),
        Family((_fixed(4, "Santoni", ("Ange", "Toussaint"), date(1983, 11, 1), "M", "ange.santoni", "2A"),)),
        Family((_fixed(5, "Hoarau", ("Karim",), date(1995, 7, 14), "M", "karim.hoarau", "97"),)),
        Family((_fixed(6, "Kowalski", ("Hélène",), date(1941, 1, 20), "F", "helene.kowalski"),)),
        Family((_fixed(7, "Nguyen", ("Linh", "Marie"), date(2001, 12, 9), "F", "linh.nguyen"),)),
    ]


def _fixed(
    number: int,
    family: str,
    given: tuple[str, ...],
    born: date,
    sex: str,
    pseudonym: str,
    department: str = "94",
    city: Place | None = None,
) -> InsuredPerson:
    place = next(place for place in PLACES if place.department == department)
    home = city or place
    return insured_person(
        number,
        nir=nir(sex, born, place, 900 + number),
        family_name=family,
        given_names=given,
        birth_date=born,
        sex=sex,
        email=f"{pseudonym}@courriel.example",
        postcode=home.postcode,
        city=home.city,
        scheme="msa" if number == 6 else "regime-general",
    )


def _birth_date(draw: Random, youngest: int, oldest: int) -> date:
    return TODAY - timedelta(days=draw.randint(youngest * 365 + 30, oldest * 365))


def _birth_place(draw: Random) -> Place:
    if draw.random() < 0.08:
        return Place("99", draw.choice(COUNTRIES), "", "")
    return draw.choice(PLACES)


def _given_names(draw: Random, sex: str) -> tuple[str, ...]:
    pool = GIVEN_NAMES_F if sex == "F" else GIVEN_NAMES_M
    return tuple(draw.sample(pool, draw.choice((1, 2, 2, 3))))
