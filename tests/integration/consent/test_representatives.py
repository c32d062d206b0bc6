"""A parent manages a child's accesses as their own, in sight of the other parent, until the right ends."""

from datetime import UTC, datetime

import pytest

from chassis import events
from chassis.auth import Actor
from chassis.connection import Database
from services.consent.actions import people, policy
from services.consent.api import build
from services.consent.settings import ConsentSettings
from tests.integration.consent.caller import Caller, Tokens
from tests.integration.consent.story import LEROUX, OTHER_RECORD, RECORD, Story, policy_applied

UNTIL = datetime(2040, 3, 1, tzinfo=UTC)
PARENT = Actor(id="acc_0000000000000000Parent", role="patient", session="ses_parent", record=OTHER_RECORD)
SECOND = Actor(
    id="acc_0000000000000000Second", role="patient", session="ses_second", record="rec_2Bn5tR8yUi1OpA4sDf7Gh0"
)
BLOCK = {"record": RECORD, "professional": LEROUX}


@pytest.fixture
def caller(consent_settings: ConsentSettings, db: Database, story: Story) -> Caller:
    """Both parents act for the child, whom doctor Leroux treats."""
    for number, parent in enumerate((PARENT, SECOND), start=1):
        granted = {
            "record": RECORD,
            "representative": parent.id,
            "representative_record": parent.record,
            "since": "2026-01-01T00:00:00.000Z",
            "until": "2040-03-01T00:00:00.000Z",
            "version": {"epoch": 1, "number": number},
        }
        story.hears(people.grant_representation, events.new("identity.RepresentationGranted", RECORD, granted))
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 100))
    tokens = Tokens(consent_settings, db)
    made = Caller(build(consent_settings, tokens.verifier), tokens)
    made.call("declareCare", story.leroux, 201, {"ground": "care", "patient_agreed": True}, record=RECORD)
    return made


@pytest.mark.feature("ACC-13", "ACC-14", "HIS-08")
def test_what_one_parent_decides_for_a_child_holds_and_is_in_sight_of_the_other(caller: Caller) -> None:
    blocked = caller.call("blockProfessional", PARENT, 200, **BLOCK)
    assert (blocked["state"], blocked["relation"]["state"]) == ("effective", "blocked")
    (listed,) = caller.call("listProfessionals", SECOND, 200, query={"state": "blocked"}, record=RECORD)["items"]
    assert listed["professional"]["id"] == LEROUX
    assert caller.call("unblockProfessional", PARENT, 200, **BLOCK)["relation"]["state"] == "authorized"
    caller.call("changeEmergencySettings", PARENT, 200, {"immediate_risk": True}, record=RECORD)
    assert caller.call("showEmergencySettings", SECOND, 200, record=RECORD)["immediate_risk"]
    done = caller.call("listHistory", SECOND, 200, query={"actor": PARENT.id}, record=RECORD)["items"]
    assert [(each["action"], (each["object"] or {}).get("label")) for each in done] == [
        ("emergency-settings-changed", None),
        ("professional-unblocked", "Camille LEROUX"),
        ("professional-blocked", "Camille LEROUX"),
    ]
    assert {(each["capacity"], each["actor"]["account"]) for each in done} == {("representative", PARENT.id)}


@pytest.mark.feature("ACC-13", "MIN-23")
def test_at_majority_the_record_does_not_exist_for_the_parents_any_more(
    caller: Caller, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller.call("blockProfessional", PARENT, 200, **BLOCK)
    monkeypatch.setattr("chassis.clock.now", lambda: UNTIL)
    for parent in (PARENT, SECOND):
        for operation in ("blockProfessional", "unblockProfessional", "appointAdministrator", "removeAdministrator"):
            caller.call(operation, parent, 404, **BLOCK)
        caller.call("changeEmergencySettings", parent, 404, {"regulation": True}, record=RECORD)
        for operation in ("listProfessionals", "showEmergencySettings", "listRecordEmergencies", "listHistory"):
            caller.call(operation, parent, 404, record=RECORD)
    caller.call("unblockProfessional", story.inaya, 200, **BLOCK)


@pytest.mark.feature("ACC-13")
def test_who_represents_nobody_here_finds_nothing(caller: Caller, story: Story) -> None:
    stranger = Actor(id="acc_000000000000000Strange", role="patient", session="ses_other", record=OTHER_RECORD)
    caller.call("blockProfessional", stranger, 404, **BLOCK)
    caller.call("listProfessionals", stranger, 404, record=RECORD)
    caller.call("listHistory", stranger, 404, record=RECORD)


def ended(number: int, reason: str, parent: Actor = PARENT) -> events.Event:
    """A parent does not act for the child any more, as identity tells it."""
    told = {"record": RECORD, "representative": parent.id, "representative_record": parent.record, "reason": reason}
    told |= {"ended_at": "2026-11-22T09:00:00.000Z", "version": {"epoch": 1, "number": number}}
    return events.new("identity.RepresentationEnded", RECORD, told)


@pytest.mark.feature("MIN-08", "HIS-01")
def test_that_the_insurer_ended_a_right_is_in_the_history_once_however_often_it_is_told(
    caller: Caller, story: Story
) -> None:
    for number in (3, 4):
        story.hears(people.end_representation, ended(number, "detached"))
    caller.call("listHistory", PARENT, 404, record=RECORD)
    items = caller.call("listHistory", SECOND, 200, record=RECORD)["items"]
    (entry,) = [each for each in items if each["action"] == "representative-detached"]
    assert (entry["actor"]["kind"], entry["actor"]["account"], entry["capacity"]) == ("insurer", None, "insurer")
    story.hears(people.end_representation, ended(5, "renounced", SECOND))
    assert len(list(story.db["history"].find({"action": "representative-detached"}))) == 1
