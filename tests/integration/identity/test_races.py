"""Things done at the same instant: one wins, once, and the other is told which (ACT-21)."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.integration.identity.place import Place, activation, credentials

TOGETHER = 5


def at_once(acts: list[Callable[[], TestResponse]]) -> list[TestResponse]:
    """Run the acts at the same instant."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], TestResponse]) -> TestResponse:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def post(place: Place, path: str, body: Any) -> Callable[[], TestResponse]:
    return lambda: place.client().post(f"/api/identity{path}", json=body)


@pytest.mark.feature("ACT-21")
def test_of_two_activations_with_one_code_one_wins(place: Place) -> None:
    who = place.invited()
    tickets = [place.post("/identifications", who, expect=200)["ticket"] for _ in range(2)]
    bodies = [activation(ticket, f"inaya.martin{place_}") for place_, ticket in enumerate(tickets)]
    answers = at_once([post(place, "/activations", body) for body in bodies])
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    lost = next(answer for answer in answers if answer.status_code == 409)
    assert lost.json
    assert lost.json["code"] == "identity.already-answered"
    assert place.db["accounts"].count_documents({}) == 1
    assert len(place.said("ProfileActivated")) == 1


@pytest.mark.feature("ACT-21", "ACT-30")
@pytest.mark.parametrize("round_", range(4))
def test_of_an_activation_and_an_opposition_one_wins(place: Place, round_: int) -> None:
    who = place.invited()
    tickets = [place.post("/identifications", who, expect=200)["ticket"] for _ in range(2)]
    acts = [
        post(place, "/activations", activation(tickets[0])),
        post(place, "/oppositions", {"ticket": tickets[1]}),
    ]
    activated, opposed = at_once(acts)
    assert sorted((activated.status_code, opposed.status_code)) == [201, 409]
    person = place.db["persons"].find_one({})
    assert person
    won = "activated" if activated.status_code == 201 else "opposed"
    assert person["space"]["state"] == won
    said = (len(place.said("ProfileActivated")), len(place.said("OppositionRegistered")))
    assert said == ((1, 0) if won == "activated" else (0, 1))
    assert place.db["accounts"].count_documents({}) == (1 if won == "activated" else 0)


@pytest.mark.feature("ACT-35")
def test_of_two_people_choosing_one_identifier_one_gets_it(place: Place) -> None:
    first, second = place.identified(1)["ticket"], place.identified(2)["ticket"]
    bodies = [activation(first, "Lune.bleue"), activation(second, "LUNE.BLEUE")]
    answers = at_once([post(place, "/activations", body) for body in bodies])
    assert sorted(answer.status_code for answer in answers) == [201, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert refused.json
    assert [error["field"] for error in refused.json["errors"]] == ["identifier"]
    # The one who lost keeps the code and chooses another identifier.
    ticket = bodies[answers.index(refused)]["ticket"]
    place.post("/activations", activation(ticket, "autre.lune"), expect=201)


@pytest.mark.feature("LOG-07")
def test_one_code_typed_several_times_at_once_opens_one_session(place: Place) -> None:
    place.activated()
    login = place.post("/logins", credentials(), expect=201)["login"]
    code = place.send_code(login)
    answers = at_once([post(place, f"/logins/{login}/session", {"code": code})] * TOGETHER)
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses[201] == 1
    assert set(statuses) <= {201, 401, 404, 429}
    assert place.db["sessions"].count_documents({}) == 1


@pytest.mark.feature("LOG-07")
def test_guesses_at_once_do_not_get_more_tries_than_guesses_in_turn(place: Place) -> None:
    place.activated()
    login = place.post("/logins", credentials(), expect=201)["login"]
    place.send_code(login)
    at_once([post(place, f"/logins/{login}/session", {"code": f"{guess:06d}"}) for guess in range(12)])
    stored = place.db["logins"].find_one({"_id": login})
    assert stored
    assert stored["tries"] <= 5


@pytest.mark.feature("ACT-22")
def test_identifications_at_once_are_counted_one_by_one(place: Place) -> None:
    who = place.invited()
    guesses = [{**who, "code": f"000-000-00{guess}"} for guess in range(9)]
    answers = at_once([post(place, "/identifications", body) for body in guesses])
    statuses = Counter(answer.status_code for answer in answers)
    # Three free tries, the fourth begins the pause.
    assert statuses[401] <= 4
    assert statuses[429] == 9 - statuses[401]
