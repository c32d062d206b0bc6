"""An emergency is told at once, by e-mail and by SMS; an unusual use to the medical officer; a helper's acts too."""

import json
from pathlib import Path
from typing import Any

import pytest

from chassis import events
from chassis.events import Event
from tests.integration.notifier.post import Desk, Identity, MailServer

CONTRACTS = Path(__file__).parents[3] / "contracts" / "events"


def said(name: str, record: str | None = None, role: str | None = None) -> Event:
    """The event of a contract's own example, about this record."""
    data: dict[str, Any] = json.loads((CONTRACTS / f"{name}.json").read_text())["examples"][0]
    data |= {"record": record} if record else {}
    actor = {"id": data["professional"], "role": role} if role else None
    return events.new(name, record or data["professional"], data, actor=actor)


@pytest.mark.feature("EMG-10")
@pytest.mark.parametrize(
    ("reached", "to"),
    [
        ({"mobile": "+33639980001"}, ["+33639980001@sms.invalid", "inaya@courriel.example"]),
        ({}, ["inaya@courriel.example"]),
        ({"mobile": "+33639980001", "email": None}, ["+33639980001@sms.invalid"]),
    ],
    ids=["both", "e-mail-only", "mobile-only"],
)
def test_the_person_is_told_at_once_by_every_way_that_is_known(
    desk: Desk, identity: Identity, mail: MailServer, record: str, reached: dict[str, Any], to: list[str]
) -> None:
    desk.hear(identity.card(record, **reached))
    event = said("consent.EmergencyAccessOpened", record, "professional")
    for _ in range(2):  # the same event again is no other news
        desk.hear(event)
    desk.sender.send_due()
    assert sorted(mail.inbox.recipients) == to
    assert all("en urgence" in message.get_body(("plain",)).get_content() for message in mail.inbox.messages)


def test_an_unusual_use_is_written_to_the_medical_officer(desk: Desk, mail: MailServer) -> None:
    desk.hear(said("consent.UnusualEmergencyUse"))
    desk.sender.send_due()
    assert mail.inbox.recipients == [desk.settings.alert_email]


@pytest.mark.feature("ADM-11")
def test_what_an_administrator_did_is_told_and_what_the_person_did_is_not(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    desk.hear(said("consent.PSBlocked", record, "professional"))
    desk.sender.send_due()
    assert len(mail.inbox.messages) == 1
