"""On what ground a professional reads: care, an emergency that runs, or none."""

from datetime import UTC, datetime, timedelta

import pytest

from enforcement.relation import Emergency, Ground, Relation, RelationState

NOON = datetime(2026, 5, 28, 12, tzinfo=UTC)
RUNNING = Emergency(Ground.REGULATION, NOON + timedelta(milliseconds=1))
OVER = Emergency(Ground.IMMEDIATE_RISK, NOON)


@pytest.mark.feature("EMG-11")
@pytest.mark.parametrize(
    ("relation", "ground"),
    [
        (Relation(RelationState.AUTHORIZED), Ground.CARE),
        (Relation(RelationState.AUTHORIZED, emergency=RUNNING), Ground.CARE),
        (Relation(RelationState.CONTACT), None),
        (Relation(RelationState.CONTACT, emergency=RUNNING), Ground.REGULATION),
        (Relation(RelationState.CONTACT, emergency=OVER), None),
    ],
    ids=["care", "care-in-emergency", "deposited-only", "emergency", "emergency-over"],
)
def test_care_comes_before_an_emergency_and_an_emergency_ends_by_itself(
    relation: Relation, ground: Ground | None
) -> None:
    assert relation.ground(NOON) is ground


@pytest.mark.feature("ACC-08", "EMG-07")
@pytest.mark.parametrize("emergency", [None, RUNNING, OVER], ids=["none", "running", "over"])
@pytest.mark.parametrize("administrator", [False, True], ids=["", "administrator"])
def test_a_block_ends_every_ground(emergency: Emergency | None, administrator: bool) -> None:
    assert Relation(RelationState.BLOCKED, administrator, emergency).ground(NOON) is None
