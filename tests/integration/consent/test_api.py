"""Consent over HTTP: every operation, its answers and its refusals."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis import clock, sessions
from chassis.auth import Actor
from chassis.connection import Database
from services.consent.actions import policy
from services.consent.actions.grid import DELIVERED, load_grid, read_file
from services.consent.api import build
from services.consent.settings import ConsentSettings
from tests.integration.consent.caller import Caller, Tokens
from tests.integration.consent.story import LEROUX, MARTIN, OTHER_RECORD, RECORD, Story, policy_applied

AGREED = {"ground": "care", "patient_agreed": True}


LONGEST_S = 120
"""What a busy machine may take to apply what is waited for."""


def calling(settings: ConsentSettings, db: Database) -> Caller:
    tokens = Tokens(settings, db)
    return Caller(build(settings, tokens.verifier), tokens)


@pytest.fixture
def caller(consent_settings: ConsentSettings, db: Database) -> Caller:
    return calling(consent_settings, db)


def test_declaring_care_answers_201_then_200(caller: Caller, story: Story) -> None:
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 1))
    opened = caller.call("declareCare", story.leroux, 201, AGREED, record=RECORD)
    assert opened == caller.call("declareCare", story.leroux, 200, AGREED, record=RECORD)
    assert opened == caller.call("showMyAccess", story.leroux, 200, record=RECORD)
    caller.call("showMyAccess", story.martin, 404, record=RECORD)


@pytest.mark.feature("ACC-12")
def test_care_that_a_point_has_not_applied_is_said_to_be_spreading(caller: Caller, story: Story) -> None:
    waiting = caller.call("declareCare", story.leroux, 202, AGREED, record=RECORD)
    assert waiting == caller.call("declareCare", story.leroux, 202, AGREED, record=RECORD)
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 1))
    assert waiting == caller.call("declareCare", story.leroux, 200, AGREED, record=RECORD)


@pytest.mark.feature("ACC-12")
@pytest.mark.parametrize(
    "body", [{}, {"ground": "care"}, {**AGREED, "patient_agreed": False}, {**AGREED, "ground": {"$gt": ""}}]
)
def test_without_the_persons_agreement_nothing_opens(caller: Caller, story: Story, body: dict[str, Any]) -> None:
    problem = caller.call("declareCare", story.leroux, 422, body, record=RECORD)
    assert problem["errors"]
    caller.call("showMyAccess", story.leroux, 404, record=RECORD)


def test_an_unknown_record_is_not_found(caller: Caller, story: Story) -> None:
    assert (
        caller.call("declareCare", story.leroux, 404, AGREED, record=OTHER_RECORD)["code"] == "consent.record-unknown"
    )


@pytest.mark.feature("ACC-10")
def test_a_block_is_effective_when_the_point_has_acknowledged_it(
    consent_settings: ConsentSettings, db: Database, story: Story
) -> None:
    caller = calling(replace(consent_settings, acknowledgement_wait_s=LONGEST_S), db)
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 1))
    caller.call("declareCare", story.leroux, 201, AGREED, record=RECORD)
    with ThreadPoolExecutor(1) as pool:
        answering = pool.submit(caller.call, "blockProfessional", story.inaya, 200, record=RECORD, professional=LEROUX)
        story.hears(policy.note_acknowledgement, policy_applied(RECORD, 2))
        answer = answering.result()
    assert answer["state"] == "effective"
    assert answer["acknowledged_in_ms"] < LONGEST_S * 1000
    assert answer["relation"]["state"] == "blocked"
    assert answer["relation"]["professional"]["display_name"] == "Camille LEROUX"
    assert caller.call("declareCare", story.leroux, 403, AGREED, record=RECORD)["code"] == "consent.access-refused"
    caller.call("showMyAccess", story.leroux, 404, record=RECORD)


@pytest.mark.feature("ACC-10")
def test_a_block_that_a_point_has_not_applied_is_said_to_be_spreading(caller: Caller, story: Story) -> None:
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 1))
    caller.call("declareCare", story.leroux, 201, AGREED, record=RECORD)
    answer = caller.call("blockProfessional", story.inaya, 202, record=RECORD, professional=LEROUX)
    assert (answer["state"], answer["acknowledged_in_ms"]) == ("spreading", None)
    assert answer["relation"]["state"] == "blocked"
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 2))
    again = caller.call("blockProfessional", story.inaya, 200, record=RECORD, professional=LEROUX)
    assert (again["state"], again["relation"]["version"]) == ("effective", answer["relation"]["version"])


@pytest.mark.feature("ACC-09")
def test_unblocking_waits_for_the_point_too(caller: Caller, story: Story) -> None:
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 3))
    caller.call("declareCare", story.leroux, 201, AGREED, record=RECORD)
    caller.call("blockProfessional", story.inaya, 200, record=RECORD, professional=LEROUX)
    answer = caller.call("unblockProfessional", story.inaya, 200, record=RECORD, professional=LEROUX)
    assert answer["relation"]["state"] == "authorized"
    caller.call("showMyAccess", story.leroux, 200, record=RECORD)


@pytest.mark.feature("ACC-06")
def test_a_professional_never_in_contact_cannot_be_blocked(caller: Caller, story: Story) -> None:
    for operation in ("blockProfessional", "unblockProfessional"):
        problem = caller.call(operation, story.inaya, 404, record=RECORD, professional=MARTIN)
        assert problem["code"] == "consent.professional-unknown"


def test_the_lists_page_by_page(caller: Caller, story: Story) -> None:
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 2))
    for actor in (story.leroux, story.martin):
        caller.call("declareCare", actor, 201, AGREED, record=RECORD)
    first = caller.call("listProfessionals", story.inaya, 200, query={"limit": 1}, record=RECORD)
    second = caller.call(
        "listProfessionals", story.inaya, 200, query={"limit": 1, "cursor": first["next"]}, record=RECORD
    )
    ids = [item["professional"]["id"] for item in first["items"] + second["items"]]
    assert ids == [MARTIN, LEROUX]
    assert second["next"] is None


@pytest.mark.feature("ACC-03", "ACC-04")
def test_a_search_finds_who_stands_on_a_later_page(caller: Caller, story: Story) -> None:
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 3))
    for actor in (story.leroux, story.martin):
        caller.call("declareCare", actor, 201, AGREED, record=RECORD)

    def found(actor: Actor = story.inaya, **sought: Any) -> list[str]:
        page = caller.call("searchProfessionals", actor, 200, sought, record=RECORD)
        return [item["professional"]["id"] for item in page["items"]]

    assert found(words="camille LÉROUX", limit=1) == [LEROUX]
    assert found(words="tilleuls infirmier") == [MARTIN]
    first = caller.call("searchProfessionals", story.inaya, 200, {"words": "Orly", "limit": 1}, record=RECORD)
    assert found(words="Orly", limit=1, cursor=first["next"]) == [LEROUX]
    assert found(words="personne") == []
    caller.call("blockProfessional", story.inaya, 200, record=RECORD, professional=LEROUX)
    assert found(words="orly", state="blocked") == [LEROUX]
    assert found(words="orly", state="authorized") == [MARTIN]
    for stranger in (story.other_patient, story.martin):
        caller.call("searchProfessionals", stranger, 404, {"words": "Orly"}, record=RECORD)
    for wrong in ({}, {"words": ""}, {"words": "a", "limit": 0}):
        caller.call("searchProfessionals", story.inaya, 422, wrong, record=RECORD)


def test_a_forged_cursor_is_refused_with_its_field(caller: Caller, story: Story) -> None:
    for operation in ("listProfessionals", "listHistory"):
        problem = caller.call(operation, story.inaya, 422, query={"cursor": "bm9wZQ"}, record=RECORD)
        assert [error["field"] for error in problem["errors"]] == ["cursor"]


@pytest.mark.parametrize("operation", ["listProfessionals", "listHistory"])
def test_the_record_of_another_is_not_found(caller: Caller, story: Story, operation: str) -> None:
    assert caller.call(operation, story.other_patient, 404, record=RECORD)["code"] == "consent.record-unknown"


def test_each_operation_refuses_the_roles_it_is_not_for(caller: Caller, story: Story) -> None:
    operator = Actor(id="ops_1", role="operator", session="ses_operator")
    for actor, operation in [
        (story.inaya, "declareCare"),
        (story.inaya, "showMyAccess"),
        (story.leroux, "unblockProfessional"),
        (story.leroux, "appointAdministrator"),
        (story.leroux, "removeAdministrator"),
        (operator, "listHistory"),
        (operator, "blockProfessional"),
    ]:
        caller.call(operation, actor, 403, AGREED, record=RECORD, professional=LEROUX)


def test_a_stranger_and_an_ended_session_are_refused(caller: Caller, db: Database, story: Story) -> None:
    caller.call("listHistory", None, 401, record=RECORD)
    sessions.end(None, db, story.inaya.session, datetime.now(UTC) + timedelta(minutes=5))
    caller.call("listHistory", story.inaya, 401, record=RECORD)


@pytest.mark.feature("HIS-01", "HIS-06")
def test_the_history_shows_the_declared_care(caller: Caller, story: Story) -> None:
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 1))
    caller.call("declareCare", story.leroux, 201, AGREED, record=RECORD)
    (entry,) = caller.call("listHistory", story.inaya, 200, record=RECORD)["items"]
    assert entry["action"] == "access-declared"
    assert entry["actor"] == {
        "kind": "professional",
        "display_name": "Camille LEROUX",
        "profession": "Médecin",
        "structure": "Cabinet des Tilleuls, Orly",
        "account": None,
    }


@pytest.mark.feature("GRD-07")
def test_everyone_reads_the_grid_in_force(caller: Caller, db: Database, story: Story) -> None:
    assert caller.call("showGrid", story.inaya, 404)["code"] == "consent.grid-unknown"
    load_grid(db, read_file(DELIVERED)[1], clock.today())
    for actor in (story.inaya, story.leroux):
        grid = caller.call("showGrid", actor, 200)
        assert (grid["name"], len(grid["rows"]), len(grid["columns"])) == ("2024-09-25", 108, 19)
