"""That a professional wrote is told without a word of what."""

import pytest

from chassis import events
from chassis.events import Event
from tests.integration.notifier.post import Desk, Identity, MailServer

DOCTOR = "pro_4Hc8rW2nZx6VbM1qTf5Jk9"


def sent(record: str, sender: str, actor: dict[str, str]) -> Event:
    data = {
        "record": record, "conversation": "cnv_2Gh5kL8pQ1wE4rT7yU0iO3", "message": "msg_6Bn9mX2cV5zA8sD1fG4hJ7",
        "professional": DOCTOR, "sender": sender, "attachments": [],
    }  # fmt: skip
    return events.new("messaging.MessageSent", record, data, actor=actor)


@pytest.mark.feature("MSG-58", "MSG-59")
def test_the_person_is_told_once_that_a_professional_wrote(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    event = sent(record, "professional", {"id": DOCTOR, "role": "professional"})
    for _ in range(2):
        desk.hear(event)
    desk.sender.send_due()
    (message,) = mail.inbox.messages
    text = message.get_body(("plain",)).get_content()
    assert message["Subject"] == "Vous avez un nouveau message dans Mon espace santé"
    assert "Un professionnel de santé vous a envoyé un nouveau message dans Mon espace santé." in text
    assert "Pour le consulter, connectez-vous dès à présent." in text


@pytest.mark.feature("MSG-58")
def test_what_the_person_wrote_themselves_is_no_news(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    desk.hear(sent(record, "patient", {"id": "acc_4Hc8rW2nZx6VbM1qTf5Jk9", "role": "patient", "record": record}))
    desk.sender.send_due()
    assert mail.inbox.messages == []
