"""How fast blocks hold everywhere, as operators see it; with a point down the answer says « spreading »."""

import pytest

from chassis.auth import Actor
from chassis.connection import Database
from services.consent.actions import policy
from services.consent.api import build
from services.consent.queries.revocations import percentile
from services.consent.settings import ConsentSettings
from tests.integration.consent.caller import Caller, Tokens
from tests.integration.consent.story import LEROUX, RECORD, Story, policy_applied

OPERATOR = Actor(id="acc_operator", role="operator", session="ses_operator")
AGREED = {"ground": "care", "patient_agreed": True}


@pytest.fixture
def caller(consent_settings: ConsentSettings, db: Database) -> Caller:
    tokens = Tokens(consent_settings, db)
    return Caller(build(consent_settings, tokens.verifier), tokens)


@pytest.mark.feature("ACC-10")
def test_acknowledged_and_spreading_are_counted_apart_and_a_point_that_is_behind_is_named(
    caller: Caller, story: Story
) -> None:
    story.hears(policy.note_acknowledgement, policy_applied(RECORD, 2))
    caller.call("declareCare", story.leroux, 201, AGREED, record=RECORD)
    blocked = caller.call("blockProfessional", story.inaya, 200, record=RECORD, professional=LEROUX)
    assert blocked["state"] == "effective"
    unblocked = caller.call("unblockProfessional", story.inaya, 202, record=RECORD, professional=LEROUX)
    assert (unblocked["state"], unblocked["acknowledged_in_ms"]) == ("spreading", None)
    told = caller.call("showRevocationFigures", OPERATOR, 200)
    assert [(each["acknowledged"], each["spreading"]) for each in told["periods"]] == [(1, 1)] * 3
    assert told["periods"][0]["p99_ms"] == blocked["acknowledged_in_ms"]
    assert told["points"] == [{"point": "documents", "behind": 1}]
    caller.call("showRevocationFigures", story.inaya, 403)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 50.0), (0.99, 99.0), (1.0, 100.0), (0.001, 1.0)], ids=["p50", "p99", "all", "least"]
)
def test_percentiles_are_of_the_nearest_rank(share: float, expected: float) -> None:
    assert percentile([float(each) for each in range(1, 101)], share) == expected
    assert percentile([], share) is None
    assert percentile([7.0], share) == 7.0
