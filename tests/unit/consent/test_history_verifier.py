"""Whom the verifier of a history believes is said by who runs it, not by the file."""

import io
import json
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from contracts import verify_history
from tests.unit.consent.test_checkpoint import House, days, signer_in

SITE, FORGERS = "https://test.invalid", "https://test-invalid.example"
DAY = 86_400


@pytest.fixture
def sites(monkeypatch: pytest.MonkeyPatch) -> dict[str, House]:
    """What each site publishes, by its address; another address is not reached."""
    houses: dict[str, House] = {}

    def fetched(address: str, timeout: float) -> io.BytesIO:
        site, _, rest = address.partition("/api/consent/history-checkpoints")
        return io.BytesIO(answer(houses[site], rest).encode())

    monkeypatch.setattr(urllib.request, "urlopen", fetched)
    return houses


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verifier runs at the moment at which these tests publish: the beginning of 1970."""
    passed(monkeypatch, 0)


def passed(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let it be so many seconds after 1970 for the verifier."""
    monkeypatch.setattr(verify_history, "time", SimpleNamespace(time=lambda: seconds))


def answer(house: House, rest: str) -> str:
    """As the contract has it: the keys, a file by its digest, or statements after a number."""
    if rest == "/keys":
        return json.dumps({"keys": [dict(house.signer.public_jwk)]})
    if rest.startswith("/files/"):
        return house.published[rest.removeprefix("/files/")]
    after = int(parse_qs(urlsplit(rest).query)["after"][0])
    return json.dumps({"items": [{"statement": each} for each in house.statements[after:]]})


def house_of(folder: Path, *acts: int) -> House:
    """Some days of a service with a key of its own."""
    folder.mkdir()
    return days(signer_in(folder), list(acts))


def told_by(house: House, path: Path, issuer: str) -> str:
    """An exported history that says it comes from `issuer`."""
    first, *rest = house.export()
    opening: dict[str, Any] = {**json.loads(first), "issuer": issuer}
    path.write_text("\n".join([json.dumps(opening), *rest]) + "\n")
    return str(path)


@pytest.mark.feature("HIS-07")
def test_a_history_is_not_believed_on_the_word_of_who_hands_it_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sites: dict[str, House], capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    sites |= {SITE: house_of(tmp_path / "ours", 2, 0, 1), FORGERS: house_of(tmp_path / "forger", 1, 2)}
    forged = told_by(sites[FORGERS], tmp_path / "historique.ndjson", FORGERS)
    assert verify_history.main([forged]) == 2
    assert verify_history.main([forged, "--offline"]) == 2  # the folder is theirs too, unless it is named
    told = capsys.readouterr().out
    assert "dites à qui vous vous fiez" in told
    assert "Rien n'a été modifié" not in told
    assert verify_history.main([forged, "--source", SITE]) == 1
    honest = told_by(sites[SITE], tmp_path / "historique.ndjson", SITE)
    assert verify_history.main([honest, "--source", f"{SITE}/", "--folder", "autres"]) == 0
    assert verify_history.main([honest, "--offline", "--folder", "autres"]) == 0


@pytest.mark.feature("HIS-07")
def test_statements_of_another_site_than_the_one_named_are_an_alarm(
    tmp_path: Path, sites: dict[str, House], capsys: pytest.CaptureFixture[str]
) -> None:
    sites[FORGERS] = house_of(tmp_path / "ours", 2, 0, 1)
    export = told_by(sites[FORGERS], tmp_path / "historique.ndjson", FORGERS)
    assert verify_history.main([export, "--source", FORGERS, "--folder", str(tmp_path / "releves")]) == 1
    assert f"ALERTE. Les relevés ont été signés par {SITE}, pas par {FORGERS}." in capsys.readouterr().out


@pytest.mark.feature("HIS-07")
def test_the_last_statement_is_told_with_its_digest_for_people_to_compare(
    tmp_path: Path, sites: dict[str, House], capsys: pytest.CaptureFixture[str]
) -> None:
    sites[SITE] = house_of(tmp_path / "ours", 2, 1)
    export = told_by(sites[SITE], tmp_path / "historique.ndjson", SITE)
    assert verify_history.main([export, "--source", SITE, "--folder", str(tmp_path / "releves")]) == 0
    digest = verify_history.sha256(sites[SITE].statements[-1])
    assert f"Dernier relevé : 01/01/1970 00:00 (UTC), empreinte {digest}" in capsys.readouterr().out


@pytest.mark.feature("HIS-07")
def test_a_site_that_publishes_nothing_proves_nothing(
    tmp_path: Path, sites: dict[str, House], capsys: pytest.CaptureFixture[str]
) -> None:
    house = sites[SITE] = house_of(tmp_path / "ours", 2)
    house.statements.clear()
    export = told_by(house, tmp_path / "historique.ndjson", SITE)
    assert verify_history.main([export, "--source", SITE, "--folder", str(tmp_path / "releves")]) == 2
    told = capsys.readouterr().out
    assert "Vérification impossible : aucun relevé" in told
    assert "Rien n'a été modifié" not in told


@pytest.mark.feature("HIS-07")
def test_a_site_that_stopped_publishing_proves_nothing_of_what_came_since(
    tmp_path: Path, sites: dict[str, House], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house = sites[SITE] = house_of(tmp_path / "ours", 2, 1)
    export = told_by(house, tmp_path / "historique.ndjson", SITE)
    asked = [export, "--source", SITE, "--folder", str(tmp_path / "releves")]
    passed(monkeypatch, 2 * DAY)
    assert verify_history.main(asked) == 0
    capsys.readouterr()
    passed(monkeypatch, 2 * DAY + 3)
    assert verify_history.main(asked) == 2
    told = capsys.readouterr().out
    assert "plus aucun relevé" in told
    assert "Rien n'a été modifié" not in told
    house.chains["rec_1"].pop()
    told_by(house, tmp_path / "historique.ndjson", SITE)
    assert verify_history.main(asked) == 1  # what was taken out is said all the same
