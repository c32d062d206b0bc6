"""Blocks, closures, erasure, doubt: who may no longer read or write, from that very moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chassis import envelopes
from enforcement.lanes import lane_of
from tests.integration.enforcement.told import examples, new_id
from tests.integration.messaging.office import Office, Person
from tests.support.platform import until


def test_a_professional_without_care_cannot_write(office: Office, inaya: Person) -> None:
    stranger = office.professional()
    place = {"record": inaya.record}
    for _ in range(2):
        letter = stranger.letter(subject="Bonjour")
        stranger.refused("startConversation", 403, "messaging.no-access", path=place, **letter)
        stranger.refused("listConversations", 403, "messaging.no-access", path=place)
        stranger.relate(inaya.record, "contact")


@pytest.mark.feature("ACC-08", "ACC-10")
def test_a_blocked_professional_neither_writes_nor_reads_and_is_not_written_to(
    office: Office, inaya: Person, doctor: Person
) -> None:
    begun = doctor.begin(inaya.record)
    place = {"record": inaya.record, "conversation": begun["id"]}
    event = doctor.relate(inaya.record, "blocked")
    doctor.refused("sendMessage", 403, "messaging.no-access", path=place, **doctor.letter())
    doctor.refused("readConversation", 403, "messaging.no-access", path=place)
    inaya.refused("sendMessage", 409, "messaging.recipient-unavailable", path=place, **inaya.letter())
    thread = inaya.read(inaya.record, begun["id"])
    assert (len(thread["messages"]), thread["conversation"]["writable"]) == (1, False)
    applied = [
        each["data"] for each in office.told_about(f"lane-{event.data['policy']['lane']}", "messaging.PolicyApplied")
    ]
    assert {"point": "messaging", **event.data["policy"]} in applied
    doctor.relate(inaya.record, "authorized")
    doctor.answer(inaya.record, begun["id"])


def test_a_block_that_arrives_while_a_message_is_sent_leaves_none_behind_it(office: Office) -> None:
    for _ in range(5):
        patient, carer = office.patient(), office.professional()
        carer.relate(patient.record, "authorized")
        begun = carer.begin(patient.record)
        place = {"record": patient.record, "conversation": begun["id"]}

        def send(carer: Person = carer, place: dict[str, str] = place) -> int:
            operation = "/api/messaging/records/{record}/conversations/{conversation}/messages".format(**place)
            given = carer.letter()
            given["headers"]["Authorization"] = f"Bearer {carer.token}"
            return office.app.test_client().post(operation, **given).status_code

        with ThreadPoolExecutor(4) as pool:
            sending = [pool.submit(send) for _ in range(4)]
            carer.relate(patient.record, "blocked")
            at_the_block = office.db.messages.count_documents({"record": patient.record})
            statuses = [each.result() for each in sending]
        assert office.db.messages.count_documents({"record": patient.record}) == at_the_block
        assert set(statuses) <= {201, 403, 503}


def test_doubt_stops_professionals_and_never_the_person(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    lane = lane_of(inaya.record)
    office.consent.next(inaya.record)  # said by consent, and not heard here
    until(lambda: doctor.status("listConversations", inaya.record) == 503, seconds=120)
    doctor.refused("listConversations", 503, "messaging.rights-unknown", path={"record": inaya.record})
    inaya.answer(inaya.record, begun["id"])
    told = {
        "rebuild": new_id("reb"), "for": "messaging", "epoch": 1, "lane": lane, "part": 1, "parts": 1,
        "up_to": office.consent.numbers[lane], "relations": [],
    }  # fmt: skip
    office.hear("consent.RelationsStated", f"lane-{lane}", told)
    assert doctor.inbox(inaya.record), "told again, the lane is whole"


@pytest.mark.feature("CLO-06")
def test_a_closed_space_is_frozen_and_thaws(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    place = {"record": inaya.record, "conversation": begun["id"]}
    office.state(inaya.record, "closed", 3)
    assert office.told_about(inaya.record, "messaging.ProfileStateApplied")
    inaya.refused("readConversation", 404, "messaging.not-found", path=place)
    inaya.refused("sendMessage", 404, "messaging.not-found", path=place, **inaya.letter())
    doctor.refused("readConversation", 409, "messaging.record-closed", path=place)
    doctor.refused("sendMessage", 409, "messaging.record-closed", path=place, **doctor.letter())
    office.state(inaya.record, "activated", 4)
    doctor.answer(inaya.record, begun["id"])
    assert len(inaya.read(inaya.record, begun["id"])["messages"]) == 2


def test_a_space_nobody_activated_has_no_mailbox(office: Office, doctor: Person) -> None:
    unopened = office.patient("auto_created")
    doctor.relate(unopened.record, "authorized")
    letter = doctor.letter(subject="Bonjour")
    doctor.refused("startConversation", 409, "messaging.no-mailbox", path={"record": unopened.record}, **letter)


@pytest.mark.feature("CLO-07")
def test_an_erased_record_leaves_nothing(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record, files={"bilan.pdf": b"%PDF-1.7"})
    request = {"record": inaya.record, "request": new_id("del")}
    office.hear("identity.DataDeletionRequested", inaya.record, request)
    (told,) = office.told_about(inaya.record, "messaging.ServiceDataErased")
    assert told["data"] == request
    inaya.refused("readConversation", 404, "messaging.not-found", path={"conversation": begun["id"]})
    office.state(inaya.record, "activated", 9)
    assert inaya.refused("listConversations", 404, "messaging.not-found")
    for collection in ("conversations", "messages", "record_keys"):
        assert not office.db[collection].find_one({"$or": [{"record": inaya.record}, {"_id": inaya.record}]})


@pytest.mark.parametrize("type_", examples("messaging"))
def test_the_example_of_every_event_that_names_us_is_accepted(office: Office, type_: str) -> None:
    office.hear_example(type_)


def test_an_export_holds_every_conversation(office: Office, inaya: Person, doctor: Person) -> None:
    private, public = envelopes.new_pair()
    key = {name: public[name] for name in ("kty", "crv", "x")}
    empty = office.patient()
    for number in range(2):
        begun = doctor.begin(inaya.record, subject=f"Sujet {number}", files={"bilan.pdf": b"%PDF-1.7"})
        inaya.answer(inaya.record, begun["id"])
    for person in (inaya, empty):
        asked = {"export": new_id("exp"), "record": person.record, "key": key}
        office.hear("documents.ExportRequested", person.record, asked)
    parts = [each["data"] for each in office.told_about(inaya.record, "messaging.ExportContributed")]
    assert [(each["part"], each["parts"]) for each in parts] == [(1, 2), (2, 2)]
    given = [envelopes.open_sealed(private, each["sealed"])["conversations"][0] for each in parts]
    assert [each["subject"] for each in given] == ["Sujet 0", "Sujet 1"]
    assert [each["text"] for each in given[0]["messages"]] == ["Bonjour, vos résultats sont bons.", "Merci docteur."]
    assert given[0]["messages"][0]["attachments"][0]["name"] == "bilan.pdf"
    (nothing,) = office.told_about(empty.record, "messaging.ExportContributed")
    assert envelopes.open_sealed(private, nothing["data"]["sealed"]) == {"conversations": []}
