"""The administrator at consent: chosen among those who read, one at a time, and everything they may not do."""

from datetime import timedelta

import pytest

from chassis.connection import Database
from services.consent.actions import looking, policy, trace
from services.consent.api import build
from services.consent.settings import ConsentSettings
from services.consent.store import relations
from tests.integration.consent.caller import Caller, Tokens
from tests.integration.consent.story import (
    LEROUX,
    MARTIN,
    OTHER_RECORD,
    RECORD,
    Story,
    documents_listed,
    policy_applied,
)
from tests.support.contract import operations

NO_EMERGENCY = "00000000-0000-0000-0000-000000000000"
LEROUX_AS_ADMINISTRATOR = ("Camille LEROUX", "administrator")
AGREED = {"ground": "care", "patient_agreed": True}


@pytest.fixture
def caller(consent_settings: ConsentSettings, db: Database, story: Story) -> Caller:
    tokens = Tokens(consent_settings, db)
    made = Caller(build(consent_settings, tokens.verifier), tokens)
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 100))
    for professional in (story.leroux, story.martin):
        made.call("declareCare", professional, 201, AGREED, record=RECORD)
    return made


@pytest.fixture
def administered(caller: Caller, story: Story) -> Caller:
    """Leroux is the administrator."""
    story.hears(trace.record_act, documents_listed())
    caller.call("appointAdministrator", story.inaya, 200, record=RECORD, professional=LEROUX)
    return caller


@pytest.mark.feature("ADM-01")
def test_choosing_one_is_optional_and_the_chosen_one_is_told_so(caller: Caller, story: Story) -> None:
    story.hears(trace.record_act, documents_listed())
    assert not caller.call("showMyAccess", story.leroux, 200, record=RECORD)["administrator"]
    caller.call("listProfessionals", story.leroux, 404, record=RECORD)
    caller.call("appointAdministrator", story.inaya, 200, record=RECORD, professional=LEROUX)
    assert caller.call("showMyAccess", story.leroux, 200, record=RECORD)["administrator"]
    assert not caller.call("showMyAccess", story.martin, 200, record=RECORD)["administrator"]
    caller.call("listProfessionals", story.leroux, 200, record=RECORD)


@pytest.mark.feature("ADM-02", "ADM-03", "ADM-08")
def test_only_who_has_read_in_care_can_be_chosen(caller: Caller, story: Story) -> None:
    appoint = {"record": RECORD, "professional": LEROUX}
    assert caller.call("appointAdministrator", story.inaya, 409, **appoint)["code"] == "consent.not-eligible"
    story.hears(trace.record_act, documents_listed(ground="emergency"))
    caller.call("appointAdministrator", story.inaya, 409, **appoint)
    story.hears(trace.record_act, documents_listed())
    assert caller.call("appointAdministrator", story.inaya, 200, **appoint)["relation"]["administrator"]
    caller.call("blockProfessional", story.inaya, 200, record=RECORD, professional=MARTIN)
    blocked = {"record": RECORD, "professional": MARTIN}
    caller.call("removeAdministrator", story.inaya, 200, **appoint)
    assert caller.call("appointAdministrator", story.inaya, 409, **blocked)["code"] == "consent.not-eligible"


@pytest.mark.feature("ADM-04", "ADM-09")
def test_a_second_one_is_refused_until_the_first_is_removed(administered: Caller, story: Story) -> None:
    story.hears(trace.record_act, documents_listed(MARTIN))
    martin = {"record": RECORD, "professional": MARTIN}
    refused = administered.call("appointAdministrator", story.inaya, 409, **martin)
    assert refused["code"] == "consent.administrator-chosen"
    removed = administered.call("removeAdministrator", story.inaya, 200, record=RECORD, professional=LEROUX)
    assert (removed["relation"]["administrator"], removed["relation"]["state"]) == (False, "authorized")
    administered.call("appointAdministrator", story.inaya, 200, **martin)


@pytest.mark.feature("ADM-06", "ADM-11", "ACC-14")
def test_the_administrator_blocks_another_and_it_is_in_the_history_under_their_name(
    administered: Caller, story: Story, db: Database
) -> None:
    listed = administered.call("listProfessionals", story.leroux, 200, record=RECORD)["items"]
    assert {each["professional"]["id"] for each in listed} == {LEROUX, MARTIN}
    administered.call("blockProfessional", story.leroux, 200, record=RECORD, professional=MARTIN)
    entry = administered.call("listHistory", story.inaya, 200, record=RECORD)["items"][0]
    assert (entry["action"], entry["capacity"]) == ("professional-blocked", "administrator")
    assert (entry["actor"]["display_name"], entry["object"]["id"]) == ("Camille LEROUX", MARTIN)
    last = relations.decisions(db, RECORD, MARTIN)[-1]
    assert (last["choice"], last["by"]) == ("blocked", {"id": LEROUX, "role": "professional"})


@pytest.mark.feature("ADM-11")
def test_a_look_at_the_lists_is_told_before_it_is_shown_and_once_in_a_while(
    administered: Caller, story: Story, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> tuple[int, int]:
        pending = [each["type"] for row in db["outbox"].find() for each in row["pending"]]
        query = {"action": "professionals-listed"}
        found = administered.call("listHistory", story.inaya, 200, query=query, record=RECORD)["items"]
        assert {(each["actor"]["display_name"], each["capacity"]) for each in found} <= {LEROUX_AS_ADMINISTRATOR}
        return len(found), pending.count("consent.ProfessionalsListed")

    administered.call("listProfessionals", story.inaya, 200, record=RECORD)
    assert told() == (0, 0)
    administered.call("searchProfessionals", story.leroux, 200, {"words": "martin"}, record=RECORD)
    for _ in range(3):
        administered.call("listProfessionals", story.leroux, 200, record=RECORD)
    assert told() == (1, 1)
    monkeypatch.setattr(looking, "QUIET", timedelta(0))
    administered.call("listProfessionals", story.leroux, 200, record=RECORD)
    assert told() == (2, 2)
    administered.call("listProfessionals", story.martin, 404, record=RECORD)
    assert told() == (2, 2)


@pytest.mark.feature("ADM-10")
def test_everything_an_administrator_may_not_do_is_refused(administered: Caller, story: Story, db: Database) -> None:
    administered.call("blockProfessional", story.leroux, 200, record=RECORD, professional=MARTIN)
    before = {row["_id"]: row["number"] for row in db["relations"].find()}
    own = administered.call("blockProfessional", story.leroux, 403, record=RECORD, professional=LEROUX)
    assert own["code"] == "consent.not-for-administrator"
    for operation in ("unblockProfessional", "appointAdministrator", "removeAdministrator"):
        for professional in (MARTIN, LEROUX):
            refused = administered.call(operation, story.leroux, 403, record=RECORD, professional=professional)
            assert refused["code"] == "consent.role-refused"
    for operation, body in (
        ("changeEmergencySettings", {"regulation": True}),
        ("showEmergencySettings", None),
        ("listRecordEmergencies", None),
        ("listHistory", None),
    ):
        administered.call(operation, story.leroux, 403, body, record=RECORD)
    # Administrator of one record is a stranger to every other.
    administered.call("listProfessionals", story.leroux, 404, record=OTHER_RECORD)
    administered.call("blockProfessional", story.leroux, 404, record=OTHER_RECORD, professional=MARTIN)
    assert {row["_id"]: row["number"] for row in db["relations"].find()} == before


@pytest.mark.feature("ADM-10", "ACC-11")
def test_whoever_is_no_longer_administrator_decides_nothing(administered: Caller, story: Story) -> None:
    administered.call("blockProfessional", story.inaya, 200, record=RECORD, professional=LEROUX)
    administered.call("blockProfessional", story.leroux, 404, record=RECORD, professional=MARTIN)
    unblocked = administered.call("unblockProfessional", story.inaya, 200, record=RECORD, professional=LEROUX)
    assert not unblocked["relation"]["administrator"]
    administered.call("listProfessionals", story.leroux, 404, record=RECORD)
    administered.call("blockProfessional", story.martin, 404, record=RECORD, professional=LEROUX)


THEIRS = frozenset({
    "declareCare", "showMyAccess", "openEmergency", "listProfessionals", "searchProfessionals", "blockProfessional",
    "showGrid",
})  # fmt: skip
"""What a professional may ask consent at all; of these, the lists and the block are the administrator's."""


@pytest.mark.feature("ADM-10")
def test_of_every_operation_there_is_an_administrator_is_let_into_no_other(
    administered: Caller, story: Story, db: Database
) -> None:
    before = {row["_id"]: row["number"] for row in db["relations"].find()}
    nobodys = {"professional": MARTIN, "entry": "0" * 36, "emergency": NO_EMERGENCY, "version": "2000-01-01"}
    guarded = [each for each in operations().values() if each.service == "consent" and each.needs_token]
    for operation in guarded:
        if operation.id in THEIRS:
            assert "professional" in operation.roles, operation.id
            continue
        refused = administered.call(operation.id, story.leroux, 403, {}, record=RECORD, **nobodys)
        assert refused["code"] == "consent.role-refused", operation.id
    assert {row["_id"]: row["number"] for row in db["relations"].find()} == before
