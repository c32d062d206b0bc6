"""What may come in and what may not (DOC-08 to DOC-12)."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from chassis.problems import Problem
from services.documents import errors
from services.documents.formats import KINDS, Checked, check
from services.documents.formats.cleaning import clean
from tests.unit.documents import hostile, uploads

MAX_BYTES, MAX_PIXELS = 5 * 2**20, 30_000_000
CORPUS = hostile.corpus()


def checked(content: bytes, name: str, declared: str = "") -> Checked:
    """Checked in this process: what an inspector does, without one."""
    return check(content, name, declared, MAX_BYTES, lambda label, content: clean(label, content, MAX_PIXELS))


@pytest.mark.feature("DOC-08", "DOC-12")
@pytest.mark.parametrize("name", uploads.GOOD)
def test_a_sound_file_of_each_format_comes_in(name: str) -> None:
    content, file_name, declared = uploads.GOOD[name]
    kept = checked(content, file_name, declared)
    assert kept.media_type in {kind.stored_as for kind in KINDS}
    if kept.media_type in ("application/pdf", "text/plain", "application/rtf"):
        assert kept.content == content


@pytest.mark.feature("DOC-08")
def test_the_formats_are_exactly_the_six_that_people_are_told_of() -> None:
    assert [kind.label for kind in KINDS] == ["JPG", "PDF", "PNG", "TXT", "RTF", "TIF"]


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 60


@pytest.mark.feature("DOC-11", "DOC-12")
@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_upload_is_refused_in_words_that_say_what_to_do(name: str) -> None:
    upload = CORPUS[name]
    with pytest.raises(Problem) as refusal:
        checked(upload.content, upload.name, upload.declared)
    assert refusal.value.code == upload.code
    assert refusal.value.title
    assert len(refusal.value.detail) > 20


@pytest.mark.feature("DOC-09")
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_png_is_kept_as_a_jpg(mode: str) -> None:
    kept = checked(uploads.picture("PNG", mode), "a.png", "image/png")
    assert kept.media_type == "image/jpeg"
    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.format == "JPEG"
        assert image.size == (64, 48)


@pytest.mark.feature("DOC-09")
def test_what_was_transparent_becomes_white() -> None:
    kept = checked(uploads.picture("PNG", "RGBA"), "a.png")
    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_nothing_but_pixels_gets_through_an_image(kind: str) -> None:
    planted = b"PLANTED-SECRET-48.8566N"
    exif = Image.Exif()
    exif[0x010E] = planted.decode()
    saving = {"exif": exif.tobytes()} if kind != "TIFF" else {"description": planted.decode()}
    if kind == "JPEG":
        saving |= {"comment": planted, "icc_profile": planted, "xmp": planted}
    content = uploads.picture(kind, **saving) + planted
    assert content.count(planted) >= 2
    assert planted not in checked(content, f"a.{'tif' if kind == 'TIFF' else kind.lower()}").content


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = checked(uploads.picture("JPEG", size=(64, 48), exif=exif.tobytes()), "a.jpg")
    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.size == (48, 64)


def test_each_page_of_a_tif_is_kept() -> None:
    kept = checked(uploads.pages(5), "a.tif")
    with Image.open(io.BytesIO(kept.content)) as image:
        assert getattr(image, "n_frames", 1) == 5


@pytest.mark.feature("DOC-10")
def test_five_times_1024_times_1024_bytes_come_in_and_one_more_does_not() -> None:
    assert len(checked(b"a" * MAX_BYTES, "a.txt").content) == MAX_BYTES
    with pytest.raises(errors.TooLarge):
        checked(b"a" * (MAX_BYTES + 1), "a.txt")


@pytest.mark.parametrize(
    ("content", "charset"), [("été".encode(), "utf-8"), ("été €".encode("cp1252"), "windows-1252")]
)
def test_a_text_is_kept_as_it_came_and_its_characters_are_known(content: bytes, charset: str) -> None:
    kept = checked(content, "a.txt")
    assert (kept.content, kept.charset) == (content, charset)


HEADS = [b"%PDF-1.7\n", b"{\\rtf1 ", b"\x89PNG\r\n\x1a\n", b"II*\0", b"\xff\xd8\xff", b""]


@given(st.binary(max_size=400), st.sampled_from(HEADS))
def test_whatever_comes_is_kept_or_refused_never_an_error(tail: bytes, head: bytes) -> None:
    assert outcome(head + tail) in (200, 413, 415, 422)


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_pdf_with_one_byte_changed_is_kept_or_refused_never_an_error(place: int, byte: int) -> None:
    spoiled = bytearray(uploads.GOOD["pdf-with-object-streams"][0])
    spoiled[place % len(spoiled)] = byte
    assert outcome(bytes(spoiled)) in (200, 413, 415, 422)


def outcome(content: bytes) -> int:
    """The status of the refusal, 200 when the file is kept."""
    try:
        checked(content, "a")
    except Problem as refusal:
        return refusal.status
    return 200


def test_pikepdf_still_reads_what_is_kept() -> None:
    with pikepdf.open(io.BytesIO(checked(uploads.pdf(), "a.pdf").content)) as document:
        assert len(document.pages) == 1
