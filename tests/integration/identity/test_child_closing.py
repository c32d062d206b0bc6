"""A representative closes a child's profile, opens it again, has it erased; the other one hears of it (CLO-09)."""

from typing import Any

import pytest

from services.identity.actions.oppositions import register_opposition
from services.identity.domain.spaces import Channel
from tests.integration.identity.household import Grown, child_line, parent, record_of
from tests.integration.identity.place import PASSWORD, Place
from tests.integration.identity.test_agents_oppositions import AGENT
from tests.integration.identity.test_choreography import SERVICES, confirm

LOLA = child_line(11, "Lola", "2018-09-03")


def proof(grown: Grown) -> dict[str, str]:
    """Password, then the code that came."""
    confirmation = grown.ask("POST", "/confirmations", 201, {"password": PASSWORD})["confirmation"]
    grown.ask("POST", f"/confirmations/{confirmation}/codes", 202, {"channel": "email"})
    return {"confirmation": confirmation, "code": grown.place.letters("LoginCodeRequested")[-1]["code"]}


def closed(grown: Grown) -> dict[str, bool]:
    """Which of the children's profiles are frozen, by given name."""
    return {child["given_name"]: child["closed"] for child in grown.ask("GET", "/profiles", 200)["children"]}


def family(place: Place) -> tuple[Grown, Grown, str]:
    """Two parents of one child whose profile both have added."""
    first, second = parent(place, 1, LOLA), parent(place, 2, LOLA)
    lola = record_of(place, LOLA)
    first.adds(lola)
    second.adds(lola)
    return first, second, lola


def notices(place: Place) -> list[dict[str, Any]]:
    return place.letters("ClosureNoticeIssued")


@pytest.mark.feature("CLO-09", "CLO-05")
def test_a_representative_closes_a_childs_profile_and_either_of_them_opens_it_again(place: Place) -> None:
    first, second, lola = family(place)
    first.ask("POST", f"/records/{lola}/closure", 202, proof(first))
    (said,) = place.said("ProfileClosed")
    assert (said["subject"], said["actorid"], said["actorrecord"]) == (lola, first.account, first.record)
    assert closed(first) == closed(second) == {"Lola": True}
    assert [(each["purpose"], each["about"]) for each in notices(place)] == [("profile-closed", "child")]
    again = second.ask("POST", f"/records/{lola}/reactivation", 202)
    assert (again["record"], again["profile"]) == (lola, "activated")
    assert place.said("ProfileReactivated")[0]["actorid"] == second.account
    assert closed(first) == {"Lola": False}
    assert second.ask("POST", f"/records/{lola}/reactivation", 409)["code"] == "identity.profile-not-closed"


@pytest.mark.feature("CLO-09")
def test_nobody_else_closes_or_opens_a_childs_profile(place: Place) -> None:
    first, _, lola = family(place)
    stranger = parent(place, 3)
    stranger.ask("POST", f"/records/{lola}/closure", 404, proof(stranger))
    first.ask("POST", f"/records/{lola}/closure", 202, proof(first))
    stranger.ask("POST", f"/records/{lola}/reactivation", 404)
    assert first.ask("POST", f"/records/{first.record}/reactivation", 409)["code"] == "identity.profile-not-closed"
    assert not place.said("ProfileReactivated")


def state_of(place: Place, record: str) -> tuple[str, bool]:
    """The state of a space, and whether an opposition to it is in force."""
    person = place.db["persons"].find_one({"_id": record})
    assert person
    opposition = person["space"]["opposition"]
    return person["space"]["state"], opposition is not None and opposition["withdrawn_at"] is None


@pytest.mark.feature("ACT-29", "MIN-11", "MIN-10")
@pytest.mark.parametrize("channel", ["code", "letter"])
def test_a_child_refused_after_its_space_was_created_can_still_be_added(place: Place, channel: str) -> None:
    first = parent(place, 1, LOLA)
    lola = record_of(place, LOLA)
    asked = {name: LOLA[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.import_lines(LOLA, invite=True)
    place.db["persons"].update_one({"_id": lola}, {"$set": {"space.state": "auto_created"}})
    if channel == "code":
        place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
        place.issue_codes()
        code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
        body = {"code": code, "nir": LOLA["nir"], "vitale_serial": LOLA["vitale_serial"]}
        place.post("/oppositions", {"ticket": place.post("/identifications", body, 200)["ticket"]}, expect=201)
    else:
        register_opposition(place.parts, lola, Channel.LETTER, "courrier 2026-0412", AGENT, place.clock)
    assert state_of(place, lola) == ("closed", True)
    assert first.proposed() == ["Lola"]
    first.adds(lola)
    assert closed(first) == {"Lola": False}
    assert state_of(place, lola) == ("activated", False)
    assert [event["data"]["state"] for event in place.said("ProfileActivated") if event["subject"] == lola] == [
        "activated"
    ]


@pytest.mark.feature("CLO-05", "CLO-09", "MIN-05")
def test_a_child_whose_profile_was_closed_by_a_parent_who_left_is_added_by_the_other(place: Place) -> None:
    first, second = parent(place, 1, LOLA), parent(place, 2, LOLA)
    lola = record_of(place, LOLA)
    first.adds(lola)
    first.ask("POST", f"/records/{lola}/closure", 202, proof(first))
    assert second.proposed() == [], "the one who represents it opens it again"
    assert second.adds(lola, expect=409)["code"] == "identity.profile-closed"
    first.ask("POST", f"/records/{first.record}/deletion", 202, proof(first))
    assert second.proposed() == ["Lola"]
    second.adds(lola)
    assert closed(second) == {"Lola": False}
    assert [event["subject"] for event in place.said("ProfileReactivated")] == [lola]


@pytest.mark.feature("CLO-03", "CLO-09")
def test_a_childs_data_are_erased_and_both_representatives_are_told(place: Place) -> None:
    first, second, lola = family(place)
    asked = first.ask("POST", f"/records/{lola}/deletion", 202, proof(first))
    assert [each["purpose"] for each in notices(place)] == ["deletion-requested"] * 2
    assert {each["about"] for each in notices(place)} == {"child"}
    assert first.children() == second.children() == []
    second.ask("POST", f"/records/{lola}/reactivation", 404)
    assert {event["data"]["representative"] for event in place.said("RepresentationEnded")} == {
        first.account,
        second.account,
    }
    for service in SERVICES:
        confirm(place, service, lola, asked["id"])
    assert (
        place.db["persons"].count_documents({"_id": lola}) == place.db["families"].count_documents({"_id": lola}) == 0
    )
    assert [each["purpose"] for each in notices(place)][-2:] == ["deletion-done"] * 2
    assert place.db["accounts"].count_documents({}) == 2, "their own accounts stay"
