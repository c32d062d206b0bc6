"""Multipart forms (RFC 7578), read within a limit and in memory: what people send never touches a disk unsealed."""

from collections.abc import Iterable, Mapping
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
        return _form(parser, other_bytes)
    except (RequestEntityTooLarge, ParserLimitReached):
        raise TooLarge from None
    except (MultipartError, UnicodeDecodeError):
        raise MalformedForm from None


def _form(parts: Iterable[MultipartPart], other_bytes: int) -> Form:
    fields: dict[str, list[str]] = {}
    files, in_fields = [], 0
    for part in parts:
        # The very bytes of the part's buffer, not a copy of them.
        name, content = part.name or "", part.file.getvalue()
        if part.filename is not None:
            files.append(File(name, part.filename, part.headers.get("Content-Type") or "", content))
            continue
        in_fields += len(content)
        if in_fields > other_bytes:
            raise TooLarge
        # In UTF-8, whatever the part says of itself (RFC 7578, 5.1.2).
        fields.setdefault(name, []).append(content.decode())
    return Form(fields, tuple(files))
