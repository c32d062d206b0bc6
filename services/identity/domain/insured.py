"""One line of the insurer's file: what it must hold, and in which words it is refused (OPS-10). Pure.

NDJSON objects and CSV rows come here as mappings with the same names. A child is told within its parent's `children`
(NDJSON), or on a line of its own: then either its `parent_nir` or its parent's `children` (a NIR) ties the two.
`children` is the complete list (MIN-08): `domain/attachments.py` says what follows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.identity.domain.cards import SerialRefused, parse_vitale_serial
from services.identity.domain.nir import Nir, NirFault, NirRefused, parse_nir
from services.identity.domain.people import Contact, Sex, Traits, is_minor, normalise_email, normalise_mobile

REQUIRED = ("nir", "family_name", "given_names", "birth_date", "sex")
FIELDS = (
    *REQUIRED,
    *("vitale_serial", "email", "mobile", "address", "postcode", "city", "scheme", "parent_nir", "children"),
)
NAME_MAX, TEXT_MAX = 100, 300
OLDEST = date(1890, 1, 1)
CHILDREN_MAX = 20
NO_CHILD = "-"  # in CSV, where an empty cell says nothing

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_FRENCH_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_NIR_REASONS = {
    NirFault.SHAPE: "Le numéro de sécurité sociale n'a pas la forme attendue (15 caractères).",
    NirFault.PROVISIONAL: "Numéro provisoire (commençant par 7 ou 8) : attendez le numéro définitif.",
    NirFault.KEY: "La clé du numéro de sécurité sociale est fausse.",
}


class LineRefused(ValueError):
    """A line that cannot be taken: a stable code, and a reason in French that repeats no value of the line."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class Insured:
    """One insured person as the insurer's file tells them.

    `children` are told in full, `child_nirs` only named: they have lines of their own. `lists_children`: these are
    all the children attached to this person, be it none (MIN-08); otherwise the line says nothing of attachments.
    """

    nir: Nir
    traits: Traits
    serial: str | None
    contact: Contact
    address: str | None
    scheme: str
    parent: Nir | None
    children: tuple["Insured | LineRefused", ...] = ()
    child_nirs: tuple[Nir, ...] = ()
    lists_children: bool = False


def read_insured(fields: Mapping[str, object], now: datetime, parent: Nir | None = None) -> Insured:
    """Return the person a line tells. Raises LineRefused; a bad child is kept as the refusal it deserves."""
    for name in REQUIRED:
        if fields.get(name) in (None, "", []):
            raise LineRefused(f"{_kebab(name)}-missing", f"Il manque « {name} ».")
    nir = _nir(fields["nir"], "nir")
    if parent is None and fields.get("parent_nir"):
        parent = _nir(fields["parent_nir"], "parent_nir")
    if parent == nir:
        raise LineRefused("own-parent", "Une personne ne peut pas être son propre enfant.")
    traits = Traits(
        _text(fields, "family_name", NAME_MAX),
        _given_names(fields["given_names"]),
        _birth_date(_text(fields, "birth_date", 10), now),
        _sex(fields),
    )
    if parent is not None and not is_minor(traits.birth_date, now):
        raise LineRefused("child-of-age", "Cette personne est majeure : elle ne peut pas être rattachée à un parent.")
    children, child_nirs = _children(fields.get("children"), now, nir) if parent is None else ((), ())
    return Insured(
        nir=nir,
        traits=traits,
        serial=_serial(fields),
        contact=_contact(fields),
        address=_address(fields),
        scheme=_optional(fields, "scheme") or "regime-general",
        parent=parent,
        children=children,
        child_nirs=child_nirs,
        lists_children=parent is None and fields.get("children") not in (None, ""),
    )


def _children(value: object, now: datetime, parent: Nir) -> tuple[tuple[Insured | LineRefused, ...], tuple[Nir, ...]]:
    told = value.replace("|", " ").split() if isinstance(value, str) else value or []
    if told == [NO_CHILD]:
        return (), ()
    if not isinstance(told, list) or len(told) > CHILDREN_MAX:
        raise LineRefused("children-shape", f"« children » doit être une liste d'au plus {CHILDREN_MAX} enfants.")
    read: list[Insured | LineRefused] = []
    named: list[Nir] = []
    for place, child in enumerate(told, start=1):
        try:
            if isinstance(child, str):
                named.append(_nir(child, "children"))
            elif isinstance(child, Mapping):
                read.append(read_insured(child, now, parent))
            else:
                raise LineRefused("child-shape", "un enfant est un objet ou un numéro de sécurité sociale.")
        except LineRefused as refused:
            read.append(LineRefused(refused.code, f"Enfant {place} : {refused.reason}"))
    return tuple(read), tuple(named)


def _address(fields: Mapping[str, object]) -> str | None:
    town = " ".join(part for part in (_optional(fields, "postcode"), _optional(fields, "city")) if part)
    return "\n".join(part for part in (_optional(fields, "address"), town) if part) or None


def _text(fields: Mapping[str, object], name: str, longest: int) -> str:
    value = fields[name]
    if not isinstance(value, str):
        raise LineRefused(f"{_kebab(name)}-type", f"« {name} » doit être un texte.")
    text = value.strip()
    if not text or len(text) > longest or _UNPRINTABLE.search(text):
        raise LineRefused(
            f"{_kebab(name)}-shape",
            f"« {name} » doit compter de 1 à {longest} caractères, sans caractère de contrôle.",
        )
    return text


def _optional(fields: Mapping[str, object], name: str) -> str | None:
    if fields.get(name) in (None, ""):
        return None
    return _text(fields, name, TEXT_MAX)


def _nir(value: object, name: str) -> Nir:
    if not isinstance(value, str):
        raise LineRefused(f"{_kebab(name)}-type", f"« {name} » doit être un texte.")
    try:
        return parse_nir(value)
    except NirRefused as refused:
        code = refused.fault.value if name == "nir" else f"{_kebab(name)}-{refused.fault.value}"
        raise LineRefused(code, _NIR_REASONS[refused.fault]) from None


def _given_names(value: object) -> tuple[str, ...]:
    parts = value.split() if isinstance(value, str) else value
    if not isinstance(parts, list) or not 1 <= len(parts) <= 20 or not all(isinstance(part, str) for part in parts):
        raise LineRefused("given-names-type", "« given_names » doit être un texte ou une liste de prénoms.")
    return tuple(_text({"given_names": part}, "given_names", NAME_MAX) for part in parts)


def _birth_date(text: str, now: datetime) -> date:
    french = _FRENCH_DATE.fullmatch(text)
    try:
        day = date(int(french[3]), int(french[2]), int(french[1])) if french else date.fromisoformat(text)
    except ValueError:
        raise LineRefused("birth-date-impossible", "Cette date de naissance n'existe pas (AAAA-MM-JJ).") from None
    if not OLDEST <= day <= now.date():
        raise LineRefused("birth-date-range", "La date de naissance est dans le futur ou trop ancienne.")
    return day


def _sex(fields: Mapping[str, object]) -> Sex:
    value = _text(fields, "sex", 1).upper()
    if value not in ("F", "M"):
        raise LineRefused("sex-shape", "« sex » doit être F ou M.")
    return Sex(value)


def _serial(fields: Mapping[str, object]) -> str | None:
    text = _optional(fields, "vitale_serial")
    if text is None:
        return None
    try:
        return parse_vitale_serial(text)
    except SerialRefused:
        raise LineRefused(
            "vitale-serial-shape", "Le numéro de série de la carte Vitale doit compter de 8 à 13 chiffres."
        ) from None


def _contact(fields: Mapping[str, object]) -> Contact:
    email, mobile = _optional(fields, "email"), _optional(fields, "mobile")
    try:
        contact = Contact(email and normalise_email(email), mobile and normalise_mobile(mobile))
    except ValueError as refused:
        what = "L'adresse e-mail" if str(refused) == "email-shape" else "Le numéro de mobile"
        raise LineRefused(str(refused), f"{what} n'a pas la forme attendue.") from None
    return contact if contact.email else Contact(None, contact.mobile, "sms")


def _kebab(name: str) -> str:
    return name.replace("_", "-")
