"""Hot paths look up by index, whatever the number of persons."""

from typing import Any

import pytest

from tests.integration.identity.place import Place, insured

QUERIES: dict[str, tuple[str, dict[str, Any]]] = {
    "identification": ("persons", {"nir_index": "x"}),
    "search by number": ("persons", {"nir_index": "x", "space.state": {"$in": ["auto_created", "activated"]}}),
    "search by traits": ("persons", {"traits_index": "x", "space.state": {"$in": ["auto_created", "activated"]}}),
    "invitations": ("persons", {"import": "x", "space.state": "registered", "invitable": True}),
    "delays run out": ("persons", {"space.state": "invited", "space.deadline": {"$lte": None}}),
    "events to relay": ("persons", {"pending.id": {"$exists": True}}),
    "login": ("accounts", {"identifier_key": "x"}),
    "renewal": ("sessions", {"secret_hash": "x"}),
    "directory": ("professionals", {"rpps": "x"}),
    "refused lines": ("import_errors", {"import": "x"}),
    "parents": ("persons", {"parents": "x"}),
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
