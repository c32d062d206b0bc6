"""What enters the activity history is told to the person."""

import json
from pathlib import Path

import pytest

from services.consent.acts import ACTIONS

EVENTS = Path(__file__).parents[2] / "contracts" / "events"


@pytest.mark.feature("HIS-02")
@pytest.mark.parametrize("event_type", sorted({*ACTIONS, "identity.SupportActed"}))
def test_every_act_of_the_history_reaches_who_writes_to_people(event_type: str) -> None:
    contract = json.loads((EVENTS / f"{event_type}.json").read_text())
    assert "notifier" in contract["x-consumers"]
