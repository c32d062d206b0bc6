"""The delay that runs out (ACT-05, OPS-06), and opposition (ACT-25 to ACT-30)."""

from datetime import UTC, datetime, timedelta

import pytest

from services.identity.actions.due import create_due_spaces
from services.identity.domain.people import end_of_day
from tests.integration.identity.place import Place, activation, insured


def states(place: Place) -> list[str]:
    return [found["space"]["state"] for found in place.db["persons"].find().sort("contact.email")]


@pytest.mark.feature("ACT-04", "ACT-05", "OPS-06", "ACT-02")
def test_spaces_are_created_once_when_the_delay_has_run_out_and_not_before(place: Place) -> None:
    place.import_lines(insured(1), insured(2), invite=True)
    place.delivered()
    place.clock = end_of_day(place.clock + timedelta(days=42)) - timedelta(seconds=1)
    assert create_due_spaces(place.parts, place.clock) == 0
    place.wait(seconds=1)
    assert create_due_spaces(place.parts, place.clock) == 2
    assert create_due_spaces(place.parts, place.clock) == 0
    stated = [record for event in place.said("RecordsStated") for record in event["data"]["records"]]
    assert sorted(record["state"] for record in stated) == ["auto_created", "auto_created"]


@pytest.mark.feature("ACT-04", "ACT-19")
def test_the_day_that_is_told_is_the_whole_last_day_in_paris(place: Place) -> None:
    place.clock = datetime(2026, 2, 3, 23, 30, tzinfo=UTC)  # 4 February in Paris
    who = place.invited()
    place.delivered()
    assert place.letters("InvitationIssued")[0]["deadline"] == "2026-03-18"
    place.clock = datetime(2026, 3, 18, 22, 30, tzinfo=UTC)  # 23:30 in Paris
    assert create_due_spaces(place.parts, place.clock) == 0
    found = place.post("/identifications", who, expect=200)
    assert found["opposition_deadline"] == "2026-03-18"
    place.wait(minutes=30)
    assert create_due_spaces(place.parts, place.clock) == 1
    place.post("/identifications", who, expect=401)


@pytest.mark.feature("ACT-04", "OPS-06")
def test_no_space_is_created_for_an_invitation_that_has_not_left_and_the_delay_runs_from_when_it_does(
    place: Place,
) -> None:
    who = place.invited()
    place.wait(days=50)
    assert create_due_spaces(place.parts, place.clock) == 0
    place.clock -= timedelta(days=20)
    place.delivered()
    person = place.db["persons"].find_one({})
    assert person
    last = end_of_day(place.clock + timedelta(days=42))
    assert (person["space"]["deadline"], person["space"]["code"]["expires_at"]) == (last, last)
    place.clock = last - timedelta(seconds=1)
    assert create_due_spaces(place.parts, place.clock) == 0
    place.post("/identifications", who, expect=200)
    place.delivered()
    place.wait(days=1)
    assert create_due_spaces(place.parts, place.clock) == 1


@pytest.mark.feature("OPS-06", "ACT-30")
def test_those_who_answered_or_were_never_written_to_are_skipped(place: Place) -> None:
    place.activated(1)
    place.post("/oppositions", {"ticket": place.identified(2)["ticket"]}, expect=201)
    place.import_lines(insured(3))
    place.wait(days=400)
    assert create_due_spaces(place.parts, place.clock) == 0
    assert sorted(states(place)) == ["activated", "opposed", "registered"]


@pytest.mark.feature("ACT-06")
def test_nobody_logs_in_to_a_space_created_without_an_answer_until_it_is_activated(place: Place) -> None:
    place.import_lines(insured(1), invite=True)
    place.delivered()
    place.wait(days=43)
    create_due_spaces(place.parts, place.clock)
    assert place.db["accounts"].count_documents({}) == 0
    line = insured(1)
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    body = {"code": code, "nir": line["nir"], "vitale_serial": line["vitale_serial"]}
    identified = place.post("/identifications", body, expect=200)
    assert identified["state"] == "auto_created"
    place.post("/activations", activation(identified["ticket"]), expect=201)
    assert states(place) == ["activated"]


@pytest.mark.feature("ACT-25", "ACT-28", "ACT-14")
def test_an_opposition_keeps_its_date_channel_and_proof_and_is_announced(place: Place) -> None:
    answer = place.post("/oppositions", {"ticket": place.identified()["ticket"]}, expect=201)
    assert answer["channel"] == "online"
    person = place.db["persons"].find_one({})
    assert person
    assert person["space"]["opposition"] == {
        "recorded_at": place.clock,
        "channel": "online",
        "proof": "code-nir-vitale",
        "by": None,
        "withdrawn_at": None,
    }
    (event,) = place.said("OppositionRegistered")
    assert event["data"]["state"] == "opposed"
    assert event["data"]["version"]["number"] > 1


@pytest.mark.feature("ACT-29", "ACT-21")
def test_opposition_is_reversible_with_a_new_code(place: Place) -> None:
    who = place.invited()
    ticket = place.post("/identifications", who, expect=200)["ticket"]
    place.post("/oppositions", {"ticket": ticket}, expect=201)
    explained = place.post("/activations", activation(ticket), expect=409)
    assert "opposition" in explained["detail"]
    line = insured()
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    again = place.post("/identifications", {**who, "code": code}, expect=200)
    assert again["state"] == "opposed"
    place.post("/activations", activation(again["ticket"]), expect=201)
    versions = [
        e["data"]["version"]["number"] for k in ("OppositionRegistered", "ProfileActivated") for e in place.said(k)
    ]
    assert versions == sorted(set(versions))


@pytest.mark.feature("ACT-25")
def test_an_activated_space_is_not_opposed(place: Place) -> None:
    place.activated()
    line = insured()
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    body = {
        "code": place.letters("ProvisionalCodeGenerated")[-1]["code"],
        **{k: asked[k] for k in ("nir", "vitale_serial")},
    }
    ticket = place.post("/identifications", body, expect=200)["ticket"]
    refused = place.post("/oppositions", {"ticket": ticket}, expect=409)
    assert refused["code"] == "identity.cannot-oppose"


@pytest.mark.feature("ACT-12")
def test_a_ticket_ends_after_twenty_minutes_and_with_a_newer_code(place: Place) -> None:
    ticket = place.identified()["ticket"]
    place.wait(minutes=20)
    place.post("/oppositions", {"ticket": ticket}, expect=401)
    place.post("/activations", activation("x" * 43), expect=401)
    other = place.identified(2)["ticket"]
    line = insured(2)
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    place.post("/activations", activation(other), expect=401)
