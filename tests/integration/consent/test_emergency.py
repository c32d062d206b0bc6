"""Emergency access at consent: switches, opening, the end of it, the review, and a script that goes too far."""

import json
from collections import deque
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from chassis import clock, events
from chassis.auth import Actor
from chassis.connection import Database
from services.consent.actions import emergency as opening
from services.consent.actions import people, policy
from services.consent.actions.access import block_professional, declare_care
from services.consent.api import build
from services.consent.errors import EmergencyClosed, TooManyEmergencies
from services.consent.settings import ConsentSettings
from services.consent.store import emergencies, registers, relations
from services.consent.store.registers import Register
from tests.integration.consent.caller import Caller, Tokens
from tests.integration.consent.simultaneously import five_at_once
from tests.integration.consent.story import LEROUX, OTHER_RECORD, RECORD, Story, deletion_requested, policy_applied

RISK = {"ground": "emergency", "cause": "unconscious", "words": "Trouvée inconsciente sur la voie publique."}
REGULATED = {**RISK, "ground": "samu", "cause": "emergency-call"}
OPERATOR = Actor(id="acc_operator", role="operator", session="ses_operator")
OFFICER = Actor(id="acc_officer", role="operator", session="ses_officer")


@pytest.fixture
def caller(consent_settings: ConsentSettings, db: Database) -> Caller:
    tokens = Tokens(consent_settings, db)
    return Caller(build(consent_settings, tokens.verifier), tokens)


@pytest.fixture
def ready(caller: Caller, story: Story) -> Caller:
    """Immediate risk allowed, and an enforcement point that has applied whatever comes first."""
    caller.call("changeEmergencySettings", story.inaya, 200, {"immediate_risk": True}, record=RECORD)
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 100))
    return caller


def told(db: Database, collection: str) -> list[dict[str, Any]]:
    return [json.loads(each["body"]) for row in db[collection].find() for each in row.get("pending", [])]


@pytest.mark.feature("EMG-02", "EMG-03", "EMG-04", "EMG-05")
def test_both_switches_are_unset_then_each_is_set_on_its_own(caller: Caller, story: Story) -> None:
    shown = caller.call("showEmergencySettings", story.inaya, 200, record=RECORD)
    assert shown == {"regulation": None, "immediate_risk": None, "changed_at": None}
    caller.call("changeEmergencySettings", story.inaya, 200, {"regulation": True}, record=RECORD)
    shown = caller.call("changeEmergencySettings", story.inaya, 200, {"immediate_risk": False}, record=RECORD)
    assert (shown["regulation"], shown["immediate_risk"]) == (True, False)
    caller.call("changeEmergencySettings", story.inaya, 422, {}, record=RECORD)
    caller.call("changeEmergencySettings", story.other_patient, 404, {"regulation": True}, record=RECORD)
    caller.call("changeEmergencySettings", story.leroux, 403, {"regulation": True}, record=RECORD)


@pytest.mark.feature("EMG-05", "EMG-09")
def test_what_the_person_has_not_allowed_is_refused(caller: Caller, story: Story, db: Database) -> None:
    assert caller.call("openEmergency", story.leroux, 403, RISK, record=RECORD)["code"] == "consent.emergency-closed"
    caller.call("changeEmergencySettings", story.inaya, 200, {"regulation": True}, record=RECORD)
    caller.call("openEmergency", story.leroux, 403, RISK, record=RECORD)
    refused = caller.call("openEmergency", story.leroux, 403, REGULATED, record=RECORD)
    assert refused["code"] == "consent.regulators-only"
    caller.call("openEmergency", story.leroux, 404, RISK, record=OTHER_RECORD)
    assert db["relations"].count_documents({}) == 0


@pytest.mark.feature("EMG-06", "EMG-10", "EMG-11")
def test_an_emergency_is_announced_recorded_and_makes_a_contact(ready: Caller, story: Story, db: Database) -> None:
    access = ready.call("openEmergency", story.leroux, 201, RISK, record=RECORD)
    assert (access["ground"], access["state"]) == ("emergency", "emergency")
    assert ready.call("showMyAccess", story.leroux, 200, record=RECORD) == access
    (event,) = told(db, "relations")
    assert (event["type"], event["data"]["emergency"]["until"]) == (
        "consent.EmergencyAccessOpened",
        access["until"],
    )
    assert RISK["words"] not in json.dumps(event, ensure_ascii=False)
    (entry,) = ready.call("listHistory", story.inaya, 200, record=RECORD)["items"]
    assert (entry["action"], entry["capacity"], entry["ground"]) == ("emergency-opened", "emergency", "emergency")
    (contact,) = ready.call("listProfessionals", story.inaya, 200, record=RECORD)["items"]
    assert (contact["state"], contact["began"], contact["eligible"]) == ("contact", "emergency", False)
    (shown,) = ready.call("listRecordEmergencies", story.inaya, 200, record=RECORD)["items"]
    assert (shown["words"], shown["cause"]) == (RISK["words"], "unconscious")
    assert RISK["words"].encode() not in bytes(db["emergencies"].find_one()["words"])  # type: ignore[index]


@pytest.mark.feature("EMG-09")
def test_only_a_named_regulator_uses_the_ground_of_an_emergency_call(ready: Caller, story: Story, db: Database) -> None:
    ready.call("changeEmergencySettings", story.inaya, 200, {"regulation": True}, record=RECORD)
    registers.enter(db, Register.REGULATORS, LEROUX, "SAMU 94")
    assert ready.call("openEmergency", story.leroux, 201, REGULATED, record=RECORD)["ground"] == "samu"
    assert registers.listed(db, Register.REGULATORS) == [(LEROUX, "SAMU 94")]
    assert registers.strike(db, Register.REGULATORS, LEROUX)
    assert ready.call("openEmergency", story.leroux, 403, REGULATED, record=RECORD)["code"] == "consent.regulators-only"


@pytest.mark.feature("EMG-09")
@pytest.mark.parametrize("missing", ["ground", "cause", "words"])
def test_ground_situation_and_words_are_all_required(ready: Caller, story: Story, missing: str) -> None:
    without = {name: value for name, value in RISK.items() if name != missing}
    problem = ready.call("openEmergency", story.leroux, 422, without, record=RECORD)
    assert problem["errors"][0]["field"] == missing
    ready.call("openEmergency", story.leroux, 422, {**RISK, "words": "          "}, record=RECORD)


@pytest.mark.feature("EMG-08")
def test_who_is_blocked_opens_nothing_and_who_is_authorised_needs_nothing(
    ready: Caller, story: Story, db: Database
) -> None:
    ready.call("declareCare", story.leroux, 201, {"ground": "care", "patient_agreed": True}, record=RECORD)
    assert ready.call("openEmergency", story.leroux, 409, RISK, record=RECORD)["code"] == "consent.access-open"
    block_professional(db, story.inaya, RECORD, LEROUX)
    assert ready.call("openEmergency", story.leroux, 403, RISK, record=RECORD)["code"] == "consent.access-refused"


@pytest.mark.feature("EMG-11")
def test_an_emergency_is_over_at_its_moment_without_anybody_saying_so(
    ready: Caller, story: Story, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.call("openEmergency", story.leroux, 201, RISK, record=RECORD)
    held = relations.load(db, RECORD, LEROUX)
    assert held
    assert held.relation.emergency
    end = held.relation.emergency.until
    monkeypatch.setattr("chassis.clock.now", lambda: end - timedelta(milliseconds=1))
    ready.call("showMyAccess", story.leroux, 200, record=RECORD)
    monkeypatch.setattr("chassis.clock.now", lambda: end)
    ready.call("showMyAccess", story.leroux, 404, record=RECORD)


@pytest.mark.feature("EMG-04", "EMG-05")
def test_closing_a_switch_ends_what_runs_on_it_and_nothing_else(ready: Caller, story: Story, db: Database) -> None:
    registers.enter(db, Register.REGULATORS, LEROUX, "SAMU 94")
    ready.call("changeEmergencySettings", story.inaya, 200, {"regulation": True}, record=RECORD)
    ready.call("openEmergency", story.leroux, 201, REGULATED, record=RECORD)
    ready.call("openEmergency", story.martin, 201, RISK, record=RECORD)
    closed = ready.call("changeEmergencySettings", story.inaya, 200, {"immediate_risk": False}, record=RECORD)
    assert (closed["immediate_risk"], closed["state"]) == (False, "effective")
    ready.call("showMyAccess", story.martin, 404, record=RECORD)
    ready.call("showMyAccess", story.leroux, 200, record=RECORD)
    assert "consent.EmergencyAccessEnded" in {event["type"] for event in told(db, "relations")}


@pytest.mark.feature("EMG-05", "ACC-10")
def test_a_closed_switch_is_said_to_spread_until_every_point_has_ended_what_ran_on_it(
    ready: Caller, story: Story, db: Database
) -> None:
    ready.call("openEmergency", story.leroux, 201, RISK, record=RECORD)
    db["acknowledgements"].delete_many({})
    closed = ready.call("changeEmergencySettings", story.inaya, 202, {"immediate_risk": False}, record=RECORD)
    assert (closed["immediate_risk"], closed["state"]) == (False, "spreading")
    told = ready.call("showRevocationFigures", OPERATOR, 200)
    assert [each["spreading"] for each in told["periods"]] == [1] * 3


@pytest.mark.feature("EMG-05")
def test_a_switch_closed_at_the_same_moment_leaves_nothing_open(
    ready: Caller, story: Story, db: Database, consent_settings: ConsentSettings
) -> None:
    asked = opening.Asked(opening.Ground.IMMEDIATE_RISK, opening.Cause.OTHER, "x" * 10)

    def open_it(professional: Actor) -> None:
        with suppress(EmergencyClosed):
            opening.open_emergency(db, consent_settings, professional, RECORD, asked)

    def close_it() -> None:
        opening.change_settings(db, story.inaya, RECORD, {"immediate_risk": False})

    for _ in range(8):
        opening.change_settings(db, story.inaya, RECORD, {"immediate_risk": True})
        acts = deque([partial(open_it, story.leroux), close_it, partial(open_it, story.martin), *[lambda: None] * 2])
        five_at_once(lambda acts=acts: acts.popleft()())  # type: ignore[misc]
        assert db["relations"].count_documents({"emergency.until": {"$gt": clock.now()}}) == 0


def test_the_review_queue_is_for_the_medical_officer_and_each_access_is_judged_once(
    ready: Caller, story: Story, db: Database
) -> None:
    ready.call("openEmergency", story.leroux, 201, RISK, record=RECORD)
    assert ready.call("listEmergencies", OFFICER, 403)["code"] == "consent.officers-only"
    ready.call("listEmergencyAlerts", OFFICER, 403)
    registers.enter(db, Register.OFFICERS, OFFICER.id, "")
    (waiting,) = ready.call("listEmergencies", OFFICER, 200)["items"]
    assert (waiting["words"], waiting["signals"], waiting["review"]) == (RISK["words"], [], None)
    verdict = {"justified": True, "note": "Appel du SAMU retrouvé."}
    _review(ready, waiting["id"], verdict, 204)
    _review(ready, waiting["id"], verdict, 404)
    assert ready.call("listEmergencies", OFFICER, 200)["items"] == []
    (reviewed,) = ready.call("listEmergencies", OFFICER, 200, query={"reviewed": "true"})["items"]
    assert reviewed["review"]["note"] == verdict["note"]


def _review(caller: Caller, emergency: str, verdict: dict[str, Any], expect: int) -> None:
    caller.call("reviewEmergency", OFFICER, expect, verdict, emergency=emergency)


def thousand_open_records(db: Database, story: Story) -> list[str]:
    """People whose space is open, each of whom allowed the access in an emergency."""
    records = [f"rec_{number:022}" for number in range(1_000)]
    for part in (records[:500], records[500:]):
        states = [{"record": each, "state": "activated", "version": {"epoch": 1, "number": 2}} for each in part]
        data = {"rebuild": "019aab2e-5b1c", "for": "consent", "part": 1, "parts": 1, "records": states}
        story.hears(people.keep_record_states, events.new("identity.RecordsStated", "rebuild", data))
    settings = {"regulation": None, "immediate_risk": True, "number": 1, "changed_at": clock.now()}
    db["emergency_settings"].insert_many([{"_id": each, **settings} for each in records])
    return records


@pytest.mark.feature("EMG-11")
def test_a_script_over_a_thousand_records_is_raised_at_the_tenth_and_stopped_at_the_twenty_first(
    ready: Caller, story: Story, db: Database, consent_settings: ConsentSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clock.now()
    monkeypatch.setattr("chassis.clock.now", lambda: moment)  # what is raised once an hour is raised once
    asked = opening.Asked(opening.Ground.IMMEDIATE_RISK, opening.Cause.OTHER, "x" * 10)
    records = thousand_open_records(db, story)
    opened, stopped = [], []
    for target in records:
        try:
            opening.open_emergency(db, consent_settings, story.leroux, target, asked)
            opened.append(target)
        except TooManyEmergencies:
            stopped.append(target)
    assert (opened, stopped) == (records[:20], records[20:])
    assert db["relations"].count_documents({"emergency": {"$ne": None}}) == db["emergencies"].count_documents({}) == 20
    assert {row["record"] for row in db["history"].find({"action": "emergency-opened"})} == set(opened)
    raised = [event["data"] for event in told(db, "emergency_alerts")]
    assert {alert["signal"]: alert["count"] for alert in raised} == {
        "many-records": 10,
        "stopped": 21,
        "many-in-a-day": 30,
    }
    registers.enter(db, Register.OFFICERS, OFFICER.id, "")
    shown = ready.call("listEmergencyAlerts", OFFICER, 200)["items"]
    assert {alert["signal"] for alert in shown} == {"many-records", "stopped", "many-in-a-day"}
    # What one professional does stops nobody else.
    ready.call("openEmergency", story.martin, 201, RISK, record=RECORD)


def test_a_name_in_common_is_raised_once_however_often_it_is_told(ready: Caller, story: Story, db: Database) -> None:
    ready.call("openEmergency", story.leroux, 201, RISK, record=RECORD)
    row = emergencies.of_record(db, RECORD, 1)[0]
    data = {"record": RECORD, "professional": LEROUX, "emergency": row["_id"]}
    for _ in range(2):
        story.hears(opening.note_same_name, events.new("identity.SharedNameNoticed", RECORD, data))
    assert emergencies.of_record(db, RECORD, 1)[0]["signals"] == ["same-name"]
    assert [event["data"]["signal"] for event in told(db, "emergency_alerts")] == ["same-name"]


def test_an_emergency_that_no_care_followed_is_raised_and_one_that_was_followed_is_not(
    ready: Caller, story: Story, db: Database, consent_settings: ConsentSettings
) -> None:
    ready.call("openEmergency", story.leroux, 201, RISK, record=RECORD)
    ready.call("openEmergency", story.martin, 201, RISK, record=RECORD)
    declare_care(db, story.leroux, RECORD)
    assert opening.look_for_later_care(db, consent_settings) == 0
    soon = replace(consent_settings, emergency_care_within_h=-2)
    assert opening.look_for_later_care(db, soon) == 2
    assert opening.look_for_later_care(db, soon) == 0
    flagged = {row["professional"]: row["signals"] for row in emergencies.of_record(db, RECORD, 2)}
    assert flagged == {LEROUX: [], story.martin.id: ["no-later-care"]}


def test_an_erased_record_leaves_no_emergency_behind(ready: Caller, story: Story, db: Database) -> None:
    ready.call("openEmergency", story.leroux, 201, RISK, record=RECORD)
    story.hears(people.erase_record, deletion_requested())
    assert db["emergencies"].count_documents({}) == db["emergency_settings"].count_documents({}) == 0
