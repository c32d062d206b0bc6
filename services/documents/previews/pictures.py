"""Pixels as they are sent to a browser."""

import io

from PIL import Image

from services.documents.previews.rendered import Rendered

_QUALITY = 85
_FEW_COLOURS = 2_048
"""Drawn pages have few: they stay sharp, and smaller, without loss. Scans and photographs have many."""


def encoded(image: Image.Image) -> Rendered:
    """The picture as a PNG when it is drawn, as a JPEG when it is photographed."""
    if image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    drawn = image.getcolors(_FEW_COLOURS) is not None
    if drawn and image.mode == "RGB" and _is_grey(image):
        image = image.getchannel(0)
    out = io.BytesIO()
    if drawn:
        image.save(out, "PNG")
        return Rendered("image/png", out.getvalue())
    image.save(out, "JPEG", quality=_QUALITY)
    return Rendered("image/jpeg", out.getvalue())


def fitted(image: Image.Image, longest: int) -> Image.Image:
    """The picture, no side longer than `longest` pixels; a smaller one stays as it is."""
    if max(image.size) > longest:
        image.thumbnail((longest, longest))
    return image


def _is_grey(image: Image.Image) -> bool:
    colours = image.getcolors(_FEW_COLOURS) or []
    return all(red == green == blue for _, (red, green, blue) in colours)  # type: ignore[misc]
