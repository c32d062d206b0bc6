"""Multipart forms, read within a limit and in memory: what people attach never touches a disk unsealed."""

import io
from typing import IO

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import MultiPartParser
from werkzeug.wsgi import get_input_stream

from services.messaging import errors
from services.messaging.domain.message import ATTACHMENTS, TEXT_LENGTH, File, Letter

_AROUND_THE_FILES = 128 * 1024
"""Bytes allowed for the text and the form's own words: a character takes four at most."""
_FIELDS = frozenset({"subject", "text"})
_MAX_PARTS = 16
_READ_AT_ONCE = 64 * 1024


def read_letter(request: Request, max_bytes: int) -> Letter:
    """The message in a request; its files may have `max_bytes` together. Reads that and a little, whatever is sent.

    Raises TooLarge, NotAForm, MalformedForm or InvalidRequest.
    """
    boundary = request.mimetype_params.get("boundary", "")
    if request.mimetype != "multipart/form-data":
        raise errors.NotAForm
    if not boundary.isascii() or not boundary:
        raise errors.MalformedForm
    parser = MultiPartParser(
        stream_factory=_in_memory,
        max_form_memory_size=max(4 * TEXT_LENGTH, 4 * _READ_AT_ONCE),
        max_form_parts=_MAX_PARTS,
        buffer_size=_READ_AT_ONCE,
    )
    try:
        stream = get_input_stream(request.environ, max_content_length=max_bytes + _AROUND_THE_FILES)
        fields, files = parser.parse(stream, boundary.encode(), request.content_length)
    except RequestEntityTooLarge:
        raise errors.TooLarge from None
    except ValueError:
        raise errors.MalformedForm from None
    wrong = {name: "Ce champ n'est pas attendu." for name in {*fields, *files} if name not in _FIELDS | {"file"}}
    wrong |= {name: "Ce champ figure deux fois." for name, values in fields.lists() if len(values) > 1}
    if "text" not in fields:
        wrong["text"] = "Écrivez votre message."
    if wrong:
        raise errors.InvalidRequest(**wrong)
    attached = tuple(File(each.filename or "", each.stream.read()) for each in files.getlist("file"))
    if len(attached) > ATTACHMENTS or sum(len(each.content) for each in attached) > max_bytes:
        raise errors.TooLarge
    return Letter(fields.get("subject"), fields["text"].replace("\r\n", "\n"), attached)


def _in_memory(
    total_content_length: int | None,
    content_type: str | None,
    filename: str | None,
    content_length: int | None = None,
) -> IO[bytes]:
    return io.BytesIO()
