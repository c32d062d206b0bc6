"""Who a bundle names: those who wrote a document, by name and structure, and the person that it is about.

Pure. Nobody named is written anywhere but as the author of a document.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

Entries = Mapping[str, Mapping[str, Any]]
"""The resources of a bundle, by all that a reference may call them."""

LONGEST = 200
_INS = re.compile(r"urn:oid:1\.2\.250\.1\.213\.1\.4\.[0-9]+")
"""Authorities of the INS: NIR, NIA, and those of tests (ANS, « Liste des OID des autorités d'affectation des INS »)."""
_RECORD = re.compile(r"(?:.*/)?(?:Patient/)?(rec-[0-9A-Za-z]{22})(?:/_history/[^/]+)?")


class Dangling(LookupError):
    """A reference to something that should have come along, and did not."""


class Author(NamedTuple):
    """Who wrote a document, and where they worked; empty where the bundle does not say."""

    name: str
    structure: str


def entries_of(entries: Iterable[Mapping[str, Any]]) -> Entries:
    """The entries of a bundle by full address, and by kind and id."""
    found = {}
    for entry in entries:
        resource = entry["resource"]
        for name in (entry.get("fullUrl"), f"{resource.get('resourceType')}/{resource.get('id')}"):
            if isinstance(name, str):
                found[name] = resource
    return found


def author_of(document: Mapping[str, Any], entries: Entries) -> Author:
    """Everyone whom a DocumentReference names as author. Raises Dangling."""
    told = [_author(each, _Place(document, document, entries)) for each in _dicts(document.get("author"))]
    names, structures = ([getattr(each, part) for each in told] for part in Author._fields)
    return Author(_joined(names), _joined(structures))


def contradictions(resources: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    """Entries that are about somebody else than the ones before them, by index, and in what they differ.

    The vault knows people by their record alone: a bundle must not say two things of who it is about.
    """
    known: dict[str, Any] = {}
    for place, resource in enumerate(resources):
        for trait, value in _about(resource):
            if known.setdefault(trait, value) != value:
                yield place, trait.partition("|")[0]


@dataclass(frozen=True, slots=True)
class _Place:
    """A resource, and from where its references are followed: what is contained lies in the outermost one."""

    resource: Mapping[str, Any]
    outermost: Mapping[str, Any]
    entries: Entries

    def follow(self, reference: Any) -> "_Place | None":
        """What a reference leads to; None when it is elsewhere. Raises Dangling."""
        told = reference.get("reference") if isinstance(reference, dict) else None
        if not isinstance(told, str):
            return None
        if told.startswith("#"):
            for each in _dicts(self.outermost.get("contained")):
                if f"#{each.get('id')}" == told:
                    return _Place(each, self.outermost, self.entries)
            raise Dangling
        found = self.entries.get(told)
        if found is None and told.startswith("urn:"):
            raise Dangling
        return None if found is None else _Place(found, found, self.entries)


def _author(reference: Mapping[str, Any], place: _Place) -> Author:
    found, shown = place.follow(reference), _text(reference.get("display"))
    if found is None:
        return Author(shown, "")
    kind = found.resource.get("resourceType")
    if kind == "Organization":
        return Author("", _text(found.resource.get("name")) or shown)
    if kind != "PractitionerRole":
        return Author(shown or _name(found.resource), "")
    person, structure = found.resource.get("practitioner"), found.resource.get("organization")
    return Author(shown or _named(person, found), _named(structure, found))


def _named(reference: Any, place: _Place) -> str:
    """The name of a person or structure that a role refers to."""
    found = place.follow(reference)
    name = _name(found.resource) if found is not None else ""
    return name or (_text(reference.get("display")) if isinstance(reference, dict) else "")


def _name(resource: Mapping[str, Any]) -> str:
    name = resource.get("name")
    if isinstance(name, str):
        return _text(name)
    for each in _dicts(name):
        words = [*_texts(each.get("prefix")), *_texts(each.get("given")), _text(each.get("family"))]
        if told := _text(each.get("text")) or " ".join(filter(None, words)):
            return told
    return ""


def _about(resource: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a resource says of the person, by trait."""
    if resource.get("resourceType") == "Patient":
        yield from _traits(resource)
    subject = resource.get("subject")
    if isinstance(subject, dict):
        yield from _record(subject.get("reference"))
    for each in _dicts(resource.get("contained")):
        if each.get("resourceType") == "Patient":
            yield from _traits(each)


def _traits(patient: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from _record(patient.get("id"))
    for each in _dicts(patient.get("identifier")):
        if isinstance(system := each.get("system"), str) and _INS.fullmatch(system):
            yield f"matricule INS|{system}", each.get("value")
    for each in _dicts(patient.get("name")):
        if each.get("use") == "official" and (family := _text(each.get("family"))):
            yield "nom de naissance", family.casefold()
    for trait, name in (("date de naissance", "birthDate"), ("sexe", "gender")):
        if name in patient:
            yield trait, patient[name]


def _record(told: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(told, str) and (found := _RECORD.fullmatch(told)):
        yield "dossier", found[1]


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, parts)))[:LONGEST]


def _text(value: Any) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return "".join(letter for letter in words if letter.isprintable())


def _texts(value: Any) -> list[str]:
    return [_text(each) for each in value] if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
