"""Waves of invitations (OPS-01): dates, volumes, ways, exactly once; figures fed by what happened."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from chassis import events, mongo
from chassis.events import Event
from services.identity.actions import access_counts, campaign, figures
from services.identity.actions.due import create_due_spaces
from services.identity.actions.invite import ask_invitations
from services.identity.actions.oppositions import register_opposition
from services.identity.actions.work import advance_imports
from services.identity.domain.campaign import Origin, Plan, Sender, paris_day
from services.identity.domain.nir import parse_nir
from services.identity.domain.people import end_of_day
from services.identity.domain.spaces import Channel
from services.identity.errors.campaign import WaveChanged
from services.identity.queries.waves import campaign_view, wave_view
from services.identity.store import persons, waves
from services.identity.store.waves import Wave
from tests.integration.identity.place import Place, activation, insured
from tests.integration.identity.test_agents_oppositions import AGENT
from tests.integration.identity.test_recovery import identified_again


def plan(place: Place, volume: int = 100, days: int = 3, **narrowed: Any) -> Wave:
    today = paris_day(place.clock)
    asked = Plan("Première", today, today + timedelta(days=days), volume, **narrowed)
    return campaign.plan_wave(place.parts, asked, "acc_test", place.clock)


def advance(place: Place) -> None:
    while campaign.advance_waves(place.parts, place.clock):
        pass


def totals(place: Place, wave: Wave) -> dict[str, int]:
    counted: dict[str, int] = wave_view(place.parts, wave, place.clock)["totals"]
    return {name: count for name, count in counted.items() if count}


def report(place: Place, outcome: str, medium: str = "email", record: str = "") -> None:
    """The notifier says what became of an invitation."""
    subject = record or str(place.db["persons"].find_one({"invitation.delivery": None})["_id"])  # type: ignore[index]
    data = {"record": subject, "purpose": "invitation", "medium": medium, "outcome": outcome}
    hear(place, events.new("notifier.DeliveryReported", subject, data))


def hear(place: Place, event: Event) -> None:
    act = {
        "notifier.DeliveryReported": figures.note_delivery,
        "identity.ProfileActivated": figures.count_activation,
        "identity.OppositionRegistered": figures.count_opposition,
    }[event.type]
    mongo.transaction(place.db, lambda session: act(place.parts, session, event))


def hear_said(place: Place, kind: str) -> None:
    for said in place.said(kind):
        hear(place, Event.from_cloudevent(said))


def ticket_of(place: Place, line: dict[str, Any]) -> str:
    """Identify a person with the code of their invitation."""
    person = persons.by_nir(place.db, place.parts.keyring.nir_index(parse_nir(line["nir"])))
    assert person
    said = [event["subject"] for event in place.said("InvitationIssued")]
    code = place.letters("InvitationIssued")[said.index(person.record)]["code"]
    body = {"code": code, "nir": line["nir"], "vitale_serial": line["vitale_serial"]}
    return str(place.post("/identifications", body, expect=200)["ticket"])


@pytest.mark.feature("OPS-01", "ACT-01")
def test_a_wave_invites_its_volume_each_day_and_everyone_once(place: Place) -> None:
    place.import_lines(*(insured(number) for number in range(1, 8)))
    wave = plan(place, volume=3)
    counts = []
    for _ in range(4):
        advance(place)
        counts.append(len(place.letters("InvitationIssued")))
        place.wait(days=1)
    assert counts == [3, 6, 7, 7]
    assert max(Counter(event["subject"] for event in place.said("InvitationIssued")).values()) == 1
    assert [day["invited"] for day in wave_view(place.parts, wave, place.clock)["days"]] == [3, 3, 1]


@pytest.mark.feature("OPS-01")
def test_the_wave_of_an_import_is_held_and_goes_on_like_any_other(place: Place) -> None:
    job = place.import_lines(*(insured(number) for number in range(150)))

    def work() -> None:
        while advance_imports(place.parts, "test", place.clock):
            pass

    ask_invitations(place.parts, job)
    advance_imports(place.parts, "test", place.clock)
    (wave,) = waves.page(place.db, Origin.IMPORT, None, 5)
    assert waves.page(place.db, Origin.PLAN, None, 5) == []
    campaign.change_wave(place.parts, wave.id, wave.revision, place.clock, paused=True)
    work()
    assert len(place.said("InvitationIssued")) == 100
    campaign.change_wave(place.parts, wave.id, wave.revision + 1, place.clock, paused=False)
    work()
    assert len({event["subject"] for event in place.said("InvitationIssued")}) == 150
    assert totals(place, wave)["invited"] == 150


@pytest.mark.feature("OPS-01", "OPS-10")
def test_an_import_counts_its_invited_whether_its_own_turn_or_a_planned_wave_sent_them(place: Place) -> None:
    job = place.import_lines(*(insured(number) for number in range(250)))
    ask_invitations(place.parts, job)
    assert advance_imports(place.parts, "test", place.clock)
    assert not campaign.advance_waves(place.parts, place.clock), "its own wave is the import's to send"
    plan(place, volume=120, imported=job)
    advance(place)
    while advance_imports(place.parts, "test", place.clock):
        pass
    kept = place.db["imports"].find_one({"_id": job})
    assert kept
    assert (kept["invited"], kept["invite_asked"]) == (250, False)
    assert len({event["subject"] for event in place.said("InvitationIssued")}) == 250


@pytest.mark.feature("OPS-01")
def test_a_clock_moved_back_sends_no_day_more_than_its_volume(place: Place) -> None:
    place.import_lines(*(insured(number) for number in range(1, 10)))
    plan(place, volume=2)
    for shift in (0, 1, -1, 1, 0, -1):
        place.wait(days=shift)
        advance(place)
    assert len(place.letters("InvitationIssued")) == 4


@pytest.mark.feature("OPS-01")
def test_processes_working_on_one_wave_invite_nobody_twice_and_keep_the_volume(place: Place) -> None:
    place.import_lines(*(insured(number) for number in range(1, 260)))
    wave = plan(place, volume=230)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: advance(place), range(4)))
    said = [event["subject"] for event in place.said("InvitationIssued")]
    assert len(said) == len(set(said)) == 230
    assert totals(place, wave) == {"invited": 230}


@pytest.mark.feature("OPS-05", "ACT-03", "ACT-23", "OPS-02")
def test_who_has_no_email_gets_a_letter_and_five_more_days(place: Place) -> None:
    home = {"address": "3 rue du Puits", "postcode": "29000", "city": "Quimper"}
    place.import_lines(insured(1, email="", mobile="", scheme="msa", **home))
    wave = plan(place)
    advance(place)
    (letter,) = place.letters("InvitationIssued")
    assert letter["to"]["channel"] == "letter"
    assert letter["to"]["postal"] == {"name": "Inaya MARTIN", "lines": ["3 rue du Puits", "29000 Quimper"]}
    assert letter["sender"] == "msa"
    person = place.db["persons"].find_one({})
    assert person
    last = end_of_day(place.clock + timedelta(days=47))
    assert person["space"]["deadline"] == last == person["space"]["code"]["expires_at"]
    place.delivered()
    place.wait(days=46)
    assert create_due_spaces(place.parts, place.clock) == 0
    place.wait(days=2)
    assert create_due_spaces(place.parts, place.clock) == 1
    assert totals(place, wave) == {"invited": 1, "delivered": 1, "auto_created": 1}


@pytest.mark.feature("OPS-02", "OPS-04")
def test_a_wave_in_the_name_of_the_ministry_invites_everybody_so_also_when_it_writes_again(place: Place) -> None:
    place.import_lines(insured(1), insured(2, scheme="msa"))
    wave = plan(place, sender=Sender.MINISTRY)
    assert wave_view(place.parts, wave, place.clock)["sender"] == "ministere"
    advance(place)
    report(place, "failed")
    campaign.change_wave(place.parts, wave.id, wave.revision, place.clock, daily_volume=50)
    campaign.ask_resending(place.parts, wave.id)
    advance(place)
    assert [letter["sender"] for letter in place.letters("InvitationIssued")] == ["ministere"] * 3


@pytest.mark.feature("OPS-02")
def test_a_wave_planned_before_anybody_could_choose_writes_in_the_name_of_the_scheme(place: Place) -> None:
    place.import_lines(insured(1, scheme="msa"))
    wave = plan(place)
    place.db["waves"].update_one({"_id": wave.id}, {"$unset": {"sender": ""}})
    advance(place)
    assert [letter["sender"] for letter in place.letters("InvitationIssued")] == ["msa"]
    assert wave_view(place.parts, wave, place.clock)["sender"] is None


@pytest.mark.feature("OPS-05")
def test_who_cannot_be_reached_at_all_is_never_invited_nor_created(place: Place) -> None:
    place.import_lines(insured(1, email="", mobile="", address=""), insured(2, birth_date="2020-01-01"))
    plan(place)
    advance(place)
    place.wait(days=400)
    assert create_due_spaces(place.parts, place.clock) == 0
    assert place.said("InvitationIssued") == []
    assert campaign_view(place.parts)["waiting"] == 0


@pytest.mark.feature("OPS-01")
def test_a_wave_keeps_to_its_scheme_its_import_and_its_pause(place: Place) -> None:
    place.import_lines(insured(1), insured(2, scheme="msa"))
    second = place.import_lines(insured(3, scheme="msa"))
    wave = plan(place, scheme="msa", imported=second)
    held = campaign.change_wave(place.parts, wave.id, 1, place.clock, paused=True)
    advance(place)
    assert place.letters("InvitationIssued") == []
    with pytest.raises(WaveChanged):
        campaign.change_wave(place.parts, wave.id, 1, place.clock, paused=False)
    campaign.change_wave(place.parts, wave.id, held.revision, place.clock, paused=False)
    advance(place)
    assert totals(place, wave) == {"invited": 1}


@pytest.mark.feature("OPS-01", "OPS-06", "ACT-05")
def test_the_figures_of_a_wave_count_each_person_once(place: Place) -> None:
    place.import_lines(*(insured(number) for number in range(1, 4)))
    wave = plan(place)
    advance(place)
    for event in [*place.said("InvitationIssued"), *place.said("InvitationIssued")]:
        report(place, "delivered", record=event["subject"])
    place.post("/activations", activation(ticket_of(place, insured(1))), expect=201)
    place.post("/oppositions", {"ticket": ticket_of(place, insured(2))}, expect=201)
    for kind in ("ProfileActivated", "OppositionRegistered", "ProfileActivated"):
        hear_said(place, kind)
    place.wait(days=43)
    assert create_due_spaces(place.parts, place.clock) == 1
    assert totals(place, wave) == {"invited": 3, "delivered": 3, "activated": 1, "opposed": 1, "auto_created": 1}
    assert campaign_view(place.parts)["totals"]["invited"] == 3


@pytest.mark.feature("ACT-07")
def test_who_opens_a_space_before_any_invitation_counts_in_the_campaign_and_is_not_invited(place: Place) -> None:
    line = insured(1)
    place.import_lines(line)
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "sms"}, expect=202)
    place.issue_codes()
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    body = {"code": code, "nir": line["nir"], "vitale_serial": line["vitale_serial"]}
    ticket = place.post("/identifications", body, expect=200)["ticket"]
    place.post("/activations", activation(ticket), expect=201)
    hear_said(place, "ProfileActivated")
    plan(place)
    advance(place)
    assert place.said("InvitationIssued") == []
    assert campaign_view(place.parts)["totals"]["activated"] == 1


@pytest.mark.feature("ACT-03", "ACT-04")
def test_who_was_not_reached_is_written_to_again_by_letter_and_only_then_does_the_delay_run(place: Place) -> None:
    place.import_lines(insured(1), insured(2))
    wave = plan(place)
    advance(place)
    first = place.letters("InvitationIssued")[0]["code"]
    report(place, "delivered")
    report(place, "failed")
    assert totals(place, wave) == {"invited": 2, "delivered": 1, "failed": 1}
    place.wait(days=60)
    assert create_due_spaces(place.parts, place.clock) == 1
    campaign.ask_resending(place.parts, wave.id)
    advance(place)
    again = place.letters("InvitationIssued")[-1]
    assert (again["to"]["channel"], again["code"] != first) == ("letter", True)
    assert len(place.letters("InvitationIssued")) == 3
    report(place, "delivered", medium="letter")
    assert totals(place, wave) == {"invited": 2, "delivered": 2, "auto_created": 1}
    place.wait(days=48)
    assert create_due_spaces(place.parts, place.clock) == 1
    assert place.db["waves"].find_one({"_id": wave.id})["resending"] is False  # type: ignore[index]


@pytest.mark.feature("ACT-04")
def test_a_notice_that_failed_and_arrived_after_all_starts_the_delay_and_one_that_comes_back_stops_it(
    place: Place,
) -> None:
    place.import_lines(insured(1))
    wave = plan(place)
    advance(place)
    record = place.said("InvitationIssued")[0]["subject"]

    def deadline() -> Any:
        person = place.db["persons"].find_one({})
        assert person
        return person["space"]["deadline"]

    report(place, "failed", record=record)
    assert deadline() is None
    report(place, "delivered", record=record)
    assert deadline() is not None
    report(place, "failed", medium="letter", record=record)
    assert deadline() is not None, "of an invitation that this one followed"
    report(place, "failed", record=record)
    assert (totals(place, wave), deadline()) == ({"invited": 1, "failed": 1}, None)
    place.wait(days=60)
    assert create_due_spaces(place.parts, place.clock) == 0


@pytest.mark.feature("ACT-04")
def test_a_mail_that_comes_back_from_who_answered_it_changes_nothing(place: Place) -> None:
    place.import_lines(insured(1))
    wave = plan(place)
    advance(place)
    record = place.said("InvitationIssued")[0]["subject"]
    report(place, "delivered", record=record)
    place.post("/activations", activation(ticket_of(place, insured(1))), expect=201)
    report(place, "failed", record=record)
    assert totals(place, wave) == {"invited": 1, "delivered": 1}


@pytest.mark.feature("ACT-16", "ACT-18", "ACT-23")
def test_a_code_asked_for_by_someone_with_only_an_address_comes_by_letter(place: Place) -> None:
    line = insured(1, email="", mobile="")
    place.import_lines(line)
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "sms"}, expect=202)
    assert place.issue_codes() == 1
    (letter,) = place.letters("ProvisionalCodeGenerated")
    assert letter["to"]["postal"]["lines"] == ["1 rue des Tilleuls, 94310 Orly"]
    body = {"code": letter["code"], "nir": line["nir"], "vitale_serial": line["vitale_serial"]}
    place.post("/identifications", body, expect=200)


@pytest.mark.feature("OPS-12")
def test_who_has_access_is_counted_now_and_then_and_not_at_each_look(place: Place) -> None:
    assert campaign_view(place.parts)["access"] is None
    place.activated(1)
    place.post("/oppositions", {"ticket": place.identified(2)["ticket"]}, expect=201)
    place.invited(3)
    assert access_counts.count_again(place.parts, place.clock)
    counted = {"counted_at": place.clock, "people": 1, "activated": 1, "opposed": 1}
    assert campaign_view(place.parts)["access"] == counted
    place.delivered()
    place.db["persons"].update_many({"space.state": "invited"}, {"$set": {"space.deadline": place.clock}})
    create_due_spaces(place.parts, place.clock)
    assert not access_counts.count_again(place.parts, place.clock + timedelta(seconds=1))
    assert campaign_view(place.parts)["access"] == counted
    for later in (timedelta(minutes=1), -timedelta(days=1)):
        assert access_counts.count_again(place.parts, place.clock + later), "also once the clock was moved back"
    assert campaign_view(place.parts)["access"]["people"] == 2


@pytest.mark.feature("OPS-12", "ACT-28")
def test_who_refuses_a_space_that_was_created_counts_as_opposed_until_they_open_it(place: Place) -> None:
    who = place.invited()
    place.delivered()
    place.wait(days=43)
    create_due_spaces(place.parts, place.clock)
    record = str(place.db["persons"].find_one({})["_id"])  # type: ignore[index]
    register_opposition(place.parts, record, Channel.LETTER, "courrier 2026-0412", AGENT, place.clock)
    access_counts.count_again(place.parts, place.clock)
    assert campaign_view(place.parts)["access"] == {
        "counted_at": place.clock, "people": 0, "activated": 0, "opposed": 1,
    }  # fmt: skip
    found = identified_again(place)
    assert (found["state"], found["given_name"], bool(who)) == ("closed", "Inaya", True)
    place.post("/activations", activation(found["ticket"]), expect=201)
    place.wait(minutes=1)
    access_counts.count_again(place.parts, place.clock)
    assert campaign_view(place.parts)["access"]["opposed"] == 0
    assert len(place.said("ProfileActivated")) == 1
