"""The Annuaire Santé's extraction on a real database: again and again, in any order, and people who leave (PSS-01)."""

from typing import Any

import pytest

from services.identity.domain import losses
from tests.integration.identity.operator import Operator
from tests.integration.identity.place import Place, credentials
from tests.integration.identity.test_professionals import CAMILLE, professional_token

pytestmark = pytest.mark.feature("PSS-01")

ALEX = {
    **CAMILLE,
    "Identifiant PP": "99700000021",
    "Nom d'exercice": "DUPOND",
    "Code profession": "21",
    "Code savoir-faire": "",
    "Code section tableau pharmaciens": "G",
}


def told(place: Place) -> list[dict[str, Any]]:
    return [event["data"] for event in place.said("ProfessionalListed")]


def test_the_directory_is_announced_once_for_each_change(place: Place, operator: Operator) -> None:
    for line in (CAMILLE, CAMILLE, {**CAMILLE, "Code savoir-faire": "SM38"}):
        assert operator.run("import-professionals", operator.extraction(line)) == 0
    assert [event["specialty_code"] for event in told(place)] == ["SM54", "SM38"]
    assert [event["version"]["number"] for event in told(place)] == [1, 2]
    assert (told(place)[0]["profession_code"], told(place)[0]["profession_label"]) == ("G15_10", "Médecin")
    assert place.db["accounts"].count_documents({}) == 0
    assert place.db["directory_lines"].count_documents({}) == 0


def test_activities_of_one_professional_come_together_whatever_their_order(place: Place, operator: Operator) -> None:
    hospital = {
        **CAMILLE,
        "Raison sociale site": "CH",
        "Code rôle": "12",
        "Code savoir-faire": "",
        "Code type savoir-faire": "",
    }
    assert operator.run("import-professionals", operator.extraction(hospital, ALEX, CAMILLE)) == 0
    by_number = {event["rpps"]: event for event in told(place)}
    assert set(by_number) == {"99700000013", "99700000021"}
    camille = by_number["99700000013"]
    assert (camille["specialty_code"], camille["role_codes"], camille["structure"]) == ("SM54", ["12"], "CH")
    assert by_number["99700000021"]["specialty_label"] == "Pharmacien biologiste"


def test_bad_lines_are_told_by_number_and_reason_and_the_others_go_in(
    place: Place, operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    adeli = {**CAMILLE, "Type d'identifiant PP": "0", "Identifiant PP": "094123456"}
    file = operator.extraction(CAMILLE, adeli, {**ALEX, "Code profession": "ZZ"}, {**ALEX, "Nom d'exercice": ""}, ALEX)
    assert operator.run("import-professionals", file) == 1
    said = capsys.readouterr().out
    for line in ("line 3: not-rpps", "line 4: profession-unknown", "line 5: missing"):
        assert line in said
    assert "5 lines" in said
    assert "3 lines refused" in said
    assert place.db["professionals"].count_documents({}) == 2


def test_a_file_of_another_layout_writes_nothing(
    place: Place, operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    other = operator.folder / "other.csv"
    other.write_text("rpps;nom\n99700000013;LEROUX\n")
    assert operator.run("import-professionals", str(other), "--complete") == 1
    assert "Code profession" in capsys.readouterr().err
    assert place.db["professionals"].count_documents({}) == 0


def test_only_a_whole_file_makes_somebody_leave_and_a_later_one_brings_them_back(
    place: Place, operator: Operator
) -> None:
    professional_token(place, operator)
    operator.run("import-professionals", operator.extraction(ALEX))
    assert [event["active"] for event in told(place)] == [True, True]
    assert operator.run("import-professionals", operator.extraction(ALEX), "--complete") == 0
    gone = told(place)[-1]
    assert (gone["rpps"], gone["active"]) == ("99700000013", False)
    assert len(place.said("SessionEnded")) == 1
    place.post("/logins", credentials("camille.leroux", space="professional"), expect=401)
    assert operator.run("import-professionals", operator.extraction(ALEX), "--complete") == 0  # again: nothing more
    assert len(told(place)) == 3
    assert operator.run("import-professionals", operator.extraction(ALEX, CAMILLE), "--complete") == 0
    assert told(place)[-1]["active"] is True
    place.wait(minutes=20)
    place.post("/logins", credentials("camille.leroux", space="professional"), expect=201)


def test_a_professional_whose_lines_were_refused_has_not_left(place: Place, operator: Operator) -> None:
    operator.run("import-professionals", operator.extraction(CAMILLE, ALEX))
    broken = {**CAMILLE, "Code profession": "ZZ"}
    assert operator.run("import-professionals", operator.extraction(broken, ALEX), "--complete") == 1
    assert place.db["professionals"].count_documents({"entry.active": True}) == 2


def test_a_truncated_file_delists_nobody_unless_the_operator_insists(
    place: Place, operator: Operator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(losses, "BELIEVED_ANYWAY", 0)
    operator.run("import-professionals", operator.extraction(CAMILLE, ALEX))
    assert operator.run("import-professionals", operator.extraction(ALEX), "--complete") == 1
    assert "1 of 2 professionals" in capsys.readouterr().err
    assert place.db["professionals"].count_documents({"entry.active": True}) == 2
    again = ("import-professionals", operator.extraction(ALEX), "--complete", "--believe-departures")
    assert operator.run(*again) == 0
    assert place.db["professionals"].count_documents({"entry.active": True}) == 1


def test_thousands_of_lines_go_in_by_portions(
    place: Place, operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{**CAMILLE, "Identifiant PP": f"997{number % 650:08d}"} for number in range(1_300)]
    assert operator.run("import-professionals", operator.extraction(*lines)) == 0
    assert "doubtful keys" in capsys.readouterr().out  # made-up numbers: told, taken
    assert place.db["professionals"].count_documents({}) == 650
    assert operator.run("import-professionals", operator.extraction(*lines)) == 0
    assert len(told(place)) == 650
