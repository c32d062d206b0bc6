"""Multipart forms, read within a limit and in memory: a patient's file never touches a disk unsealed."""

import io
from dataclasses import dataclass
from datetime import date
from typing import IO

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import MultiPartParser
from werkzeug.wsgi import get_input_stream

from services.documents import errors
from services.documents.actions.deposit import Upload

_AROUND_THE_FILE = 64 * 1024
"""Bytes allowed for the other fields and the form's own words."""
_CHOICES = ("hidden", "patient_request", "withheld", "hidden_from_representatives")
_FIELDS = frozenset({"title", "document_date", "type", "section", "kind", "attachment", *_CHOICES})
_KEPT = frozenset({"hidden", "withheld", "hidden_from_representatives", "attachment"})
"""What a replacement keeps of the version before it, or is none of."""
_MAX_PARTS = 16
_READ_AT_ONCE = 64 * 1024
_HELD_AT_ONCE = 4 * _READ_AT_ONCE
"""The parser counts what it has read and not yet understood, a file's bytes too: more than one reading."""
_REQUIRED = "Ce champ est obligatoire."


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    name: str
    declared: str


def read_upload(request: Request, max_bytes: int, replaces: str | None = None) -> Upload:
    """The deposit in a request. Reads at most `max_bytes` and a little, however much is sent.

    `replaces` is the document whose place it takes.

    Raises TooLarge, NotAForm, MalformedForm or InvalidRequest.
    """
    fields, file = _parse(request, max_bytes)
    known = _FIELDS if replaces is None else _FIELDS - _KEPT
    wrong = {name: "Ce champ n'est pas attendu." for name in fields if name not in known}
    wrong |= {name: "Ce champ figure deux fois." for name, values in fields.lists() if len(values) > 1}
    wrong |= {name: _REQUIRED for name in ("title", "document_date") if not fields.get(name)}
    document_date = _date(fields.get("document_date", ""))
    if "document_date" not in wrong and document_date is None:
        wrong["document_date"] = "Saisissez une date comme 2026-05-31."
    for name in _CHOICES:
        if fields.get(name, "false") not in ("true", "false"):
            wrong[name] = "La valeur attendue est true ou false."
    if file is None:
        wrong["file"] = "Choisissez un fichier."
    if wrong or file is None or document_date is None:
        raise errors.InvalidRequest(**wrong)
    return Upload(
        content=file.content,
        name=file.name,
        declared=file.declared,
        title=fields["title"],
        document_date=document_date,
        type=fields.get("type") or None,
        section=fields.get("section") or None,
        kind=fields.get("kind") or None,
        hidden=fields.get("hidden") == "true",
        at_request=fields.get("patient_request") == "true",
        withheld=fields.get("withheld") == "true",
        from_representatives=fields.get("hidden_from_representatives") == "true",
        replaces=replaces,
        attachment=fields.get("attachment") or None,
    )


def _parse(request: Request, max_bytes: int) -> tuple[MultiDict[str, str], _File | None]:
    boundary = request.mimetype_params.get("boundary", "")
    if request.mimetype != "multipart/form-data":
        raise errors.NotAForm
    if not boundary.isascii() or not boundary:
        raise errors.MalformedForm
    limit = max_bytes + _AROUND_THE_FILE
    parser = MultiPartParser(
        stream_factory=_in_memory,
        max_form_memory_size=_HELD_AT_ONCE,
        max_form_parts=_MAX_PARTS,
        buffer_size=_READ_AT_ONCE,
    )
    try:
        stream = get_input_stream(request.environ, max_content_length=limit)
        fields, files = parser.parse(stream, boundary.encode(), request.content_length)
    except RequestEntityTooLarge:
        raise errors.TooLarge from None
    except ValueError:
        raise errors.MalformedForm from None
    sent = files.getlist("file")
    if len(sent) > 1 or len(files) > len(sent):
        raise errors.MalformedForm
    if not sent:
        return fields, None
    content = sent[0].stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise errors.TooLarge
    return fields, _File(content, sent[0].filename or "", sent[0].content_type or "")


def _in_memory(
    total_content_length: int | None,
    content_type: str | None,
    filename: str | None,
    content_length: int | None = None,
) -> IO[bytes]:
    return io.BytesIO()


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-05-31") else None
    except ValueError:
        return None
