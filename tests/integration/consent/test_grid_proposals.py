"""Versions of the grid through the API: proposed by one operator, compared, published by another."""

import json
from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from chassis.auth import Actor
from chassis.connection import Database
from services.consent.actions import people, trace
from services.consent.actions.grid import DELIVERED, load_grid
from services.consent.api import build
from services.consent.settings import ConsentSettings
from tests.integration.consent.caller import Caller, Tokens
from tests.integration.consent.story import LEROUX, RECORD, Story, document_consulted, professional_listed

ADA = Actor(id="acc_ada", role="operator", session="ses_ada")
BEN = Actor(id="acc_ben", role="operator", session="ses_ben")
FIRST, OPTICIAN = "2024-09-25", "G15_28"


@pytest.fixture
def caller(consent_settings: ConsentSettings, db: Database, monkeypatch: pytest.MonkeyPatch) -> Caller:
    today = clock.today()
    monkeypatch.setattr("chassis.clock.today", lambda: today)  # midnight does not come in between
    load_grid(db, json.loads(DELIVERED.read_text()), clock.today())
    tokens = Tokens(consent_settings, db)
    return Caller(build(consent_settings, tokens.verifier), tokens)


def proposal(days: int = 0, **said: Any) -> dict[str, Any]:
    """Opticians read reports of consultations, from `days` days on."""
    day = (clock.today() + timedelta(days=days)).isoformat()
    cells = [{"type": "11488-4", "column": "OPTICIEN", "allowed": True}]
    return {"name": day, "effective": day, "source": "Décision n° 12", "based_on": FIRST, "cells": cells} | said


def states(caller: Caller, actor: Actor = ADA) -> dict[str, str]:
    return {each["name"]: each["state"] for each in caller.call("listGrids", actor, 200)["items"]}


@pytest.mark.feature("GRD-07")
def test_who_proposes_does_not_approve_and_once_approved_it_is_in_force(caller: Caller) -> None:
    asked = proposal()
    caller.call("proposeGrid", ADA, 204, asked)
    assert states(caller) == {asked["name"]: "proposed", FIRST: "in-force"}
    own = caller.call("approveGrid", ADA, 403, version=asked["name"])
    assert own["code"] == "consent.own-proposal"
    assert caller.call("showGrid", ADA, 200)["name"] == FIRST
    caller.call("approveGrid", BEN, 204, version=asked["name"])
    assert states(caller) == {asked["name"]: "in-force", FIRST: "past"}
    rows = {row["type"]: row["allowed"] for row in caller.call("showGrid", ADA, 200)["rows"]}
    assert "OPTICIEN" in rows["11488-4"]
    caller.call("approveGrid", BEN, 404, version=asked["name"])


@pytest.mark.feature("GRD-07")
def test_a_proposal_is_compared_before_it_is_published(caller: Caller) -> None:
    asked = proposal(cells=[
        {"type": "11488-4", "column": "OPTICIEN", "allowed": True},
        {"type": "11488-4", "column": "INFIRMIER", "allowed": False},
    ])  # fmt: skip
    caller.call("proposeGrid", ADA, 204, asked)
    found = caller.call("compareGrids", BEN, 200, query={"before": FIRST, "after": asked["name"]})
    assert [cell["column"]["code"] for cell in found["opened"]] == ["OPTICIEN"]
    assert [(cell["type"]["code"], cell["column"]["code"]) for cell in found["closed"]] == [("11488-4", "INFIRMIER")]
    assert (found["types_added"], found["types_removed"], found["columns_changed"]) == ([], [], [])
    back = caller.call("compareGrids", BEN, 200, query={"before": asked["name"], "after": FIRST})
    assert (back["opened"], back["closed"]) == (found["closed"], found["opened"])
    caller.call("compareGrids", BEN, 404, query={"before": FIRST, "after": "2001-01-01"})


@pytest.mark.feature("GRD-07")
def test_a_version_of_a_later_day_waits_for_it(caller: Caller) -> None:
    asked = proposal(days=30)
    caller.call("proposeGrid", ADA, 204, asked)
    caller.call("approveGrid", BEN, 204, version=asked["name"])
    assert states(caller) == {asked["name"]: "scheduled", FIRST: "in-force"}


@pytest.mark.feature("GRD-07")
def test_a_proposal_whose_day_is_over_is_not_published(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = proposal(days=2)
    caller.call("proposeGrid", ADA, 204, asked)
    after = clock.today() + timedelta(days=3)
    monkeypatch.setattr("chassis.clock.today", lambda: after)
    refused = caller.call("approveGrid", BEN, 422, version=asked["name"])
    assert (refused["code"], refused["errors"][0]["field"]) == ("consent.grid-not-applicable", "effective")
    caller.call("withdrawGrid", BEN, 204, version=asked["name"])


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"cells": [{"type": "nothing", "column": "OPTICIEN", "allowed": True}]}, 422, "consent.grid-not-applicable"),
        ({"cells": [{"type": "11488-4", "column": "MEDECIN", "allowed": True}]}, 422, "consent.grid-not-applicable"),
        ({"effective": "2020-01-01"}, 422, "consent.grid-not-applicable"),
        ({"based_on": "2001-01-01"}, 404, "consent.grid-unknown"),
        ({"name": FIRST}, 409, "consent.grid-taken"),
        ({"name": "../x"}, 422, "consent.invalid-request"),
    ],
    ids=["unknown-type", "no-change", "past", "unknown-base", "taken", "bad-name"],
)
def test_what_cannot_be_a_version_is_refused(caller: Caller, said: dict[str, Any], status: int, code: str) -> None:
    assert caller.call("proposeGrid", ADA, status, proposal(**said))["code"] == code


def whole_file(**said: Any) -> dict[str, Any]:
    """The delivered grid with a type more, of tomorrow."""
    day = (clock.today() + timedelta(days=1)).isoformat()
    content: dict[str, Any] = json.loads(DELIVERED.read_text())
    row = {"type": "new-type", "class": "10", "label": "Compte rendu nouveau", "allowed": ["MEDECIN"]}
    return content | {"name": day, "effective": day, "rows": [*content["rows"], row]} | said


@pytest.mark.feature("GRD-07")
def test_a_whole_version_is_proposed_as_a_file_and_published_by_another(caller: Caller) -> None:
    asked = whole_file()
    caller.call("proposeGridFile", ADA, 204, asked)
    found = caller.call("compareGrids", BEN, 200, query={"before": FIRST, "after": asked["name"]})
    assert [each["code"] for each in found["types_added"]] == ["new-type"]
    assert caller.call("approveGrid", ADA, 403, version=asked["name"])["code"] == "consent.own-proposal"
    caller.call("approveGrid", BEN, 204, version=asked["name"])
    assert states(caller) == {asked["name"]: "scheduled", FIRST: "in-force"}


def test_a_file_that_does_not_hold_together_is_refused_in_words(caller: Caller) -> None:
    wrong = whole_file()
    wrong["rows"][0]["allowed"].append("MAGICIEN")
    refused = caller.call("proposeGridFile", ADA, 422, wrong)
    assert refused["code"] == "consent.grid-file-refused"
    assert refused["errors"] == [{"field": "MAGICIEN", "message": "La colonne « MAGICIEN » n'existe pas."}]
    past = whole_file(effective="2020-01-01")
    refused = caller.call("proposeGridFile", ADA, 422, past)
    assert refused["code"] == "consent.grid-not-applicable"
    assert [(each["field"], "passée" in each["message"]) for each in refused["errors"]] == [("effective", True)]
    assert caller.call("proposeGridFile", ADA, 409, whole_file(name=FIRST))["code"] == "consent.grid-taken"


def test_a_proposal_is_made_once_and_can_be_withdrawn(caller: Caller) -> None:
    asked = proposal()
    caller.call("proposeGrid", ADA, 204, asked)
    assert caller.call("proposeGrid", BEN, 409, asked)["code"] == "consent.grid-taken"
    caller.call("withdrawGrid", BEN, 204, version=asked["name"])
    caller.call("withdrawGrid", BEN, 404, version=asked["name"])
    assert states(caller) == {FIRST: "in-force"}


@pytest.mark.feature("GRD-02", "GRD-07")
def test_a_past_decision_is_explained_with_the_grid_of_its_day(caller: Caller, story: Story) -> None:
    story.hears(trace.record_act, document_consulted())
    asked = proposal(cells=[{"type": "11488-4", "column": "MEDECIN", "allowed": False}])
    caller.call("proposeGrid", ADA, 204, asked)
    caller.call("approveGrid", BEN, 204, version=asked["name"])
    (entry,) = caller.call("listHistory", story.inaya, 200, record=RECORD)["items"]
    told = caller.call("explainHistoryEntry", story.inaya, 200, record=RECORD, entry=entry["id"])
    assert (told["grid"]["name"], told["column"]["code"], told["allowed"]) == (FIRST, "MEDECIN", True)
    listed = professional_listed(LEROUX, "Camille", "LEROUX", "Opticien-lunetier", number=2)
    listed.data["profession_code"] = OPTICIAN
    story.hears(people.keep_professional, listed)
    told = caller.call("explainHistoryEntry", story.inaya, 200, record=RECORD, entry=entry["id"])
    assert told["column"]["code"] == "MEDECIN"  # a doctor on that day
    caller.call("explainHistoryEntry", story.other_patient, 404, record=RECORD, entry=entry["id"])
    caller.call("explainHistoryEntry", story.inaya, 404, record=RECORD, entry="0" * 36)
