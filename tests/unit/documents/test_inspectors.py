"""Files are opened in a process of its own, with little memory, little time and no secret."""

import io
import os
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from chassis.problems import Problem
from services.documents.formats import check
from services.documents.formats.inspectors import Inspectors
from services.documents.isolation.child import MEMORY_BYTES
from tests.unit.documents import hostile, uploads

MAX_BYTES, MAX_PIXELS = 5 * 2**20, 30_000_000
CORPUS = hostile.corpus()


@pytest.fixture(scope="module")
def inspectors() -> Iterator[Inspectors]:
    made = Inspectors(MAX_PIXELS)
    made.warm_up()
    yield made
    made.close()


def pids(inspectors: Inspectors) -> list[int]:
    return [each._process.pid for each in inspectors._idle]


@pytest.mark.parametrize("name", uploads.GOOD)
def test_a_sound_file_is_kept_as_in_this_process(inspectors: Inspectors, name: str) -> None:
    content, file_name, declared = uploads.GOOD[name]
    kept = check(content, file_name, declared, MAX_BYTES, inspectors.clean)
    assert kept.content
    assert kept.media_type != "image/png"


def test_the_whole_corpus_is_refused_alike_and_leaves_the_inspector_alive(inspectors: Inspectors) -> None:
    inspectors.clean("RTF", uploads.rtf())
    before = pids(inspectors)
    for name, upload in CORPUS.items():
        with pytest.raises(Problem) as refusal:
            check(upload.content, upload.name, upload.declared, MAX_BYTES, inspectors.clean)
        assert refusal.value.code == upload.code, name
    assert pids(inspectors) == before


def bomb(written: bytes) -> bytes:
    """A small PDF whose one stream of objects unpacks to `written`."""
    head = b"10 0 "
    packed = zlib.compress(head + written, 9)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/X 10 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        5: b"<</Type/ObjStm/N 1/First %d/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(head), len(packed), packed),
    }
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(_row(number, places, len(out)) for number in range(12))
    start = len(out)
    out += b"11 0 obj\n<</Type/XRef/Size 12/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    out += table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _row(number: int, places: dict[int, int], end: int) -> bytes:
    if number == 10:
        return b"\x02" + (5).to_bytes(4, "big") + b"\0\0"
    place = end if number == 11 else places.get(number)
    return b"\0" * 7 if place is None else b"\x01" + place.to_bytes(4, "big") + b"\0\0"


def test_the_bombs_are_made_as_meant() -> None:
    with pikepdf.open(io.BytesIO(bomb(b"[1 2 3]"))) as document:
        assert list(document.Root.X) == [1, 2, 3]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "written",
    [
        # Made when the test runs: every test process that collects would hold them to its end.
        lambda: b"(" + b"A" * 200 * 2**20 + b")",
        lambda: b"[" + b"[1 1 1 1 1 1 1 1 1]" * 1_500_000 + b"]",
        lambda: b"[" * 90 + b"]" * 90 + b" " * 2**25,
    ],
    ids=["long", "wide", "deep"],
)
def test_a_bomb_is_refused_and_costs_the_service_nothing(inspectors: Inspectors, written: Callable[[], bytes]) -> None:
    content = bomb(written())
    assert len(content) < 300_000
    with pytest.raises(Problem) as refusal:
        check(content, "a.pdf", "application/pdf", MAX_BYTES, inspectors.clean)
    assert refusal.value.code in ("documents.file-too-complex", "documents.file-damaged")
    assert check(uploads.pdf(), "a.pdf", "", MAX_BYTES, inspectors.clean).content


def test_an_inspector_that_dies_is_replaced_and_its_file_refused(inspectors: Inspectors) -> None:
    inspectors.clean("RTF", uploads.rtf())
    for pid in pids(inspectors):
        os.kill(pid, 9)
    assert inspectors.clean("PDF", uploads.GOOD["pdf"][0]) == uploads.GOOD["pdf"][0]


def test_several_files_at_once_each_get_their_own_answer(inspectors: Inspectors) -> None:
    files = [uploads.pdf(padding=70_000 + number) for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda content: inspectors.clean("PDF", content), files)) == files
    assert len(pids(inspectors)) <= 2


def test_an_inspector_knows_no_secret_and_is_bounded(inspectors: Inspectors) -> None:
    inspectors.clean("RTF", uploads.rtf())
    process = Path(f"/proc/{pids(inspectors)[0]}")
    assert b"KEY" not in (process / "environ").read_bytes()
    limits = (process / "limits").read_text()
    bound = next(line for line in limits.splitlines() if line.startswith("Max address space")).split()[3]
    assert MEMORY_BYTES < int(bound) < 2**31
