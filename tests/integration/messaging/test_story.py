"""A professional writes, the person reads and answers."""

from typing import Any

import pytest

from tests.integration.enforcement.told import new_id
from tests.integration.messaging.office import Office, Person


def path(person: Person, conversation: dict[str, Any]) -> dict[str, str]:
    return {"record": person.record, "conversation": conversation["id"]}


def test_a_professional_writes_first_and_the_person_answers(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    assert inaya.unread() == 1
    (shown,) = inaya.inbox()
    assert (shown["id"], shown["subject"], shown["unread"]) == (begun["id"], "Vos résultats", 1)
    assert shown["professional"] == {"id": doctor.id, "display_name": "Camille LEROUX, Médecine générale"}
    assert shown["writable"]

    thread = inaya.read(inaya.record, begun["id"])
    (first,) = thread["messages"]
    assert (first["text"], first["number"]) == ("Bonjour, vos résultats sont bons.", 1)
    assert first["sender"] == {
        "kind": "professional", "display_name": "Camille LEROUX, Médecine générale", "mine": False,
    }  # fmt: skip
    assert inaya.unread() == 1, "looking at a page marks nothing"
    inaya.mark(inaya.record, begun["id"], 1)
    assert (inaya.unread(), inaya.inbox()[0]["unread"]) == (0, 0)

    inaya.answer(inaya.record, begun["id"])
    (his,) = doctor.inbox(inaya.record)
    assert (his["unread"], his["last_sender"]) == (1, {"kind": "patient", "display_name": "Le patient"})
    texts = [each["text"] for each in doctor.read(inaya.record, begun["id"])["messages"]]
    assert texts == ["Merci docteur.", "Bonjour, vos résultats sont bons."]


def test_what_is_told_of_a_message_holds_no_content(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record, files={"bilan.pdf": b"%PDF-1.7 secret"})
    inaya.answer(inaya.record, begun["id"])
    first, second = office.told_about(inaya.record)
    assert first["data"] | {"attachments": []} == {
        "record": inaya.record, "conversation": begun["id"], "message": first["data"]["message"],
        "professional": doctor.id, "sender": "professional", "attachments": [],
    }  # fmt: skip
    assert set(first["data"]["attachments"][0]) == {"attachment", "sha256"}
    assert (first["actorid"], first["actorrole"]) == (doctor.id, "professional")
    assert (second["data"]["sender"], second["actorid"], second["actorrecord"]) == ("patient", inaya.id, inaya.record)
    for told in (first, second):
        assert not {"résultats", "Merci", "bilan"} & set(str(told).replace(".", " ").split())


def test_what_people_wrote_is_unreadable_in_the_database(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record, files={"bilan-sanguin.pdf": b"%PDF-1.7 secret"})
    rows = [office.db.conversations.find_one({"_id": begun["id"]}), *office.db.messages.find({"record": inaya.record})]
    for row in rows:
        assert row
        assert not any(word in str(row) for word in ("Bonjour", "sanguin", "Vos r"))
    (name,) = office.objects(inaya.record)
    assert b"secret" not in office.parts.files.get(name)


def test_the_same_request_sends_one_message(office: Office, inaya: Person, doctor: Person) -> None:
    one, again = (doctor.begin(inaya.record, key="a-key-of-begin") for _ in range(2))
    assert one["id"] == again["id"]
    sent = [inaya.answer(inaya.record, one["id"], key="a-key-of-answer") for _ in range(2)]
    assert sent[0] == sent[1]
    assert len(inaya.read(inaya.record, one["id"])["messages"]) == 2
    assert len(office.told_about(inaya.record)) == 2
    other = inaya.letter("Autre chose.", key="a-key-of-answer")
    inaya.refused("sendMessage", 409, "messaging.key-reused", path=path(inaya, one), **other)


def test_conversations_come_newest_first_page_by_page(inaya: Person, doctor: Person) -> None:
    ids = [doctor.begin(inaya.record, subject=f"Sujet {number}")["id"] for number in range(3)]
    inaya.answer(inaya.record, ids[0])
    expected = [ids[0], ids[2], ids[1]]
    assert [each["id"] for each in inaya.inbox()] == expected
    seen, cursor = [], None
    for _ in range(3):
        query = {"limit": 1, **({"cursor": cursor} if cursor else {})}
        page = inaya.call("listConversations", 200, query_string=query).json
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"]
    assert (seen, cursor) == (expected, None)


def test_messages_come_page_by_page(inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    for number in range(4):
        inaya.answer(inaya.record, begun["id"], f"Réponse {number}")
    first = inaya.read(inaya.record, begun["id"], limit=3)
    rest = inaya.read(inaya.record, begun["id"], limit=3, cursor=first["next"])
    assert [each["number"] for each in first["messages"] + rest["messages"]] == [5, 4, 3, 2, 1]
    assert rest["next"] is None
    for query in ({"cursor": "AAAA"}, {"cursor": first["next"] + "x"}):
        inaya.refused("readConversation", 422, "messaging.invalid-request", path=path(inaya, begun), query_string=query)
        inaya.refused("listConversations", 422, "messaging.invalid-request", query_string=query)


@pytest.mark.feature("NAV-03")
def test_what_comes_while_one_reads_stays_unread(inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    inaya.read(inaya.record, begun["id"])
    doctor.answer(inaya.record, begun["id"], "Encore une chose.")
    inaya.mark(inaya.record, begun["id"], 1)
    assert inaya.unread() == 1
    inaya.mark(inaya.record, begun["id"], 1_000_000)
    assert inaya.unread() == 0
    doctor.answer(inaya.record, begun["id"], "Et une autre.")
    assert inaya.unread() == 1, "nobody reads what is not written yet"
    doctor.begin(inaya.record, subject="Autre sujet")
    assert inaya.unread() == 2


def test_a_person_never_begins(inaya: Person) -> None:
    letter = inaya.letter(subject="Bonjour")
    inaya.refused("startConversation", 403, "messaging.role-refused", **letter)


def test_a_letter_is_checked(inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    place = {"record": inaya.record}
    for letter, field in (
        (doctor.letter(subject="x" * 81), "subject"),
        (doctor.letter(), "subject"),
        (doctor.letter(" ", subject="Objet"), "text"),
        (doctor.letter(subject="Objet", surprise="!"), "surprise"),
    ):
        problem = doctor.refused("startConversation", 422, "messaging.invalid-request", path=place, **letter)
        assert [each["field"] for each in problem["errors"]] == [field]
    renamed = inaya.letter(subject="Un autre objet")
    inaya.refused("sendMessage", 422, "messaging.invalid-request", path=path(inaya, begun), **renamed)


def test_others_find_nothing(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    other, colleague = office.patient(), office.professional()
    colleague.relate(inaya.record, "authorized")
    assert colleague.inbox(inaya.record) == []
    for stranger in (other, colleague):
        stranger.refused("readConversation", 404, "messaging.not-found", path=path(inaya, begun))
        stranger.refused("sendMessage", 404, "messaging.not-found", path=path(inaya, begun), **stranger.letter())
    other.refused("listConversations", 404, "messaging.not-found", path={"record": inaya.record})
    other.refused("readConversation", 404, "messaging.not-found", path={"conversation": begun["id"]})
    inaya.refused("readConversation", 404, "messaging.not-found", path={"conversation": new_id("cnv")})


def test_a_parent_reads_and_writes_for_a_child(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    parent = office.representative(inaya)
    assert parent.unread(inaya.record) == 1
    parent.answer(inaya.record, begun["id"])
    assert doctor.inbox(inaya.record)[0]["last_sender"]["kind"] == "representative"
    told = office.told_about(inaya.record)[-1]
    assert (told["actorid"], told["actorrecord"], told["data"]["record"]) == (parent.id, parent.record, inaya.record)
    grown = office.representative(office.patient(), until="2020-01-01T00:00:00Z")
    grown.refused("listConversations", 404, "messaging.not-found", path={"record": inaya.record})
