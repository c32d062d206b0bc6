"""The life of a one-time code (LOG-04 to LOG-09)."""

import pytest
from werkzeug.test import TestResponse

from tests.integration.identity.place import Place, credentials


def started(place: Place) -> str:
    place.activated()
    return str(place.post("/logins", credentials(), expect=201)["login"])


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.mark.feature("LOG-04", "LOG-08")
def test_no_code_leaves_before_it_is_asked_for_and_no_session_opens_without_it(place: Place) -> None:
    login = started(place)
    assert place.said("LoginCodeRequested") == []
    place.post(f"/logins/{login}/session", {"code": "000000"}, expect=401)


@pytest.mark.feature("LOG-04", "LOG-05")
def test_the_code_leaves_sealed_by_the_channel_that_was_chosen_and_expires(place: Place) -> None:
    login = started(place)
    place.send_code(login, "sms")
    event = place.said("LoginCodeRequested")[-1]
    letter = place.letters("LoginCodeRequested")[-1]
    assert letter["to"]["channel"] == "sms"
    assert letter["to"]["mobile"] == "+33612345678"
    assert event["expires"] == 300
    assert set(event["data"]) == {"purpose", "sealed"}


@pytest.mark.feature("LOG-07")
def test_a_code_works_once(place: Place) -> None:
    login = started(place)
    code = place.send_code(login)
    place.post(f"/logins/{login}/session", {"code": code}, expect=201)
    place.post(f"/logins/{login}/session", {"code": code}, expect=404)


@pytest.mark.feature("LOG-07")
def test_a_code_expires_after_five_minutes(place: Place) -> None:
    login = started(place)
    code = place.send_code(login)
    place.wait(minutes=5)
    place.post(f"/logins/{login}/session", {"code": code}, expect=401)


@pytest.mark.feature("LOG-07")
def test_the_fifth_try_may_be_right_and_there_is_no_sixth(place: Place) -> None:
    login = started(place)
    code = place.send_code(login)
    for _ in range(4):
        place.post(f"/logins/{login}/session", {"code": other(code)}, expect=401)
    place.post(f"/logins/{login}/session", {"code": code[:3] + " " + code[3:]}, expect=201)
    place.wait(minutes=1)
    login = place.post("/logins", credentials(), expect=201)["login"]
    code = place.send_code(login)
    for _ in range(5):
        place.post(f"/logins/{login}/session", {"code": other(code)}, expect=401)
        place.wait(seconds=40)
    place.post(f"/logins/{login}/session", {"code": code}, expect=401)


@pytest.mark.feature("LOG-09", "LOG-07")
def test_a_new_code_kills_the_earlier_one_and_gives_no_new_tries(place: Place) -> None:
    login = started(place)
    first = place.send_code(login)
    for _ in range(3):
        place.post(f"/logins/{login}/session", {"code": other(first)}, expect=401)
    place.wait(seconds=20)
    second = place.send_code(login)
    if first != second:
        place.post(f"/logins/{login}/session", {"code": first}, expect=401)
    stored = place.db["logins"].find_one({"_id": login})
    assert stored
    assert stored["tries"] == 4
    place.post(f"/logins/{login}/session", {"code": second}, expect=201)


@pytest.mark.feature("LOG-09")
def test_a_new_login_gives_no_new_way_to_flood_a_mailbox_and_the_right_code_forgives(place: Place) -> None:
    place.activated()

    def ask() -> TestResponse:
        login = place.post("/logins", credentials(), expect=201)["login"]
        return place.answer(f"/logins/{login}/codes", {"channel": "email"})

    assert [ask().status_code for _ in range(11)] == [202] * 10 + [429]
    place.wait(minutes=1)
    place.logged_in()
    assert ask().status_code == 202


@pytest.mark.feature("LOG-09")
def test_the_pause_between_two_codes_grows(place: Place) -> None:
    login = started(place)
    pauses = []
    for _ in range(4):
        pauses.append(place.post(f"/logins/{login}/codes", {"channel": "email"}, expect=202)["retry_in"])
        refused = place.answer(f"/logins/{login}/codes", {"channel": "email"})
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) == pauses[-1]
        place.wait(seconds=pauses[-1])
    assert pauses == [20, 40, 80, 160]


@pytest.mark.feature("LOG-07")
def test_new_logins_do_not_buy_new_guesses_for_nothing(place: Place) -> None:
    login = started(place)
    code = place.send_code(login)
    for _ in range(5):
        place.post(f"/logins/{login}/session", {"code": other(code)}, expect=401)
    again = place.post("/logins", credentials(), expect=201)["login"]
    code = place.send_code(again)
    place.post(f"/logins/{again}/session", {"code": code}, expect=429)
    place.wait(seconds=30)
    place.post(f"/logins/{again}/session", {"code": code}, expect=201)


@pytest.mark.feature("LOG-07", "LOG-10")
def test_a_hundred_wrong_codes_disable_the_factor_until_the_person_identifies_again(place: Place) -> None:
    login = started(place)
    place.send_code(login)
    place.db["accounts"].update_one({}, {"$set": {"code_failures": 99}})
    place.post(f"/logins/{login}/session", {"code": "000000"}, expect=401)
    refused = place.post("/logins", credentials(), expect=401)
    assert refused["code"] == "identity.factor-disabled"
    place.post(f"/logins/{login}/codes", {"channel": "email"}, expect=404)


@pytest.mark.feature("LOG-05")
def test_a_channel_without_address_is_not_offered_and_is_refused(place: Place) -> None:
    ticket = place.identified()["ticket"]
    body = {"contact": {"email": "inaya@exemple.invalid", "mobile": None}, "code_channel": "email"}
    place.post(
        "/activations",
        {"ticket": ticket, "identifier": "inaya.martin", "password": credentials()["password"], **body},
        expect=201,
    )
    begun = place.post("/logins", credentials(), expect=201)
    assert [each["channel"] for each in begun["channels"]] == ["email"]
    place.post(f"/logins/{begun['login']}/codes", {"channel": "sms"}, expect=422)


@pytest.mark.feature("LOG-07")
def test_a_login_ends_after_fifteen_minutes(place: Place) -> None:
    login = started(place)
    place.wait(minutes=15)
    place.post(f"/logins/{login}/codes", {"channel": "email"}, expect=404)
    place.post(f"/logins/{login}/session", {"code": "000000"}, expect=404)
