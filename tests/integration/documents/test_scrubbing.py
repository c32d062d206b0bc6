"""Files are read again and compared: damage is found, said once, and forgotten when mended."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from services.documents.actions.scrubbing import DAMAGED, Depot, scrub
from services.documents.cli import main
from services.documents.errors import StorageUnavailable
from services.documents.files import Files
from services.documents.store import scrubbing
from tests.integration.documents.vault import Person, Vault
from tests.unit.documents import uploads

AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = 86_400


@pytest.fixture
def depot(vault: Vault) -> Depot:
    """The vault's files, no round begun; a round walks all documents there are: those of other tests are gone."""
    vault.db.documents.delete_many({})
    vault.db.scrubbing.delete_many({})
    vault.db.damaged.delete_many({})
    return Depot(vault.db, vault.parts.files, vault.parts.keyring)


@pytest.fixture
def as_operator(documents_env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a command."""
    for name, value in documents_env.items():
        monkeypatch.setenv(name, value)


def whole_round(depot: Depot, at: datetime = AT, limit: int = 50) -> int:
    checked = step = scrub(depot, limit, DAY, at)
    while step == limit:
        step = scrub(depot, limit, DAY, at)
        checked += step
    return checked


@pytest.fixture
def spoilt(vault: Vault, inaya: Person) -> dict[str, str]:
    """By fault, a document of which that is true; beside sound ones."""
    ids = [inaya.deposit(uploads.pdf(padding=500)).json["id"] for _ in range(4)]
    elsewhere = vault.patient()
    lonely = elsewhere.deposit().json["id"]
    files = vault.parts.files
    sealed = bytearray(files.get(f"{inaya.record}/{ids[0]}"))
    sealed[70] ^= 1
    files.put(f"{inaya.record}/{ids[0]}", bytes(sealed))
    files.delete(f"{inaya.record}/{ids[1]}")
    vault.db.documents.update_one({"_id": ids[2]}, {"$set": {"sha256": "0" * 64}})
    vault.db.record_keys.delete_one({"_id": elsewhere.record})
    vault.parts.keyring._memory.clear()
    return {"SealBroken": ids[0], "ObjectMissing": ids[1], "Digest": ids[2], "KeyDestroyed": lonely, "": ids[3]}


@pytest.mark.feature("DOC-34")
def test_every_kind_of_damage_is_found_and_said_once(
    depot: Depot, spoilt: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    assert whole_round(depot) >= 5
    ours = set(spoilt.values())
    found = {each.fault: each.document for each in scrubbing.damages(depot.db) if each.document in ours}
    assert found == {fault: document for fault, document in spoilt.items() if fault}
    assert DAMAGED._value.get() == len(scrubbing.damages(depot.db))  # type: ignore[attr-defined]
    told = [record for record in caplog.records if "file is not what was deposited" in record.getMessage()]
    assert whole_round(depot, AT + timedelta(days=1)) >= 5
    again = [record for record in caplog.records if "file is not what was deposited" in record.getMessage()]
    assert len(told) == len(again) >= 4


def test_what_is_mended_or_deleted_is_no_longer_damaged(vault: Vault, depot: Depot, inaya: Person) -> None:
    mended, deleted = (inaya.deposit(uploads.pdf(padding=500)).json["id"] for _ in range(2))
    good = vault.parts.files.get(f"{inaya.record}/{mended}")
    for document in (mended, deleted):
        vault.parts.files.put(f"{inaya.record}/{document}", b"rust")
    whole_round(depot)
    assert {mended, deleted} <= {each.document for each in scrubbing.damages(vault.db)}
    vault.parts.files.put(f"{inaya.record}/{mended}", good)
    inaya.call("deleteDocument", 204, document=deleted)
    whole_round(depot, AT + timedelta(days=2))
    assert not {mended, deleted} & {each.document for each in scrubbing.damages(vault.db)}


def test_a_round_is_walked_in_steps_and_the_next_begins_when_it_is_due(depot: Depot, inaya: Person) -> None:
    for _ in range(3):
        inaya.deposit()
    documents = depot.db.documents.count_documents({})
    assert scrub(depot, 2, DAY, AT) == 2
    assert whole_round(depot, limit=2) == documents - 2
    assert scrub(depot, 2, DAY, AT + timedelta(hours=23)) == 0
    assert scrub(depot, 2, DAY, AT + timedelta(days=1)) == 2


def test_a_store_that_is_away_is_not_damage_and_the_round_goes_on_afterwards(
    vault: Vault, depot: Depot, inaya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        inaya.deposit()
    get, given = Files.get, []

    def failing(files: Files, name: str) -> bytes:
        if given:
            raise StorageUnavailable
        given.append(name)
        return get(files, name)

    monkeypatch.setattr(Files, "get", failing)
    with pytest.raises(StorageUnavailable):
        scrub(depot, 10_000, DAY, AT)
    monkeypatch.undo()
    place = scrubbing.last_round(vault.db)
    assert place
    assert (place.checked, place.ended_at) == (1, None)
    assert whole_round(depot) == vault.db.documents.count_documents({}) - 1


@pytest.mark.feature("DOC-34")
@pytest.mark.usefixtures("depot", "as_operator")
def test_the_operator_reads_a_report(vault: Vault, inaya: Person, capsys: pytest.CaptureFixture[str]) -> None:
    document = inaya.deposit().json["id"]
    vault.parts.files.put(f"{inaya.record}/{document}", b"rust")
    assert main(["scrub", "--per-second", "1000"]) == 1
    assert f"{document}\t{inaya.record}\tSealBroken" in capsys.readouterr().out
    inaya.call("deleteDocument", 204, document=document)
    main(["scrub", "--per-second", "1000"])
    main(["damaged"])
    assert document not in capsys.readouterr().out.splitlines()[-2:]
