"""What each event means in the activity history."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis import events
from chassis.events import Event
from services.consent import words
from services.consent.acts import ACTIONS, ActorMissing, act_of
from services.consent.domain.directory import Organisation, Professional
from services.consent.errors import DirectoryBehind
from tests.integration.consent.story import (
    DOCUMENT,
    LEROUX,
    MARTIN,
    OTHER_RECORD,
    RECORD,
    about_document,
    document_consulted,
    document_deposited,
    document_hidden,
    documents_listed,
)

CONTRACTS = Path(__file__).parents[3] / "contracts"
DIRECTORY = {
    LEROUX: Professional(LEROUX, "Camille LEROUX", "Médecin", "Médecine générale", "Cabinet des Tilleuls"),
    MARTIN: Professional(MARTIN, "Lou MARTIN", "Infirmier", None, None),
}
ORGANISATIONS = {"org_1": Organisation("org_1", "Labo BioPCR Orly", "laboratory")}
PATIENT = {"id": "acc_inaya", "role": "patient", "record": RECORD}
PARENT = {"id": "acc_parent", "role": "patient", "record": OTHER_RECORD}


@pytest.mark.feature("HIS-05", "HIS-06")
def test_an_entry_says_who_did_what_on_what_when_and_in_which_capacity() -> None:
    event = document_consulted()
    act = act_of(event, DIRECTORY.get, ORGANISATIONS.get)
    assert act
    assert (act.actor.display_name, act.actor.profession) == ("Camille LEROUX", "Médecin")
    assert act.actor.structure == "Cabinet des Tilleuls"
    assert (act.action, act.capacity, act.ground) == ("document-consulted", "authorized", "care")
    assert act.object == {"kind": "document", "id": DOCUMENT, "type": "11488-4"}
    assert (act.at, act.event_id, act.grid) == (event.time, event.id, "2024-09-25")


@pytest.mark.parametrize(
    ("event", "action", "capacity", "ground"),
    [
        (documents_listed(), "documents-listed", "authorized", "care"),
        (documents_listed(ground="emergency"), "documents-listed", "emergency", "emergency"),
        (documents_listed(ground="samu"), "documents-listed", "emergency", "samu"),
        (document_consulted(ground="author"), "document-consulted", "author", "author"),
        (document_consulted(ground="administrator"), "document-consulted", "administrator", "administrator"),
        (document_deposited(), "document-deposited", "depositor", None),
        (document_hidden({"id": LEROUX, "role": "professional"}), "document-hidden", "author", None),
        (document_hidden({"id": MARTIN, "role": "professional"}), "document-hidden", "administrator", None),
        (
            about_document("DocumentHidden", 2, {"id": MARTIN, "role": "professional"}, ground="patient-request"),
            "document-hidden",
            "administrator",
            "patient-request",
        ),
        (
            about_document("DocumentDeposited", 1, ground="patient-request"),
            "document-deposited",
            "depositor",
            "patient-request",
        ),
        (about_document("DocumentDeposited", 1, replaces=DOCUMENT), "document-replaced", "depositor", None),
        (
            about_document("DocumentHidden", 2, {"id": "acc_parent", "role": "patient", "record": OTHER_RECORD}),
            "document-hidden",
            "representative",
            None,
        ),
    ],
)
@pytest.mark.feature("HIS-05", "PSS-05")
def test_capacity_and_ground_follow_from_the_event(event: Event, action: str, capacity: str, ground: str) -> None:
    act = act_of(event, DIRECTORY.get, ORGANISATIONS.get)
    assert act
    assert (act.action, act.capacity, act.ground) == (action, capacity, ground)


@pytest.mark.parametrize(
    "event", [document_deposited("patient", "acc_inaya"), document_hidden(PATIENT)], ids=["deposit", "hiding"]
)
@pytest.mark.feature("HIS-01")
def test_the_persons_own_acts_are_no_entries(event: Event) -> None:
    assert act_of(event, DIRECTORY.get, ORGANISATIONS.get) is None


@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        ({**PATIENT, "record": OTHER_RECORD}, "representative"),
        ({"id": "sup_1", "role": "support"}, "support"),
    ],
)
@pytest.mark.feature("HIS-08")
def test_whoever_is_not_the_person_makes_an_entry(actor: dict[str, str], kind: str) -> None:
    act = act_of(document_hidden(actor), DIRECTORY.get, ORGANISATIONS.get)
    assert act
    assert act.actor.kind == kind


@pytest.mark.parametrize("kind", ["organisation", "insurer"])
@pytest.mark.feature("HIS-08")
def test_organisations_deposit_under_their_own_kind(kind: str) -> None:
    act = act_of(document_deposited(kind, "org_1"), DIRECTORY.get, ORGANISATIONS.get)
    assert act
    assert (act.actor.kind, act.capacity) == (kind, "depositor")


@pytest.mark.feature("HIS-06", "HIS-08")
def test_an_organisation_is_called_by_its_name_and_kind() -> None:
    act = act_of(document_deposited("organisation", "org_1"), DIRECTORY.get, ORGANISATIONS.get)
    assert act
    assert (act.actor.display_name, act.actor.profession) == ("Labo BioPCR Orly", "Laboratoire de biologie médicale")
    with pytest.raises(DirectoryBehind):
        act_of(document_deposited("organisation", "org_2"), DIRECTORY.get, ORGANISATIONS.get)


def message_sent(sender: str, actor: dict[str, str]) -> Event:
    data = {
        "record": RECORD, "conversation": "cnv_2Gh5kL8pQ1wE4rT7yU0iO3", "message": "msg_6Bn9mX2cV5zA8sD1fG4hJ7",
        "professional": LEROUX, "sender": sender, "attachments": [],
    }  # fmt: skip
    return events.new("messaging.MessageSent", RECORD, data, actor=actor)


@pytest.mark.feature("HIS-05", "MSG-05")
def test_a_message_of_a_professional_or_a_representative_is_an_entry_and_the_persons_own_is_none() -> None:
    wrote = act_of(message_sent("professional", {"id": LEROUX, "role": "professional"}), DIRECTORY.get, {}.get)
    assert wrote
    assert (wrote.actor.id, wrote.action, wrote.capacity, wrote.object) == (LEROUX, "message-sent", "authorized", None)
    answered = act_of(message_sent("patient", PARENT), DIRECTORY.get, {}.get)
    assert answered
    assert (answered.actor.kind, answered.capacity) == ("representative", "representative")
    assert answered.object == {"kind": "professional", "id": LEROUX, "type": None}
    assert act_of(message_sent("patient", PATIENT), DIRECTORY.get, {}.get) is None


CONVERSATION = {"record": RECORD, "conversation": "cnv_2Gh5kL8pQ1wE4rT7yU0iO3", "professional": LEROUX, "quiet": True}
FILE = {"message": "msg_6Bn9mX2cV5zA8sD1fG4hJ7", "attachment": "att_3Kd6sQ9xW2eR5tY8uI1oPa"}


@pytest.mark.feature("HIS-08")
@pytest.mark.parametrize(
    ("name", "data", "action"),
    [
        ("ConversationsListed", {"record": RECORD, "quiet": True}, "conversations-listed"),
        ("ConversationConsulted", CONVERSATION, "conversation-consulted"),
        ("AttachmentConsulted", CONVERSATION | FILE, "attachment-consulted"),
    ],
)
def test_messages_that_a_representative_reads_are_entries_that_say_with_whom(
    name: str, data: dict[str, Any], action: str
) -> None:
    act = act_of(events.new(f"messaging.{name}", RECORD, data, actor=PARENT), DIRECTORY.get, {}.get)
    assert act
    assert (act.actor.kind, act.actor.id, act.action, act.capacity) == (
        "representative", "acc_parent", action, "representative",
    )  # fmt: skip
    exchanged_with = {"kind": "professional", "id": LEROUX, "type": None} if "professional" in data else None
    assert (act.object, act.ground) == (exchanged_with, None)
    assert act_of(events.new(f"messaging.{name}", RECORD, data, actor=PATIENT), DIRECTORY.get, {}.get) is None


KEY = {"kty": "OKP", "crv": "X25519", "x": "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"}
TAKEN = {"document": DOCUMENT, "record": RECORD, "type": "11488-4", "what": "content", "quiet": True}


@pytest.mark.feature("HIS-08")
@pytest.mark.parametrize(
    ("name", "data", "action"),
    [
        ("ExportRequested", {"export": "exp_5Kd9sQ2xW7eR4tY1uI8oPa", "record": RECORD, "key": KEY}, "export-requested"),
        ("DocumentsListed", {"record": RECORD, "quiet": True}, "documents-listed"),
        ("DocumentConsulted", TAKEN, "document-consulted"),
    ],
)
def test_what_a_representative_reads_or_takes_away_is_an_entry_and_the_persons_own_is_none(
    name: str, data: dict[str, Any], action: str
) -> None:
    act = act_of(events.new(f"documents.{name}", RECORD, data, actor=PARENT), DIRECTORY.get, {}.get)
    assert act
    assert (act.actor.kind, act.actor.id, act.action) == ("representative", "acc_parent", action)
    assert (act.capacity, act.ground) == ("representative", None)
    assert act_of(events.new(f"documents.{name}", RECORD, data, actor=PATIENT), DIRECTORY.get, {}.get) is None


def test_an_act_waits_for_the_name_of_its_author() -> None:
    with pytest.raises(DirectoryBehind):
        act_of(document_consulted(), {}.get, {}.get)


def test_an_act_of_nobody_is_not_taken_for_the_persons_own() -> None:
    with pytest.raises(ActorMissing):
        act_of(document_hidden(None), DIRECTORY.get, ORGANISATIONS.get)


def test_what_shows_by_itself_when_its_time_has_come_is_nobodys_act() -> None:
    assert act_of(about_document("DocumentAnnounced", 2), DIRECTORY.get, ORGANISATIONS.get) is None


@pytest.mark.feature("SUP-01", "HIS-01")
@pytest.mark.parametrize(
    "done",
    [
        "caller-identified",
        "identification-failed",
        "code-sent",
        "opposition-recorded",
        "change-proposed",
        "change-applied",
        "withdrawal-applied",
    ],
)
def test_what_an_agent_of_the_3422_does_enters_the_history(done: str) -> None:
    agent = {"id": "acc_agent", "role": "support"}
    act = act_of(
        events.new("identity.SupportActed", RECORD, {"record": RECORD, "act": done, "channel": "phone"}, agent),
        DIRECTORY.get,
        ORGANISATIONS.get,
    )
    assert act
    assert (act.actor.kind, act.actor.id, act.capacity) == ("support", "acc_agent", "support")
    assert (act.action, act.object, act.ground) == (f"support-{done}", None, None)


@pytest.mark.feature("HIS-06")
@pytest.mark.parametrize("event_type", sorted(ACTIONS))
def test_every_ground_that_an_event_names_has_its_words_on_paper(event_type: str) -> None:
    properties = json.loads((Path(__file__).parents[3] / f"contracts/events/{event_type}.json").read_text())[
        "properties"
    ]
    emergency = properties.get("emergency", {}).get("properties", {})
    grounds = {ground for told in (properties, emergency) for ground in told.get("ground", {}).get("enum", ())}
    assert grounds <= set(words.GROUNDS)


@pytest.mark.feature("MIN-08", "HIS-01")
def test_the_end_of_an_attachment_is_the_insurers_act() -> None:
    ended = json.loads((CONTRACTS / "events/identity.RepresentationEnded.json").read_text())["examples"][0]
    act = act_of(events.new("identity.RepresentationEnded", RECORD, ended), DIRECTORY.get, ORGANISATIONS.get)
    assert act
    assert (act.actor.kind, act.actor.display_name) == ("insurer", "Assurance Maladie")
    assert (act.action, act.capacity, act.object) == ("representative-detached", "insurer", None)


def test_every_act_has_its_words_on_paper() -> None:
    contract = yaml.safe_load((CONTRACTS / "http/consent.yaml").read_text())
    schemas = contract["components"]["schemas"]
    assert set(schemas["HistoryAction"]["enum"]) == set(words.ACTIONS)
    assert set(schemas["HistoryEntry"]["properties"]["capacity"]["enum"]) == set(words.CAPACITIES)
    assert set(schemas["HistoryGround"]["enum"]) == set(words.GROUNDS)
    told = json.loads((CONTRACTS / "events/profile.ProfileEntryAdded.json").read_text())
    assert set(told["properties"]["section"]["enum"]) == set(words.SECTIONS)
