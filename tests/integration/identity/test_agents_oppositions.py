"""Oppositions an agent records for who called or wrote (ACT-26 to ACT-28), and what the person can do afterwards."""

import pytest

from services.identity.actions.due import create_due_spaces
from services.identity.actions.oppositions import register_opposition
from services.identity.domain.spaces import Channel
from services.identity.errors.account import FieldsRefused
from services.identity.errors.closure import PersonUnknown
from services.identity.errors.identification import OppositionRefused
from tests.integration.identity.place import Place, activation, insured

AGENT = {"id": "acc_3Qm2xV9aKp4LsT8wYb3Nd1", "role": "support"}
PROOF = "courrier 2026-0412"


def only_record(place: Place) -> str:
    person = place.db["persons"].find_one({})
    assert person
    return str(person["_id"])


@pytest.mark.feature("ACT-26", "ACT-27", "ACT-28", "OPS-11")
@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.LETTER])
def test_an_agent_records_an_opposition_with_its_proof(place: Place, channel: Channel) -> None:
    place.invited()
    record = only_record(place)
    register_opposition(place.parts, record, channel, PROOF, AGENT, place.clock)
    person = place.db["persons"].find_one({"_id": record})
    assert person
    assert person["space"]["opposition"] == {
        "recorded_at": place.clock,
        "channel": channel.value,
        "proof": PROOF,
        "by": AGENT["id"],
        "withdrawn_at": None,
    }
    (event,) = place.said("OppositionRegistered")
    assert (event["data"]["channel"], event["actorid"], event["actorrole"]) == (channel.value, AGENT["id"], "support")
    assert PROOF not in str(event)


@pytest.mark.feature("ACT-30", "ACT-21")
def test_the_code_of_the_letter_dies_and_no_space_is_created_later(place: Place) -> None:
    who = place.invited()
    place.delivered()
    register_opposition(place.parts, only_record(place), Channel.PHONE, PROOF, AGENT, place.clock)
    place.post("/identifications", who, expect=401)
    place.wait(days=43)
    assert create_due_spaces(place.parts, place.clock) == 0


@pytest.mark.feature("ACT-27")
def test_someone_nobody_wrote_to_can_oppose_by_letter(place: Place) -> None:
    place.import_lines(insured())
    register_opposition(place.parts, only_record(place), Channel.LETTER, PROOF, AGENT, place.clock)
    person = place.db["persons"].find_one({})
    assert person
    assert person["space"]["state"] == "opposed"


@pytest.mark.feature("ACT-29", "ACT-28")
def test_activating_later_keeps_the_evidence_and_says_when_it_was_withdrawn(place: Place) -> None:
    who = place.invited()
    register_opposition(place.parts, only_record(place), Channel.PHONE, PROOF, AGENT, place.clock)
    line = insured()
    place.wait(days=1)
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    ticket = place.post("/identifications", {**who, "code": code}, expect=200)["ticket"]
    place.post("/activations", activation(ticket), expect=201)
    person = place.db["persons"].find_one({})
    assert person
    assert person["space"]["state"] == "activated"
    assert person["space"]["opposition"]["proof"] == PROOF
    assert person["space"]["opposition"]["withdrawn_at"] == place.clock


@pytest.mark.feature("ACT-28")
def test_what_an_agent_may_not_record(place: Place) -> None:
    place.activated()
    record = only_record(place)
    with pytest.raises(OppositionRefused):
        register_opposition(place.parts, record, Channel.PHONE, PROOF, AGENT, place.clock)
    with pytest.raises(PersonUnknown):
        register_opposition(place.parts, "rec_" + "0" * 22, Channel.PHONE, PROOF, AGENT, place.clock)
    for channel, proof in [
        (Channel.ONLINE, PROOF),
        (Channel.PHONE, " "),
        (Channel.PHONE, "numéro 2 84 05 75 100 001 12"),
        (Channel.LETTER, "a\nb"),
        (Channel.LETTER, "x" * 301),
    ]:
        with pytest.raises(FieldsRefused):
            register_opposition(place.parts, record, channel, proof, AGENT, place.clock)
