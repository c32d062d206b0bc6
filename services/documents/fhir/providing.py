"""ITI-65 Provide Document Bundle (IHE MHD 4.2, PDSm of the ANS): from a transaction Bundle to documents to deposit.

Pure. A bundle holds one SubmissionSet (List), DocumentReferences, and their bytes as Binary (or inside the
attachment, as in ITI-105). A Patient may come along for the reader; it is never written. Folders are refused.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.documents.fhir import persons
from services.documents.fhir.resources import FROM_REPRESENTATIVES, HIDDEN, WITHHELD, own_id

_RECORD = re.compile(r"(?:.*/)?Patient/(rec-[0-9A-Za-z]{22})(?:/_history/[^/]+)?")
_DOCUMENT = re.compile(r"(?:.*/)?DocumentReference/(doc-[0-9A-Za-z]{22})(?:/_history/[^/]+)?")
_IDENTIFIER_LENGTH = 256
_SUBMISSION_SET = "submissionset"
_WRITTEN = frozenset({"List", "DocumentReference", "Binary"})
_READ = frozenset({"Patient", "Practitioner", "PractitionerRole", "Organization"})


@dataclass(frozen=True, slots=True)
class Issue:
    """What is wrong, where (FHIRPath), with the code of http://hl7.org/fhir/issue-type."""

    code: str
    expression: str
    diagnostics: str


class BundleRefused(Exception):
    """The bundle cannot be taken; every issue found is told."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__(f"{len(issues)} issues")
        self.issues = issues


@dataclass(frozen=True, slots=True)
class Provided:
    """One document of a bundle. `place` is the index of its DocumentReference; `key` its idempotency key.

    `identifier` is its masterIdentifier, of which the key is made.
    """

    place: int
    record: str
    key: str
    identifier: Mapping[str, str]
    type: str
    title: str
    document_date: date
    media_type: str
    content: bytes = field(repr=False)
    author: persons.Author
    replaces: str | None
    hidden: bool
    withheld: bool
    from_representatives: bool


@dataclass(frozen=True, slots=True)
class Submission:
    """A bundle understood: its documents, and for each entry what stands there."""

    documents: list[Provided]
    kinds: list[str]
    binaries: dict[int, int]
    """Index of a Binary → index of the DocumentReference whose bytes it holds."""


class _Fault(Exception):
    def __init__(self, code: str, where: str, words: str) -> None:
        super().__init__(words)
        self.issue = Issue(code, where, words)


def read_bundle(bundle: Any) -> Submission:
    """Understand a bundle. Raises BundleRefused."""
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise BundleRefused([Issue("structure", "Bundle", "Un Bundle est attendu.")])
    if bundle.get("type") != "transaction":
        raise BundleRefused([Issue("value", "Bundle.type", "Le Bundle doit être de type « transaction ».")])
    entries = bundle.get("entry")
    if not isinstance(entries, list) or not entries:
        raise BundleRefused([Issue("required", "Bundle.entry", "Le Bundle est vide.")])
    issues: list[Issue] = []
    resources: list[dict[str, Any]] = []
    for place, entry in enumerate(entries):
        try:
            resources.append(_resource(place, entry))
        except _Fault as fault:
            issues.append(fault.issue)
            resources.append({})
    issues += _missing(resources) if not issues else []
    if issues:
        raise BundleRefused(issues)
    return _submission(entries, resources)


def _resource(place: int, entry: Any) -> dict[str, Any]:
    where = f"Bundle.entry[{place}]"
    resource = entry.get("resource") if isinstance(entry, dict) else None
    if not isinstance(resource, dict):
        raise _Fault("required", f"{where}.resource", "Cette entrée n'a pas de ressource.")
    kind = str(resource.get("resourceType"))
    if kind in _READ:
        return resource
    if kind not in _WRITTEN:
        raise _Fault("not-supported", f"{where}.resource", f"La ressource {kind[:40]} n'est pas acceptée ici.")
    request = entry.get("request")
    if not isinstance(request, dict) or (request.get("method"), request.get("url")) != ("POST", kind):
        raise _Fault("value", f"{where}.request", f"La requête attendue est POST {kind}.")
    if kind == "List" and not _is_submission_set(resource):
        raise _Fault("not-supported", f"{where}.resource", "Les classeurs ne sont pas acceptés : un seul lot de dépôt.")
    return resource


def _is_submission_set(resource: Mapping[str, Any]) -> bool:
    return any(coding.get("code") == _SUBMISSION_SET for coding in _codings(resource.get("code")))


def _missing(resources: list[dict[str, Any]]) -> list[Issue]:
    kinds = [resource.get("resourceType") for resource in resources]
    issues = []
    if kinds.count("List") != 1:
        issues.append(Issue("required", "Bundle.entry", "Un lot de dépôt (List submissionset) et un seul est attendu."))
    if "DocumentReference" not in kinds:
        issues.append(Issue("required", "Bundle.entry", "Aucun DocumentReference."))
    return issues


def _submission(entries: list[Any], resources: list[dict[str, Any]]) -> Submission:
    by_url = {
        entry.get("fullUrl"): place for place, entry in enumerate(entries) if isinstance(entry.get("fullUrl"), str)
    }
    people = persons.entries_of(entries)
    documents, binaries = [], {}
    issues = [
        Issue("invariant", f"Bundle.entry[{place}].resource", f"Le lot désigne deux personnes : {trait}.")
        for place, trait in persons.contradictions(resources)
    ]
    for place, resource in enumerate(resources):
        if resource["resourceType"] != "DocumentReference":
            continue
        try:
            provided, binary = _Reader(place, resource, resources, by_url, people).read()
            documents.append(provided)
            if binary is not None:
                binaries[binary] = place
        except _Fault as fault:
            issues.append(fault.issue)
    kinds = [resource["resourceType"] for resource in resources]
    unused = [place for place, kind in enumerate(kinds) if kind == "Binary" and place not in binaries]
    if unused and not issues:
        issues = [
            Issue("invariant", f"Bundle.entry[{place}]", "Aucune fiche ne désigne ce Binary.") for place in unused
        ]
    if issues:
        raise BundleRefused(issues)
    return Submission(documents, kinds, binaries)


class _Reader:
    """Reads one DocumentReference."""

    def __init__(
        self,
        place: int,
        resource: dict[str, Any],
        resources: list[dict[str, Any]],
        by_url: Mapping[Any, int],
        people: persons.Entries,
    ) -> None:
        self._place, self._resource = place, resource
        self._resources, self._by_url, self._people = resources, by_url, people
        self._where = f"Bundle.entry[{place}].resource"

    def read(self) -> tuple[Provided, int | None]:
        """The document, and the index of its Binary if its bytes are in one. Raises _Fault."""
        attachment = self._attachment()
        content, binary = self._content(attachment)
        labels = {str(each.get("code")) for label in self._list("securityLabel") for each in _codings(label)}
        return Provided(
            place=self._place,
            record=self._record(),
            key=_key(identifier := self._identifier()),
            identifier=identifier,
            type=self._type(),
            title=str(attachment.get("title") or self._resource.get("description") or "").strip(),
            document_date=self._date(attachment),
            media_type=self._media_type(attachment, binary),
            content=content,
            author=self._author(),
            replaces=self._replaces(),
            hidden=HIDDEN in labels,
            withheld=WITHHELD in labels,
            from_representatives=FROM_REPRESENTATIVES in labels,
        ), binary

    def _fault(self, code: str, path: str, words: str) -> _Fault:
        return _Fault(code, f"{self._where}.{path}", words)

    def _list(self, name: str) -> list[dict[str, Any]]:
        value = self._resource.get(name, [])
        return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []

    def _attachment(self) -> dict[str, Any]:
        content = self._list("content")
        if len(content) != 1 or not isinstance(content[0].get("attachment"), dict):
            raise self._fault("required", "content", "Une pièce jointe et une seule est attendue.")
        if self._resource.get("status") != "current":
            raise self._fault("value", "status", "Le statut attendu est « current ».")
        attachment: dict[str, Any] = content[0]["attachment"]
        return attachment

    def _content(self, attachment: Mapping[str, Any]) -> tuple[bytes, int | None]:
        place = None
        if "data" in attachment:
            content = self._bytes(attachment["data"], "content[0].attachment.data")
        else:
            place = self._by_url.get(str(attachment.get("url")))
            if place is None or self._resources[place].get("resourceType") != "Binary":
                raise self._fault("not-found", "content[0].attachment.url", "Aucun Binary du lot n'a cette adresse.")
            content = self._bytes(self._resources[place].get("data"), "content[0].attachment.url")
        given = attachment.get("hash")
        if given is not None and given != _sha1(content):
            raise self._fault("invariant", "content[0].attachment.hash", "L'empreinte n'est pas celle du contenu.")
        return content, place

    def _bytes(self, data: Any, path: str) -> bytes:
        try:
            return base64.b64decode(str(data or ""), validate=True)
        except (binascii.Error, ValueError):
            raise self._fault("structure", path, "Ces données ne sont pas en base64.") from None

    def _media_type(self, attachment: Mapping[str, Any], binary: int | None) -> str:
        said = attachment.get("contentType")
        if not isinstance(said, str):
            raise self._fault("required", "content[0].attachment.contentType", "Indiquez le type du fichier.")
        if binary is not None and self._resources[binary].get("contentType") not in (said, None):
            raise self._fault("invariant", "content[0].attachment.contentType", "Le Binary dit un autre type.")
        return said

    def _record(self) -> str:
        subject = self._resource.get("subject")
        told = subject.get("reference") if isinstance(subject, dict) else None
        found = _RECORD.fullmatch(told) if isinstance(told, str) else None
        if found is None:
            raise self._fault("required", "subject", "Désignez le dossier rendu par l'appariement : Patient/rec-…")
        return own_id(found[1])

    def _identifier(self) -> dict[str, str]:
        master = self._resource.get("masterIdentifier")
        named = master if isinstance(master, dict) else {}
        told = {name: named[name] for name in ("system", "value") if name in named}
        if not told.get("value"):
            raise self._fault("required", "masterIdentifier", "Un identifiant unique du document est attendu.")
        if not all(_is_word(each) for each in told.values()):
            raise self._fault("value", "masterIdentifier", "Cet identifiant n'est pas lisible, ou trop long.")
        return told

    def _type(self) -> str:
        codes = [coding["code"] for coding in _codings(self._resource.get("type")) if coding.get("code")]
        if not codes:
            raise self._fault("required", "type", "Indiquez le type officiel du document.")
        return str(codes[0])

    def _date(self, attachment: Mapping[str, Any]) -> date:
        context = self._resource.get("context")
        period = context.get("period") if isinstance(context, dict) else None
        begun = period.get("start") if isinstance(period, dict) else None
        for told in (begun, attachment.get("creation"), self._resource.get("date")):
            if told is not None:
                try:
                    return date.fromisoformat(str(told)[:10])
                except ValueError:
                    break
        raise self._fault("required", "context.period.start", "Indiquez la date de l'acte ou du document.")

    def _author(self) -> persons.Author:
        try:
            return persons.author_of(self._resource, self._people)
        except persons.Dangling:
            raise self._fault("not-found", "author", "L'auteur désigné n'est pas dans le lot.") from None

    def _replaces(self) -> str | None:
        for relation in self._list("relatesTo"):
            if relation.get("code") != "replaces":
                raise self._fault("not-supported", "relatesTo", "Seule la relation « replaces » est acceptée.")
            target = relation.get("target")
            told = target.get("reference") if isinstance(target, dict) else None
            found = _DOCUMENT.fullmatch(told) if isinstance(told, str) else None
            if found is None:
                raise self._fault("not-found", "relatesTo[0].target", "Ce document n'existe pas.")
            return own_id(found[1])
        return None


def _codings(concept: Any) -> Iterator[dict[str, Any]]:
    codings = concept.get("coding", []) if isinstance(concept, dict) else []
    return (each for each in codings if isinstance(each, dict)) if isinstance(codings, list) else iter(())


def _is_word(told: Any) -> bool:
    return isinstance(told, str) and told.isprintable() and len(told) <= _IDENTIFIER_LENGTH


def _key(identifier: Mapping[str, str]) -> str:
    named = f"{identifier.get('system')}|{identifier['value']}"
    return "mhd-" + hashlib.sha256(named.encode()).hexdigest()[:48]


def _sha1(content: bytes) -> str:
    return base64.b64encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
