"""What a person takes away: the ZIP, the page, the FHIR bundle, the manifest."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.documents.domain.export import CONTRIBUTORS, merged, waiting_for
from services.documents.takeaway import manifest, zipping
from services.documents.takeaway.bundle import bundle
from services.documents.takeaway.page import Line, day, moment, page, size

AT = datetime(2026, 3, 1, 13, 5, tzinfo=UTC)
NOTHING: dict[str, dict[str, Any]] = {service: {} for service in CONTRIBUTORS}
NAMES = st.text("abcdé-/ 0123", min_size=1, max_size=30).map(lambda name: name + ".pdf")


def made(files: dict[str, bytes]) -> bytes:
    body, members = b"", []
    for name, content in files.items():
        member, piece = zipping.pack(name, content, AT, len(body))
        members.append(member)
        body += piece
    return body + zipping.directory(members, len(body))


@settings(max_examples=60)
@given(st.dictionaries(NAMES, st.binary(max_size=300), max_size=8))
def test_any_zip_reader_finds_every_file_whole(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made(files))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_texts_are_squeezed_and_documents_are_not() -> None:
    with zipfile.ZipFile(io.BytesIO(made({"a.json": b"a" * 1000, "b.pdf": b"b" * 1000}))) as archive:
        told = {info.filename: info.compress_size for info in archive.infolist()}
    assert told["a.json"] < 100
    assert told["b.pdf"] == 1000


def test_beyond_four_gibibytes_the_directory_says_so_in_zip64() -> None:
    member, _ = zipping.pack("documents/loin.pdf", b"loin", AT, 5 * 2**30)
    directory = zipping.directory([member], 5 * 2**30 + 100)
    assert b"PK\x06\x06" in directory
    assert (5 * 2**30).to_bytes(8, "little") in directory


def line(**told: Any) -> Line:
    usual: dict[str, Any] = {
        "title": "Bilan", "type_label": "CR de biologie", "section": "Résultats de biologie",
        "document_date": date(2026, 3, 1), "depositor": "Vous", "deposited_at": AT, "size": 2_400_000, "hidden": False,
        "replaced": False,
        "file": "documents/00001-bilan.pdf",
    }  # fmt: skip
    return Line(**usual | told)


def test_the_page_is_plain_french_without_script_or_anything_from_elsewhere() -> None:
    shown = page([line(), line(hidden=True, title="Autre")], NOTHING, AT)
    assert '<html lang="fr">' in shown
    assert "1er mars 2026 à 14 h 05" in shown
    assert "2,4 Mo" in shown
    assert "masqué aux professionnels" in shown
    assert "<script" not in shown
    assert "http://" not in shown
    assert "https://" not in shown


def test_a_title_never_becomes_markup() -> None:
    shown = page([line(title="<script>alert(1)</script>", depositor='"><img src=x>')], NOTHING, AT)
    assert "<script>" not in shown
    assert "<img" not in shown


def test_an_empty_record_has_a_page_too() -> None:
    assert "Il n'y a pas de document." in page([], NOTHING, AT)


def test_the_page_tells_the_medical_profile() -> None:
    content = {"label": "Pollens", "detail": "Éternuements", "started_on": "2019", "ended_on": None, "note": None}
    entry = {"content": content, "author": {"name": "Camille LEROUX"}, "entered_at": "2026-03-01T13:05:00.000Z"}
    sections = {
        "allergies": {"nothing_to_declare": False, "entries": [entry]},
        "treatments": {"nothing_to_declare": True, "entries": []},
        "conditions": {"nothing_to_declare": False, "entries": []},
    }
    shown = page([], NOTHING | {"profile": {"sections": sections}}, AT)
    assert "Pollens – Éternuements – 2019 (noté le 1er mars 2026 à 14 h 05 par Camille LEROUX)" in shown
    assert "Rien à déclarer." in shown
    assert "Maladies et sujets de santé" not in shown
    assert "Rien n'y est noté." in page([], NOTHING, AT)


@pytest.mark.parametrize(("count", "words"), [(0, "1 ko"), (999_499, "999 ko"), (5_242_880, "5,2 Mo")])
def test_sizes_in_words(count: int, words: str) -> None:
    assert size(count) == words


def test_days_and_moments_are_those_of_paris() -> None:
    assert day("2026-12-31") == "31 décembre 2026"
    assert moment("2026-12-31T23:30:00Z") == "1er janvier 2027 à 0 h 30"


def test_the_bundle_tells_relations_and_history_in_the_words_of_fhir() -> None:
    relation = {
        "id": "rec_a:pro_b", "state": "blocked", "first_contact": "2026-03-01T10:00:00Z",
        "professional": {"display_name": "Camille LEROUX", "profession": "Médecin"},
    }  # fmt: skip
    entry = {
        "id": "0190", "at": "2026-03-01T10:00:00Z", "action": "document-consulted",
        "actor": {"display_name": "Camille LEROUX", "profession": "Médecin", "kind": "professional"},
        "object": {"kind": "document", "id": "doc_x"},
    }  # fmt: skip
    made_ = bundle("rec_a", "2026-03-02T00:00:00Z", {}, {"relations": [relation], "history": [entry]}, [])
    patient, consent, audit = (each["resource"] for each in made_["entry"])
    assert patient == {"resourceType": "Patient", "id": "rec-a"}
    assert (consent["status"], consent["provision"]["type"]) == ("inactive", "deny")
    assert audit["entity"][1]["what"]["reference"] == "DocumentReference/doc-x"


def test_a_manifest_is_read_back_and_anything_else_refused() -> None:
    files = {"b.txt": manifest.entry(b"b"), "a.txt": manifest.entry(b"")}
    assert manifest.read(manifest.manifest("rec_a", "2026-03-01T00:00:00Z", files)) == files
    for wrong in (b"", b"[]", b"{}", b'{"format": "other", "version": 1, "files": []}'):
        with pytest.raises(manifest.ManifestBroken):
            manifest.read(wrong)


def test_parts_are_joined_and_missing_services_named() -> None:
    assert merged([{"relations": [1], "history": []}, {"history": [2]}, {"history": [3]}]) == {
        "relations": [1],
        "history": [2, 3],
    }
    assert waiting_for({"identity": (1, 1), "consent": (1, 2)}) == ["consent", "messaging", "notifier", "profile"]
