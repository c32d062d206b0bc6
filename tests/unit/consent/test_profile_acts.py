"""What the events of the medical profile mean in the activity history."""

from typing import Any

import pytest

from chassis import events
from services.consent.acts import act_of
from services.consent.domain.directory import Professional
from tests.integration.consent.story import LEROUX, OTHER_RECORD, RECORD

DIRECTORY = {LEROUX: Professional(LEROUX, "Camille LEROUX", "Médecin", "Médecine générale", None)}
BY_LEROUX = {"professional": LEROUX, "ground": "care", "grid_version": "2024-09-25"}
ENTRY = {"section": "vaccinations", "entry": "ent_3Hs8dK2pW6vX1mZ9qR4tYc"}
PARENT = {"id": "acc_parent", "role": "patient", "record": OTHER_RECORD}


@pytest.mark.feature("PRO-19", "PRO-10", "HIS-05")
@pytest.mark.parametrize(
    ("name", "data", "action", "capacity"),
    [
        ("ProfileConsulted", {"sections": ["allergies"]}, "profile-consulted", "authorized"),
        ("ProfileConsulted", {"sections": ["allergies"], "ground": "samu"}, "profile-consulted", "emergency"),
        ("ProfileEntryAdded", ENTRY, "profile-entry-added", "authorized"),
        ("ProfileEntryChanged", ENTRY, "profile-entry-changed", "authorized"),
        ("ProfileEntryRemoved", ENTRY, "profile-entry-removed", "authorized"),
    ],
)
def test_what_a_professional_does_with_a_profile(name: str, data: dict[str, Any], action: str, capacity: str) -> None:
    told = {"record": RECORD, **BY_LEROUX, **data}
    event = events.new(f"profile.{name}", RECORD, told, actor={"id": LEROUX, "role": "professional"})
    act = act_of(event, DIRECTORY.get, lambda _: None)
    assert act
    assert (act.action, act.capacity, act.actor.display_name) == (action, capacity, "Camille LEROUX")
    assert (act.ground, act.grid) == (told["ground"], "2024-09-25")
    section = {"kind": "profile-section", "id": told.get("section"), "type": None}
    assert act.object == (section if "section" in told else None)


@pytest.mark.feature("HIS-08", "CLO-09")
@pytest.mark.parametrize(
    ("name", "data", "action"),
    [
        ("ProfileEntryAdded", ENTRY, "profile-entry-added"),
        ("ProfileSectionDeclared", {"section": "allergies", "nothing": True}, "profile-section-declared"),
        ("ProfileConsulted", {"sections": ["allergies"], "quiet": True}, "profile-consulted"),
    ],
)
def test_what_a_parent_does_is_told_and_what_the_person_does_is_not(
    name: str, data: dict[str, Any], action: str
) -> None:
    told = {"record": RECORD, **data}
    act = act_of(events.new(f"profile.{name}", RECORD, told, actor=PARENT), DIRECTORY.get, lambda _: None)
    assert act
    assert (act.action, act.capacity, act.actor.kind) == (action, "representative", "representative")
    own = {**PARENT, "record": RECORD}
    assert act_of(events.new(f"profile.{name}", RECORD, told, actor=own), DIRECTORY.get, lambda _: None) is None
