"""One line of the file of professionals: the public entry and how the professional logs in. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from services.identity.domain.accounts import identifier_faults
from services.identity.domain.insured import LineRefused
from services.identity.domain.people import Contact, normalise_email, normalise_mobile
from services.identity.domain.professionals import DirectoryEntry, RppsRefused, parse_rpps


@dataclass(frozen=True)
class ProfessionalLine:
    """A directory entry with the login of its professional; the identifier is the RPPS number unless told."""

    entry: DirectoryEntry
    identifier: str
    contact: Contact


def read_professional(raw: str) -> ProfessionalLine:
    """Return what one NDJSON line tells. Raises LineRefused.

    Fields: rpps, family_name, given_name, profession_code, profession_label, specialty_code, specialty_label,
    role_codes or role_code, activity_codes or activity_code, structure or structure_name, email, mobile, identifier.
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
    return ProfessionalLine(_entry(fields, rpps), identifier, _contact(fields))


def _entry(fields: Mapping[str, object], rpps: str) -> DirectoryEntry:
    specialty = _text(fields, "specialty_code", 20)
    profession = _required(fields, "profession_code", 20)
    return DirectoryEntry(
        rpps=rpps,
        family_name=_required(fields, "family_name", 100),
        given_name=_required(fields, "given_name", 100),
        profession_code=profession,
        profession_label=_text(fields, "profession_label", 200) or profession,
        specialty_code=specialty,
        specialty_label=_text(fields, "specialty_label", 200) or specialty,
        role_codes=_codes(fields, "role_code"),
        activity_codes=_codes(fields, "activity_code"),
        structure=_text(fields, "structure", 200) or _text(fields, "structure_name", 200),
        active=fields.get("active") is not False,
    )


def _contact(fields: Mapping[str, object]) -> Contact:
    try:
        mobile = _text(fields, "mobile", 20)
        return Contact(normalise_email(_required(fields, "email", 254)), mobile and normalise_mobile(mobile))
    except ValueError as refused:
        if isinstance(refused, LineRefused):
            raise
        raise LineRefused(str(refused), "L'adresse e-mail ou le mobile n'a pas la forme attendue.") from None


def _text(fields: Mapping[str, object], name: str, longest: int) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not value.strip() or len(value) > longest or not value.isprintable():
        raise LineRefused(f"{name.replace('_', '-')}-shape", f"« {name} » doit être un texte de 1 à {longest} signes.")
    return value.strip()


def _required(fields: Mapping[str, object], name: str, longest: int) -> str:
    value = _text(fields, name, longest)
    if value is None:
        raise LineRefused(f"{name.replace('_', '-')}-missing", f"Il manque « {name} ».")
    return value


def _codes(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    several = fields.get(f"{name}s")
    if several is None:
        one = _text(fields, name, 20)
        return (one,) if one else ()
    if not isinstance(several, list) or not all(isinstance(code, str) and 0 < len(code) <= 20 for code in several):
        raise LineRefused(f"{name.replace('_', '-')}s-shape", f"« {name}s » doit être une liste de codes.")
    return tuple(several)
