"""What identity does with events of others: erasures confirmed, projections told again."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis import events, mongo
from services.identity import api
from services.identity.actions import announce, erase
from tests.integration.identity.place import Place, insured

SERVICES = ("documents", "consent", "messaging", "notifier", "profile")


def confirm(place: Place, service: str, record: str, request: str) -> None:
    event = events.new(f"{service}.ServiceDataErased", record, {"record": record, "request": request})
    mongo.transaction(place.db, lambda session: erase.note_erased(place.parts, session, event, place.clock))


def tell_all(place: Place) -> None:
    while announce.tell_next_part(place.parts):
        pass


@pytest.mark.feature("CLO-07")
@pytest.mark.parametrize("order", [SERVICES, SERVICES[::-1], (*SERVICES, *SERVICES)])
def test_a_record_is_forgotten_when_every_service_has_confirmed(place: Place, order: tuple[str, ...]) -> None:
    record = place.activated()["record"]
    asked = erase.forget_record(place.parts, record, place.clock)
    assert asked
    again = erase.forget_record(place.parts, record, place.clock)
    assert again
    assert again.id == asked.id
    (event,) = place.said("DataDeletionRequested")
    assert event["data"] == {"record": record, "request": asked.id}
    for service in order[:2]:
        confirm(place, service, record, asked.id)
    assert place.db["persons"].count_documents({}) == 1
    confirm(place, "documents", record, "another-request")  # a stranger's confirmation counts for nothing
    for service in order[2:]:
        confirm(place, service, record, asked.id)
    for collection in ("persons", "accounts", "tickets", "logins"):
        assert place.db[collection].count_documents({}) == 0, collection


@pytest.mark.feature("CLO-07")
def test_confirmations_that_come_five_times_at_once_erase_once(place: Place) -> None:
    record = place.activated()["record"]
    asked = erase.forget_record(place.parts, record, place.clock)
    assert asked
    with ThreadPoolExecutor(15) as pool:
        list(pool.map(lambda service: confirm(place, service, record, asked.id), SERVICES * 5))
    assert place.db["persons"].count_documents({}) == 0
    stored = place.db["erasures"].find_one({"_id": asked.id})
    assert stored
    assert stored["waiting_for"] == []
    assert stored["done_at"] == place.clock


def test_who_is_being_forgotten_is_logged_out_and_cannot_log_in(place: Place) -> None:
    record = place.activated()["record"]
    token = place.logged_in()["access_token"]
    erase.forget_record(place.parts, record, place.clock)
    assert len(place.said("SessionEnded")) == 1
    other = Place(place.db, api.create_app(place.parts.settings))
    headers = {"Authorization": f"Bearer {token}"}
    assert other.client().get("/api/identity/me", headers=headers).status_code == 401
    assert erase.forget_record(place.parts, "rec_" + "0" * 22, place.clock) is None


def rebuild_asked(place: Place, service: str, projection: str) -> None:
    data = {"rebuild": "019aab2e-5b1c-7d5e-9a3e-1f2d3c4b5a69", "projection": projection}
    event = events.new(f"{service}.RebuildRequested", data["rebuild"], data)
    for _ in range(2):  # the same event twice tells once
        mongo.transaction(place.db, lambda session: announce.answer_rebuild(place.parts, session, event, place.clock))


def stated(place: Place) -> list[dict[str, Any]]:
    return [event["data"] for event in place.said("RecordsStated")]


def test_records_are_told_again_in_parts_to_whoever_asked(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.identity.announcements.STATED_AT_ONCE", 2)
    for number in range(5):
        place.post("/oppositions", {"ticket": place.identified(number)["ticket"]}, expect=201)
    place.import_lines(insured(50), invite=True)  # invited only: nobody else knows of it
    rebuild_asked(place, "documents", "records")
    tell_all(place)
    parts = stated(place)
    assert [(part["part"], part["for"]) for part in parts] == [(1, "documents"), (2, "documents"), (3, "documents")]
    assert parts[-1]["parts"] == 3
    told = [record["record"] for part in parts for record in part["records"]]
    assert len(set(told)) == len(told) == 5


def test_an_empty_registry_is_told_too(place: Place) -> None:
    rebuild_asked(place, "consent", "records")
    tell_all(place)
    assert [(part["part"], part["parts"], part["records"]) for part in stated(place)] == [(1, 1, [])]


def test_contact_cards_are_told_again_sealed_in_their_version(place: Place) -> None:
    place.activated()
    rebuild_asked(place, "notifier", "contacts")
    tell_all(place)
    cards = place.said("ContactCardIssued")
    assert [card["data"]["version"] for card in cards] == [{"epoch": 1, "number": 1}] * 2
    opened = place.open(cards[-1]["data"]["sealed"])
    assert opened == {
        "given_names": ["Inaya", "Rose"],
        "email": "inaya@exemple.invalid",
        "mobile": "+33612345678",
        "channel": "email",
    }


def test_what_consent_rebuilds_elsewhere_is_not_ours_to_tell(place: Place) -> None:
    data = {"rebuild": "019aab2e-5b1c-7d5e-9a3e-1f2d3c4b5a69", "projection": "relations"}
    event = events.new("documents.RebuildRequested", data["rebuild"], data)
    mongo.transaction(place.db, lambda session: announce.answer_rebuild(place.parts, session, event, place.clock))
    assert not announce.tell_next_part(place.parts)
