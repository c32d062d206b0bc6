"""The operator's commands, as processes of their own."""

import subprocess

import pytest

from deploy.native.installation import Installation
from tests.integration.notifier.post import Desk, Identity, MailServer, deposited


def test_an_operator_sees_what_failed_and_sends_it_again(
    desk: Desk, mes: Installation, identity: Identity, mail: MailServer, record: str
) -> None:
    mail.inbox.answers = ["550 no such person"]
    desk.hear(identity.card(record))
    desk.hear(event := deposited(record))
    desk.sender.send_due()
    told = mes.cli("notifier", "outstanding")
    assert f"failed {event.id} activity 550" in told
    assert "inaya" not in told
    assert "it will be sent again" in mes.cli("notifier", "resend", event.id)
    assert desk.sender.send_due() == 1


def test_resending_what_did_not_fail_is_refused(mes: Installation) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        mes.cli("notifier", "resend", "unknown")


def test_contacts_are_rebuilt_while_the_service_runs(
    desk: Desk, mes: Installation, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record, number=7, email="before@courriel.example"))
    assert "asked identity for contacts" in mes.cli("notifier", "rebuild", "contacts")
    [said] = desk.db["outbox"].find()
    assert said["pending"][0]["type"] == "notifier.RebuildRequested"
    desk.hear(deposited(record))
    desk.sender.send_due()
    # A card told again has the version it always had.
    desk.hear(identity.card(record, number=7, email="after@courriel.example"))
    desk.hear(deposited(record))
    desk.sender.send_due()
    assert mail.inbox.recipients == ["before@courriel.example", "after@courriel.example"]
