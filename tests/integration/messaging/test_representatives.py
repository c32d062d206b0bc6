"""A representative reads a child's messages: nothing is answered without its trace in the child's history."""

from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from tests.integration.messaging.office import Office, Person
from tests.integration.messaging.test_attachments import PDF, attached

READS = ("ConversationsListed", "ConversationConsulted", "AttachmentConsulted")


def traces(office: Office, record: str) -> list[dict[str, Any]]:
    """What is told of reads in a record."""
    return [each for each in office.pending(record) if each["type"].partition(".")[2] in READS]


def read_everything(reader: Person, record: str, conversation: str) -> dict[str, Any]:
    """The list, the conversation and its one attachment, which is given back with its path."""
    assert [each["id"] for each in reader.inbox(record)] == [conversation]
    (file,) = attached(reader, record, conversation)
    assert reader.call("openAttachment", 200, file["path"]).data == PDF
    return file


@pytest.mark.feature("HIS-08")
def test_what_a_parent_reads_for_a_child_is_told_to_the_history_without_a_mail(
    office: Office, inaya: Person, doctor: Person
) -> None:
    begun = doctor.begin(inaya.record, files={"bilan.pdf": PDF})
    parent = office.representative(inaya)
    file = read_everything(parent, inaya.record, begun["id"])
    told = traces(office, inaya.record)
    assert [each["type"] for each in told] == [f"messaging.{name}" for name in READS]
    assert {(each["actorid"], each["actorrecord"]) for each in told} == {(parent.id, parent.record)}
    quiet = {"record": inaya.record, "quiet": True}
    with_whom = quiet | {"conversation": begun["id"], "professional": doctor.id}
    what = {"message": file["path"]["message"], "attachment": file["id"]}
    assert [each["data"] for each in told] == [quiet, with_whom, with_whom | what]


def test_that_messages_wait_and_were_read_leaves_no_trace(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    parent = office.representative(inaya)
    assert parent.unread(inaya.record) == 1
    parent.mark(inaya.record, begun["id"], 1)
    assert parent.unread(inaya.record) == 0
    assert traces(office, inaya.record) == []


def test_what_the_two_correspondents_read_leaves_no_trace(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record, files={"bilan.pdf": PDF})
    for correspondent in (inaya, doctor):
        read_everything(correspondent, inaya.record, begun["id"])
    assert traces(office, inaya.record) == []


@pytest.mark.feature("HIS-08")
def test_a_read_whose_trace_cannot_be_committed_is_not_answered(
    office: Office, inaya: Person, doctor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = doctor.begin(inaya.record, files={"bilan.pdf": PDF})
    parent = office.representative(inaya)
    file = read_everything(parent, inaya.record, begun["id"])

    def lost(*_: object) -> None:
        raise AutoReconnect

    monkeypatch.setattr("services.messaging.traces.outbox.add", lost)
    place = {"record": inaya.record, "conversation": begun["id"]}
    for read, path in (("listConversations", place), ("readConversation", place), ("openAttachment", file["path"])):
        parent.refused(read, 503, "messaging.unavailable", path=path)


@pytest.mark.feature("HIS-08")
def test_who_may_not_read_leaves_no_trace(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    stranger = office.patient()
    place = {"record": inaya.record, "conversation": begun["id"]}
    for read in ("listConversations", "readConversation"):
        stranger.refused(read, 404, "messaging.not-found", path=place)
    assert traces(office, inaya.record) == []
