"""Organisations whose software talks to the platform by itself: hospitals, laboratories, practices. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_FINESS = re.compile(r"(\d{2}|2A|2B)\d{7}")
_SIRET = re.compile(r"\d{14}")
NAME_MAX = 200


class OrganisationKind(StrEnum):
    """What an organisation is for the person who reads its name in their history."""

    HOSPITAL = "hospital"
    LABORATORY = "laboratory"
    IMAGING = "imaging"
    PHARMACY = "pharmacy"
    PRACTICE = "practice"
    CARE_HOME = "care-home"


class OrganisationRefused(ValueError):
    """The organisation cannot be written so; `field` is what is wrong, `message` why, in French."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(f"{field}: {message}")


@dataclass(frozen=True)
class Organisation:
    """What the register says in public about one organisation."""

    scheme: str  # "finess" or "siret"
    number: str
    name: str
    kind: OrganisationKind

    def as_document(self) -> dict[str, Any]:
        """The entry as plain values, the same words as in the contract."""
        return {"scheme": self.scheme, "number": self.number, "name": self.name, "kind": self.kind.value}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Organisation":
        """Read what `as_document` wrote."""
        return cls(document["scheme"], document["number"], document["name"], OrganisationKind(document["kind"]))


def parse_organisation(scheme: str, number: str, name: str, kind: str) -> Organisation:
    """Return the organisation these texts describe. Raises OrganisationRefused.

    Shapes only: a FINESS number is nine signs (2A and 2B in Corsica), a SIRET number fourteen digits.
    """
    compact = re.sub(r"[ .]", "", number).upper()
    shape = {"finess": _FINESS, "siret": _SIRET}.get(scheme)
    if shape is None:
        raise OrganisationRefused("scheme", "Le numéro est un FINESS ou un SIRET.")
    if shape.fullmatch(compact) is None:
        expected = "9 caractères" if scheme == "finess" else "14 chiffres"
        raise OrganisationRefused("number", f"Un numéro {scheme.upper()} compte {expected}.")
    told = " ".join(name.split())
    if not told or len(told) > NAME_MAX or not told.isprintable():
        raise OrganisationRefused("name", f"Le nom doit compter de 1 à {NAME_MAX} signes.")
    if kind not in set(OrganisationKind):
        raise OrganisationRefused("kind", "Ce genre d'organisation n'est pas connu.")
    return Organisation(scheme, compact, told, OrganisationKind(kind))
