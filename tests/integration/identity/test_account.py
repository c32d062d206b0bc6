"""The own account: addresses change with a proof, the password with the password, sessions are seen and ended."""

import pytest

from tests.integration.identity.holder import FIREFOX, SAFARI, Holder
from tests.integration.identity.place import PASSWORD, Place, credentials

NEW = "inaya.nouvelle@exemple.invalid"
FORMER = "inaya@exemple.invalid"
BETTER = "Jonquille-du-3-avril"


@pytest.fixture
def inaya(place: Place) -> Holder:
    place.activated()
    return Holder(place, "inaya.martin")


def start(holder: Holder, expect: int = 201, **changes: str) -> dict[str, str]:
    body = {"channel": "email", "address": NEW, "password": PASSWORD, **changes}
    answer: dict[str, str] = holder.get("/account/contact-changes", "POST", body, expect)
    return answer


def confirm(holder: Holder, change: str, code: str, expect: int = 200) -> dict[str, dict[str, str]]:
    path = f"/account/contact-changes/{change}/confirmation"
    answer: dict[str, dict[str, str]] = holder.get(path, "POST", {"code": code}, expect)
    return answer


@pytest.mark.feature("LOG-05")
def test_a_new_address_is_in_force_once_the_code_sent_there_came_back_and_the_former_one_is_told(
    place: Place, inaya: Holder
) -> None:
    started = start(inaya)
    assert started["masked"] == "i…@exemple.invalid"
    letter = place.letters("ContactCodeRequested")[-1]
    assert letter["to"] == {"email": NEW, "mobile": None, "channel": "email"}
    assert inaya.get("/account")["contact"]["email"] == FORMER
    cards = len(place.said("ContactCardIssued"))
    assert confirm(inaya, started["change"], letter["code"])["contact"]["email"] == NEW
    told = place.letters("SecurityNoticeIssued")[-1]
    assert (told["purpose"], told["to"]["email"]) == ("contact-changed", FORMER)
    card = place.said("ContactCardIssued")
    assert len(card) == cards + 1
    assert place.open(card[-1]["data"]["sealed"])["email"] == NEW
    assert card[-1]["data"]["version"]["number"] > card[-2]["data"]["version"]["number"]
    place.send_code(place.post("/logins", credentials(), 201)["login"])
    assert place.letters("LoginCodeRequested")[-1]["to"]["email"] == NEW


def test_a_code_for_an_address_serves_once_for_its_own_account_and_only_the_last_one(
    place: Place, inaya: Holder
) -> None:
    first = start(inaya)
    code = place.letters("ContactCodeRequested")[-1]["code"]
    again = start(inaya)
    confirm(inaya, first["change"], code, expect=404)
    place.activated(2, "autre.personne")
    other = Holder(place, "autre.personne")
    good = place.letters("ContactCodeRequested")[-1]["code"]
    confirm(other, again["change"], good, expect=404)
    confirm(inaya, again["change"], good)
    confirm(inaya, again["change"], good, expect=404)


@pytest.mark.parametrize("late", [False, True])
def test_five_wrong_codes_or_a_quarter_of_an_hour_end_a_change(place: Place, inaya: Holder, late: bool) -> None:
    started = start(inaya)
    good = place.letters("ContactCodeRequested")[-1]["code"]
    if late:
        place.wait(minutes=15)
    else:
        for _ in range(5):
            confirm(inaya, started["change"], "000000" if good != "000000" else "111111", expect=404)
    confirm(inaya, started["change"], good, expect=404)
    assert inaya.get("/account")["contact"]["email"] == FORMER


def test_a_session_left_open_does_not_hand_the_account_over(place: Place, inaya: Holder) -> None:
    problem = inaya.get("/account/contact-changes", "POST", {"channel": "email", "address": NEW, "password": "x"}, 403)
    assert problem["code"] == "identity.password-refused"
    for _ in range(6):
        answer = inaya.call("PUT", "/account/password", {"current": "Une-autre-1", "new": BETTER})
    assert answer.status_code == 429
    assert place.letters("ContactCodeRequested") == []


def test_an_address_is_not_flooded_by_one_account_nor_by_many(place: Place) -> None:
    for number in range(1, 3):
        place.activated(number, f"personne.{number}0")
    one, two = (Holder(place, f"personne.{number}0") for number in (1, 2))
    for holder in (one, two, one, two, one):
        start(holder)
    for holder in (one, two):
        start(holder, expect=429)
    start(two, address="autre@exemple.invalid")
    place.wait(minutes=1)
    start(two)


@pytest.mark.feature("LOG-05")
def test_codes_go_where_the_person_chooses(place: Place, inaya: Holder) -> None:
    assert inaya.get("/account", "PATCH", {"code_channel": "sms"})["code_channel"] == "sms"
    login = place.post("/logins", credentials(), 201)
    assert login["default_channel"] == "sms"


@pytest.mark.feature("LOG-05")
def test_a_mobile_is_proved_by_sms(place: Place, inaya: Holder) -> None:
    started = start(inaya, channel="sms", address="07 98 76 54 32")
    assert started["masked"] == "07 •• •• •• 32"
    letter = place.letters("ContactCodeRequested")[-1]
    assert letter["to"] == {"email": None, "mobile": "+33798765432", "channel": "sms"}
    assert confirm(inaya, started["change"], letter["code"])["contact"]["mobile"] == "+33798765432"
    assert place.letters("SecurityNoticeIssued")[-1]["to"]["mobile"] == "+33612345678"
    problem = start(inaya, channel="sms", address="01 23 45 67 89", expect=422)
    assert problem["errors"][0]["field"] == "address"  # type: ignore[index]


@pytest.mark.feature("ACT-35")
def test_a_new_password_asks_for_the_old_one_ends_the_other_sessions_and_is_told(place: Place, inaya: Holder) -> None:
    elsewhere = Holder(place, "inaya.martin", SAFARI)
    refused = inaya.get("/account/password", "PUT", {"current": PASSWORD, "new": "Soleil-2024!"}, 422)
    assert "trop connu" in refused["errors"][0]["message"]
    begun = place.post("/logins", credentials(), 201)["login"]
    assert inaya.call("PUT", "/account/password", {"current": PASSWORD, "new": BETTER}).status_code == 204
    place.post(f"/logins/{begun}/codes", {"channel": "email"}, 404)
    assert elsewhere.is_over()
    assert not inaya.is_over()
    assert place.letters("SecurityNoticeIssued")[-1]["purpose"] == "password-changed"
    place.post("/logins", credentials(), expect=401)
    place.post("/logins", credentials(password=BETTER), expect=201)


@pytest.mark.feature("LOG-11")
def test_open_sessions_are_listed_by_device_and_ended_one_by_one_or_together(place: Place, inaya: Holder) -> None:
    place.wait(minutes=1)
    phone = Holder(place, "inaya.martin", SAFARI)
    place.wait(minutes=1)
    third = Holder(place, "inaya.martin", "")
    listed = inaya.get("/account/sessions")["items"]
    assert [(each["device"], each["current"]) for each in listed] == [
        ("Appareil inconnu", False),
        ("Mobile Safari sur iOS", False),
        ("Firefox sur Windows", True),
    ]
    assert inaya.call("DELETE", f"/account/sessions/{listed[1]['id']}").status_code == 204
    assert phone.is_over()
    assert inaya.call("DELETE", "/account/sessions").status_code == 204
    assert third.is_over()
    assert [each["current"] for each in inaya.get("/account/sessions")["items"]] == [True]


@pytest.mark.feature("LOG-11")
def test_anothers_session_does_not_exist(place: Place, inaya: Holder) -> None:
    place.activated(2, "autre.personne")
    other = Holder(place, "autre.personne")
    (theirs,) = other.get("/account/sessions")["items"]
    known = inaya.get(f"/account/sessions/{theirs['id']}", "DELETE", expect=404)
    unknown = inaya.get("/account/sessions/ses_0000000000000000000000", "DELETE", expect=404)
    assert known["code"] == unknown["code"] == "identity.session-unknown"
    assert not other.is_over()


@pytest.mark.feature("LOG-12")
def test_a_login_in_a_new_browser_is_told_once_and_never_for_the_first_login_ever(place: Place, inaya: Holder) -> None:
    before = place.letters("SecurityNoticeIssued")
    assert {letter["purpose"] for letter in before} == {"contact-changed"}, "of its activation"
    Holder(place, "inaya.martin", client=inaya.client)
    assert place.letters("SecurityNoticeIssued") == before
    phone = Holder(place, "inaya.martin", SAFARI)
    (*_, told) = place.letters("SecurityNoticeIssued")
    assert (told["purpose"], told["device"], told["to"]["email"]) == ("new-device", "Mobile Safari sur iOS", FORMER)
    Holder(place, "inaya.martin", SAFARI, phone.client)
    assert len(place.letters("SecurityNoticeIssued")) == len(before) + 1


def test_the_cookie_that_recognises_a_browser_is_out_of_reach_and_kept_as_a_hash(place: Place) -> None:
    place.activated()
    login = place.post("/logins", credentials(), 201)["login"]
    answer = place.answer(f"/logins/{login}/session", {"code": place.send_code(login)}, User_Agent=FIREFOX)
    cookie = next(each for each in answer.headers.getlist("Set-Cookie") if each.startswith("__Host-mes-device="))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    secret = cookie.split("; ")[0].partition("=")[2]
    assert len(secret) >= 43
    assert secret not in str(list(place.db["devices"].find()))
