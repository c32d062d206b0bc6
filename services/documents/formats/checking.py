"""From the bytes that came to the bytes to keep, or a refusal that says what to do."""

from collections.abc import Callable
from dataclasses import dataclass

from services.documents import errors
from services.documents.formats import kinds, text

Clean = Callable[[str, bytes], bytes]
"""(label of a kind, content) → content to keep; raises the refusals of `errors`. See `inspectors`."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`content` is what is kept and `media_type` how it is served, with the charset of a text."""

    content: bytes
    media_type: str
    charset: str | None = None


def check(content: bytes, name: str, declared: str, max_bytes: int, clean: Clean) -> Checked:
    """Recognise, compare with what was said, have it looked into and cleaned.

    `name` and `declared` are the file name and media type that came with it; `max_bytes` is
    inclusive (C-32). Raises the refusals of `errors`.
    """
    if not content:
        raise errors.FileEmpty
    if len(content) > max_bytes:
        raise errors.TooLarge
    kind = kinds.recognise(content)
    charset = text.charset_of(content) if kind is kinds.TXT else None
    if kind is None or (kind is kinds.TXT and charset is None) or not kinds.is_known(kinds.ending_of(name)):
        raise errors.FormatRefused
    if kinds.contradicts(kind, name, declared):
        raise errors.NameMismatch(kind.label)
    kept = content if kind is kinds.TXT else clean(kind.label, content)
    return Checked(kept, kind.stored_as, charset)
