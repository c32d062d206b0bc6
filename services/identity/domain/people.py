"""Who someone is for the insurer: traits, contact, age. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from chassis.clock import FRANCE

MAJORITY = 18
_NOT_LETTERS = re.compile(r"[^A-Z]+")
_EMAIL = re.compile(r"[^@\s<>\"(),;:\\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_MOBILE = re.compile(r"(?:\+33|0033|0)([67]\d{8})")


class Sex(StrEnum):
    """As the insurer's registry writes it."""

    F = "F"
    M = "M"


@dataclass(frozen=True)
class Traits:
    """The strict identity traits that professionals search by (exact, never browsing)."""

    family_name: str
    given_names: tuple[str, ...]
    birth_date: date
    sex: Sex

    @property
    def display_name(self) -> str:
        """First name and initial, « Inaya M. » (NAV-02)."""
        return f"{self.given_names[0]} {self.family_name[:1].upper()}."

    def search_text(self) -> str:
        """The one text under which these traits are indexed: see `search_text`."""
        return search_text(self.family_name, self.given_names[0], self.birth_date, self.sex)


@dataclass(frozen=True)
class Contact:
    """How to reach someone; `channel` is where codes go by default (LOG-05)."""

    email: str | None
    mobile: str | None
    channel: str = "email"

    def address(self, channel: str) -> str | None:
        """The address of a channel ("email" or "sms"), None when it is not known."""
        return self.email if channel == "email" else self.mobile

    def channels(self) -> list[str]:
        """The channels that lead somewhere, the preferred one first."""
        known = [name for name in ("email", "sms") if self.address(name)]
        return sorted(known, key=lambda name: name != self.channel)

    def masked(self) -> dict[str, str]:
        """What may be shown of each channel that leads somewhere, the preferred one first."""
        return {channel: masked(channel, self.address(channel) or "") for channel in self.channels()}


@dataclass(frozen=True)
class Named:
    """Someone as another person names them (MIN-17)."""

    family_name: str
    given_name: str
    birth_date: date

    def search_texts(self) -> list[str]:
        """The texts under which this person would be registered: nobody was asked for their sex."""
        return [search_text(self.family_name, self.given_name, self.birth_date, sex) for sex in Sex]


def share_a_family_name(one: str, other: str) -> bool:
    """Whether two family names have a word in common, however it is written: « Dupont-Martin » and « MARTIN »."""
    return bool(_name_words(one) & _name_words(other))


def _name_words(name: str) -> set[str]:
    # Particles are in too many names to say anything.
    return {word for part in name.replace("-", " ").split() if len(word := _letters(part)) > 2}


def search_text(family_name: str, given_name: str, birth_date: date, sex: Sex) -> str:
    """Return the traits joined, without case, accents, spaces or hyphens: « Le Goff » is « LEGOFF »."""
    return "|".join((_letters(family_name), _letters(given_name), birth_date.isoformat(), sex.value))


def normalise_email(text: str) -> str:
    """Return the address as compared and kept. Raises ValueError when it is not one."""
    address = text.strip()
    if len(address) > 254 or not address.isascii() or not _EMAIL.fullmatch(address):
        raise ValueError("email-shape")
    return address


def normalise_mobile(text: str) -> str:
    """Return a French mobile as `+336…` or `+337…`. Raises ValueError when it is not one."""
    match = _MOBILE.fullmatch(re.sub(r"[ .\-]", "", text))
    if match is None:
        raise ValueError("mobile-shape")
    return "+33" + match[1]


def masked(channel: str, address: str) -> str:
    """The address as shown before the second factor: recognisable to its owner only."""
    return masked_email(address) if channel == "email" else masked_mobile(address)


def masked_email(address: str) -> str:
    """« i…@exemple.fr »: enough to recognise one's own address, too little to learn another's."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"


def masked_mobile(number: str) -> str:
    """« 06 •• •• •• 78 »."""
    return f"0{number[3:4]} •• •• •• {number[-2:]}"


def comes_of_age(birth_date: date) -> datetime:
    """Return the instant of majority in UTC: 00:00 in Paris on the eighteenth birthday (MIN-23).

    Eighteen years must be completed (Code civil, art. 388 and 414). Someone born on 29 February has no such day
    eighteen years later: the last year then ends with the last day of the month, at midnight (Code de procédure
    civile, art. 641 al. 2 and 642), so majority begins on 1 March at 00:00.
    """
    year = birth_date.year + MAJORITY
    leap_day = (birth_date.month, birth_date.day) == (2, 29)
    day = date(year, 3, 1) if leap_day else birth_date.replace(year=year)
    return datetime.combine(day, time(), FRANCE).astimezone(UTC)


def end_of_day(instant: datetime) -> datetime:
    """The last second of the day in Paris at this instant, in UTC: « jusqu'au 17 mars » holds until then."""
    return datetime.combine(instant.astimezone(FRANCE), time(23, 59, 59), FRANCE).astimezone(UTC)


def is_minor(birth_date: date, now: datetime) -> bool:
    """Tell whether the person is under eighteen at `now` (see `comes_of_age`)."""
    return now < comes_of_age(birth_date)


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.upper().replace("Œ", "OE").replace("Æ", "AE"))
    return _NOT_LETTERS.sub("", "".join(c for c in decomposed if not unicodedata.combining(c)))
