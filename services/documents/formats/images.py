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

# Pillow's own guards, set once for the process: text chunks of a PNG stay small; the budget of pixels is checked
# below, before decoding, instead of by a warning.
PngImagePlugin.MAX_TEXT_MEMORY = _TEXT_LIMIT
Image.MAX_IMAGE_PIXELS = None

_DECODER_FAULTS = (
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
    except _DECODER_FAULTS:
        raise errors.FileDamaged from None


def to_jpeg(content: bytes, max_pixels: int) -> bytes:
    """A JPG or PNG as a JPG (DOC-09): upright, on white where it was transparent.

    Raises errors.ImageTooBig or FileDamaged.
    """
    with _opened(content, ("JPEG", "PNG")) as image:
        _refuse_oversize(image, max_pixels)
        image.load()
        upright = ImageOps.exif_transpose(image)
        out = io.BytesIO()
        if upright is image and isinstance(image, JpegImagePlugin.JpegImageFile) and image.mode in ("L", "RGB"):
            # Same quantisation tables: encoding anew costs next to nothing in quality or size.
            image.info.clear()
            image.save(out, "JPEG", quality="keep", exif=b"")
        else:
            _flat(upright).save(out, "JPEG", quality=_QUALITY)
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
        _flat(page).save(out, "TIFF", compression="jpeg", quality=_QUALITY)  # type: ignore[arg-type]
    else:
        _flat(page).save(out, "TIFF", compression="tiff_adobe_deflate")  # type: ignore[arg-type]


def _refuse_oversize(image: Image.Image, max_pixels: int) -> None:
    if image.width * image.height > max_pixels:
        raise errors.ImageTooBig


def _flat(image: Image.Image) -> Image.Image:
    """Grey or RGB pixels alone: what was transparent becomes white, and nothing else comes along."""
    if image.mode in ("L", "RGB"):
        return Image.frombytes(image.mode, image.size, image.tobytes())
    if image.mode in ("I;16", "I;16B", "I", "F"):
        return image.point(lambda value: value / 256).convert("L") if image.mode.startswith("I") else image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        flat = Image.new("RGB", layered.size, "white")
        flat.paste(layered, mask=layered.getchannel("A"))
        return flat
    return image.convert("RGB")
