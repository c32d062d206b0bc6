"""Deletion, over HTTP and through its confirmations: asked apart, done when all have said so, told to the person."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.identity.actions import erase, retention
from services.identity.actions.due import create_due_spaces
from services.identity.actions.oppositions import register_opposition
from services.identity.domain.campaign import paris_day
from services.identity.domain.spaces import Channel
from services.identity.parts import Parts
from services.identity.queries import deletions as queries
from tests.integration.identity.household import parent, record_of
from tests.integration.identity.place import Place, activation, credentials, insured
from tests.integration.identity.test_agents_oppositions import AGENT
from tests.integration.identity.test_child_closing import LOLA, proof
from tests.integration.identity.test_choreography import SERVICES, confirm
from tests.integration.identity.test_closing import Holder


def shown(place: Place, deletion: str) -> dict[str, Any]:
    answer = place.client().get(f"/api/identity/deletions/{deletion}")
    assert answer.status_code == 200, answer.text
    assert answer.json
    return dict(answer.json)


@pytest.mark.feature("CLO-03", "CLO-04", "CLO-07", "CLO-08")
def test_a_deletion_is_done_when_all_have_confirmed_and_says_farewell_once(place: Place) -> None:
    holder = Holder(place)
    asked = holder.post(f"/records/{holder.record}/deletion", holder.proof(), expect=202)
    assert (asked["state"], asked["confirmed"], asked["total"]) == ("under-way", 0, len(SERVICES))
    assert place.said("DataDeletionRequested")[0]["data"] == {"record": holder.record, "request": asked["id"]}
    (first,) = place.letters("ClosureNoticeIssued")
    assert (first["purpose"], first["reference"]) == ("deletion-requested", asked["id"])
    assert not place.said("ProfileClosed"), "closing and deleting are two acts"
    for number, service in enumerate(SERVICES[:2], start=1):
        confirm(place, service, holder.record, asked["id"])
        assert shown(place, asked["id"])["confirmed"] == number
        assert len(place.letters("ClosureNoticeIssued")) == 1
    for service in SERVICES[::-1]:
        confirm(place, service, holder.record, asked["id"])
    done = shown(place, asked["id"])
    assert (done["state"], done["confirmed"]) == ("done", len(SERVICES))
    letters = place.letters("ClosureNoticeIssued")
    assert [letter["purpose"] for letter in letters] == ["deletion-requested", "deletion-done"]
    assert letters[1]["to"]["email"] == "inaya@exemple.invalid"
    kept = place.db["erasures"].find_one({"_id": asked["id"]})
    assert kept
    assert "farewell" not in kept
    for collection in ("persons", "accounts", "tickets", "returns", "logins", "acknowledgements"):
        assert place.db[collection].count_documents({}) == 0, collection


@pytest.mark.feature("CLO-03")
def test_a_closed_profile_can_be_deleted_after_a_login(place: Place) -> None:
    holder = Holder(place)
    holder.close()
    asked = place.post("/deletions", {"ticket": holder.ticket()}, expect=202)
    assert asked["state"] == "under-way"
    assert place.answer("/logins", credentials()).status_code == 401


@pytest.mark.feature("CLO-04")
def test_an_open_profile_is_not_deleted_by_an_old_ticket(place: Place) -> None:
    holder = Holder(place)
    holder.close()
    old, ticket = holder.ticket(), holder.ticket()
    place.post("/reactivations", {"ticket": ticket}, expect=201)
    assert place.post("/deletions", {"ticket": old}, expect=409)["code"] == "identity.profile-not-closed"
    assert not place.said("DataDeletionRequested")


@pytest.mark.feature("CLO-07")
def test_what_is_being_erased_does_not_come_back(place: Place) -> None:
    asked = place.invited()
    ticket = place.post("/identifications", asked, expect=200)["ticket"]
    record = place.post("/activations", activation(ticket), expect=201)["record"]
    assert erase.forget_record(place.parts, record, place.clock)
    place.import_lines(insured(1), invite=True)
    line = insured(1)
    request = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**request, "channel": "email"}, expect=202)
    place.issue_codes()
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    found = place.post("/identifications", {**asked, "code": code}, expect=200)
    refused = place.post("/activations", activation(found["ticket"], "inaya.encore"), expect=409)
    assert refused["code"] == "identity.already-answered"
    assert not place.said("ProfileReactivated")


@pytest.mark.feature("CLO-10")
def test_closed_profiles_are_kept_for_ever_unless_a_retention_is_set(place: Place) -> None:
    holder = Holder(place)
    holder.close()
    place.wait(days=36_500)
    assert retention.warn_closed(place.parts, place.clock) == retention.purge_closed(place.parts, place.clock) == 0
    place.wait(days=-36_500)
    bounded = kept_for(place, 365)
    place.wait(days=364)
    assert retention.purge_closed(bounded, place.clock) == 0
    assert retention.warn_closed(bounded, place.clock) == 1
    assert retention.warn_closed(bounded, place.clock) == 0
    warning = place.letters("ClosureNoticeIssued")[-1]
    last = paris_day(place.clock + timedelta(days=30))
    assert (warning["purpose"], warning["deadline"]) == ("retention-ending", last.isoformat()), "late: not sooner"
    place.wait(days=29)
    assert retention.purge_closed(bounded, place.clock) == 0
    place.wait(days=1)
    assert retention.purge_closed(bounded, place.clock) == 1
    assert retention.purge_closed(bounded, place.clock) == 0
    assert len(place.said("DataDeletionRequested")) == 1
    assert [letter["purpose"] for letter in place.letters("ClosureNoticeIssued")][1:] == [
        "retention-ending", "retention-over",
    ]  # fmt: skip


@pytest.mark.feature("CLO-10", "CLO-05")
def test_who_comes_back_after_the_warning_is_not_erased_and_is_warned_again_after_another_closure(place: Place) -> None:
    holder = Holder(place)
    holder.close()
    bounded = kept_for(place, 365)
    place.wait(days=340)
    assert retention.warn_closed(bounded, place.clock) == 1
    back = place.answer("/reactivations", {"ticket": holder.ticket()}, holder.client)
    assert back.status_code == 201
    place.wait(days=400)
    assert retention.purge_closed(bounded, place.clock) == retention.warn_closed(bounded, place.clock) == 0


@pytest.mark.feature("CLO-10", "CLO-08", "CLO-09", "MIN-22")
def test_the_representatives_of_a_child_are_told_before_then_and_at_the_end(place: Place) -> None:
    inaya = parent(place, 1, LOLA)
    lola = record_of(place, LOLA)
    inaya.adds(lola)
    inaya.ask("POST", f"/records/{lola}/closure", 202, proof(inaya))
    bounded = kept_for(place, 365)
    place.wait(days=335)
    assert retention.warn_closed(bounded, place.clock) == 1
    place.wait(days=30)
    assert retention.purge_closed(bounded, place.clock) == 1
    (asked,) = place.said("DataDeletionRequested")
    letters = place.letters("ClosureNoticeIssued")[1:]
    for service in SERVICES:
        confirm(place, service, lola, asked["data"]["request"])
    letters.append(place.letters("ClosureNoticeIssued")[-1])
    assert [letter["purpose"] for letter in letters] == ["retention-ending", "retention-over", "deletion-done"]
    assert {(letter["about"], letter["to"]["email"]) for letter in letters} == {("child", "inaya@exemple.invalid")}


@pytest.mark.feature("CLO-10", "ACT-28")
def test_who_refused_what_had_been_created_is_told_at_the_insurers_address(place: Place) -> None:
    place.invited()
    place.delivered()
    place.wait(days=43)
    create_due_spaces(place.parts, place.clock)
    record = str(place.db["persons"].find_one({})["_id"])  # type: ignore[index]
    register_opposition(place.parts, record, Channel.LETTER, "courrier 2026-0412", AGENT, place.clock)
    bounded = kept_for(place, 365)
    place.wait(days=335)
    assert retention.warn_closed(bounded, place.clock) == 1
    place.wait(days=30)
    assert retention.purge_closed(bounded, place.clock) == 1
    letters = place.letters("ClosureNoticeIssued")
    assert [letter["purpose"] for letter in letters] == ["retention-ending", "retention-over"]
    assert {(letter["about"], letter["to"]["email"]) for letter in letters} == {("own", "inaya1@exemple.invalid")}


def kept_for(place: Place, days: int) -> Parts:
    """The service with a retention of so many days, announced a month before."""
    return replace(place.parts, settings=replace(place.parts.settings, closed_retention_days=days))


@pytest.mark.feature("CLO-07")
def test_operators_see_every_deletion_and_whom_it_waits_for(place: Place) -> None:
    for number in range(3):
        record = place.activated(number, f"personne.{number}")["record"]
        erase.forget_record(place.parts, record, place.clock)
        place.wait(seconds=1)
    first = queries.deletions_page(place.parts, "under-way", None, 2)
    assert len(first["items"]) == 2
    assert first["next"]
    assert [service["confirmed_at"] for service in first["items"][0]["services"]] == [None] * len(SERVICES)
    assert queries.deletions_page(place.parts, "done", None, 2)["items"] == []


def test_an_unknown_deletion_has_no_page(place: Place) -> None:
    answer = place.client().get("/api/identity/deletions/del_0000000000000000000000")
    assert (answer.status_code, answer.json and answer.json["code"]) == (404, "identity.deletion-unknown")


@pytest.mark.feature("CLO-07")
def test_after_a_restore_what_was_erased_is_asked_for_anew_and_nothing_else(place: Place) -> None:
    place.activated(1, "personne.1")
    asked = []
    for number in (2, 3):
        record = place.activated(number, f"personne.{number}")["record"]
        erasure = erase.forget_record(place.parts, record, place.clock)
        assert erasure
        asked.append(erasure)
    for service in SERVICES:
        confirm(place, service, asked[1].record, asked[1].id)
    place.db["outbox"].delete_many({})
    assert erase.erase_again(place.parts, place.clock) == 1
    (said,) = place.said("DataDeletionRequested")
    assert said["data"] == {"record": asked[1].record, "request": asked[1].id}
    confirm(place, "documents", asked[1].record, asked[1].id)
    assert not place.letters("ClosureNoticeIssued")
    place.wait(seconds=1)
    assert erase.erase_again(place.parts, place.clock) == 0
