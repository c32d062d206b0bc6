"""What a renderer gives back, as it travels from its process."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Self


class Kind(StrEnum):
    """What the pages of a document are."""

    IMAGE = "image"
    TEXT = "text"


class Rendered(NamedTuple):
    """Bytes of one of the few harmless types: image/png, image/jpeg, text/plain in UTF-8."""

    media_type: str
    content: bytes

    def packed(self) -> bytes:
        """One run of bytes."""
        return self.media_type.encode() + b"\n" + self.content

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """The reverse of `packed`."""
        media_type, _, content = packed.partition(b"\n")
        return cls(media_type.decode(), content)


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages a document has, and of what kind."""

    kind: Kind
    count: int
