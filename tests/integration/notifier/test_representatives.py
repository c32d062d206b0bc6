"""What one parent takes away of a child is told to the other; what they only read is told to nobody."""

import json
from typing import Any

import pytest

from chassis import events
from chassis.events import Event
from tests.integration.notifier.post import ROOT, Desk, Identity, MailServer
from tests.integration.notifier.test_farewells import two_parents

Parents = dict[str, str]


def by_parent(name: str, record: str, parents: Parents, example: int = 0) -> Event:
    """The event of a contract's own example: the first of these parents did it in their child's record."""
    account, own = next(iter(parents.items()))
    data: dict[str, Any] = json.loads((ROOT / "contracts" / "events" / f"{name}.json").read_text())["examples"][example]
    return events.new(name, record, {**data, "record": record}, actor={"id": account, "role": "patient", "record": own})


@pytest.fixture
def parents(desk: Desk, identity: Identity, mail: MailServer, record: str) -> Parents:
    """Those who represent a child, each with an address of their own."""
    return two_parents(desk, identity, record)


@pytest.mark.feature("MIN-22", "HIS-08")
def test_a_copy_of_a_childs_record_is_told_to_the_other_parent_and_is_ready_for_who_asked(
    desk: Desk, mail: MailServer, parents: Parents, record: str
) -> None:
    desk.hear(by_parent("documents.ExportRequested", record, parents))
    desk.sender.send_due()
    first, other = (f"{account}@courriel.example" for account in parents)
    assert mail.inbox.recipients == [other]
    assert "d'un enfant dont vous êtes le représentant légal" in mail.inbox.text()
    desk.hear(by_parent("documents.ExportReady", record, parents))
    desk.sender.send_due()
    assert mail.inbox.recipients[1:] == [first]
    assert "La copie des données d'un enfant" in mail.inbox.text()


@pytest.mark.feature("HIS-08")
def test_what_a_parent_reads_sends_no_mail(desk: Desk, mail: MailServer, parents: Parents, record: str) -> None:
    for name in ("documents.DocumentsListed", "documents.DocumentConsulted", "profile.ProfileConsulted"):
        desk.hear(by_parent(name, record, parents, example=1))
    for name in ("ConversationsListed", "ConversationConsulted", "AttachmentConsulted"):
        desk.hear(by_parent(f"messaging.{name}", record, parents))
    assert desk.sender.send_due() == 0


def test_a_copy_is_ready_for_nobody_who_acts_for_the_child_no_more(
    desk: Desk, mail: MailServer, parents: Parents, record: str
) -> None:
    account, own = next(iter(parents.items()))
    ended = {"record": record, "representative": account, "representative_record": own, "reason": "renounced"}
    told = ended | {"ended_at": "2026-11-22T09:00:00.000Z", "version": {"epoch": 1, "number": 3}}
    desk.hear(events.new("identity.RepresentationEnded", record, told))
    desk.hear(by_parent("documents.ExportReady", record, parents))
    assert desk.sender.send_due() == 0
