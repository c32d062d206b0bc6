"""One line of the file of logins: how a listed professional logs in by password, for demonstrations. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from services.identity.domain.accounts import identifier_faults
from services.identity.domain.insured import LineRefused
from services.identity.domain.people import Contact, normalise_email, normalise_mobile
from services.identity.domain.professionals import RppsRefused, parse_rpps


@dataclass(frozen=True)
class LoginLine:
    """Whose login, under which identifier, reached where."""

    rpps: str
    identifier: str
    contact: Contact


def read_login(raw: str) -> LoginLine:
    """Return what one NDJSON line tells: rpps, email, mobile, identifier (the RPPS number unless told).

    Raises LineRefused.
    """
    try:
        fields = json.loads(raw)
    except (ValueError, RecursionError):
        raise LineRefused("not-json", "La ligne n'est pas un objet JSON.") from None
    if not isinstance(fields, dict):
        raise LineRefused("not-an-object", "La ligne n'est pas un objet JSON.")
    try:
        rpps = parse_rpps(_text(fields, "rpps", 20) or "")
    except RppsRefused:
        raise LineRefused("rpps-shape", "Le numéro RPPS doit compter 11 chiffres.") from None
    identifier = _text(fields, "identifier", 60) or rpps
    if identifier_faults(identifier):
        raise LineRefused("identifier-shape", "L'identifiant de connexion ne convient pas.")
    return LoginLine(rpps, identifier, _contact(fields))


def _contact(fields: Mapping[str, object]) -> Contact:
    email, mobile = _text(fields, "email", 254), _text(fields, "mobile", 20)
    if email is None:
        raise LineRefused("email-missing", "Il manque « email ».")
    try:
        return Contact(normalise_email(email), mobile and normalise_mobile(mobile))
    except ValueError as refused:
        raise LineRefused(str(refused), "L'adresse e-mail ou le mobile n'a pas la forme attendue.") from None


def _text(fields: Mapping[str, object], name: str, longest: int) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not value.strip() or len(value) > longest or not value.isprintable():
        raise LineRefused(f"{name.replace('_', '-')}-shape", f"« {name} » doit être un texte de 1 à {longest} signes.")
    return value.strip()
