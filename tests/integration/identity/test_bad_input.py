"""Bad input is refused with the field named, and nothing secret is ever written in clear."""

import json
from typing import Any

import pytest

from tests.integration.identity.place import PASSWORD, Place, activation, credentials, insured

GOOD: dict[str, dict[str, Any]] = {
    "/identifications": {"code": "ABC-DEF-GHJ", "nir": insured()["nir"], "vitale_serial": "10000000001"},
    "/activations": activation("x" * 43),
    "/oppositions": {"ticket": "x" * 43},
    "/provisional-codes": {
        "nir": insured()["nir"],
        "vitale_serial": "10000000001",
        "birth_date": "1984-05-12",
        "channel": "email",
    },
    "/logins": credentials(),
    "/logins/lgn_0000000000000000000000/codes": {"channel": "email"},
    "/logins/lgn_0000000000000000000000/session": {"code": "000000"},
}
FIELDS = [(path, field) for path, body in GOOD.items() for field in body]


@pytest.mark.feature("ACT-22")
@pytest.mark.parametrize(("path", "field"), FIELDS)
def test_operators_instead_of_text_are_refused_with_the_field_named(place: Place, path: str, field: str) -> None:
    for value in ({"$gt": ""}, {"$ne": None}, ["a"], None, 3):
        answer = place.answer(path, {**GOOD[path], field: value})
        assert answer.status_code == 422
        assert answer.json
        assert any(error["field"].split(".")[0] == field for error in answer.json["errors"])


@pytest.mark.parametrize("path", GOOD)
def test_unknown_fields_and_broken_json_are_refused(place: Place, path: str) -> None:
    unknown = place.answer(path, {**GOOD[path], "is_admin": True})
    assert unknown.status_code == 422
    assert unknown.json
    assert unknown.json["errors"][0]["field"] == "is_admin"
    client = place.client()
    broken = client.post(f"/api/identity{path}", data="{", content_type="application/json")
    assert broken.status_code == 400
    form = client.post(f"/api/identity{path}", data="a=b", content_type="application/x-www-form-urlencoded")
    assert form.status_code == 415


def test_a_form_of_a_hundred_kilobytes_is_not_read(place: Place) -> None:
    assert place.answer("/oppositions", {"ticket": "x" * 100_000}).status_code == 413


@pytest.mark.feature("ACT-35", "ACT-33", "ACT-32")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "motdepasse9"}, "password"),
        ({"password": "Azerty123!"}, "password"),
        ({"identifier": "inaya@exemple.fr"}, "identifier"),
        ({"identifier": insured()["nir"]}, "identifier"),
        ({"contact": {"email": None, "mobile": None}}, "contact.email"),
        ({"contact": {"email": "a@b.fr", "mobile": None}, "code_channel": "sms"}, "code_channel"),
        ({"contact": {"email": "pas une adresse", "mobile": None}}, "contact.email"),
    ],
)
def test_what_does_not_suit_is_told_by_field_and_consumes_nothing(
    place: Place, change: dict[str, Any], field: str
) -> None:
    ticket = place.identified()["ticket"]
    refused = place.post("/activations", activation(ticket, **change), expect=422)
    assert field in [error["field"] for error in refused["errors"]]
    place.post("/activations", activation(ticket), expect=201)


@pytest.mark.feature("ACT-22", "ACT-35")
def test_no_secret_is_in_an_event_a_log_or_in_clear_in_the_database(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    who = place.invited()
    identified = place.post("/identifications", who, expect=200)
    place.post("/activations", activation(identified["ticket"]), expect=201)
    login = place.post("/logins", credentials(), expect=201)["login"]
    code = place.send_code(login)
    session = place.post(f"/logins/{login}/session", {"code": code}, expect=201)
    secrets = {
        "nir": who["nir"],
        "provisional code": who["code"],
        "typed code": who["code"].replace("-", ""),
        "serial": who["vitale_serial"],
        "ticket": identified["ticket"],
        "password": PASSWORD,
        "login code": f'"{code}"',
        "token": session["access_token"],
        "e-mail": "inaya@exemple.invalid",
        "mobile": "+33612345678",
    }
    events = json.dumps([e for kind in EVENTS for e in place.said(kind)])
    stored = {
        name: repr(list(place.db[name].find()))
        for name in place.db.list_collection_names()
        if not name.startswith("system")
    }
    logged = "".join(capsys.readouterr())
    for what, secret in secrets.items():
        assert secret not in events, what
        assert secret not in logged, what
        assert not [name for name, text in stored.items() if secret in text], what


EVENTS = (
    "InvitationIssued",
    "ProvisionalCodeGenerated",
    "LoginCodeRequested",
    "ContactCardIssued",
    "ProfileActivated",
    "SessionEnded",
)
