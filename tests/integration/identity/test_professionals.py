"""Professionals and operators: the directory, their accounts, the search for one patient (PSS-01)."""

import io
import json
from typing import Any

import pytest

from services.identity import api
from tests.integration.identity.operator import Operator
from tests.integration.identity.place import PASSWORD, Place, credentials, insured, valid_nir

CAMILLE = {
    "Type d'identifiant PP": "8",
    "Identifiant PP": "99700000013",
    "Nom d'exercice": "LEROUX",
    "Prénom d'exercice": "Camille",
    "Code profession": "10",
    "Code catégorie professionnelle": "C",
    "Code type savoir-faire": "S",
    "Code savoir-faire": "SM54",
    "Raison sociale site": "CABINET DES TILLEULS",
    "Code genre activité": "GENR01",
}
LOGIN = {"rpps": "99700000013", "identifier": "camille.leroux", "email": "camille.leroux@soignant.example"}


def professional_token(place: Place, operator: Operator) -> str:
    assert operator.run("import-professionals", operator.extraction(CAMILLE)) == 0
    assert operator.run("open-logins", operator.file(LOGIN)) == 0
    assert operator.run("set-password", "camille.leroux", stdin=PASSWORD) == 0
    login = place.post("/logins", credentials("camille.leroux", space="professional"), expect=201)["login"]
    code = place.send_code(login)
    session = place.post(f"/logins/{login}/session", {"code": code}, expect=201)
    assert session["actor"]["role"] == "professional"
    assert session["actor"]["record"] is None
    assert session["actor"]["id"].startswith("pro_")
    return str(session["access_token"])


def search(place: Place, token: str, expect: int = 200, **asked: str) -> Any:
    answer = place.answer("/patient-searches", asked, Authorization=f"Bearer {token}")
    assert answer.status_code == expect, answer.text
    return answer.json


TRAITS = {"family_name": "MARTIN", "given_name": "inaya", "birth_date": "1984-05-12", "sex": "F"}


def test_passwords_are_set_for_many_from_the_standard_input_and_never_for_patients(
    place: Place, operator: Operator
) -> None:
    place.activated()
    operator.run("import-professionals", operator.extraction(CAMILLE, {**CAMILLE, "Identifiant PP": "99700000021"}))
    other = {"rpps": "99700000021", "identifier": "alex.dupond", "email": "alex@soignant.example"}
    assert operator.run("open-logins", operator.file(LOGIN, other)) == 0
    assert operator.run("open-logins", operator.file(LOGIN, other)) == 0
    assert operator.run("open-logins", operator.file({**LOGIN, "rpps": "99700000039"})) == 1  # not listed
    assert operator.run("open-logins", operator.file({**other, "identifier": "camille.leroux"})) == 1  # taken
    lines = f"camille.leroux\t{PASSWORD}\nalex.dupond\t{PASSWORD}\n"
    assert operator.run("set-password", stdin=lines) == 0
    place.post("/logins", credentials("alex.dupond", space="professional"), expect=201)
    assert operator.run("set-password", "inaya.martin", stdin="Un-autre-9-mai") == 1
    assert operator.run("set-password", "camille.leroux", stdin="court") == 1


@pytest.mark.feature("PSS-01", "LOG-11")
def test_who_leaves_is_logged_out_and_no_longer_listed_as_active(place: Place, operator: Operator) -> None:
    place.activated()
    token = professional_token(place, operator)
    assert operator.run("remove-account", "inaya.martin") == 1
    assert operator.run("remove-account", "camille.leroux") == 0
    assert [event["data"]["active"] for event in place.said("ProfessionalListed")] == [True, False]
    assert len(place.said("SessionEnded")) == 1
    place.post("/logins", credentials("camille.leroux", space="professional"), expect=401)
    fresh = Place(place.db, api.create_app(place.parts.settings))
    search(fresh, token, expect=401, **TRAITS)
    operator.run("import-professionals", operator.extraction(CAMILLE))  # and comes back
    assert place.said("ProfessionalListed")[-1]["data"]["version"]["number"] == 3


@pytest.mark.feature("PSS-01")
def test_exact_traits_find_one_person_and_anything_less_finds_nobody(place: Place, operator: Operator) -> None:
    record = place.activated()["record"]
    token = professional_token(place, operator)
    (found,) = search(place, token, **TRAITS)["patients"]
    assert found["record"] == record
    assert found["given_names"] == ["Inaya", "Rose"]
    assert insured(1)["nir"] not in json.dumps(found).replace(" ", "")
    (same,) = search(place, token, matricule=insured(1)["nir"])["patients"]
    assert same == found
    for wrong in ({"family_name": "Mart"}, {"given_name": "Rose"}, {"birth_date": "1984-05-13"}, {"sex": "M"}):
        assert search(place, token, **{**TRAITS, **wrong})["patients"] == []
    assert search(place, token, matricule=valid_nir("155057510999"))["patients"] == []
    search(place, token, expect=422, family_name="Martin")
    search(place, token, expect=422, **TRAITS, page="2")


@pytest.mark.feature("PSS-01", "ACT-30")
def test_homonyms_and_closed_or_unknown_spaces_are_not_found(place: Place, operator: Operator) -> None:
    token = professional_token(place, operator)
    place.invited(3)
    assert search(place, token, **TRAITS)["patients"] == []  # invited: there is no space yet
    place.post("/oppositions", {"ticket": place.identified(4)["ticket"]}, expect=201)
    assert search(place, token, **TRAITS)["patients"] == []
    place.activated(1)
    assert len(search(place, token, **TRAITS)["patients"]) == 1
    place.activated(2, identifier="autre.inaya")
    assert search(place, token, **TRAITS)["patients"] == []


@pytest.mark.feature("PSS-01")
def test_searching_at_random_is_slowed(place: Place, operator: Operator) -> None:
    token = professional_token(place, operator)
    for day in range(1, 21):
        assert search(place, token, **{**TRAITS, "birth_date": f"1990-01-{day:02d}"})["patients"] == []
    search(place, token, expect=429, **TRAITS)
    place.wait(minutes=1)
    search(place, token, expect=200, **TRAITS)


def test_only_professionals_search_and_only_operators_import(place: Place, operator: Operator) -> None:
    place.activated()
    patient = place.logged_in()["access_token"]
    search(place, patient, expect=403, **TRAITS)
    search(place, "", expect=401, **TRAITS)
    token = professional_token(place, operator)
    answer = place.client().get("/api/identity/insured-imports", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403


def test_an_operator_imports_through_the_browser_and_watches(place: Place, operator: Operator) -> None:
    created = ("create-operator", "operateur.un", "--email", "ops@exemple.invalid")
    assert operator.run(*created, stdin=PASSWORD) == 0
    assert operator.run(*created, stdin=PASSWORD) == 1  # taken
    login = place.post("/logins", credentials("operateur.un", space="operator"), expect=201)["login"]
    token = place.post(f"/logins/{login}/session", {"code": place.send_code(login)}, expect=201)["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    client = place.client()
    people = "\n".join(json.dumps(insured(number)) for number in range(300))
    assert len(people) > place.parts.settings.max_content_length  # larger than any form may be
    file = (io.BytesIO(people.encode()), "../assurés 2026.ndjson")
    sent = client.post("/api/identity/insured-imports", data={"file": file}, headers=headers)
    assert sent.status_code == 202, sent.text
    assert sent.json
    assert sent.json["state"] == "waiting"
    assert sent.json["file_name"] == "assurés 2026.ndjson"
    path = f"/api/identity/insured-imports/{sent.json['id']}"
    assert client.post(f"{path}/invitations", headers=headers).status_code == 409
    assert operator.run("resume-import", sent.json["id"]) == 0
    shown = client.get(path, headers=headers).json
    assert shown
    assert (shown["state"], shown["created"]) == ("done", 300)
    assert client.post(f"{path}/invitations", headers=headers).status_code == 202
    assert operator.run("resume-import", sent.json["id"]) == 0
    listed = client.get("/api/identity/insured-imports", headers=headers).json
    assert listed
    assert [each["invited"] for each in listed["items"]] == [300]
    unknown = client.get("/api/identity/insured-imports/imp_" + "0" * 22, headers=headers)
    assert unknown.status_code == 404
    form: dict[str, Any] = {"content_type": "multipart/form-data"}
    nothing = client.post("/api/identity/insured-imports", data={"other": "x"}, headers=headers, **form)
    assert nothing.status_code == 422


def test_the_command_line_imports_invites_and_reports(
    place: Place, operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {**insured(2), "sex": "?"}
    assert operator.run("import-insured", operator.file(insured(1), bad), "--invite") == 0
    said = capsys.readouterr().out
    assert "line 2: sex-shape" in said
    assert "1 created" in said
    assert "1 invited" in said
    assert len(place.letters("InvitationIssued")) == 1
