"""Letters on paper: what the window shows, where it stands on the sheet, and the manifest of the printer."""

import html
import json
import re
import subprocess
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import jsonschema_rs
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.domain import Kind, Letter, Postal, Posted
from services.notifier.errors import Refused
from services.notifier.letters.lots import manifest
from services.notifier.letters.paper import LINES_MAX, WIDTH_MAX, Paper, window_lines
from services.notifier.store.lots import Lot
from tests.unit.notifier.test_rendering import PAYLOADS

HOME = Postal("Inaya MARTIN", ("1 rue des Tilleuls,", "94310 Orly"))
WRITTEN = datetime(2026, 11, 22, 8, tzinfo=UTC)
PAPER = Paper("https://www.monespacesante.example")
MM = 72 / 25.4
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")


def invitation(**said: object) -> Letter:
    fields: dict[str, object] = {"given_names": ("Inaya",), "code": "7KQ-2MD-X9T", "deadline": date(2027, 1, 8)}
    return Letter(Kind.INVITATION, **(fields | said))  # type: ignore[arg-type]


def words(pdf: bytes) -> list[tuple[str, float, float, float]]:
    """Each word with its left, its right and its top in millimetres."""
    told = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<', told)
    return [(word, float(left) / MM, float(right) / MM, float(top) / MM) for left, top, right, word in found]


@pytest.mark.feature("OPS-02", "OPS-03", "OPS-04", "ACT-03")
@pytest.mark.parametrize(
    ("sender", "name"),
    [("msa", "La Mutualité sociale agricole (MSA)"), ("ministere", "Le Ministère des Solidarités et de la Santé")],
)
def test_the_letter_gives_the_code_the_steps_the_deadline_and_the_sender(sender: str, name: str) -> None:
    pdf = PAPER.letter(invitation(sender=sender), HOME, WRITTEN)
    text = html.unescape(" ".join(word for word, *_ in words(pdf)))
    for said in (
        "Objet : Votre service Mon espace santé a été créé",
        f"{name} vous invite",
        "7KQ-2MD-X9T",
        "monespacesante.example",
        "jusqu'au 8 janvier 2027",
        "3422",
        "par écrit",
    ):
        assert said in text, said
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
        assert [round(float(edge)) for edge in opened.pages[0].mediabox] == [0, 0, 595, 842]


@pytest.mark.feature("OPS-05", "ACT-03")
def test_the_address_stands_in_the_window_and_nothing_else_does() -> None:
    # A DL window: 100 x 45 mm from 100 mm to the right edge, 40 mm to 85 mm from the top.
    shown = words(PAPER.letter(invitation(), HOME, WRITTEN))
    inside = [word for word, left, _, top in shown if left > 105 and 45 < top < 80]
    assert inside == ["Inaya", "MARTIN", "1", "RUE", "DES", "TILLEULS", "94310", "ORLY"]


def test_the_same_letter_is_the_same_file_to_the_byte() -> None:
    assert PAPER.letter(invitation(), HOME, WRITTEN) == Paper("https://www.monespacesante.example").letter(
        invitation(), HOME, WRITTEN
    )


@pytest.mark.parametrize("payload", [*PAYLOADS, '#panic("x")', '*x* #read("/etc/passwd") $x$', "@ref <x>"])
def test_a_name_stays_a_name_on_paper(payload: str) -> None:
    pdf = PAPER.letter(invitation(given_names=(payload,)), HOME, WRITTEN)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
        assert not {"/OpenAction", "/AA"} & set(opened.Root.keys())


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_what_the_window_shows_fits_or_is_refused(name: str, lines: list[str]) -> None:
    try:
        shown = window_lines(Postal(name, tuple(lines)))
    except Refused:
        return
    assert 2 <= len(shown) <= LINES_MAX
    assert all(0 < len(line) <= WIDTH_MAX and not _CONTROL.search(line) for line in shown)


@pytest.mark.parametrize(
    "postal",
    [Postal("Inaya", ()), Postal("", ("",)), Postal("I" * 300, ("1 rue", "94310 Orly")), Postal("I", ("x",) * 6)],
    ids=["no-address", "nothing", "endless-name", "seven-lines"],
)
def test_an_address_that_does_not_fit_is_refused(postal: Postal) -> None:
    with pytest.raises(Refused):
        window_lines(postal)


@pytest.mark.feature("MIN-09", "MIN-11", "MIN-23")
@pytest.mark.parametrize(
    ("kind", "child", "said", "unsaid"),
    [
        (Kind.PROVISIONAL_CODE, "Lola", "pour votre enfant Lola", "Activez votre espace"),
        (Kind.PROVISIONAL_CODE, None, "Vous avez demandé un code provisoire", "enfant"),
        (Kind.MAJORITY_CODE, None, "Vous avez 18 ans", "Vous avez demandé"),
    ],
    ids=["of-a-child", "asked-for", "of-age"],
)
def test_a_code_on_paper_says_whose_it_is_and_why_it_came(
    kind: Kind, child: str | None, said: str, unsaid: str
) -> None:
    code = Letter(kind, ("Inaya",), "7KQ-2MD-X9T", deadline=date(2027, 1, 8), child_name=child)
    pdf = PAPER.letter(code, HOME, WRITTEN)
    text = html.unescape(" ".join(word for word, *_ in words(pdf)))
    assert said in text
    assert unsaid not in text
    assert "jusqu'au 8 janvier 2027" in text
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1


def test_what_has_no_paper_form_is_refused() -> None:
    with pytest.raises(Refused):
        PAPER.letter(Letter(Kind.LOGIN_CODE, ("Inaya",), "042917"), HOME, WRITTEN)


def test_the_manifest_follows_its_contract() -> None:
    schema = json.loads((Path(__file__).parents[3] / "contracts" / "printer" / "manifest.json").read_text())
    for example in schema["examples"]:
        jsonschema_rs.validate(schema, example, validate_formats=True)
    letter = Posted("letters/2026-11-22/019aab2e-4f00-7c11-8a77-0d9c1e2f3a4b.pdf", "0" * 64, 9)
    lot = Lot("019aab2e-5b1c-7d5e-9a3e-1f2d3c4b5a69", WRITTEN, (letter,))
    jsonschema_rs.validate(schema, json.loads(manifest(lot)), validate_formats=True)
    assert manifest(lot) == manifest(lot)


@pytest.mark.feature("MIN-09")
def test_a_parents_letter_names_the_child_on_one_sheet() -> None:
    pdf = PAPER.letter(invitation(child_name="Lola-Marie-Antoinette"), HOME, WRITTEN)
    text = html.unescape(" ".join(word for word, *_ in words(pdf)))
    for said in ("de votre enfant a été créé", "enfant Lola-Marie-Antoinette", "aucun code", "7KQ-2MD-X9T", "opposer"):
        assert said in text, said
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
