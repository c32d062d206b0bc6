"""The FHIR R4 face: IHE MHD (ITI-65, 67, 68) over the same actions and the same decision as everything else."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import flask

from chassis.clock import rfc3339
from chassis.http import current_actor
from chassis.problems import Problem
from services.documents import errors, queries
from services.documents.actions.providing import provide
from services.documents.domain.decision import Person
from services.documents.domain.document import Document
from services.documents.fhir import answers
from services.documents.fhir.providing import BundleRefused, Submission, read_bundle
from services.documents.fhir.resources import document_reference, fhir_id, own_id, submission_set
from services.documents.fhir.searching import sought_in
from services.documents.gate import Entered
from services.documents.parts import Parts
from services.documents.store import documents, submissions

_LARGE = frozenset({"/fhir", "/api/documents/batches"})
_PROBLEM = "application/problem+json"


class Fhir:
    """The operations of the FHIR face."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._base = f"{parts.settings.public_url}/fhir"

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {
            "fhirMetadata": self.metadata,
            "fhirProvideDocuments": self.provide,
            "fhirFindDocuments": self.find,
            "fhirShowDocument": self.show,
            "fhirRetrieveDocument": self.retrieve,
            "fhirShowSubmission": self.show_submission,
        }

    def metadata(self) -> flask.Response:
        """What this server can do."""
        return _answer(answers.capability_statement(self._base))

    def provide(self) -> flask.Response:
        """ITI-65."""
        try:
            submission = read_bundle(_body())
        except BundleRefused as refused:
            return _answer(answers.outcome(refused.issues), 422)
        lot, taken = provide(self._parts, current_actor(), submission)
        return _answer(answers.created(_locations(submission, lot, taken)))

    def find(self, query: dict[str, Any]) -> flask.Response:
        """ITI-67: newest first; a professional's page is in the person's history like any list."""
        record = own_id(query["patient"].removeprefix("Patient/"))
        sought = sought_in(query)
        page = queries.list_documents(
            self._parts, current_actor(), record, query.get("cursor"), query["_count"], sought
        )
        own = flask.request.args.to_dict(flat=False)
        links = {"self": f"{self._base}/DocumentReference?{urlencode(own, doseq=True)}"}
        if page.next is not None:
            own["cursor"] = [page.next]
            links["next"] = f"{self._base}/DocumentReference?{urlencode(own, doseq=True)}"
        return _answer(answers.search_set(self._references(page.items, page.entered), self._base, links))

    def show(self, id: str) -> flask.Response:  # noqa: A002 - the path parameter's name in FHIR
        """One DocumentReference."""
        entered, document = self._one(id, queries.show_document)
        (told,) = self._references([document], entered)
        response = _answer(told)
        response.headers["ETag"] = f'W/"{document.version}"'
        return response

    def retrieve(self, id: str) -> flask.Response:  # noqa: A002
        """ITI-68: the bytes, or a Binary for who asks for FHIR."""
        opened = self._one(id, queries.open_document)
        if answers.MEDIA_TYPE in flask.request.headers.get("Accept", ""):
            return _answer(answers.binary(id, opened.content_type, opened.content))
        response = flask.Response(opened.content, content_type=opened.content_type)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response

    def show_submission(self, id: str) -> flask.Response:  # noqa: A002
        """A lot, for whom provided it."""
        lot = submissions.find(self._parts.db, own_id(id), current_actor().id)
        if lot is None:
            raise errors.NotFound
        return _answer(submission_set(lot.id, lot.record, lot.at, lot.documents))

    def _one(self, id_: str, read: Callable[..., Any]) -> Any:
        """What `read` gives of a document named without its record; one that may not be seen does not exist."""
        record = documents.record_of(self._parts.db, own_id(id_))
        if record is None:
            raise errors.NotFound
        try:
            return read(self._parts, current_actor(), record, own_id(id_))
        except errors.NoAccess:
            raise errors.NotFound from None

    def _references(self, found: Sequence[Document], entered: Entered) -> list[dict[str, Any]]:
        sources = documents.identifiers(self._parts.db, [each.id for each in found])
        return [
            document_reference(
                each,
                self._parts.types,
                f"{self._base}/Binary/{fhir_id(each.id)}",
                professional_at=None if isinstance(entered.viewer, Person) else entered.at,
                source=sources.get(each.id),
            )
            for each in found
        ]


def speak(app: flask.Flask, lot_max_bytes: int) -> None:
    """Let `app` take lots of documents, and tell problems of the FHIR face as OperationOutcome."""

    def allow_lots() -> None:
        if flask.request.path in _LARGE:
            flask.request.max_content_length = lot_max_bytes

    def in_fhir(response: flask.Response) -> flask.Response:
        if flask.request.path.startswith("/fhir") and response.mimetype == _PROBLEM:
            told = answers.outcome_of_problem(json.loads(response.get_data()))
            response.set_data(json.dumps(told, ensure_ascii=False))
            response.mimetype = answers.MEDIA_TYPE
        return response

    app.before_request(allow_lots)
    app.after_request(in_fhir)


def _answer(resource: dict[str, Any], status: int = 200) -> flask.Response:
    return flask.Response(json.dumps(resource, ensure_ascii=False), status, content_type=answers.MEDIA_TYPE)


def _body() -> Any:
    try:
        return json.loads(flask.request.get_data())
    except (ValueError, RecursionError):
        raise Problem(
            "documents.malformed-json", 400, "La demande n'est pas lisible.", "Le contenu envoyé n'est pas du JSON."
        ) from None


def _locations(submission: Submission, lot: str, taken: dict[int, Document]) -> list[tuple[str, str, str]]:
    """Status, place and moment of each entry, in the order of the request."""
    at = rfc3339(max(document.deposited_at for document in taken.values()))
    told = []
    for place, kind in enumerate(submission.kinds):
        if kind == "List":
            told.append(("201 Created", f"List/{fhir_id(lot)}", at))
        elif kind in ("DocumentReference", "Binary"):
            document = taken[submission.binaries.get(place, place)]
            told.append(("201 Created", f"{kind}/{fhir_id(document.id)}", rfc3339(document.deposited_at)))
        else:  # who a reader may want to know; nothing is written of them
            told.append(("200 OK", "", at))
    return told
