"""The last letters: they outlive the erasure they tell of, leave once, and leave nothing behind."""

import secrets
import string

import pytest

from chassis import events
from chassis.events import Event
from tests.integration.notifier.post import INAYA, Desk, Identity, MailServer

DELETION = "del_7Qm2xV9aKp4LsT8wYb3Nd1"


def new_id(kind: str) -> str:
    return f"{kind}_" + "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(22))


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


def two_parents(desk: Desk, identity: Identity, record: str) -> dict[str, str]:
    """Two accounts that act for a child, with their own records; each reached at an address named after it."""
    parents = {name: new_id("rec") for name in (new_id("acc"), new_id("acc"))}
    for number, (account, own) in enumerate(parents.items(), start=1):
        desk.hear(identity.card(own, email=f"{account}@courriel.example"))
        granted = {"record": record, "representative": account, "representative_record": own}
        until = {"since": "2026-01-01T00:00:00.000Z", "until": "2099-01-01T00:00:00.000Z"}
        version = {"epoch": 1, "number": number}
        desk.hear(events.new("identity.RepresentationGranted", record, granted | until | {"version": version}))
    return parents


@pytest.mark.feature("SUP-01", "MIN-22")
def test_what_the_3422_does_about_a_child_is_told_to_both_parents(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    parents = two_parents(desk, identity, record)
    for act in ("withdrawal-proposed", "withdrawal-applied"):
        said = {"record": record, "act": act, "channel": None}
        desk.hear(events.new("identity.SupportActed", record, said, {"id": "acc_agent", "role": "support"}))
    desk.sender.send_due()
    # What was applied has a letter of its own.
    assert sorted(mail.inbox.recipients) == sorted(f"{account}@courriel.example" for account in parents)
    assert "un enfant dont vous êtes le représentant légal" in mail.inbox.text()


@pytest.mark.feature("CLO-09", "MIN-22")
def test_the_other_parent_hears_that_a_childs_profile_was_closed(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    parents = two_parents(desk, identity, record)
    inaya, karim = parents
    actor = {"id": inaya, "role": "patient", "record": parents[inaya]}
    for number, name in enumerate(("ProfileClosed", "ProfileReactivated"), start=3):
        state = "closed" if name == "ProfileClosed" else "activated"
        said = {"record": record, "state": state, "version": {"epoch": 1, "number": number}}
        desk.hear(events.new(f"identity.{name}", record, said, actor=actor))
    desk.sender.send_due()
    assert set(mail.inbox.recipients) == {f"{karim}@courriel.example"}
    own = {"id": inaya, "role": "patient", "record": record}
    said = {"record": record, "state": "closed", "version": {"epoch": 1, "number": 9}}
    desk.hear(events.new("identity.ProfileClosed", record, said, actor=own))
    mail.inbox.clear()
    desk.sender.send_due()
    assert mail.inbox.recipients == [], "one's own closure has a letter of its own"
