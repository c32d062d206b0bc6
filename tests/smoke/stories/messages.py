"""A doctor writes, the person reads, answers with a document of theirs and files what came; nobody else sees a word."""

import hashlib
import secrets
from typing import Any

from deploy.demo.files import pdf
from tests.smoke.story import Story
from tests.support.api import Api
from tests.support.platform import Carer, Patient, Platform, until

STORY = Story("messages")
REPORT = pdf("Bilan sanguin", "Cabinet des Tilleuls", ["Tout est normal."])


def send(api: Api, operation: str, path: dict[str, str], files: dict[str, bytes], **fields: str) -> dict[str, Any]:
    """Send a message as its sender does, again while a professional's rights are not sure; what was answered."""
    parts = [*((name, (None, value)) for name, value in fields.items())]
    parts += [("file", (name, content)) for name, content in files.items()]
    key = {"Idempotency-Key": secrets.token_hex(16)}

    def answer() -> Any:
        given = api.call(operation, expect=(201, 503), path=path, files=parts, headers=key)
        return given if given.status_code == 201 else None

    sent: dict[str, Any] = until(answer).json()
    return sent


@STORY.step("a patient cannot begin, and a doctor without care neither")
def closed(mes: Platform) -> None:
    patient, carer = mes.patient(), mes.professional()
    mes.kept |= {"patient": patient, "carer": carer}
    form = {"subject": (None, "Bonjour"), "text": (None, "Bonjour")}
    key = {"Idempotency-Key": secrets.token_hex(16)}
    refused = {"path": patient.here, "files": form, "headers": key}
    patient.api.refused("startConversation", 403, "messaging.role-refused", **refused)
    until(lambda: carer.api.call("startConversation", expect=(403, 503), **refused).status_code == 403)


@STORY.step("the doctor who cares for them writes, with a report; the person is told by a mail that says nothing of it")
def written(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    carer: Carer = mes.kept["carer"]
    carer.declares_care_of(patient)
    until(lambda: carer.api.call("listConversations", expect=(200, 403, 503), path=patient.here).status_code == 200)
    mes.kept["begun"] = send(
        carer.api, "startConversation", patient.here, {"bilan.pdf": REPORT}, subject="Vos résultats", text="Bonjour."
    )
    mail = mes.mailbox.wait(patient.email, "nouveau message")
    assert "Vos résultats" not in mail["subject"] + mail["text"]


@STORY.step("the person reads it, and it is read")
def read(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    place = patient.here | {"conversation": mes.kept["begun"]["id"]}
    assert patient.api.call("countUnreadMessages", expect=200, path=patient.here).json() == {"unread": 1}
    (message,) = patient.api.call("readConversation", expect=200, path=place).json()["messages"]
    patient.api.call("markConversationRead", expect=204, path=place, body={"up_to": message["number"]})
    assert patient.api.call("countUnreadMessages", expect=200, path=patient.here).json() == {"unread": 0}
    mes.kept |= {"place": place, "message": message}


@STORY.step("the person files the attachment: a document of theirs that says who sent it")
def filed(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    message = mes.kept["message"]
    (attachment,) = message["attachments"]
    place = mes.kept["place"] | {"message": message["id"], "attachment": attachment["id"]}
    content = patient.api.call("openAttachment", expect=200, path=place).content
    assert hashlib.sha256(content).digest() == hashlib.sha256(REPORT).digest()
    name = message["sender"]["display_name"]
    said: list[dict[str, Any]] = []

    def known() -> bool:
        said.append(patient.deposit(content=content, title="Bilan", attachment=attachment["id"]))
        return True

    until(lambda: _tried(known))
    assert said[0]["author"]["name"] == name
    mes.kept["document"] = said[0]


def _tried(attempt: Any) -> bool:
    """Whether it worked: a second or so passes before documents hear of an attachment."""
    try:
        return bool(attempt())
    except AssertionError as refusal:
        if "attachment" not in str(refusal):
            raise
        return False


@STORY.step("the person answers with a document of theirs, and the doctor opens it")
def answered(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    carer: Carer = mes.kept["carer"]
    stored = patient.api.call("openDocument", expect=200, path=patient.document(mes.kept["document"]["id"])).content
    send(patient.api, "sendMessage", mes.kept["place"], {"bilan.pdf": stored}, text="Le voici.")
    newest = carer.api.call("readConversation", expect=200, path=mes.kept["place"]).json()["messages"][0]
    place = mes.kept["place"] | {"message": newest["id"], "attachment": newest["attachments"][0]["id"]}
    assert carer.api.call("openAttachment", expect=200, path=place).content == stored


@STORY.step("the doctor's message is in the history, and a block ends the exchange")
def blocked(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    carer: Carer = mes.kept["carer"]
    until(lambda: "message-sent" in patient.api.call("listHistory", expect=200, path=patient.here).text)
    path = patient.here | {"professional": carer.id}
    # « Spreading » (202) promises nothing yet; « effective » does.
    until(lambda: patient.api.call("blockProfessional", expect=(200, 202), path=path).status_code == 200)
    carer.api.call("readConversation", expect=(403, 503), path=mes.kept["place"])
    shown = patient.api.call("readConversation", expect=200, path=mes.kept["place"]).json()
    assert (len(shown["messages"]), shown["conversation"]["writable"]) == (2, False)


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    if "carer" in mes.kept:
        mes.dismiss(mes.kept["carer"])
