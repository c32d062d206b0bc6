"""Stale means no: a professional waits while the vault cannot know what they may; the patient does not."""

import pytest

from enforcement.lanes import lane_of
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id, relation_told
from tests.support.platform import until

READS = ("showDocument", "openDocument")


def silence(vault: Vault) -> None:
    vault.consent.beating.clear()


def wait_until(status: int, person: Person, record: str) -> None:
    """Until the list answers with `status`."""
    until(lambda: vault_status(person, record) == status, seconds=120)


def vault_status(person: Person, record: str) -> int:
    headers = {"Authorization": f"Bearer {person.token}"}
    return person.vault.app.test_client().get(f"/api/documents/records/{record}/documents", headers=headers).status_code


def test_when_consent_is_silent_professionals_wait_and_the_patient_does_not(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    document = inaya.deposit().json["id"]
    silence(vault)
    try:
        wait_until(503, doctor, inaya.record)
        for operation in ("listDocuments", *READS):
            doctor.refused(operation, 503, "documents.rights-unknown", record=inaya.record, document=document)
        assert doctor.deposit(record=inaya.record, expect=503).headers["Retry-After"]
        inaya.list()
        inaya.call("openDocument", 200, document=document)
    finally:
        vault.consent.beating.set()
    wait_until(200, doctor, inaya.record)


def test_a_closed_gate_says_why_and_counts(
    vault: Vault, inaya: Person, doctor: Person, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = Person(vault, new_id("pro"), "professional", None)
    wait_until(200, doctor, inaya.record)
    with caplog.at_level("WARNING", logger="mes"):
        stranger.refused("listDocuments", 503, "documents.rights-unknown", record=inaya.record)
    (said,) = [each for each in caplog.records if "rights may be stale" in each.message]
    assert said.mes_fields == {"reason": "unknown-professional", "lane": lane_of(inaya.record)}  # type: ignore[attr-defined]
    figures = vault.app.test_client().get("/metrics").text
    assert 'documents_rights_unknown_total{reason="unknown-professional"}' in figures


def test_a_gap_in_the_stream_closes_its_lane_only(vault: Vault, inaya: Person, doctor: Person) -> None:
    elsewhere = next(each for each in iter(vault.patient, None) if lane_of(each.record) != lane_of(inaya.record))
    doctor.relate(elsewhere.record, "authorized")
    wait_until(200, doctor, inaya.record)
    lost = vault.consent.next(inaya.record)
    wait_until(503, doctor, inaya.record)
    wait_until(200, doctor, elsewhere.record)
    late = vault.professional()
    event = relation_told(inaya.record, late.id, "authorized", 1)
    event.data["policy"] = lost
    vault.deliver(event)
    wait_until(200, doctor, inaya.record)


def test_another_grid_than_the_one_in_force_is_not_used(vault: Vault, inaya: Person, doctor: Person) -> None:
    held = vault.consent.grid_name
    vault.consent.grid_name = "2031-01-01"
    try:
        wait_until(503, doctor, inaya.record)
    finally:
        vault.consent.grid_name = held
    wait_until(200, doctor, inaya.record)
