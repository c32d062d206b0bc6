"""Closing a profile and coming back, over HTTP: what it takes, what it leaves, who hears of it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import TestResponse

from chassis import events, mongo
from services.identity.actions import acknowledgement
from services.identity.api.requests import SESSION_COOKIE
from services.identity.store import persons
from tests.integration.identity.place import PASSWORD, Place, activation, credentials, insured
from tests.integration.identity.test_recovery import identified_again
from tests.support.platform import until

POINTS = ("documents", "consent", "messaging", "profile")


class Holder:
    """Someone logged in to their own open profile."""

    def __init__(self, place: Place, number: int = 1, identifier: str = "inaya.martin") -> None:
        self.place, self.identifier = place, identifier
        self.record = place.activated(number, identifier)["record"]
        self.client = place.client()
        self.token = place.logged_in(identifier, self.client)["access_token"]

    def answer(self, path: str, body: dict[str, Any]) -> TestResponse:
        return self.place.answer(path, body, self.client, Authorization=f"Bearer {self.token}")

    def post(self, path: str, body: dict[str, Any], expect: int) -> Any:
        answer = self.answer(path, body)
        assert answer.status_code == expect, (answer.status_code, answer.text)
        return answer.json

    def proof(self) -> dict[str, str]:
        """Password, then the code that came."""
        confirmation = self.post("/confirmations", {"password": PASSWORD}, expect=201)["confirmation"]
        self.post(f"/confirmations/{confirmation}/codes", {"channel": "email"}, expect=202)
        return {"confirmation": confirmation, "code": self.place.letters("LoginCodeRequested")[-1]["code"]}

    def close(self, expect: int = 202) -> Any:
        return self.post(f"/records/{self.record}/closure", self.proof(), expect)

    def back(self) -> TestResponse:
        """A login to the end, whatever it gives."""
        login = self.place.post("/logins", credentials(self.identifier), expect=201)["login"]
        code = self.place.send_code(login)
        return self.place.answer(f"/logins/{login}/session", {"code": code}, self.client)

    def ticket(self) -> str:
        answer = self.back()
        assert answer.status_code == 200, answer.text
        assert answer.json
        return str(answer.json["ticket"])


@pytest.mark.feature("CLO-01", "CLO-04", "CLO-08")
def test_closing_takes_password_and_code_and_deletes_nothing(place: Place) -> None:
    holder = Holder(place)
    before = place.db["accounts"].find_one({"record": holder.record})
    answer = holder.close()
    assert (answer["record"], answer["profile"], answer["state"]) == (holder.record, "closed", "spreading")
    (said,) = place.said("ProfileClosed")
    assert said["data"]["state"] == "closed"
    assert said["actorid"] == before["_id"]
    assert place.db["accounts"].find_one({"record": holder.record}, {"password_hash": 1})
    (letter,) = place.letters("ClosureNoticeIssued")
    assert (letter["purpose"], letter["about"]) == ("profile-closed", "own")
    assert letter["to"]["email"] == "inaya@exemple.invalid"
    assert not place.said("DataDeletionRequested")


@pytest.mark.feature("CLO-06")
def test_a_closed_profile_has_no_session_left_and_is_found_by_nobody(place: Place) -> None:
    holder = Holder(place)
    holder.close()
    assert len(place.said("SessionEnded")) == 1
    until(lambda: holder.answer("/confirmations", {"password": PASSWORD}).status_code == 401)
    assert place.answer("/session/token", {}, holder.client).status_code == 401
    assert place.db["persons"].count_documents({"space.state": {"$in": ["activated", "auto_created"]}}) == 0


@pytest.mark.feature("CLO-05", "CLO-06")
def test_a_login_to_a_closed_profile_leads_to_its_reactivation_and_nowhere_else(place: Place) -> None:
    holder = Holder(place)
    holder.close()
    answer = holder.back()
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["profile"] == "closed"
    assert answer.json["given_name"] == "Inaya"
    assert SESSION_COOKIE not in str(answer.headers.getlist("Set-Cookie"))
    opened = place.answer("/reactivations", {"ticket": answer.json["ticket"]}, holder.client)
    assert opened.status_code == 201, opened.text
    assert opened.json
    holder.token = opened.json["access_token"]
    assert holder.answer("/confirmations", {"password": PASSWORD}).status_code == 201
    closed, again = place.said("ProfileClosed")[0]["data"], place.said("ProfileReactivated")[0]["data"]
    assert again["state"] == "activated"
    assert again["version"]["number"] == closed["version"]["number"] + 1
    assert [letter["purpose"] for letter in place.letters("ClosureNoticeIssued")] == [
        "profile-closed", "profile-reactivated",
    ]  # fmt: skip


@pytest.mark.feature("CLO-05")
def test_a_closed_profile_opens_again_by_identification_too(place: Place) -> None:
    asked = place.invited()
    ticket = place.post("/identifications", asked, expect=200)["ticket"]
    record = place.post("/activations", activation(ticket), expect=201)["record"]
    holder = Holder.__new__(Holder)
    holder.place, holder.identifier, holder.record, holder.client = place, "inaya.martin", record, place.client()
    holder.token = place.logged_in(client=holder.client)["access_token"]
    holder.close()
    place.post("/provisional-codes", {**insured_traits(), "channel": "email"}, expect=202)
    place.issue_codes()
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    found = place.post("/identifications", {**asked, "code": code}, expect=200)
    assert found["state"] == "closed"
    place.post("/activations", activation(found["ticket"], "inaya.revenue"), expect=201)
    assert [event["data"]["state"] for event in place.said("ProfileReactivated")] == ["activated"]
    assert place.logged_in("inaya.revenue")["actor"]["record"] == record


@pytest.mark.feature("CLO-05", "LOG-10")
def test_whoever_comes_back_with_a_code_keeps_the_addresses_and_their_holder_is_told(place: Place) -> None:
    holder = Holder(place)
    begun = place.post("/logins", credentials(holder.identifier), expect=201)["login"]
    late = place.send_code(begun)
    holder.close()
    again = place.post("/logins", credentials(holder.identifier), expect=201)["login"]
    code = place.send_code(again)
    ticket = identified_again(place)["ticket"]
    foreign = {"email": "voleur@exemple.invalid", "mobile": "06 12 34 56 78"}
    refused = place.post("/activations", activation(ticket, "voleur.inconnu", contact=foreign), expect=422)
    assert refused["errors"][0]["field"] == "contact.email"
    assert not place.said("ProfileReactivated")
    place.post("/activations", activation(ticket, "inaya.revenue"), expect=201)
    told = place.letters("ClosureNoticeIssued")[-1]
    assert (told["purpose"], told["about"], told["to"]["email"]) == (
        "profile-reactivated", "own", "inaya@exemple.invalid",
    )  # fmt: skip
    for login, right in ((begun, late), (again, code)):
        assert place.answer(f"/logins/{login}/session", {"code": right}).status_code == 404


def insured_traits() -> dict[str, str]:
    line = insured(1)
    return {"nir": line["nir"], "vitale_serial": line["vitale_serial"], "birth_date": line["birth_date"]}


@pytest.mark.feature("CLO-08")
def test_a_proof_serves_once_and_its_owner_alone(place: Place) -> None:
    holder, other = Holder(place), Holder(place, 2, "autre.personne")
    proof = other.proof()
    refused = holder.answer(f"/records/{holder.record}/closure", proof)
    assert (refused.status_code, refused.json and refused.json["code"]) == (404, "identity.login-unknown")
    foreign = holder.answer(f"/records/{other.record}/closure", holder.proof())
    unknown = holder.answer("/records/rec_0000000000000000000000/closure", proof)
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.json
    assert unknown.json
    assert foreign.json | {"correlationId": ""} == unknown.json | {"correlationId": ""}
    wrong = holder.proof() | {"code": "000000"}
    assert holder.answer(f"/records/{holder.record}/closure", wrong).status_code in (401, 409)
    assert holder.answer("/confirmations", {"password": "Pas-le-bon-7"}).status_code == 401
    assert not place.said("ProfileClosed")


def test_a_confirmation_is_no_login(place: Place) -> None:
    holder = Holder(place)
    proof = holder.proof()
    assert place.answer(f"/logins/{proof['confirmation']}/session", {"code": proof["code"]}).status_code == 404


@pytest.mark.feature("CLO-01")
def test_of_five_closures_at_once_one_closes(place: Place) -> None:
    holder = Holder(place)
    proof = holder.proof()
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: holder.answer(f"/records/{holder.record}/closure", proof), range(5)))
    assert [each.status_code for each in answers].count(202) == 1
    assert len(place.said("ProfileClosed")) == 1


@pytest.mark.feature("CLO-05")
def test_a_ticket_opens_once(place: Place) -> None:
    holder = Holder(place)
    holder.close()
    ticket = holder.ticket()
    late = holder.ticket()
    place.post("/reactivations", {"ticket": ticket}, expect=201)
    assert place.answer("/reactivations", {"ticket": ticket}).json["code"] == "identity.return-refused"  # type: ignore[index]
    assert place.answer("/reactivations", {"ticket": late}).json["code"] == "identity.profile-not-closed"  # type: ignore[index]


@pytest.mark.feature("CLO-06")
@pytest.mark.parametrize("order", [POINTS, POINTS[::-1], POINTS * 2])
def test_a_closure_is_effective_when_every_point_has_said_so(place: Place, order: tuple[str, ...]) -> None:
    holder = Holder(place)
    holder.close()
    (said,) = place.said("ProfileClosed")
    person = persons.by_record(place.db, holder.record)
    assert person
    for point in order:
        assert acknowledgement.wait_until_enforced(place.parts, person.space) is False or point in order[len(POINTS) :]
        applied(place, point, holder.record, said["data"]["version"])
    applied(place, order[0], holder.record, {"epoch": 1, "number": 1})  # late news moves nothing back
    assert acknowledgement.wait_until_enforced(place.parts, person.space) is True


def applied(place: Place, point: str, record: str, version: dict[str, int]) -> None:
    event = events.new(f"{point}.ProfileStateApplied", record, {"record": record, "version": version})
    mongo.transaction(place.db, lambda session: acknowledgement.note_applied(place.parts, session, event, place.clock))
