"""Pictures: decoded within a budget of pixels and encoded anew, so that only pixels remain.

Metadata (place, camera, preview), trailing bytes and anything hidden in the container go away.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps, ImageSequence, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from services.documents import errors

_QUALITY = 92
_MAX_PAGES = 200
_MAX_TIFF_BYTES = 20 * 2**20
_TEXT_LIMIT = 64 * 1024
_ORIENTATION = 0x0112
_STRIP = 256
"""Rows of a transparent picture that are laid on white at once."""

# Pillow's own guards, set once for the process: text chunks of a PNG stay small; the budget of pixels is checked
# below, before decoding, instead of by a warning.
PngImagePlugin.MAX_TEXT_MEMORY = _TEXT_LIMIT
Image.MAX_IMAGE_PIXELS = None

DECODER_FAULTS = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, AttributeError,
    struct.error, zlib.error, Warning,
)  # fmt: skip
"""What Pillow's decoders raise on broken input."""


@contextmanager
def _opened(content: bytes, formats: tuple[str, ...]) -> Iterator[Image.Image]:
    """The picture, read by the decoder of its own format only; every fault of a decoder is a damaged file."""
    try:
        with Image.open(io.BytesIO(content), formats=formats) as image:
            yield image
    except DECODER_FAULTS:
        raise errors.FileDamaged from None


def to_jpeg(content: bytes, max_pixels: int) -> bytes:
    """A JPG or PNG as a JPG (DOC-09): upright, on white where it was transparent.

    Raises errors.ImageTooBig or FileDamaged.
    """
    with _opened(content, ("JPEG", "PNG")) as image:
        _refuse_oversize(image, max_pixels)
        image.load()
        upright = image if image.getexif().get(_ORIENTATION, 1) == 1 else ImageOps.exif_transpose(image)
        out = io.BytesIO()
        if upright.mode in ("L", "RGB"):
            upright.info.clear()
            # Same quantisation tables: encoding a JPG anew costs next to nothing in quality or size.
            keeps = upright is image and isinstance(image, JpegImagePlugin.JpegImageFile)
            upright.save(out, "JPEG", quality="keep" if keeps else _QUALITY, exif=b"")
        else:
            flat(upright).save(out, "JPEG", quality=_QUALITY)
        return out.getvalue()


def to_tiff(content: bytes, max_pixels: int) -> bytes:
    """A TIF with all its pages encoded anew; `max_pixels` counts for all pages together.

    Raises errors.ImageTooBig or FileDamaged.
    """
    with _opened(content, ("TIFF",)) as image:
        pages = getattr(image, "n_frames", 1)
        if pages > _MAX_PAGES:
            raise errors.ImageTooBig
        out = io.BytesIO()
        budget = max_pixels
        with TiffImagePlugin.AppendingTiffWriter(out, new=True) as writer:
            for page in ImageSequence.Iterator(image):
                budget -= page.width * page.height
                _refuse_oversize(page, max_pixels)
                if budget < 0:
                    raise errors.ImageTooBig
                _save_page(page, writer)
                writer.newFrame()
                if out.tell() > _MAX_TIFF_BYTES:
                    raise errors.ImageTooBig
        return out.getvalue()


def _save_page(page: Image.Image, out: io.IOBase) -> None:
    page.load()
    if page.mode == "1":
        page.copy().save(out, "TIFF", compression="group4")  # type: ignore[arg-type]
    elif page.info.get("compression") == "jpeg":
        flat(page).save(out, "TIFF", compression="jpeg", quality=_QUALITY)  # type: ignore[arg-type]
    else:
        flat(page).save(out, "TIFF", compression="tiff_adobe_deflate")  # type: ignore[arg-type]


def _refuse_oversize(image: Image.Image, max_pixels: int) -> None:
    if image.width * image.height > max_pixels:
        raise errors.ImageTooBig


def flat(image: Image.Image) -> Image.Image:
    """Grey or RGB pixels alone: what was transparent becomes white, and nothing else comes along.

    One copy at most: the largest picture allowed must fit in what an inspector may use.
    """
    if image.mode in ("L", "RGB"):
        bare = image if type(image) is Image.Image else image.copy()
        bare.info.clear()
        return bare
    if image.mode in ("I;16", "I;16B", "I", "F"):
        return image.point(lambda value: value / 256).convert("L") if image.mode.startswith("I") else image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        flat = Image.new("RGB", image.size, "white")
        for top in range(0, image.height, _STRIP):
            strip = image.crop((0, top, image.width, min(top + _STRIP, image.height))).convert("RGBA")
            flat.paste(strip, (0, top), strip.getchannel("A"))
        return flat
    return image.convert("RGB")
