"""Erasure and sweeping: what is gone is gone, what is in use stays."""

from datetime import timedelta

import pytest

from chassis import events
from chassis.clock import now
from enforcement.keyring import KeyDestroyed, Keyring
from enforcement.store import projections
from services.documents.actions import sweeping
from tests.integration.documents.test_hearing import five_at_once
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id


def erase(vault: Vault, record: str) -> None:
    data = {"record": record, "request": "request-1"}
    five_at_once(vault, events.new("identity.DataDeletionRequested", record, data))


@pytest.mark.feature("CLO-07")
def test_an_erased_record_has_no_key_no_information_no_file_and_says_so_once(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    for _ in range(3):
        inaya.deposit()
    twin = vault.patient()
    twin.deposit()
    erase(vault, inaya.record)
    with pytest.raises(KeyDestroyed):
        Keyring(vault.db, vault.parts.settings.master_key).sealer(inaya.record)
    assert vault.db.documents.count_documents({"record": inaya.record}) == 0
    assert sweeping.sweep_erased(vault.db, vault.parts.files, now()) >= 3  # other tests' records may be among them
    assert vault.objects(inaya.record) == set()
    told = [each for each in vault.told_about(inaya.record) if each["type"] == "documents.ServiceDataErased"]
    assert [each["data"]["request"] for each in told] == ["request-1"]
    inaya.refused("listDocuments", 404, "documents.not-found")
    doctor.refused("listDocuments", 404, "documents.not-found", record=inaya.record)
    inaya.deposit(expect=404)
    assert len(twin.list()) == 1


@pytest.mark.feature("CLO-07")
def test_nothing_heard_later_brings_an_erased_record_back(vault: Vault, inaya: Person) -> None:
    erase(vault, inaya.record)
    data = {"record": inaya.record, "state": "activated", "version": {"epoch": 7, "number": 99}}
    vault.hear("identity.ProfileActivated", inaya.record, data)
    inaya.refused("listDocuments", 404, "documents.not-found")


@pytest.mark.feature("CLO-07")
def test_a_deposit_that_was_under_way_during_the_erasure_is_swept_too(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit().json["id"]
    row = vault.db.documents.find_one({"_id": document})
    erase(vault, inaya.record)
    assert row is not None
    vault.db.documents.insert_one(row)
    vault.parts.files.put(f"{inaya.record}/{document}", b"late")
    sweeping.sweep_erased(vault.db, vault.parts.files, now())
    assert vault.db.documents.count_documents({"record": inaya.record}) == 0
    assert vault.objects(inaya.record) == set()
    sweeping.sweep_erased(vault.db, vault.parts.files, now() + timedelta(minutes=11))
    assert inaya.record not in dict(projections.to_sweep(vault.db))


def test_the_sweeper_takes_old_orphans_only(vault: Vault, inaya: Person) -> None:
    kept = inaya.deposit().json["id"]
    orphan, foreign = f"{inaya.record}/{new_id('doc')}", f"{inaya.record}/something-else"
    for name in (orphan, foreign):
        vault.parts.files.put(name, b"x")
    sweeping.sweep_orphans(vault.db, vault.parts.files, now() - timedelta(hours=1))
    assert orphan in vault.objects(inaya.record)
    assert sweeping.sweep_orphans(vault.db, vault.parts.files, now() + timedelta(hours=1)) >= 1
    assert vault.objects(inaya.record) == {f"{inaya.record}/{kept}", foreign}


def test_keys_are_wrapped_one_a_record_and_the_same_for_all_processes(vault: Vault) -> None:
    master, record, other = vault.parts.settings.master_key, new_id("rec"), new_id("rec")
    sealed = Keyring(vault.db, master).sealer_to_write(record).seal(b"plain", b"context")
    assert Keyring(vault.db, master).sealer_to_write(record).open(sealed, b"context") == b"plain"
    assert Keyring(vault.db, master).sealer(record).open(sealed, b"context") == b"plain"
    wrapped = vault.db.record_keys.find_one({"_id": record})
    assert wrapped is not None
    Keyring(vault.db, master).sealer_to_write(other)
    vault.db.record_keys.update_one({"_id": other}, {"$set": {"wrapped": wrapped["wrapped"]}})
    with pytest.raises(Exception, match="wrong key"):
        Keyring(vault.db, master).sealer(other)
    vault.db.record_keys.delete_one({"_id": other})  # a rotation in another test would stop at it
