"""What lies in the database, and what is left when a person goes: sealed, frozen, given, erased."""

import threading
import time
from typing import Any

import pytest
from pymongo.errors import PyMongoError

from chassis import envelopes, events, mongo
from chassis.clock import now
from enforcement.keyring import keyring_of
from enforcement.rotating import rotate
from enforcement.store import keys
from enforcement.store.keys import Wrapped
from services.profile.domain.profile import Profile
from services.profile.domain.sections import Code
from services.profile.store import profiles
from services.profile.store.profiles import Kept
from services.profile.vault import Vault
from tests.integration.enforcement.told import examples, new_id
from tests.integration.profile.book import ALLERGY, Book, Person


@pytest.mark.feature("NFR-07")
def test_nothing_of_a_profile_lies_in_clear_not_even_which_sections_it_has(book: Book, inaya: Person) -> None:
    inaya.add(ALLERGY)
    row = book.db.profiles.find_one({"_id": inaya.record}, {"pending": 0})
    assert row is not None
    assert set(row) == {"_id", "number", "sealed"}
    assert not any(word.encode() in row["sealed"] for word in ("Pollens", "allergies", "label", inaya.id))


@pytest.mark.feature("CLO-05", "CLO-06")
def test_a_closed_record_is_frozen_and_given_back_whole(book: Book, inaya: Person, doctor: Person) -> None:
    entry = inaya.add(ALLERGY)
    data = {"record": inaya.record, "state": "closed", "version": {"epoch": 1, "number": 3}}
    book.hear("identity.ProfileClosed", inaya.record, data)
    inaya.refused("showProfile", 404, "profile.not-found")
    inaya.add(ALLERGY, expect=404)
    doctor.refused("showProfile", 404, "profile.not-found", record=inaya.record)
    data = {"record": inaya.record, "state": "activated", "version": {"epoch": 1, "number": 4}}
    book.hear("identity.ProfileReactivated", inaya.record, data)
    assert inaya.shown()["allergies"]["entries"] == [entry]
    applied = [each["data"]["version"]["number"] for each in book.told_about(inaya.record, "ProfileStateApplied")]
    assert applied == [3, 4]


@pytest.mark.feature("ACT-30")
def test_a_refused_space_has_no_profile(book: Book) -> None:
    person = book.patient()
    data = {"record": person.record, "state": "opposed", "version": {"epoch": 1, "number": 9}, "channel": "online"}
    book.hear("identity.OppositionRegistered", person.record, data)
    person.refused("showProfile", 404, "profile.not-found")


@pytest.mark.feature("CLO-07")
def test_an_erased_record_has_no_key_and_no_profile_and_says_so_once(book: Book, inaya: Person, doctor: Person) -> None:
    inaya.add(ALLERGY)
    event = events.new("identity.DataDeletionRequested", inaya.record, {"record": inaya.record, "request": "request-1"})
    threads = [threading.Thread(target=book.deliver, args=(event,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert book.db.record_keys.find_one({"_id": inaya.record}) is None
    assert book.db.profiles.find_one({"_id": inaya.record}, {"pending": 0}) == {"_id": inaya.record, "erased": True}
    assert len(book.told_about(inaya.record, "ServiceDataErased")) == 1
    inaya.refused("showProfile", 404, "profile.not-found")
    doctor.refused("showProfile", 404, "profile.not-found", record=inaya.record)


@pytest.mark.feature("CLO-07")
def test_a_write_that_was_under_way_brings_nothing_back(book: Book) -> None:
    """The first write of a profile and a later one, both decided before the erasure."""
    for wrote_before in (False, True):
        person = book.patient()
        if wrote_before:
            person.add(ALLERGY)
        data = {"record": person.record, "request": "request-2"}
        book.hear("identity.DataDeletionRequested", person.record, data)
        late = events.new("profile.ProfileSectionDeclared", person.record, {**_declared(person), "nothing": True})
        assert not profiles.begin(book.db, person.record, Kept(1, b"late"), Wrapped(0, b"late"), late)
        assert not profiles.replace(book.db, person.record, 1, 2, b"late", late)
        assert book.db.record_keys.find_one({"_id": person.record}) is None


def _declared(person: Person) -> dict[str, str]:
    return {"record": person.record, "section": "allergies"}


@pytest.mark.parametrize("type_", examples("profile"))
def test_the_example_of_every_event_that_names_us_is_accepted(book: Book, type_: str) -> None:
    book.hear_example(type_)


@pytest.mark.feature("NFR-09")
def test_who_takes_everything_away_takes_the_profile(book: Book, inaya: Person) -> None:
    entry = inaya.add(ALLERGY)
    private, public = envelopes.new_pair()
    asked = {"export": new_id("exp"), "record": inaya.record, "key": public}
    book.hear("documents.ExportRequested", inaya.record, asked)
    (told,) = book.told_about(inaya.record, "ExportContributed")
    given = envelopes.open_sealed(private, told["data"]["sealed"])
    (taken,) = given["sections"]["allergies"]["entries"]
    assert (taken["id"], taken["content"]["label"]) == (entry["id"], ALLERGY["label"])
    assert "Pollens" not in str(told)


@pytest.mark.feature("ACC-10")
def test_every_step_of_the_stream_is_acknowledged(book: Book, inaya: Person) -> None:
    before = book.db.outbox.count_documents({"pending.type": "profile.PolicyApplied"})
    doctor = book.professional()
    for state in ("authorized", "blocked", "authorized"):
        doctor.relate(inaya.record, state)
    assert book.db.outbox.count_documents({"pending.type": "profile.PolicyApplied"}) >= before + 3


def test_keys_are_wrapped_anew_and_profiles_open_as_before(book: Book, inaya: Person) -> None:
    inaya.add(ALLERGY)
    settings, before = book.parts.settings, keys.find(book.db, inaya.record)
    for _ in range(2):
        rotate(book.db, keyring_of(book.db, settings), now, settled_s=0)
    after = keys.find(book.db, inaya.record)
    assert before is not None
    assert after is not None
    assert after.master > before.master
    (entry,) = Vault(book.db, keyring_of(book.db, settings)).load(inaya.record).sections[Code.ALLERGIES].entries
    assert entry.content.label == ALLERGY["label"]
    late = book.patient()
    late.add(ALLERGY)
    kept = keys.find(book.db, late.record)
    assert kept is not None
    assert kept.master == after.master


def test_a_first_profile_whose_key_may_be_wrapped_by_a_retired_version_is_not_kept(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process stands still between reading which version is the newest and keeping the key that it wrapped by it."""
    record, begin, limit = new_id("rec"), profiles.begin, 1.0
    data = {"record": record, "section": "allergies", "nothing": True}
    event = events.new("profile.ProfileSectionDeclared", record, data)

    def late(*arguments: Any) -> bool:
        time.sleep(limit)
        return begin(*arguments)

    monkeypatch.setattr(mongo, "TRANSACTION_S", limit)
    monkeypatch.setattr(profiles, "begin", late)
    with pytest.raises(PyMongoError):
        Vault(book.db, keyring_of(book.db, book.parts.settings)).save(Profile(record), Profile(record, 1), event)
    assert (keys.find(book.db, record), profiles.find(book.db, record)) == (None, None)
