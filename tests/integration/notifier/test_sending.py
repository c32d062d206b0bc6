"""Seeing a notice through: what the mail server answers, what is not known yet, what has expired."""

import threading
from datetime import timedelta

import pytest

from chassis import events
from chassis.clock import now
from deploy.native.installation import Installation
from services.notifier.sending import sender
from tests.integration.notifier.post import Desk, Identity, MailServer, at_once, deposited, until


@pytest.mark.feature("HIS-17")
def test_a_mail_server_that_is_away_delays_and_loses_nothing(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    desk.hear(deposited(record))
    mail.stop()
    assert desk.sender.send_due() == 0
    assert desk.states() == ["pending"]
    mail.start()
    assert desk.sender.send_due() == 1
    assert len(mail.inbox.messages) == 1


def test_a_connection_that_the_server_closed_while_idle_costs_nothing(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.login_code(record))
    assert desk.sender.send_due() == 1
    mail.stop()
    mail.start()
    desk.hear(identity.login_code(record))
    until(lambda: desk.sender.send_due() == 1)
    assert len(mail.inbox.messages) == 2


@pytest.mark.feature("HIS-17")
def test_a_refusal_for_now_is_tried_again_later(desk: Desk, identity: Identity, mail: MailServer, record: str) -> None:
    mail.inbox.answers = ["451 try later", "452 try later"]
    desk.hear(identity.card(record))
    desk.hear(deposited(record))
    for _ in range(2):
        assert desk.sender.send_due() == 0
        waiting = desk.db["notices"].find_one()
        assert waiting is not None
        assert waiting["next_at"] > now()
        desk.hurry()
    assert desk.sender.send_due() == 1
    assert desk.states() == ["sent"]


def test_a_final_refusal_fails_at_once_and_an_operator_can_resend(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    mail.inbox.answers = ["550 no such person"]
    desk.hear(identity.card(record))
    desk.hear(deposited(record))
    assert desk.sender.send_due() == 0
    [(failed, _, reason)] = desk.parts.notices.failed()
    assert reason == "550"
    desk.hurry()
    assert desk.sender.send_due() == 0
    assert desk.parts.notices.resend(failed, now())
    assert desk.sender.send_due() == 1
    assert not desk.parts.notices.resend(failed, now())


def test_a_code_that_failed_is_forgotten(desk: Desk, identity: Identity, mail: MailServer, record: str) -> None:
    mail.inbox.answers = ["550 no such person"]
    event = identity.login_code(record)
    desk.hear(event)
    desk.sender.send_due()
    row = desk.db["notices"].find_one({"_id": event.id})
    assert row is not None
    assert row["state"] == "failed"
    assert "sealed" not in row
    assert not desk.parts.notices.resend(event.id, now())


def test_a_code_is_not_sent_once_it_has_expired(desk: Desk, identity: Identity, mail: MailServer, record: str) -> None:
    desk.hear(identity.login_code(record, expires_at=(now() - timedelta(seconds=1)).isoformat()))
    assert desk.sender.send_due() == 0
    assert desk.states() == ["dropped"]
    assert not mail.inbox.messages


def test_codes_overtake_a_backlog(desk: Desk, identity: Identity, mail: MailServer, record: str) -> None:
    desk.hear(identity.card(record))
    for _ in range(5):
        desk.hear(deposited(record))
    desk.hear(identity.login_code(record))
    desk.sender.send_due()
    assert "042917" in mail.inbox.text(0)
    assert len(mail.inbox.messages) == 6


@pytest.mark.feature("HIS-17")
def test_a_notice_waits_for_an_address_and_is_never_lost(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(deposited(record))
    desk.hear(deposited(record))
    assert desk.sender.send_due() == 0
    assert desk.states() == ["pending", "pending"]
    desk.hear(identity.card(record))
    assert desk.sender.send_due() == 1, "what waited together is told together"
    assert sorted(desk.states()) == ["grouped", "sent"]


def test_a_letter_that_was_tampered_with_fails_alone(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    bad, good = identity.login_code(record), identity.login_code(record)
    desk.hear(bad)
    desk.hear(good)
    desk.db["notices"].update_one({"_id": bad.id}, {"$set": {"sealed": b"\x01" + bytes(60)}})
    assert desk.sender.send_due() == 1
    assert desk.parts.notices.failed() == [(bad.id, "login-code", "cannot-open")]


def test_a_notice_that_ends_its_sender_stands_aside_after_five_times(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    desk.hear(event := deposited(record))
    for _ in range(4):
        assert desk.parts.notices.take(now()), "taken by a process that dies"
        desk.hurry()
    assert desk.sender.send_due() == 0
    assert desk.parts.notices.failed() == [(event.id, "activity", "ends-its-sender")]
    assert desk.parts.notices.resend(event.id, now())
    assert desk.sender.send_due() == 1


@pytest.mark.feature("HIS-02", "HIS-08")
def test_a_persons_own_acts_send_no_mail(desk: Desk, identity: Identity, mail: MailServer, record: str) -> None:
    desk.hear(identity.card(record))
    desk.hear(deposited(record, role="patient"))
    assert desk.sender.send_due() == 0
    assert desk.states() == []


def test_without_a_window_each_action_has_its_mail(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    for _ in range(3):
        desk.hear(deposited(record))
    assert desk.sender.send_due() == 3
    assert len(set(mail.inbox.ids())) == 3


def test_actions_within_the_window_become_one_mail_and_each_is_accounted_for(
    mes: Installation, identity: Identity, mail: MailServer, record: str
) -> None:
    desk = Desk(mes, mail, NOTICE_WINDOW_S="3600")
    desk.hear(identity.card(record))
    for _ in range(4):
        desk.hear(deposited(record))
    assert desk.sender.send_due() == 0, "the window is open"
    desk.hurry()
    assert desk.sender.send_due() == 1
    assert sorted(desk.states()) == ["grouped", "grouped", "grouped", "sent"]
    desk.hear(deposited(record))
    assert desk.sender.send_due() == 0, "another window is open"
    desk.hurry()
    assert desk.sender.send_due() == 1
    assert len(mail.inbox.messages) == 2
    desk.close()


@pytest.mark.feature("ACT-23", "OPS-05")
def test_an_invitation_reaches_by_sms_someone_without_e_mail(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.invitation(record, email=None))
    assert desk.sender.send_due() == 1
    assert mail.inbox.recipients == ["+33639980001@sms.invalid"]


@pytest.mark.feature("OPS-02", "OPS-03", "OPS-04", "ACT-03")
def test_an_invitation_reaches_its_person(desk: Desk, identity: Identity, mail: MailServer, record: str) -> None:
    desk.hear(identity.invitation(record, sender="msa"))
    assert desk.sender.send_due() == 1
    assert mail.inbox.messages[0]["Subject"] == "Votre service Mon espace santé a été créé"
    assert "7KQ-2MD-X9T" in mail.inbox.text()
    assert "La Mutualité sociale agricole (MSA)" in mail.inbox.text()
    assert desk.settings.public_url in mail.inbox.text()
    assert "jusqu'au 3 janvier 2027" in mail.inbox.text()


def test_a_newer_contact_card_wins_whatever_the_order(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    for epoch, number, email in ((1, 2, "second"), (1, 1, "first"), (2, 1, "after-restore"), (1, 9, "lost")):
        desk.hear(identity.card(record, number, epoch, email=f"{email}@courriel.example"))
    desk.hear(deposited(record))
    desk.sender.send_due()
    assert mail.inbox.recipients == ["after-restore@courriel.example"]


@pytest.mark.feature("NFR-07")
def test_nothing_readable_is_stored(desk: Desk, identity: Identity, record: str) -> None:
    desk.hear(identity.card(record))
    desk.hear(identity.login_code(record))
    desk.sender.send_due()
    stored = str(list(desk.db["notices"].find()) + list(desk.db["contacts"].find()))
    for secret in ("042917", "inaya", "Inaya", "INAYA", "33639980001"):
        assert secret not in stored


@pytest.mark.feature("HIS-17")
def test_several_senders_send_each_notice_once(
    mes: Installation, identity: Identity, mail: MailServer, record: str
) -> None:
    desks = [Desk(mes, mail) for _ in range(4)]
    desks[0].hear(identity.card(record))
    for _ in range(20):
        desks[0].hear(deposited(record))
    each = iter(desks)
    at_once(lambda: next(each).sender.send_due(), len(desks))
    assert len(mail.inbox.ids()) == len(set(mail.inbox.ids())) == 20
    assert set(desks[0].states()) == {"sent"}
    for opened in desks:
        opened.close()


def test_a_lease_that_ran_out_is_taken_over_and_its_holder_changes_nothing(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    desk.hear(deposited(record))
    [lost] = desk.parts.notices.take(now())
    assert desk.parts.notices.take(now()) == [], "under a lease"
    desk.hurry()
    assert desk.sender.send_due() == 1
    assert not desk.parts.notices.mark_failed(lost, now(), (), "late", forget_sealed=True)
    desk.parts.notices.put_back(lost, now())
    assert desk.states() == ["sent"]


def test_the_loop_wakes_at_once(
    desk: Desk, identity: Identity, mail: MailServer, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "SWEEP_S", 300.0)  # so that only the wake-up can be what sends
    stop, written = threading.Event(), threading.Event()
    loop = threading.Thread(target=desk.sender.run, args=(stop, written))
    loop.start()
    try:
        desk.hear(identity.card(record))
        desk.hear(deposited(record))
        written.set()
        until(lambda: mail.inbox.messages)
    finally:
        stop.set()
        written.set()
        loop.join()


def test_an_erased_person_is_forgotten_and_stays_so(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    desk.hear(deposited(record))
    desk.hear(events.new("identity.DataDeletionRequested", record, {"record": record, "request": "request-1"}))
    said = desk.db["outbox"].find_one()
    assert said is not None
    assert said["pending"][0]["type"] == "notifier.ServiceDataErased"
    desk.hear(identity.card(record, number=9))
    desk.hear(deposited(record))
    assert desk.sender.send_due() == 0
    assert desk.states() == ["dropped"]
    assert desk.db["contacts"].find_one({"_id": record}) == {"_id": record, "erased": True}
