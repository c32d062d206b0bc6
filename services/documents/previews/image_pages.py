"""Pages of a picture: one of a JPG, several of a TIF."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from services.documents import errors
from services.documents.formats.images import DECODER_FAULTS, flat
from services.documents.previews.pictures import fitted

_FORMATS = ("JPEG", "TIFF")


def count(content: bytes) -> int:
    """How many pages. Raises errors.FileDamaged."""
    with _opened(content) as image:
        return int(getattr(image, "n_frames", 1))


def picture(content: bytes, page: int, longest: int) -> Image.Image:
    """One page (from 1), no side longer than `longest` pixels. Raises errors.NotFound or FileDamaged."""
    with _opened(content) as image:
        if not 1 <= page <= getattr(image, "n_frames", 1):
            raise errors.NotFound
        if page > 1:
            image.seek(page - 1)
        image.draft("RGB", (longest, longest))  # a JPG is decoded no larger than needed
        return fitted(flat(image), longest)


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            yield image
    except DECODER_FAULTS:
        raise errors.FileDamaged from None
