"""Documents are shown as pictures and text, drawn in a process of its own (DOC-15)."""

import io
from collections.abc import Iterator
from contextlib import suppress

import pikepdf
import pytest
from PIL import Image

from deploy.demo.files import pdf as written
from services.documents import errors
from services.documents.previews.rendered import Kind, Rendered
from services.documents.previews.renderers import Renderers
from tests.unit.documents import uploads

PDF, JPG, TIF = "application/pdf", "image/jpeg", "image/tiff"
TXT, RTF = "text/plain", "application/rtf"


@pytest.fixture(scope="module")
def renderers() -> Iterator[Renderers]:
    made = Renderers()
    yield made
    made.close()


def picture_of(rendered: Rendered) -> Image.Image:
    image = Image.open(io.BytesIO(rendered.content))
    assert f"image/{str(image.format).lower()}" == rendered.media_type
    return image


def long_pdf(pages: int) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.feature("DOC-15")
@pytest.mark.parametrize(
    ("media_type", "content", "kind", "count"),
    [
        (PDF, long_pdf(7), Kind.IMAGE, 7),
        (JPG, uploads.picture("JPEG"), Kind.IMAGE, 1),
        (TIF, uploads.pages(5), Kind.IMAGE, 5),
        (TXT, b"une ligne\n" * 300, Kind.TEXT, 3),
        (TXT, b"", Kind.TEXT, 1),
        (RTF, uploads.rtf(), Kind.TEXT, 1),
    ],
    ids=["pdf", "jpg", "tif", "txt", "empty", "rtf"],
)
def test_each_format_has_its_pages_and_a_thumbnail(
    renderers: Renderers, media_type: str, content: bytes, kind: Kind, count: int
) -> None:
    pages = renderers.pages(media_type, None, content)
    assert (pages.kind, pages.count) == (kind, count)
    expected = "image/" if kind is Kind.IMAGE else "text/plain"
    for page in (1, count):
        assert renderers.page(media_type, None, content, page, 1).media_type.startswith(expected)
    assert max(picture_of(renderers.thumbnail(media_type, None, content)).size) <= 240


@pytest.mark.feature("DOC-15")
def test_a_page_is_drawn_twice_as_fine_when_asked(renderers: Renderers) -> None:
    content = written("Compte rendu", "Cabinet", ["Tout va bien."])
    plain, fine = (picture_of(renderers.page(PDF, None, content, 1, scale)) for scale in (1, 2))
    assert max(plain.size) in (1754, 1755)
    assert abs(max(fine.size) - 2 * max(plain.size)) <= 2
    assert len(plain.getcolors(100_000) or []) > 1  # something is drawn


@pytest.mark.feature("DOC-15")
def test_the_words_of_a_page_are_there_for_those_who_do_not_see_it(renderers: Renderers) -> None:
    content = written("Compte rendu", "Cabinet", ["Tout va bien, évidemment."])
    text = renderers.text(PDF, None, content, 1)
    assert text.media_type == "text/plain"
    assert "Tout va bien, évidemment." in text.content.decode()
    assert renderers.text(JPG, None, uploads.picture("JPEG"), 1).content == b""


def test_a_text_is_shown_in_its_own_characters(renderers: Renderers) -> None:
    assert renderers.page(TXT, "windows-1252", "été €".encode("cp1252"), 1, 1).content.decode() == "été €"
    assert "été" in renderers.page(RTF, None, uploads.rtf(), 1, 1).content.decode()


def test_every_line_of_a_long_text_is_on_one_of_its_pages(renderers: Renderers) -> None:
    content = "".join(f"ligne {number} {'x' * (number % 90)}\n" for number in range(1_000)) + "y" * 20_000
    count = renderers.pages(TXT, "utf-8", content.encode()).count
    pages = [renderers.page(TXT, "utf-8", content.encode(), page, 1).content.decode() for page in range(1, count + 1)]
    assert "".join(pages) == content


@pytest.mark.parametrize("media_type", [PDF, TIF, TXT])
def test_a_page_that_is_not_there_is_not_found(renderers: Renderers, media_type: str) -> None:
    content = {PDF: long_pdf(2), TIF: uploads.pages(2), TXT: b"a"}[media_type]
    for page in (0, 3, 99_999):
        with pytest.raises(errors.NotFound):
            renderers.page(media_type, None, content, page, 1)


def a_page_of(size: tuple[float, float], drawing: bytes) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    document.pages[0].MediaBox = pikepdf.Array([0, 0, *size])
    document.pages[0].Contents = document.make_stream(drawing)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def an_image_of(width: int, height: int) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    image = document.make_stream(b"\0" * 100)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = width, height, 8
    image.ColorSpace = pikepdf.Name.DeviceRGB
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    document.pages[0].Contents = document.make_stream(b"q 600 0 0 800 0 0 cm /I Do Q")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def forms_within_forms(depth: int, each: int) -> bytes:
    """A page that draws a form that draws `each` times another form, and so on."""
    document = pikepdf.new()
    document.add_blank_page()
    inner = document.make_stream(b"0 0 9 9 re f")
    for _ in range(depth):
        form = document.make_stream(b"/F Do " * each)
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
        inner = form
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 600, 800])
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
    document.pages[0].Contents = document.make_stream(b"/F Do")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


HEAVY = {
    "endless-page": (PDF, a_page_of((9, 14_400), b"0 0 9 9 re f")),
    "huge-page": (PDF, a_page_of((200_000, 200_000), b"0 0 9 9 re f")),
    "speck-of-a-page": (PDF, a_page_of((0.01, 0.01), b"0 0 9 9 re f")),
    "huge-image-inside": (PDF, an_image_of(60_000, 60_000)),
    "forms-within-forms": (PDF, forms_within_forms(9, 10)),
    "a-million-strokes": (PDF, a_page_of((600, 800), b"0 0 m 600 800 l S " * 1_000_000)),
    "nested-groups": (RTF, b"{\\rtf1 " + b"{\\b a}" * 600_000 + b"}"),
    "not-a-pdf": (PDF, b"%PDF-1.7\nnonsense"),
    "not-a-picture": (TIF, b"II*\0nonsense"),
}


@pytest.mark.feature("DOC-15", "DOC-34")
@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_document_is_drawn_or_left_to_download_and_costs_the_service_nothing(
    renderers: Renderers, name: str
) -> None:
    media_type, content = HEAVY[name]
    with suppress(errors.PreviewImpossible):
        assert len(renderers.page(media_type, None, content, 1, 2).content) < 40 * 2**20
    assert renderers.pages(TXT, None, b"a").count == 1
