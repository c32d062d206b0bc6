"""What a file may cost: less than 256 MiB and eight seconds, be it hostile or only large."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from chassis.problems import Problem
from services.documents.formats import check
from services.documents.formats.inspectors import Inspectors
from services.documents.isolation.child import MEMORY_BYTES, PROCESSOR_S
from tests.unit.documents import hostile, uploads

MAX_BYTES, MAX_PIXELS = 5 * 2**20, 25_000_000
LARGEST = (5_000, 5_000)
GOAL_MIB, GOAL_S = 256, 8


@pytest.fixture
def inspectors() -> Iterator[Inspectors]:
    made = Inspectors(MAX_PIXELS)
    made.warm_up()
    yield made
    made.close()


def used(inspectors: Inspectors) -> tuple[float, float]:
    """The most memory (MiB) that the one inspector ever held, and the processor time (s) it took so far."""
    (process,) = inspectors._idle
    folder = Path(f"/proc/{process._process.pid}")
    peak = next(line for line in (folder / "status").read_text().splitlines() if line.startswith("VmHWM"))
    user, system = (int(part) for part in (folder / "stat").read_text().rpartition(")")[2].split()[11:13])
    return int(peak.split()[1]) / 1024, (user + system) / 100


def large(kind: str, mode: str, **saving: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, LARGEST, 1).save(out, kind, **saving)
    return out.getvalue()


def turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return large("JPEG", "RGB", exif=exif.tobytes())


def test_the_limits_keep_a_file_within_the_goal() -> None:
    assert MEMORY_BYTES < GOAL_MIB * 2**20
    assert PROCESSOR_S + 1 < GOAL_S


@pytest.mark.feature("DOC-12")
def test_no_hostile_file_costs_more_than_the_goal(inspectors: Inspectors) -> None:
    inspectors.clean("RTF", uploads.rtf())
    idle, _ = used(inspectors)
    for name, upload in hostile.corpus().items():
        _, before = used(inspectors)
        with pytest.raises(Problem):
            check(upload.content, upload.name, upload.declared, MAX_BYTES, inspectors.clean)
        peak, after = used(inspectors)
        assert peak - idle < GOAL_MIB, name
        assert after - before < GOAL_S, name


@pytest.mark.feature("DOC-08", "DOC-09")
@pytest.mark.parametrize(
    ("label", "draw"),
    [
        ("PNG", lambda: large("PNG", "RGB", compress_level=1)),
        ("PNG", lambda: large("PNG", "RGBA", compress_level=1)),
        ("PNG", lambda: large("PNG", "P", compress_level=1)),
        ("JPG", lambda: large("JPEG", "RGB")),
        ("JPG", lambda: large("JPEG", "CMYK")),
        ("JPG", turned),
        ("TIF", lambda: large("TIFF", "RGB", compression="tiff_adobe_deflate")),
        ("TIF", lambda: large("TIFF", "1", compression="group4")),
    ],
    ids=["png", "png-transparent", "png-palette", "jpg", "jpg-cmyk", "jpg-turned", "tif", "tif-black-and-white"],
)
def test_the_largest_picture_allowed_is_kept(inspectors: Inspectors, label: str, draw: Callable[[], bytes]) -> None:
    inspectors.clean("RTF", uploads.rtf())
    idle, _ = used(inspectors)
    content = draw()
    assert len(content) <= MAX_BYTES
    with Image.open(io.BytesIO(inspectors.clean(label, content))) as kept:
        assert sorted(kept.size) == sorted(LARGEST)
    peak, _ = used(inspectors)
    assert peak - idle < GOAL_MIB
