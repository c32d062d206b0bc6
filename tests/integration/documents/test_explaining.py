"""Explanations and previews over HTTP: the decision, told to whom it concerns."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import now
from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id


def reason(inaya: Person, document: str, professional: str) -> tuple[bool, str]:
    answer = told(inaya, document, professional)
    return answer["allowed"], answer["reason"]


def told(inaya: Person, document: str, professional: str) -> dict[str, Any]:
    query = {"professional": professional}
    answer: dict[str, Any] = inaya.call("explainVisibility", 200, document=document, query_string=query).json
    return answer


@pytest.mark.feature("GRD-01", "GRD-05", "ACC-08")
def test_each_way_of_seeing_and_not_seeing_has_its_reason(vault: Vault, inaya: Person, doctor: Person) -> None:
    document = inaya.deposit().json["id"]
    answer = told(inaya, document, doctor.id)
    assert (answer["allowed"], answer["reason"], answer["grid_version"]) == (True, "grid", "2024-09-25")
    assert answer["professional"]["column"].startswith("Médecins")
    own = doctor.deposit(record=inaya.record).json["id"]
    assert reason(inaya, own, doctor.id) == (True, "author")
    hidden = inaya.deposit(hidden="true").json["id"]
    assert reason(inaya, hidden, doctor.id) == (False, "hidden")
    optician = vault.professional("G15_28", None)
    assert reason(inaya, document, optician.id) == (False, "no-relation")
    optician.relate(inaya.record, "authorized")
    assert reason(inaya, document, optician.id) == (False, "grid-refuses")
    urgent = vault.professional()
    urgent.hurry(inaya.record, now() + timedelta(hours=1))
    answer = told(inaya, document, urgent.id)
    assert (answer["allowed"], answer["reason"], answer["until"] is not None) == (True, "emergency", True)
    helper = vault.professional()
    helper.relate(inaya.record, "authorized", administrator=True)
    assert reason(inaya, hidden, helper.id) == (True, "administrator")
    assert reason(inaya, document, helper.id) == (True, "grid")
    retired = vault.professional(active=False)
    retired.relate(inaya.record, "authorized")
    assert reason(inaya, document, retired.id) == (False, "inactive")
    doctor.relate(inaya.record, "blocked")
    assert reason(inaya, own, doctor.id) == (False, "blocked")


def test_an_explanation_is_for_the_patients_side_and_explains_only_what_they_see(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    document = inaya.deposit().json["id"]
    stranger = vault.patient()
    query = {"professional": doctor.id}
    stranger.call("explainVisibility", 404, record=inaya.record, document=document, query_string=query)
    doctor.call("explainVisibility", 403, record=inaya.record, document=document, query_string=query)
    inaya.call("explainVisibility", 404, document=new_id("doc"), query_string=query)
    inaya.call("explainVisibility", 404, document=document, query_string={"professional": new_id("pro")})


@pytest.mark.feature("SUP-01")
def test_an_agent_reads_the_reason_by_its_reference_and_it_leaves_a_trace(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    document = inaya.deposit(hidden="true").json["id"]
    answer = told(inaya, document, doctor.id)
    agent = Person(vault, new_id("acc"), "support", None)
    shown = agent.call("showExplanation", 200, reference=answer["reference"]).json
    assert (shown["allowed"], shown["reason"]) == (False, "hidden")
    assert document not in str(shown)
    event = vault.told_about(inaya.record)[-1]
    assert (event["type"], event["actorid"], event["actorrole"]) == ("documents.ExplanationRead", agent.id, "support")
    agent.call("showExplanation", 404, reference="ABCDEFGHJK")
    inaya.call("showExplanation", 403, reference=answer["reference"])


@pytest.mark.feature("ACC-15")
def test_a_preview_counts_who_would_lose_what_and_changes_nothing(vault: Vault, inaya: Person, doctor: Person) -> None:
    first, second = inaya.deposit().json["id"], inaya.deposit().json["id"]
    nurse = vault.professional("G15_60", None)
    nurse.relate(inaya.record, "authorized")

    def preview(**wanted: Any) -> tuple[int, int, int]:
        found = inaya.call("previewVisibility", 200, json=wanted).json
        return found["readers"], found["losing"], found["documents_lost"]

    assert preview(all_hidden=True) == (2, 2, 2)
    assert preview(block=doctor.id) == (2, 1, 2)
    assert preview(document=first, hidden=True) == (2, 2, 1)
    assert preview(remove=doctor.id) == preview(appoint=doctor.id) == (2, 0, 0)
    blocked = vault.professional()
    blocked.relate(inaya.record, "blocked")
    regained = inaya.call("previewVisibility", 200, json={"unblock": blocked.id}).json
    assert (regained["readers"], regained["gaining"], regained["documents_gained"]) == (3, 1, 2)
    assert preview(document=second, hidden_from=[nurse.id]) == (2, 1, 1)
    assert {each["id"] for each in nurse.list(inaya.record)} == {first, second}
    inaya.call("previewVisibility", 404, json={"document": new_id("doc"), "hidden": True})
    inaya.call("previewVisibility", 422, json={"hidden": True})
    inaya.call("previewVisibility", 422, json={})
    vault.patient().call("previewVisibility", 404, record=inaya.record, json={"all_hidden": True})
