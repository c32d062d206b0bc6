"""The hostile corpus at the door itself: refused and nothing kept, or cleaned; never served as anything active."""

import pytest
from PIL import Image

from chassis.problems import Problem
from tests.integration.documents.vault import Person, Vault
from tests.unit.documents import hostile, uploads

CORPUS = hostile.corpus()
STATUSES = {each.code: each.status for each in Problem.__subclasses__()}
PAGE = b"<script>alert(document.domain)</script>"
PLACE = "48.8566N"


def with_place() -> bytes:
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0)})
    exif[0x010E] = PLACE
    return uploads.picture("JPEG", exif=exif.tobytes())


CLEANED = {
    "jpg-followed-by-a-page": (uploads.picture("JPEG") + PAGE, "a.jpg", "image/jpeg"),
    "jpg-with-a-page-inside": (uploads.picture("JPEG", comment=PAGE), "a.jpg", "image/jpeg"),
    "png-followed-by-an-archive": (uploads.picture("PNG") + hostile.archive(), "a.png", "image/png"),
    "png-followed-by-a-page": (uploads.picture("PNG") + PAGE, "a.png", "image/png"),
    "tif-with-a-page-inside": (uploads.picture("TIFF", description=PAGE.decode()), "a.tif", "image/tiff"),
    "jpg-that-says-where": (with_place(), "a.jpg", "image/jpeg"),
}


@pytest.mark.feature("DOC-11", "DOC-12")
def test_nothing_hostile_gets_in(vault: Vault, inaya: Person) -> None:
    for name, upload in CORPUS.items():
        status = STATUSES[upload.code]
        answer = inaya.deposit(upload.content, upload.name, upload.declared or "application/octet-stream", status)
        assert answer.json["code"] == upload.code, name
    assert inaya.list() == []
    assert vault.objects(inaya.record) == set()
    assert vault.told_about(inaya.record) == []


@pytest.mark.feature("DOC-12", "DOC-34")
@pytest.mark.parametrize("name", CLEANED)
def test_a_picture_that_is_also_something_else_is_only_a_picture(inaya: Person, name: str) -> None:
    content, file_name, declared = CLEANED[name]
    document = inaya.deposit(content, file_name, declared).json["id"]
    opened = inaya.call("openDocument", 200, document=document)
    for planted in (PAGE, b"run.js", PLACE.encode(), b"GPS", b"Exif"):
        assert planted not in opened.data
    assert inaya.call("showPage", 200, document=document).mimetype in ("image/png", "image/jpeg")


@pytest.mark.feature("DOC-34")
@pytest.mark.parametrize("name", uploads.GOOD)
def test_what_is_served_is_a_download_and_never_active(inaya: Person, name: str) -> None:
    content, file_name, declared = uploads.GOOD[name]
    document = inaya.deposit(content, file_name, declared or "application/octet-stream").json["id"]
    for read in ("openDocument", "showPage", "readPage", "showThumbnail"):
        served = inaya.call(read, 200, document=document)
        assert served.headers["X-Content-Type-Options"] == "nosniff"
        assert served.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        if read == "openDocument":
            assert served.headers["Content-Disposition"].startswith("attachment")
        else:
            assert served.mimetype in ("image/png", "image/jpeg", "text/plain")
