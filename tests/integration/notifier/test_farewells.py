"""The last letters: they outlive the erasure they tell of, leave once, and leave nothing behind."""

import pytest

from chassis import events
from chassis.events import Event
from tests.integration.notifier.post import INAYA, Desk, Identity, MailServer

DELETION = "del_7Qm2xV9aKp4LsT8wYb3Nd1"


def word(identity: Identity, record: str, purpose: str) -> Event:
    letter = {"to": INAYA, "given_names": ["Inaya"], "purpose": purpose, "about": "own", "reference": DELETION}
    return events.new("identity.ClosureNoticeIssued", record, {"purpose": purpose, "sealed": identity.seal(letter)})


def erasure(record: str) -> Event:
    return events.new("identity.DataDeletionRequested", record, {"record": record, "request": DELETION})


@pytest.mark.feature("CLO-08")
@pytest.mark.parametrize("purpose", ["profile-closed", "profile-reactivated"])
def test_closing_and_coming_back_are_confirmed(
    desk: Desk, identity: Identity, mail: MailServer, record: str, purpose: str
) -> None:
    desk.hear(word(identity, record, purpose))
    desk.sender.send_due()
    assert mail.inbox.recipients == [INAYA["email"]]
    assert ("clôturé" if purpose == "profile-closed" else "réactivé") in mail.inbox.text()


@pytest.mark.feature("CLO-07", "CLO-08")
def test_the_last_letters_leave_once_though_everything_is_forgotten(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    asked, done = word(identity, record, "deletion-requested"), word(identity, record, "deletion-done")
    for event in (asked, erasure(record), asked, done, erasure(record), done):
        desk.hear(event)
    desk.sender.send_due()
    for event in (asked, done):  # told again after the inbox forgot them
        desk.hear(event)
    desk.sender.send_due()
    assert [str(message["Subject"]) for message in mail.inbox.messages] == [
        "Votre demande de suppression est enregistrée", "Vos données Mon espace santé sont supprimées",
    ]  # fmt: skip
    assert f"/suppression/{DELETION}" in mail.inbox.text(0)
    kept = list(desk.db["notices"].find({"record": record}))
    assert {row["state"] for row in kept} == {"sent"}
    assert not {"sealed", "copy", "copy_index"} & set().union(*kept)
    assert desk.db["contacts"].find_one({"_id": record}) == {"_id": record, "erased": True}


@pytest.mark.feature("CLO-08")
def test_a_farewell_that_no_server_takes_is_not_kept_either(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    mail.inbox.answers.append("550 no such user")
    desk.hear(word(identity, record, "deletion-done"))
    desk.sender.send_due()
    (kept,) = desk.db["notices"].find({"record": record})
    assert kept["state"] == "failed"
    assert "sealed" not in kept
