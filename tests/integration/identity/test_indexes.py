"""Hot paths look up by index, whatever the number of persons."""

from datetime import timedelta
from typing import Any

import pytest

from tests.integration.identity.place import Place, insured

QUERIES: dict[str, tuple[str, dict[str, Any]]] = {
    "identification": ("persons", {"nir_index": "x"}),
    "search by number": ("persons", {"nir_index": "x", "space.state": {"$in": ["auto_created", "activated"]}}),
    "search by traits": ("persons", {"traits_index": "x", "space.state": {"$in": ["auto_created", "activated"]}}),
    "invitations": ("persons", {"import": "x", "space.state": "registered", "invitable": True}),
    "persons of a wave": ("persons", {"space.state": "registered", "invitable": True, "scheme": "msa"}),
    "persons a wave did not reach": (
        "persons",
        {"invitation.wave": "x", "invitation.delivery": "failed", "space.state": "invited"},
    ),
    "days of a wave": ("wave_days", {"wave": {"$in": ["x"]}}),
    "delays run out": (
        "persons",
        {"space.state": "invited", "invitation.delivery": "delivered", "space.deadline": {"$lte": None}},
    ),
    "closed long ago": ("persons", {"space.closure.closed_at": {"$lte": None}, "space.closure.erasing": False}),
    "who has access": ("persons", {"space.state": "activated"}),
    "events to relay": ("persons", {"pending.id": {"$exists": True}}),
    "login": ("accounts", {"identifier_key": "x"}),
    "renewal": ("sessions", {"secret_hash": "x"}),
    "directory": ("professionals", {"rpps": "x"}),
    "refused lines": ("import_errors", {"import": "x"}),
    "parents": ("persons", {"parents": "x"}),
    "lists of children": ("attachments", {"import": "x", "parent": {"$gt": ""}, "listed": True}),
}


def stages(plan: dict[str, Any]) -> set[str]:
    found = {plan["stage"]}
    for key in ("inputStage", "inputStages"):
        inner = plan.get(key, [])
        for each in inner if isinstance(inner, list) else [inner]:
            found |= stages(each)
    return found


@pytest.mark.parametrize("name", QUERIES)
def test_a_hot_query_never_scans_its_collection(place: Place, name: str) -> None:
    place.import_lines(*(insured(number) for number in range(20)), invite=True)
    collection, query = QUERIES[name]
    plan = place.db[collection].find(query).explain()["queryPlanner"]["winningPlan"]
    assert "COLLSCAN" not in stages(plan)


@pytest.mark.feature("OPS-06", "ACT-22")
def test_what_a_step_looks_at_does_not_grow_with_the_number_of_persons(place: Place) -> None:
    """A code is checked, the next persons are invited and the due ones found by looking at those alone."""
    place.import_lines(*(insured(number) for number in range(900)))
    place.import_lines(*(insured(number) for number in range(900, 903)), invite=True)
    persons = place.db["persons"]
    known = place.db["persons"].find_one({"space.state": "invited"})
    assert known
    place.delivered()
    due = {
        "space.state": "invited",
        "invitation.delivery": "delivered",
        "space.deadline": {"$lte": place.clock + timedelta(days=400)},
    }
    looked_at = {
        "identification": examined(persons.find({"nir_index": known["nir_index"]})),
        "due": examined(persons.find(due).sort("space.deadline").limit(100)),
        "wave": examined(persons.find({"space.state": "registered", "invitable": True}).limit(100)),
    }
    assert looked_at == {"identification": 1, "due": 3, "wave": 100}


def examined(cursor: Any) -> int:
    """How many documents a query looks at."""
    return int(cursor.explain()["executionStats"]["totalDocsExamined"])
