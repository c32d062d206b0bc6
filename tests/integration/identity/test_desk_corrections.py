"""A correction at the 3422 desk takes two agents."""

from typing import Any

import pytest

from tests.integration.identity.desk import Agent, acts, script
from tests.integration.identity.place import Place, credentials


def propose(agent: Agent, expect: int = 201, **changes: Any) -> Any:
    call = agent.post("/desk/calls", script())["id"]
    body = {"field": "email", "value": "neuve@exemple.invalid", "evidence": "Carte d'identité vue", **changes}
    return agent.post(f"/desk/calls/{call}/changes", body, expect)


@pytest.mark.feature("SUP-01")
def test_who_proposes_a_correction_does_not_approve_it(place: Place, ada: Agent, basile: Agent) -> None:
    place.invited()
    change = propose(ada)
    assert (change["current"], change["proposed"], change["mine"]) == (
        "i…@exemple.invalid",
        "neuve@exemple.invalid",
        True,
    )
    own = ada.post(f"/desk/changes/{change['id']}/decision", {"decision": "approve"}, 409)
    assert own["code"] == "identity.four-eyes"
    (waiting,) = basile.get("/desk/changes")["items"]
    assert (waiting["id"], waiting["mine"]) == (change["id"], False)
    decided = basile.post(f"/desk/changes/{change['id']}/decision", {"decision": "approve"}, 200)
    assert (decided["state"], decided["proposed"]) == ("applied", "")
    assert ada.post("/desk/calls", script())["channels"][0]["masked"] == "n…@exemple.invalid"
    assert acts(place)[:3] == ["caller-identified", "change-proposed", "change-applied"]
    again = basile.post(f"/desk/changes/{change['id']}/decision", {"decision": "refuse"}, 409)
    assert again["code"] == "identity.change-decided"
    cards = [place.open(event["data"]["sealed"])["email"] for event in place.said("ContactCardIssued")]
    assert cards == ["inaya1@exemple.invalid", "neuve@exemple.invalid"]


@pytest.mark.feature("SUP-01")
def test_a_correction_of_an_open_account_is_told_to_the_former_address(place: Place, ada: Agent, basile: Agent) -> None:
    place.activated()
    change = propose(ada)["id"]
    basile.post(f"/desk/changes/{change}/decision", {"decision": "approve"}, 200)
    told = place.letters("SecurityNoticeIssued")[-1]
    assert (told["purpose"], told["to"]["email"]) == ("contact-changed", "inaya@exemple.invalid")
    place.send_code(place.post("/logins", credentials(), 201)["login"])
    assert place.letters("LoginCodeRequested")[-1]["to"]["email"] == "neuve@exemple.invalid"


@pytest.mark.feature("SUP-01")
def test_names_and_postal_address_are_corrected_too_and_a_refusal_changes_nothing(
    place: Place, ada: Agent, basile: Agent
) -> None:
    place.activated()
    before = place.db["persons"].find_one({})
    names = {"field": "names", "value": None, "family_name": "Martin-Leroy", "given_names": ["Inaya", "Rose"]}
    body = {name: value for name, value in names.items() if value is not None}
    call = ada.post("/desk/calls", script())["id"]
    refused = ada.post(f"/desk/calls/{call}/changes", {**body, "evidence": "Livret de famille"})["id"]
    basile.post(f"/desk/changes/{refused}/decision", {"decision": "refuse"}, 200)
    kept = place.db["persons"].find_one({})
    assert before
    assert kept
    assert kept["traits"] == before["traits"]
    renamed = ada.post(f"/desk/calls/{call}/changes", {**body, "evidence": "Livret de famille"})["id"]
    moved = propose(ada, field="address", value="2 rue des Lilas\n94310 Orly")["id"]
    for change in (renamed, moved):
        basile.post(f"/desk/changes/{change}/decision", {"decision": "approve"}, 200)
    ada.post("/desk/calls", script(), 404)
    assert ada.post("/desk/calls", script(family_name="Martin-Leroy"))["display_name"] == "Inaya M."
    kept = place.db["persons"].find_one({})
    assert kept
    opened = place.parts.keyring.open(kept["address_sealed"], f"address:{kept['_id']}")
    assert opened == "2 rue des Lilas\n94310 Orly"


@pytest.mark.feature("SUP-01")
@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("value", {"value": "pas une adresse"}),
        ("value", {"field": "mobile", "value": "0123456789"}),
        ("family_name", {"field": "names"}),
        ("evidence", {"evidence": "NIR 284057510000112 lu au téléphone"}),
    ],
)
def test_a_correction_that_cannot_be_is_not_proposed(
    place: Place, ada: Agent, field: str, changes: dict[str, str]
) -> None:
    place.invited()
    assert propose(ada, 422, **changes)["errors"][0]["field"] == field


def test_a_correction_dies_after_a_week(place: Place, ada: Agent, basile: Agent) -> None:
    place.invited()
    change = propose(ada)["id"]
    place.wait(days=7)
    assert basile.get("/desk/changes")["items"] == []
    basile.post(f"/desk/changes/{change}/decision", {"decision": "approve"}, 409)
