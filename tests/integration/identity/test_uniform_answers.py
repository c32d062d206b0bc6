"""A stranger learns nothing: one answer whatever was wrong, byte for byte, after the same work (ACT-22, LOG-08)."""

import re
from typing import Any

import pytest

from tests.integration.identity.place import PASSWORD, Place, credentials, insured, valid_nir

STRANGER = valid_nir("155057510999")


def anonymous(text: str) -> str:
    """The body without the one thing that differs between any two answers."""
    return re.sub(r'"correlationId":"[^"]*"', "", text)


def wrong_identifications(place: Place) -> dict[str, dict[str, str]]:
    right = place.invited(1)
    other = place.invited(2)
    return {
        "wrong code": {**right, "code": "000-000-000"},
        "someone else's code": {**right, "code": other["code"]},
        "wrong serial": {**right, "vitale_serial": "99999999999"},
        "someone else's serial": {**right, "vitale_serial": other["vitale_serial"]},
        "nobody": {**right, "nir": STRANGER},
        "a number whose key is wrong": {**right, "nir": right["nir"][:-2] + "99"},
        "a provisional number": {**right, "nir": "7" + right["nir"][1:]},
        "a serial of another shape": {**right, "vitale_serial": "1" * 40},
    }


@pytest.mark.feature("ACT-22", "ACT-14")
def test_every_wrong_identification_gets_the_same_answer(place: Place) -> None:
    answers = {}
    for what, body in wrong_identifications(place).items():
        place.wait(minutes=15)  # past any pause
        answers[what] = place.answer("/identifications", body)
    assert {answer.status_code for answer in answers.values()} == {401}
    assert len({anonymous(answer.text) for answer in answers.values()}) == 1
    headers = {tuple(sorted(set(answer.headers.keys()))) for answer in answers.values()}
    assert len(headers) == 1
    assert "3422" in next(iter(answers.values())).text


@pytest.mark.feature("ACT-20", "ACT-21", "ACT-22")
def test_an_expired_a_used_and_a_replaced_code_get_that_same_answer(place: Place) -> None:
    unknown = place.answer("/identifications", {**place.invited(3), "nir": STRANGER})
    expired = place.invited(4)
    place.wait(days=43)
    answers = [place.answer("/identifications", expired)]
    used = place.invited(5)
    ticket = place.post("/identifications", used, expect=200)["ticket"]
    place.post("/oppositions", {"ticket": ticket}, expect=201)
    answers.append(place.answer("/identifications", used))
    replaced = place.invited(6)
    place.post("/provisional-codes", code_request(6), expect=202)
    assert place.issue_codes() == 1
    answers.append(place.answer("/identifications", replaced))
    assert {anonymous(answer.text) for answer in answers} == {anonymous(unknown.text)}


@pytest.mark.feature("ACT-22")
def test_the_same_writes_happen_whether_the_person_exists_or_not(place: Place) -> None:
    right = place.invited(7)
    work = []
    for body in ({**right, "code": "000-000-000"}, {**right, "nir": STRANGER}, {**right, "nir": "1" * 15}):
        before = writes(place)
        place.answer("/identifications", body)
        after = writes(place)
        work.append({name: after[name] - before[name] for name in after})
    assert work[0] == work[1] == work[2]


def writes(place: Place) -> dict[str, int]:
    """How many writes and reads of each kind the database has done for our collections."""
    usage = place.parts.db.client.admin.command("top")["totals"]
    names = ("persons", "limits", "tickets", "accounts", "code_requests")
    kinds = ("insert", "update", "remove", "queries", "commands")
    held = {name: usage.get(f"{place.db.name}.{name}", {}) for name in names}
    return {f"{name}.{kind}": held[name].get(kind, {}).get("count", 0) for name in names for kind in kinds}


def code_request(number: int, **changes: Any) -> dict[str, str]:
    line = insured(number)
    body = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    return {**body, "channel": "email", **changes}


@pytest.mark.feature("ACT-15", "ACT-16", "ACT-17", "ACT-18")
def test_asking_for_a_code_is_always_answered_alike_and_only_the_right_person_gets_one(place: Place) -> None:
    for number in (1, 2, 3, 4):
        place.import_lines(insured(number))
    asked = [
        code_request(1),
        code_request(2, vitale_serial="99999999999"),
        code_request(3, birth_date="1990-01-01"),
        code_request(4, nir=STRANGER),
        code_request(4, nir="1" * 15),
    ]
    answers = [place.answer("/provisional-codes", body) for body in asked]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.text for answer in answers}) == 1
    assert place.issue_codes() == len(asked)
    letters = place.letters("ProvisionalCodeGenerated")
    assert [letter["to"]["email"] for letter in letters] == ["inaya1@exemple.invalid"]
    identification = {**{k: asked[0][k] for k in ("nir", "vitale_serial")}, "code": letters[0]["code"]}
    assert place.post("/identifications", identification, expect=200)["given_name"] == "Inaya"


@pytest.mark.feature("ACT-18")
def test_the_code_comes_by_the_channel_that_was_chosen(place: Place) -> None:
    place.import_lines(insured(1), insured(2, mobile=None))
    place.post("/provisional-codes", code_request(1, channel="sms"), expect=202)
    place.post("/provisional-codes", code_request(2, channel="sms"), expect=202)
    place.issue_codes()
    # Without a mobile an e-mail is better than silence.
    channels = {letter["to"]["email"]: letter["to"]["channel"] for letter in place.letters("ProvisionalCodeGenerated")}
    assert channels == {"inaya1@exemple.invalid": "sms", "inaya2@exemple.invalid": "email"}


@pytest.mark.feature("LOG-08")
def test_every_wrong_login_gets_the_same_answer_and_sends_nothing(place: Place) -> None:
    place.activated()
    wrong = [
        credentials(password="Une-autre-9"),
        credentials("personne.ici"),
        credentials(space="professional"),
        credentials(space="operator"),
        credentials("INAYA.MARTIN ", password="Une-autre-9"),
    ]
    answers = [place.answer("/logins", body) for body in wrong]
    assert {answer.status_code for answer in answers} == {401}
    assert len({anonymous(answer.text) for answer in answers}) == 1
    assert place.said("LoginCodeRequested") == []
    assert place.db["logins"].count_documents({}) == 0


@pytest.mark.feature("LOG-08")
def test_an_unknown_identifier_costs_a_hash_too(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str | None] = []
    real = type(place.parts.passwords).matches

    def counting(self: Any, kept: str | None, password: str) -> bool:
        compared.append(kept)
        return real(self, kept, password)

    monkeypatch.setattr(type(place.parts.passwords), "matches", counting)
    place.answer("/logins", credentials("personne.ici", PASSWORD))
    assert compared == [None]
