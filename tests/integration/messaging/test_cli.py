"""Operator commands, run as an operator runs them."""

from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest

from chassis.clock import now
from enforcement import commands
from enforcement.keyring import keyring_of
from enforcement.rotating import rotate
from enforcement.store import keys, projections
from services.messaging import cli, sealed
from services.messaging.store import conversations
from tests.integration.enforcement.told import new_id
from tests.integration.messaging.office import Office, Person


@pytest.fixture(autouse=True)
def environment(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command finds its settings."""
    monkeypatch.setattr(cli, "environment", SimpleNamespace(load=lambda _: office.parts.settings))


def test_a_projection_is_dropped_and_asked_for_again(office: Office) -> None:
    doctor = office.professional()
    assert cli.main(["rebuild", "professionals"]) == 0
    assert projections.practitioners(office.db, [doctor.id]) == {}
    assert office.told_about("rebuild", "messaging.RebuildRequested")[-1]["data"]["projection"] == "professionals"


@pytest.mark.feature("CLO-07")
def test_an_erased_record_stays_erased_when_records_are_told_again(office: Office, inaya: Person) -> None:
    request = {"record": inaya.record, "request": new_id("del")}
    office.hear("identity.DataDeletionRequested", inaya.record, request)
    assert cli.main(["rebuild", "records"]) == 0
    office.state(inaya.record, "activated", 99)
    inaya.refused("listConversations", 404, "messaging.not-found")


def test_orphans_are_removed_on_demand(office: Office, inaya: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    office.parts.files.put(f"{inaya.record}/{new_id('att')}", b"left by a crash")
    monkeypatch.setattr(cli, "now", lambda: now() + timedelta(hours=2))
    assert cli.main(["sweep-orphans"]) == 0
    assert office.objects(inaya.record) == set()


def test_keys_are_wrapped_anew_and_messages_open_as_before(
    office: Office, inaya: Person, doctor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = doctor.begin(inaya.record, subject="Vos résultats")
    monkeypatch.setattr(commands, "rotate", partial(rotate, settled_s=0))
    assert cli.main(["rotate-master-key"]) == 0
    kept, row = keys.find(office.db, inaya.record), conversations.find(office.db, begun["id"], inaya.record, doctor.id)
    assert kept is not None
    assert row is not None
    assert kept.master > 0
    sealer = keyring_of(office.db, office.parts.settings).sealer(inaya.record)
    assert sealed.open_conversation(sealer, row).subject == "Vos résultats"
