"""Files attached to messages: who sends what, what comes back, what is left behind."""

import hashlib
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import now
from chassis.problems import Problem
from enforcement.sweeping import sweep_erased
from services.messaging import errors
from services.messaging.actions import sweeping
from services.messaging.api import create_app
from tests.integration.enforcement.told import new_id
from tests.integration.messaging.office import Office, Person

PDF = b"%PDF-1.7 un bilan"
DICOM = b"\0" * 128 + b"DICM et une image"


def attached(reader: Person, record: str, conversation: str) -> list[dict[str, Any]]:
    """The attachments of the newest message, each with the path to it."""
    newest = reader.read(record, conversation)["messages"][0]
    place = {"record": record, "conversation": conversation, "message": newest["id"]}
    return [{**each, "path": {**place, "attachment": each["id"]}} for each in newest["attachments"]]


def test_what_a_professional_attaches_comes_back_byte_for_byte(inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record, files={"bilan.pdf": PDF, "irm.dcm": DICOM})
    assert inaya.inbox()[0]["attached"]
    told = attached(inaya, inaya.record, begun["id"])
    assert [(each["name"], each["media_type"], each["size"], each["keepable"]) for each in told] == [
        ("bilan.pdf", "application/pdf", len(PDF), True),
        ("irm.dcm", "application/octet-stream", len(DICOM), False),
    ]
    for each, content in zip(told, (PDF, DICOM), strict=True):
        answer = inaya.call("openAttachment", 200, each["path"])
        assert answer.data == content
        assert answer.mimetype == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{each['name']}"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.feature("DOC-33")
def test_a_person_attaches_what_the_documents_hold(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    assert not inaya.inbox()[0]["attached"]
    inaya.answer(inaya.record, begun["id"], files={"ordonnance.pdf": PDF})
    (told,) = attached(doctor, inaya.record, begun["id"])
    assert doctor.call("openAttachment", 200, told["path"]).data == PDF
    event = office.told_about(inaya.record)[-1]
    assert event["data"]["attachments"] == [{"attachment": told["id"], "sha256": hashlib.sha256(PDF).hexdigest()}]
    place = {"record": inaya.record, "conversation": begun["id"]}
    letter = inaya.letter(files={"irm.dcm": DICOM})
    inaya.refused("sendMessage", 415, "messaging.format-refused", path=place, **letter)


def test_each_file_and_their_number_are_bounded_as_the_service_says(inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    place = {"record": inaya.record, "conversation": begun["id"]}
    limits = inaya.call("showMessageLimits", 200).json
    assert (limits["max_bytes"], limits["max_files"]) == (5 * 2**20, 5)
    assert "TIF" in limits["formats_of_people"]
    whole = b"%PDF-" + b"0" * (limits["max_bytes"] - 5)
    doctor.answer(inaya.record, begun["id"], files={f"{number}.pdf": whole for number in range(5)})
    assert [each["size"] for each in attached(inaya, inaya.record, begun["id"])] == [5 * 2**20] * 5
    for files in (
        {"trop.pdf": whole + b"0"},
        {"un.pdf": whole, "deux.pdf": whole + b"0"},
        {f"{number}.txt": b"x" for number in range(6)},
    ):
        doctor.refused("sendMessage", 413, "messaging.too-large", path=place, **doctor.letter(files=files))


def test_a_form_that_is_none_is_refused(inaya: Person, doctor: Person) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    place = {"record": inaya.record}
    doctor.refused(
        "startConversation", 415, "messaging.unsupported-media-type", path=place, json={"text": "x"}, headers=key
    )
    broken = {"data": b"--other--", "headers": {**key, "Content-Type": "multipart/form-data; boundary=b"}}
    doctor.refused("startConversation", 400, "messaging.malformed-form", path=place, **broken)


def test_an_attachment_is_found_at_its_own_place_only(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record, files={"bilan.pdf": PDF})
    other = doctor.begin(inaya.record, subject="Autre sujet")
    (told,) = attached(inaya, inaya.record, begun["id"])
    for change in (
        {"conversation": other["id"]}, {"message": new_id("msg")}, {"attachment": new_id("att")},
    ):  # fmt: skip
        inaya.refused("openAttachment", 404, "messaging.not-found", path={**told["path"], **change})
    stranger = office.patient()
    stranger.refused("openAttachment", 404, "messaging.not-found", path=told["path"])
    stranger.refused("openAttachment", 404, "messaging.not-found", path={**told["path"], "record": stranger.record})
    doctor.relate(inaya.record, "blocked")
    doctor.refused("openAttachment", 403, "messaging.no-access", path=told["path"])
    assert inaya.call("openAttachment", 200, told["path"]).data == PDF


def test_bytes_that_changed_are_never_handed_out(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record, files={"bilan.pdf": PDF})
    (told,) = attached(inaya, inaya.record, begun["id"])
    (name,) = office.objects(inaya.record)
    sealed = office.parts.files.get(name)
    office.parts.files.put(name, sealed[:-1] + bytes([sealed[-1] ^ 1]))
    inaya.refused("openAttachment", 503, "messaging.attachment-damaged", path=told["path"])
    office.parts.files.delete(name)
    inaya.refused("openAttachment", 503, "messaging.attachment-damaged", path=told["path"])


def test_without_the_object_store_nothing_is_half_sent(office: Office, inaya: Person, doctor: Person) -> None:
    begun = doctor.begin(inaya.record)
    nowhere = replace(office.parts.settings, s3_endpoint="127.0.0.1:1", storage_deadline_s=0.5)
    parts = replace(office.parts, files=type(office.parts.files)(nowhere))
    app, office.app = office.app, create_app(parts, office.verifier)
    place = {"record": inaya.record, "conversation": begun["id"]}
    try:
        letter = doctor.letter(files={"bilan.pdf": PDF})
        doctor.refused("sendMessage", 503, "messaging.storage-unavailable", path=place, **letter)
        doctor.answer(inaya.record, begun["id"], "Sans pièce jointe, cela part.")
    finally:
        office.app = app
    assert len(inaya.read(inaya.record, begun["id"])["messages"]) == 2


def test_what_no_message_has_is_swept_and_the_rest_stays(office: Office, inaya: Person, doctor: Person) -> None:
    doctor.begin(inaya.record, files={"bilan.pdf": PDF})
    kept = office.objects(inaya.record)
    orphan = f"{inaya.record}/{new_id('att')}"
    office.parts.files.put(orphan, b"left by a crash")
    sweeping.sweep_orphans(office.db, office.parts.files, now() - timedelta(hours=1))
    assert office.objects(inaya.record) == kept | {orphan}, "it may belong to a message that is about to commit"
    sweeping.sweep_orphans(office.db, office.parts.files, now() + timedelta(minutes=1))
    assert office.objects(inaya.record) == kept


@pytest.mark.feature("CLO-07")
def test_the_objects_of_an_erased_record_go(office: Office, inaya: Person, doctor: Person) -> None:
    doctor.begin(inaya.record, files={"bilan.pdf": PDF})
    assert office.objects(inaya.record)
    request = {"record": inaya.record, "request": new_id("del")}
    office.hear("identity.DataDeletionRequested", inaya.record, request)
    sweep_erased(office.db, office.parts.files, now())
    assert office.objects(inaya.record) == set()


def test_every_problem_says_what_to_do() -> None:
    problems = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Problem)]
    for each in problems:
        if each is not Problem:
            assert each.code.startswith("messaging.")
            assert each.title.endswith(".")
            assert each.detail.endswith(".")
