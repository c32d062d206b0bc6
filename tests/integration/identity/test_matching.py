"""Software asks whether it may deposit for the persons it names (PSS-10, PSS-13, PSS-14)."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.identity.domain.nir import parse_nir
from tests.integration.identity.machine import Software
from tests.integration.identity.operator import Operator
from tests.integration.identity.place import Place, insured, valid_nir


@pytest.fixture
def token(operator: Operator, place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Of software that may match."""
    operator.run("list-organisation", "--finess", "750100125", "--name", "CH des Marronniers", "--kind", "hospital")
    hospital = capsys.readouterr().out.strip()
    software = Software(place)
    keys = ("--keys", software.key_file(tmp_path))
    operator.run("register-machine", hospital, "--label", "DPI", "--scope", "identity:match", *keys)
    software.client = capsys.readouterr().out.strip()
    return software.token()


def asked(number: int = 1, **changes: str) -> dict[str, str]:
    person = insured(number)
    told = {"matricule": person["nir"], "family_name": person["family_name"], "given_name": person["given_names"][0]}
    return told | {"birth_date": person["birth_date"], "sex": person["sex"]} | changes


def match(place: Place, token: str, *patients: dict[str, str]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = place.post(
        "/matches", {"patients": list(patients)}, 200, Authorization=f"Bearer {token}"
    )["results"]
    return results


def set_state(place: Place, number: int, state: str) -> str:
    nir_index = place.parts.keyring.nir_index(parse_nir(insured(number)["nir"]))
    found = place.db["persons"].find_one_and_update({"nir_index": nir_index}, {"$set": {"space.state": state}})
    assert found is not None
    return str(found["_id"])


@pytest.mark.feature("PSS-10", "PSS-13", "PSS-14")
def test_each_person_gets_a_record_or_the_precise_reason(place: Place, token: str) -> None:
    place.import_lines(*(insured(number) for number in range(1, 6)))
    states = {1: "activated", 2: "auto_created", 3: "opposed", 4: "closed"}
    records = {number: set_state(place, number, state) for number, state in states.items()}
    results = match(
        place,
        token,
        *(asked(number) for number in range(1, 6)),
        asked(1, family_name="MARTÎN"),
        asked(1, given_name="Rose"),
        asked(77),
        asked(3, birth_date="1984-05-13"),
        asked(1, matricule="not-a-number-000"),
    )
    told = [result.get("record") or result["refusal"]["code"].removeprefix("identity.match-") for result in results]
    assert told == [
        records[1], records[2], "opposed", "closed", "not-open", records[1], "different", "unknown", "different",
        "unknown",
    ]  # fmt: skip


def test_a_number_alone_learns_nothing_of_the_state(place: Place, token: str) -> None:
    place.import_lines(insured(1), insured(2))
    set_state(place, 1, "opposed")
    one, two = match(place, token, asked(1, given_name="Zoé"), asked(2, given_name="Zoé"))
    assert one == two


@pytest.mark.feature("PSS-13")
def test_an_organisation_that_walks_through_numbers_waits(place: Place, token: str) -> None:
    place.import_lines(insured(1))
    set_state(place, 1, "activated")
    misses = [asked(1, matricule=valid_nir(f"284057510{number:04d}")) for number in range(1000, 1100)]
    for lot in (misses, misses[:95]):
        assert {each["refusal"]["code"] for each in match(place, token, *lot)} == {"identity.match-unknown"}
    codes = [each["refusal"]["code"] for each in match(place, token, *misses[:8])]
    assert codes == ["identity.match-unknown"] * 5 + ["identity.too-many-tries"] * 3
    answer = place.answer("/matches", {"patients": [asked(1)]}, Authorization=f"Bearer {token}")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.feature("DOC-03", "OPS-07")
def test_the_insurers_manifest_leaves_without_numbers_and_names(
    place: Place, operator: Operator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place.import_lines(insured(1), insured(2))
    set_state(place, 2, "opposed")
    capsys.readouterr()
    manifest, target = tmp_path / "manifest.ndjson", tmp_path / "matched.ndjson"
    document = {"document": "DMP-1", "file": "a.pdf", "type": "11502-2", "title": "Bilan"}
    document["document_date"] = "2019-01-02"
    lines = [asked(1) | document, asked(2) | document, asked(9) | document, {"document": "DMP-2"}]
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert operator.run("match-manifest", str(manifest), str(target)) == 1
    captured = capsys.readouterr()
    assert "1 matched, 3 refused" in captured.out
    assert "line 2 refused: opposed" in captured.err
    (told,) = [json.loads(line) for line in target.read_text().splitlines()]
    assert told.pop("record").startswith("rec_")
    assert told == document
