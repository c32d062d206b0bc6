"""A file that a professional attached to a message becomes a document, which says who sent it."""

import hashlib

import pytest

from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents import uploads


def attached(vault: Vault, record: str, professional: str, content: bytes, sender: str = "professional") -> str:
    """Messaging says that a file was attached; its id."""
    attachment = new_id("att")
    data = {
        "record": record, "conversation": new_id("cnv"), "message": new_id("msg"), "professional": professional,
        "sender": sender,
        "attachments": [{"attachment": attachment, "sha256": hashlib.sha256(content).hexdigest()}],
    }  # fmt: skip
    vault.hear("messaging.MessageSent", record, data)
    return attachment


@pytest.mark.feature("MSG-27", "MSG-28")
def test_a_filed_attachment_is_the_persons_document_and_names_its_sender(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    attachment = attached(vault, inaya.record, doctor.id, uploads.pdf())
    filed = inaya.deposit(uploads.pdf(), attachment=attachment, hidden="true").json
    assert filed["author"]["name"] == "Camille LEROUX, Médecine générale"
    assert (filed["depositor"]["kind"], filed["depositor"]["mine"], filed["hidden"]) == ("patient", True, True)
    assert doctor.list(inaya.record) == [], "confidentiality is the person's: the sender is no depositor"


@pytest.mark.feature("MSG-28")
def test_a_filed_attachment_follows_the_rules_of_documents(vault: Vault, inaya: Person, doctor: Person) -> None:
    image = uploads.picture("PNG")
    attachment = attached(vault, inaya.record, doctor.id, image)
    filed = inaya.deposit(image, "scan.png", "image/png", attachment=attachment).json
    assert filed["media_type"] == "image/jpeg", "converted like any PNG"
    odd = b"\0" * 128 + b"DICM"
    attachment = attached(vault, inaya.record, doctor.id, odd)
    inaya.deposit(odd, "irm.dcm", "application/octet-stream", expect=415, attachment=attachment)


@pytest.mark.feature("MSG-28")
def test_nobody_is_made_the_sender_of_what_they_did_not_send(vault: Vault, inaya: Person, doctor: Person) -> None:
    theirs = attached(vault, inaya.record, doctor.id, uploads.pdf())
    elsewhere = attached(vault, vault.patient().record, doctor.id, uploads.pdf())
    own = attached(vault, inaya.record, doctor.id, uploads.pdf(), sender="patient")
    for person, content, attachment in (
        (inaya, uploads.pdf(padding=3), theirs),
        (inaya, uploads.pdf(), elsewhere),
        (inaya, uploads.pdf(), own),
        (inaya, uploads.pdf(), new_id("att")),
        (doctor, uploads.pdf(), theirs),
    ):
        answer = person.deposit(content, record=inaya.record, expect=422, attachment=attachment)
        assert [each["field"] for each in answer.json["errors"]] == ["attachment"]


@pytest.mark.feature("CLO-07")
def test_what_is_known_of_attachments_goes_with_the_record(vault: Vault, inaya: Person, doctor: Person) -> None:
    attached(vault, inaya.record, doctor.id, uploads.pdf())
    vault.hear("identity.DataDeletionRequested", inaya.record, {"record": inaya.record, "request": new_id("del")})
    attached(vault, inaya.record, doctor.id, uploads.pdf())
    assert vault.db.attachments.count_documents({"record": inaya.record}) == 0
