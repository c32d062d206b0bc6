"""The table of document types: official code, class, section of the interface (DOC-31).

The table is versioned data with its source (`data/`), loaded by an operator command; this module
reads it and answers questions about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


class TableRefused(Exception):
    """The file is not a table of types that the service can use. The message says where."""


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of the interface. `patient_type` is the type code of what a patient files there."""

    code: str
    label: str
    patient_type: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What people call a document (« une ordonnance »), and the official type it is filed as (DOC-16, DOC-17)."""

    code: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One official type (JDV_J66 and CI-SIS)."""

    code: str
    label: str
    class_code: str
    class_label: str
    section: str
    patient_deposited: bool
    system: str = ""
    """Address of the code system that the code belongs to (FHIR)."""


@dataclass(frozen=True)
class TypeTable:
    """A version of the table. `version` is its date of effect."""

    version: str
    source: str
    sections: Mapping[str, Section]
    types: Mapping[str, DocumentType]
    kinds: Mapping[str, Kind]
    default_section: str

    def types_in(self, section: str) -> frozenset[str]:
        """Codes of the types of a section."""
        return frozenset(code for code, each in self.types.items() if each.section == section)

    def patient_type(self, section: str | None) -> DocumentType | None:
        """The type of what a patient files under a section (None: the default one); None if nothing is filed there."""
        found = self.sections.get(section if section is not None else self.default_section)
        return self.types[found.patient_type] if found is not None and found.patient_type is not None else None


def read_table(raw: Mapping[str, Any]) -> TypeTable:
    """Build the table from the published file.

    Types without a class or a section (technical documents, class unknown) are left out: nothing may
    be deposited under them. Raises TableRefused.
    """
    try:
        return _read(raw)
    except (KeyError, TypeError, IndexError) as problem:
        raise TableRefused(f"unexpected shape: {problem!r}") from problem


def _read(raw: Mapping[str, Any]) -> TypeTable:
    classes = {concept["code"]: concept["label"] for concept in raw["class_codes"]["concepts"]}
    labels = {section["code"]: section["label"] for section in raw["mes_categories"]}
    types = {
        entry["code"]: DocumentType(
            code=entry["code"],
            label=entry["label"],
            class_code=entry["class_code"],
            class_label=classes[entry["class_code"]],
            section=entry["mes_category"],
            patient_deposited=bool(entry["patient_deposited"]),
            system=entry["system"] or "",
        )
        for entry in raw["types"]
        if entry["class_code"] in classes and entry["mes_category"] in labels
    }
    filing = raw["patient_filing"]
    if filing["default_section"] not in labels:
        raise TableRefused(f"unknown default section {filing['default_section']}")
    filed = _patient_types(types.values(), set(filing["excluded_types"]))
    sections = {code: Section(code, label, filed.get(code)) for code, label in labels.items()}
    return TypeTable(
        version=raw["meta"]["effective"],
        source="; ".join(raw["meta"]["sources"]),
        sections=MappingProxyType(sections),
        types=MappingProxyType(types),
        kinds=MappingProxyType(_kinds(filing.get("kinds", []), types)),
        default_section=filing["default_section"],
    )


def _kinds(told: Any, types: Mapping[str, DocumentType]) -> dict[str, Kind]:
    kinds = {each["code"]: Kind(each["code"], each["label"], each["type"]) for each in told}
    for kind in kinds.values():
        if kind.type not in types or not types[kind.type].patient_deposited:
            raise TableRefused(f"kind {kind.code} is filed as {kind.type}, which patients do not file")
    return kinds


def _patient_types(types: Any, excluded: set[str]) -> dict[str, str]:
    filed: dict[str, str] = {}
    for entry in types:
        if entry.patient_deposited and entry.code not in excluded:
            if entry.section in filed:
                raise TableRefused(f"two patient types in section {entry.section}")
            filed[entry.section] = entry.code
    return filed
