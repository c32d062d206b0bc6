"""Multipart forms (RFC 7578), read within a limit and in memory: what people send never touches a disk unsealed."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Request
from multipart import MultipartError, MultipartParser, MultipartPart, ParserLimitReached
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wsgi import get_input_stream

_MAX_PARTS = 16


class NotAForm(Exception):
    """Another media type than multipart/form-data."""


class MalformedForm(Exception):
    """It ends too early, or breaks the rules of its format."""


class TooLarge(Exception):
    """More bytes than allowed, or more parts than any form of ours has."""


@dataclass(frozen=True, slots=True)
class File:
    """A part with a file name, as the sender calls it and as the sender says it is."""

    field: str
    name: str
    declared: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """What a form holds; `fields` has the values of each name in the order they came."""

    fields: Mapping[str, list[str]]
    files: tuple[File, ...]

    def get(self, field: str) -> str | None:
        """The first value of a field; None when it is not there."""
        return next(iter(self.fields.get(field, ())), None)

    @property
    def repeated(self) -> list[str]:
        """Names of fields that came more than once."""
        return [name for name, values in self.fields.items() if len(values) > 1]


def read(request: Request, file_bytes: int, other_bytes: int) -> Form:
    """The form in a request: `file_bytes` at most in files, `other_bytes` for its fields and its own words.

    Raises NotAForm, MalformedForm or TooLarge.
    """
    if request.mimetype != "multipart/form-data":
        raise NotAForm
    boundary, limit = request.mimetype_params.get("boundary", ""), file_bytes + other_bytes
    try:
        stream = get_input_stream(request.environ, max_content_length=limit)
        parser = MultipartParser(stream, boundary, spool_limit=limit, memory_limit=limit, part_limit=_MAX_PARTS)
        parts = list(parser)
        if sum(part.size for part in parts if part.filename is None) > other_bytes:
            raise TooLarge
        return _form(parts)
    except (RequestEntityTooLarge, ParserLimitReached):
        raise TooLarge from None
    except (MultipartError, UnicodeDecodeError):
        raise MalformedForm from None


def _form(parts: list[MultipartPart]) -> Form:
    fields: dict[str, list[str]] = {}
    files = []
    for part in parts:
        name = part.name or ""
        if part.filename is None:
            fields.setdefault(name, []).append(part.raw.decode())  # in UTF-8, whatever the part says (RFC 7578, 5.1.2)
        else:
            files.append(File(name, part.filename, part.headers.get("Content-Type") or "", part.raw))
    return Form(fields, tuple(files))
