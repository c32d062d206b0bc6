"""A new master key while everything runs: reads and deposits go on, what was erased stays erased, old keys are gone."""

import dataclasses
import os
import secrets
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pymongo.errors import PyMongoError

from chassis import events, mongo
from chassis.clock import now
from chassis.connection import Database
from chassis.sealing import SealBroken
from deploy.native.installation import Installation
from deploy.native.servers import mongod
from enforcement.keyring import KeyDestroyed, Keyring
from enforcement.rotating import Rotated, rotate
from enforcement.store import keys
from services.documents.actions import sweeping
from services.documents.store import prepare
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents import uploads

CONTENT = uploads.pdf(padding=3_000)


@pytest.fixture
def db(servers: Installation, vault: Vault) -> Iterator[Database]:
    """A database of its own: a rotation concerns every record there is."""
    name, password = f"{servers.name}-keys-{secrets.token_hex(4)}", secrets.token_hex(16)
    account = f"keys{secrets.token_hex(4)}"
    mongod.provision(servers.servers, name, account, password)
    url = mongod.url(servers.servers, account, password, name)
    made = mongo.connect(dataclasses.replace(vault.parts.settings, mongo_url=url, mongo_db=name))
    prepare(made)
    yield made
    made.client.close()
    mongod.remove(servers.servers, [name])


def turn(db: Database, root: bytes, before: bytes = b"") -> Rotated:
    return rotate(db, Keyring(db, root, before), now, settled_s=0)


def opens(db: Database, root: bytes, record: str, sealed: bytes) -> bytes:
    """What a process that has just started reads."""
    return Keyring(db, root).sealer(record).open(sealed, b"context")


@pytest.mark.feature("DOC-34")
def test_every_record_is_wrapped_anew_and_its_files_open_as_before(db: Database) -> None:
    root, records = os.urandom(32), [new_id("rec") for _ in range(30)]
    ring = Keyring(db, root)
    sealed = {record: ring.sealer_to_write(record).seal(record.encode(), b"context") for record in records}
    before = {record: keys.find(db, record) for record in records}
    assert turn(db, root) == Rotated(1, 30, [])
    assert turn(db, root) == Rotated(2, 30, [1])
    for record in records:
        assert opens(db, root, record, sealed[record]) == record.encode()
        assert keys.find(db, record) != before[record]
    assert [(each.version, each.sealed is None) for each in keys.masters(db)] == [(2, False), (1, True)]
    late = new_id("rec")
    ring.sealer_to_write(late)  # a process that was there before uses the new one at once
    found = keys.find(db, late)
    assert found
    assert found.master == 2


def die_after_five_keys(db: Database, root: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rotation whose process is killed on its way."""
    wrap, done = keys.wrap_anew, []

    def dying(*arguments: object) -> bool:
        if len(done) == 5:
            raise KeyboardInterrupt
        done.append(1)
        return wrap(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(keys, "wrap_anew", dying)
    with pytest.raises(KeyboardInterrupt):
        turn(db, root)
    monkeypatch.undo()


def test_an_interrupted_rotation_goes_on_where_it_stopped(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    root, records = os.urandom(32), [new_id("rec") for _ in range(12)]
    sealed = {record: Keyring(db, root).sealer_to_write(record).seal(b"plain", b"context") for record in records}
    die_after_five_keys(db, root, monkeypatch)
    for record in records:
        assert opens(db, root, record, sealed[record]) == b"plain"
    assert turn(db, root) == Rotated(1, 7, [])
    for record in records:
        assert opens(db, root, record, sealed[record]) == b"plain"


def test_what_is_erased_while_keys_are_wrapped_anew_stays_erased(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    root, records = os.urandom(32), [new_id("rec") for _ in range(4)]
    for record in records:
        Keyring(db, root).sealer_to_write(record)
    wrap = keys.wrap_anew

    def late(db: Database, record: str, *arguments: keys.Wrapped) -> bool:
        if record == records[2]:
            mongo.transaction(db, lambda session: keys.destroy(session, db, record))
        return wrap(db, record, *arguments)

    monkeypatch.setattr(keys, "wrap_anew", late)
    turn(db, root)
    with pytest.raises(KeyDestroyed):
        Keyring(db, root).sealer(records[2])
    assert db.record_keys.count_documents({}) == 3


def test_the_installations_key_itself_is_replaced_by_a_rotation_that_knows_both(db: Database) -> None:
    old, new, record = os.urandom(32), os.urandom(32), new_id("rec")
    sealed = Keyring(db, old).sealer_to_write(record).seal(b"plain", b"context")
    turn(db, old)
    with pytest.raises(SealBroken):
        Keyring(db, new).sealer(record)
    assert Keyring(db, new, old).sealer(record).open(sealed, b"context") == b"plain"
    turn(db, new, old)
    assert opens(db, new, record, sealed) == b"plain"
    with pytest.raises(SealBroken):
        Keyring(db, old).sealer(record)


def test_a_rotation_interrupted_before_the_installations_key_was_replaced_is_not_taken_for_the_replacement(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, records = os.urandom(32), os.urandom(32), [new_id("rec") for _ in range(12)]
    sealed = {record: Keyring(db, old).sealer_to_write(record).seal(b"plain", b"context") for record in records}
    die_after_five_keys(db, old, monkeypatch)
    assert turn(db, new, old) == Rotated(2, 12, [1])
    for record in records:
        assert opens(db, new, record, sealed[record]) == b"plain"


def test_the_replacement_itself_goes_on_where_it_was_interrupted(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, records = os.urandom(32), os.urandom(32), [new_id("rec") for _ in range(12)]
    sealed = {record: Keyring(db, old).sealer_to_write(record).seal(b"plain", b"context") for record in records}
    turn(db, old)
    monkeypatch.setattr(keys, "retire_masters", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        turn(db, new, old)
    monkeypatch.undo()
    assert turn(db, new, old) == Rotated(2, 0, [1])
    for record in records:
        assert opens(db, new, record, sealed[record]) == b"plain"


@pytest.mark.parametrize("rotated_before", [False, True])
def test_a_key_that_opens_nothing_puts_no_version_in_force(db: Database, rotated_before: bool) -> None:
    root, record = os.urandom(32), new_id("rec")
    Keyring(db, root).sealer_to_write(record)
    if rotated_before:
        turn(db, root)
    before = keys.masters(db)
    with pytest.raises(SealBroken):
        turn(db, os.urandom(32))
    assert keys.masters(db) == before


def test_a_rotation_brings_no_key_back_under_an_older_version(db: Database) -> None:
    """Of two at once, the one that began first would wrap by the version that the other is about to forget."""
    root, record = os.urandom(32), new_id("rec")
    Keyring(db, root).sealer_to_write(record)
    first, late = turn(db, root), keys.find(db, record)
    turn(db, root)
    assert late is not None
    assert list(keys.wrapped_before(db, first.version)) == []
    found = keys.find(db, record)
    assert found is not None
    assert found.master == first.version + 1


def test_a_key_wrapped_by_a_version_that_may_be_gone_is_not_kept(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process stands still between reading which version is the newest and keeping the key that it wrapped by it."""
    root, record = os.urandom(32), new_id("rec")
    ring, keep, limit = Keyring(db, root), keys.keep, 3.0
    turn(db, root)

    def late(*arguments: Any) -> keys.Wrapped:
        rotation = threading.Thread(target=turn, args=(db, root))  # of another process: with no bound but its own
        rotation.start()
        rotation.join()
        time.sleep(limit)
        return keep(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(mongo, "TRANSACTION_S", limit)
        patched.setattr(keys, "keep", late)
        with pytest.raises(PyMongoError):
            ring.sealer_to_write(record)
    assert keys.find(db, record) is None
    sealed = ring.sealer_to_write(record).seal(b"plain", b"context")
    assert opens(db, root, record, sealed) == b"plain"


@pytest.mark.feature("DOC-34")
def test_people_read_and_deposit_while_the_key_is_rotated(vault: Vault) -> None:
    people = [vault.patient() for _ in range(6)]
    held = {person.record: person.deposit(CONTENT).json["id"] for person in people}
    stop, faults = threading.Event(), []

    def live(person: Person) -> None:
        while not stop.is_set():
            try:
                assert person.call("openDocument", 200, document=held[person.record]).data == CONTENT
                newcomer = vault.patient()
                own = newcomer.deposit(CONTENT).json["id"]
                assert newcomer.call("openDocument", 200, document=own).data == CONTENT
            except AssertionError as fault:
                faults.append(fault)

    living = [threading.Thread(target=live, args=(person,)) for person in people[:3]]
    for each in living:
        each.start()
    try:
        # As long as a deposit of these may take between reading which version is the newest and keeping its key.
        done = [rotate(vault.db, vault.parts.keyring, now, settled_s=2.0) for _ in range(3)]
    finally:
        stop.set()
        for each in living:
            each.join()
    assert faults == []
    assert [each.version for each in done] == sorted({each.version for each in done})
    fresh = Keyring(vault.db, vault.parts.settings.master_key)
    with vault.having(keyring=fresh):
        for person in people:
            assert person.call("openDocument", 200, document=held[person.record]).data == CONTENT


def test_a_record_erased_before_is_still_refused_after_a_rotation(vault: Vault, inaya: Person) -> None:
    inaya.deposit(CONTENT)
    data = {"record": inaya.record, "request": "request-1"}
    vault.deliver(events.new("identity.DataDeletionRequested", inaya.record, data))
    rotate(vault.db, vault.parts.keyring, now, settled_s=0)
    with pytest.raises(KeyDestroyed):
        Keyring(vault.db, vault.parts.settings.master_key).sealer(inaya.record)
    sweeping.sweep_erased(vault.db, vault.parts.files, now())
