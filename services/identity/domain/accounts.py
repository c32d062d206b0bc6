"""Identifier and password rules (ACT-33 to ACT-35; enrolment rules of the official service)."""

import re
import string
import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files

from services.identity.domain.nir import NirRefused, parse_nir

_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]+")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.IGNORECASE)
IDENTIFIER_MIN, IDENTIFIER_MAX = 8, 64
PASSWORD_MIN, PASSWORD_MAX = 9, 128


class Kind(StrEnum):
    """Who an account is for; also the role in tokens."""

    PATIENT = "patient"
    PROFESSIONAL = "professional"
    OPERATOR = "operator"
    SUPPORT = "support"


def enters(kind: Kind, space: str) -> bool:
    """Tell whether an account of this kind logs in to this space; agents of the 3422 enter with operators."""
    return space == (Kind.OPERATOR.value if kind is Kind.SUPPORT else kind.value)


def identifier_key(identifier: str) -> str:
    """Return the form under which identifiers are compared: upper and lower case are the same."""
    return identifier.strip().casefold()


def identifier_faults(identifier: str) -> list[str]:
    """Return what is wrong with a chosen identifier, in French for the person; empty when it is fine."""
    if not IDENTIFIER_MIN <= len(identifier) <= IDENTIFIER_MAX:
        return [f"Choisissez un identifiant de {IDENTIFIER_MIN} à {IDENTIFIER_MAX} caractères."]
    if not identifier.isascii() or not _IDENTIFIER.fullmatch(identifier):
        # The at sign is refused here too, so an e-mail address can never be an identifier.
        return [
            "Utilisez seulement des lettres sans accent, des chiffres, le point, le tiret et le tiret bas."
            " Une adresse e-mail ne convient pas."
        ]
    if _looks_like_nir(identifier):
        return ["N'utilisez pas votre numéro de sécurité sociale comme identifiant."]
    if _IBAN.fullmatch(identifier.replace("-", "").replace(".", "")) and _digits(identifier) >= 12:
        return ["N'utilisez pas un numéro de compte bancaire comme identifiant."]
    return []


def password_faults(password: str, identifier: str) -> list[str]:
    """Return what is wrong with a chosen password, in French; empty when it is fine."""
    faults = []
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        faults.append(f"Le mot de passe doit compter de {PASSWORD_MIN} à {PASSWORD_MAX} caractères.")
    missing = [name for name, held in _kinds(password).items() if not held]
    if missing:
        faults.append(f"Il manque au mot de passe : {', '.join(missing)}.")
    if identifier and identifier_key(identifier) in password.casefold():
        faults.append("Le mot de passe ne doit pas contenir votre identifiant.")
    if not faults and is_breached(password):
        faults.append("Ce mot de passe est trop connu : il figure dans des listes publiques. Choisissez-en un autre.")
    return faults


def is_breached(password: str) -> bool:
    """Tell whether the password is a well-known one, as such or dressed with figures and signs around it."""
    plain = _fold(password)
    # The words inside figures and signs: « Soleil-2024! » is « soleil » dressed up.
    core = plain.strip(string.digits + string.punctuation + " ")
    return plain in _breached() or core in _breached() or _unleet(core) in _breached()


def _kinds(password: str) -> dict[str, bool]:
    return {
        "une majuscule": any(c.isupper() for c in password),
        "une minuscule": any(c.islower() for c in password),
        "un chiffre": any(c.isdigit() for c in password),
        "un caractère spécial": any(not c.isalnum() for c in password),
    }


def _looks_like_nir(identifier: str) -> bool:
    try:
        parse_nir(identifier)
    except NirRefused:
        compact = re.sub(r"[._-]", "", identifier)
        return bool(re.fullmatch(r"[12]\d{12}(\d{2})?", compact))
    return True


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _unleet(text: str) -> str:
    return text.translate(str.maketrans("0134578@$!", "oieastbasi"))


@cache
def _breached() -> frozenset[str]:
    found = set[str]()
    for name in ("breached_passwords.txt", "common_passwords.txt"):
        listed = files("services.identity.data").joinpath(name).read_text("utf-8")
        found.update(_fold(line) for line in listed.splitlines() if line and not line.startswith("#"))
    return frozenset(found)
