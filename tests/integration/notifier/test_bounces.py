"""A refusal that comes back as a mail, after the server had taken the message."""

import json
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from deploy.native.installation import Installation
from services.notifier.sending.bounces import Bounce, read_bounce
from tests.integration.notifier.post import Desk, Identity, deposited

EMAIL = "inaya@courriel.example"


def notification(notice: str, recipient: str = EMAIL, action: str = "failed", status: str = "5.1.1") -> str:
    """As mail servers write them (RFC 3464), with the headers of what was refused."""
    report = MIMEMultipart("report", **{"report-type": "delivery-status"})
    report["From"], report["To"] = "MAILER-DAEMON@mx.example", "ne-pas-repondre@espace-sante.invalid"
    report.attach(MIMEText("Your message could not be delivered."))
    report.attach(_status(recipient, action, status))
    report.attach(MIMEText(f"Message-ID: <{notice}@test.invalid>\nSubject: Mon espace\n", "rfc822-headers"))
    return report.as_string()


def _status(recipient: str, action: str, status: str) -> MIMEMessage:
    of_server, of_recipient = EmailMessage(), EmailMessage()
    of_server["Reporting-MTA"] = "dns; mx.example"
    of_recipient["Final-Recipient"] = f"rfc822; {recipient}"
    of_recipient["Action"], of_recipient["Status"] = action, status
    part = MIMEMessage(EmailMessage(), "delivery-status")
    part.set_payload([of_server, of_recipient])
    return part


@pytest.fixture
def notice(desk: Desk, identity: Identity, record: str) -> str:
    """An activity notice that the server took."""
    desk.hear(identity.card(record, email=EMAIL))
    desk.hear(event := deposited(record))
    assert desk.sender.send_due() == 1
    return event.id


def bounced(desk: Desk, record: str) -> set[str]:
    return set(desk.parts.contacts.of([record])[record].bounced)


def test_a_refusal_that_comes_later_is_noted_against_the_address(
    desk: Desk, mes: Installation, record: str, notice: str
) -> None:
    assert bounced(desk, record) == set()
    assert mes.cli("notifier", "note-bounce", stdin=notification(notice)) == "noted\n"
    assert bounced(desk, record) == {"email"}


@pytest.mark.parametrize(
    "said",
    [
        {"notice": "019aab2e-0000-7000-8000-000000000000"},
        {"recipient": "somebody-else@courriel.example"},
        {"action": "delayed", "status": "4.4.1"},
        {"action": "delivered", "status": "2.0.0"},
    ],
    ids=["another-notice", "another-address", "delayed", "delivered"],
)
def test_what_is_no_final_refusal_of_ours_changes_nothing(
    desk: Desk, mes: Installation, record: str, notice: str, said: dict[str, str]
) -> None:
    content = notification(**{"notice": notice, **said})
    assert mes.cli("notifier", "note-bounce", stdin=content) == "nothing to note\n"
    assert bounced(desk, record) == set()


def test_an_address_that_was_changed_meanwhile_is_not_held_against_anybody(
    desk: Desk, mes: Installation, identity: Identity, record: str, notice: str
) -> None:
    desk.hear(identity.card(record, number=2, email="new@courriel.example"))
    assert mes.cli("notifier", "note-bounce", stdin=notification(notice)) == "nothing to note\n"
    assert bounced(desk, record) == set()


@pytest.mark.feature("ACT-04", "OPS-01")
def test_an_invitation_that_comes_back_is_said_to_have_failed_once(
    desk: Desk, mes: Installation, identity: Identity, record: str
) -> None:
    desk.hear(event := identity.invitation(record))
    assert desk.sender.send_due() == 1
    content = notification(event.id)
    assert mes.cli("notifier", "note-bounce", stdin=content) == "noted\n"
    assert mes.cli("notifier", "note-bounce", stdin=content) == "nothing to note\n"
    (row,) = desk.db["notices"].find({"_id": event.id})
    assert (row["state"], "returned_at" in row) == ("sent", True)
    told = [json.loads(each["body"])["data"] for each in row["pending"]]
    assert [(each["outcome"], each["medium"]) for each in told][-1] == ("failed", "email")


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xfe", b"Subject: absent\r\n\r\nI am away until Monday.\r\n"])
def test_any_other_mail_is_no_bounce(content: bytes) -> None:
    assert read_bounce(content) is None


def test_the_quoted_message_may_be_whole() -> None:
    original = EmailMessage()
    original["Message-ID"] = "<019aab2e-1@test.invalid>"
    original.set_content("Bonjour")
    report = MIMEMultipart("report", **{"report-type": "delivery-status"})
    report.attach(_status(EMAIL, "failed", "5.2.1"))
    report.attach(MIMEMessage(original))
    assert read_bounce(report.as_bytes()) == Bounce("019aab2e-1", frozenset({EMAIL}))
