"""The serial number of the Vitale card, as printed on it.

Source: identifiers.json, section `vitale_serial`. The check-digit rule is not published, so only the shape is judged.
"""

import re

_FULL_WITH_PHOTO = re.compile(r"8025000002(\d{11})")
_ASKED = re.compile(r"\d{8,13}")
_SEPARATORS = re.compile(r"[\s.\-]")


class SerialRefused(ValueError):
    """The text does not have the shape of a Vitale serial number."""


def parse_vitale_serial(text: str) -> str:
    """Return the digits to compare: the last 11 of a card with photo, 8 to 13 of one without.

    The whole 21-digit number of a card with photo is accepted and cut. Raises SerialRefused.
    """
    compact = _SEPARATORS.sub("", text)
    full = _FULL_WITH_PHOTO.fullmatch(compact)
    if full:
        return full[1]
    if not compact.isascii() or not _ASKED.fullmatch(compact):
        raise SerialRefused("vitale-serial-shape")
    return compact
