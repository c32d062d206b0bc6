"""Identifier or password forgotten: identify again, choose new ones (LOG-10)."""

import pytest

from tests.integration.identity.holder import Holder
from tests.integration.identity.place import PASSWORD, Place, activation, credentials, insured

CHOSEN = {"identifier": "lune.nouvelle", "password": "Jonquille-du-3-avril"}


def identified_again(place: Place, number: int = 1) -> dict[str, str]:
    line = insured(number)
    place.post(
        "/provisional-codes",
        {name: line[name] for name in ("nir", "vitale_serial", "birth_date")} | {"channel": "email"},
        expect=202,
    )
    place.issue_codes()
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    body = {"code": code, "nir": line["nir"], "vitale_serial": line["vitale_serial"]}
    answer: dict[str, str] = place.post("/identifications", body, expect=200)
    return answer


@pytest.mark.feature("LOG-10")
def test_identifying_again_tells_the_identifier_and_gives_new_credentials(place: Place) -> None:
    place.activated()
    holder = Holder(place, "inaya.martin")
    found = identified_again(place)
    assert (found["state"], found["identifier"]) == ("activated", "inaya.martin")
    opened = len(place.said("ProfileActivated"))
    place.post("/recoveries", {"ticket": found["ticket"], **CHOSEN}, expect=201)
    assert len(place.said("ProfileActivated")) == opened
    assert holder.is_over()
    place.post("/logins", credentials(), expect=401)
    place.post("/logins", credentials(**CHOSEN), expect=201)
    assert place.letters("SecurityNoticeIssued")[-1]["purpose"] == "credentials-recovered"


@pytest.mark.feature("LOG-10")
def test_a_recovery_serves_once_and_keeps_how_the_person_is_reached(place: Place) -> None:
    place.activated()
    ticket = identified_again(place)["ticket"]
    elsewhere = {"email": "voleur@exemple.invalid", "mobile": None}
    refused = place.post("/activations", activation(ticket, contact=elsewhere), expect=422)
    assert refused["errors"][0]["field"] == "contact.email"
    place.post("/recoveries", {"ticket": ticket, **CHOSEN}, expect=201)
    place.post("/recoveries", {"ticket": ticket, **CHOSEN}, expect=409)
    login = place.post("/logins", credentials(**CHOSEN), expect=201)["login"]
    place.send_code(login)
    assert place.letters("LoginCodeRequested")[-1]["to"]["email"] == "inaya@exemple.invalid"


@pytest.mark.feature("ACT-32")
@pytest.mark.parametrize(
    ("insurer", "told"),
    [
        ({"email": "martine@assure.invalid", "mobile": "0639980001"}, ["martine@assure.invalid", "+33639980001"]),
        ({"email": "", "mobile": "0639980001"}, ["+33639980001"]),
        ({"email": "", "mobile": "0612345678"}, ["+33612345678"]),
        ({"email": "inaya@exemple.invalid", "mobile": ""}, []),
        ({"email": "inaya@exemple.invalid", "mobile": "0612345678"}, []),
        ({"email": "", "mobile": ""}, []),
    ],
    ids=["both-replaced", "mobile-replaced", "e-mail-added", "mobile-added", "kept", "nothing-known"],
)
def test_whoever_opens_a_space_with_other_addresses_is_noticed_at_the_insurers(
    place: Place, insurer: dict[str, str], told: list[str]
) -> None:
    place.post("/activations", activation(place.identified(**insurer)["ticket"]), expect=201)
    letters = place.letters("SecurityNoticeIssued")
    assert {letter["purpose"] for letter in letters} <= {"contact-changed"}
    assert [letter["to"]["email"] or letter["to"]["mobile"] for letter in letters] == told


@pytest.mark.feature("LOG-10")
def test_a_space_that_was_never_open_has_nothing_to_recover(place: Place) -> None:
    found = place.identified()
    assert found["identifier"] is None
    problem = place.post("/recoveries", {"ticket": found["ticket"], **CHOSEN}, expect=409)
    assert problem["code"] == "identity.nothing-to-recover"
    place.post("/activations", activation(found["ticket"]), expect=201)


@pytest.mark.feature("LOG-10")
def test_the_identifier_of_somebody_else_and_a_known_password_are_refused(place: Place) -> None:
    place.activated()
    place.activated(2, "autre.personne")
    ticket = identified_again(place)["ticket"]
    taken = place.post("/recoveries", {"ticket": ticket, **CHOSEN, "identifier": "AUTRE.personne"}, expect=422)
    assert taken["errors"][0]["field"] == "identifier"
    weak = place.post("/recoveries", {"ticket": ticket, **CHOSEN, "password": "Password-123"}, expect=422)
    assert weak["errors"][0]["field"] == "password"
    place.post("/recoveries", {"ticket": ticket, **CHOSEN, "identifier": "inaya.martin"}, expect=201)


@pytest.mark.feature("LOG-10")
def test_a_disabled_factor_works_again_after_a_recovery(place: Place) -> None:
    place.activated()
    place.db["accounts"].update_one({"identifier": "inaya.martin"}, {"$set": {"code_failures": 100}})
    assert place.post("/logins", credentials(), expect=401)["code"] == "identity.factor-disabled"
    ticket = identified_again(place)["ticket"]
    place.post("/recoveries", {"ticket": ticket, "identifier": "inaya.martin", "password": PASSWORD}, expect=201)
    assert place.logged_in()["actor"]["role"] == "patient"
