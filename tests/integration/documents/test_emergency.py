"""Emergency access where documents are: reading and nothing else, until its moment, through every door."""

from datetime import timedelta

import pytest

from chassis.clock import now
from tests.integration.documents.vault import Person, Vault

DOORS = ("showDocument", "openDocument", "listDocumentVersions", "listPages", "showThumbnail")
HOUR = timedelta(hours=1)


@pytest.mark.feature("EMG-06", "EMG-10", "EMG-11")
def test_a_stranger_reads_in_an_emergency_and_the_trace_says_so(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit().json["id"]
    stranger = vault.professional()
    stranger.refused("listDocuments", 403, "documents.no-access", record=inaya.record)
    stranger.hurry(inaya.record, now() + HOUR)
    assert [each["id"] for each in stranger.list(inaya.record)] == [document]
    for door in DOORS:
        stranger.call(door, 200, record=inaya.record, document=document)
    grounds = {each["data"].get("ground") for each in vault.told_about(inaya.record) if "Consulted" in each["type"]}
    assert grounds == {"emergency"}
    listed = [each["data"]["ground"] for each in vault.told_about(inaya.record) if "Listed" in each["type"]]
    assert listed == ["emergency"]


@pytest.mark.feature("EMG-11")
def test_it_ends_at_its_moment_with_nobody_saying_so(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit().json["id"]
    stranger = vault.professional()
    end = now() + HOUR
    stranger.hurry(inaya.record, end, "samu")
    stranger.call("openDocument", 200, record=inaya.record, document=document)
    vault.parts.gate._clock, clock = (lambda: end), vault.parts.gate._clock
    try:
        assert stranger.list(inaya.record) == []
        assert stranger.search(inaya.record, counts=True)["counts"]["total"] == 0
        for door in DOORS:
            stranger.refused(door, 404, "documents.not-found", record=inaya.record, document=document)
    finally:
        vault.parts.gate._clock = clock


@pytest.mark.feature("EMG-06")
def test_it_lets_nobody_deposit_hide_or_delete_nor_afterwards(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit().json["id"]
    stranger = vault.professional()
    for until in (now() + HOUR, now() - HOUR):
        stranger.hurry(inaya.record, until)
        assert stranger.deposit(record=inaya.record, expect=403).json["code"] == "documents.read-only"
    stranger.hurry(inaya.record, now() + HOUR)
    change = {"hidden": True, "patient_request": True}
    assert stranger.change(document, change, expect=403, record=inaya.record)["code"] == "documents.not-author"
    stranger.call("deleteDocument", 403, record=inaya.record, document=document)


@pytest.mark.feature("EMG-07", "EMG-08", "DOC-26")
def test_hidden_stays_hidden_and_blocked_stays_blocked(vault: Vault, inaya: Person) -> None:
    shown, hidden = inaya.deposit().json["id"], inaya.deposit(hidden="true").json["id"]
    stranger = vault.professional()
    stranger.hurry(inaya.record, now() + HOUR)
    assert [each["id"] for each in stranger.list(inaya.record)] == [shown]
    stranger.refused("openDocument", 404, "documents.not-found", record=inaya.record, document=hidden)
    inaya.call("changeRecordVisibility", 200, json={"all_hidden": True})
    assert stranger.list(inaya.record) == []
    inaya.call("changeRecordVisibility", 200, json={"all_hidden": False})
    stranger.relate(inaya.record, "blocked")
    stranger.refused("listDocuments", 403, "documents.no-access", record=inaya.record)
