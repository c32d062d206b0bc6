"""Things done at the same instant: one wins, once, and the other is told which (ACT-21)."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from werkzeug.test import TestResponse

from chassis.clock import now
from services.identity.actions.due import create_due_spaces
from services.identity.actions.oppositions import register_opposition
from services.identity.domain.spaces import Channel
from services.identity.errors.identification import OppositionRefused
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


@pytest.mark.feature("ACT-21", "ACT-26", "ACT-30")
@pytest.mark.parametrize("round_", range(3))
def test_of_an_activation_and_an_opposition_by_an_agent_one_wins_and_the_other_is_told(
    place: Place, round_: int
) -> None:
    ticket = place.identified()["ticket"]
    record = str(place.db["persons"].find_one({})["_id"])  # type: ignore[index]
    barrier = Barrier(2)

    def agent() -> str:
        barrier.wait()
        try:
            register_opposition(
                place.parts, record, Channel.PHONE, "code de la lettre", {"id": "acc_a", "role": "support"}, now()
            )
        except OppositionRefused as refused:
            return str(refused.detail)
        return "opposed"

    def person() -> int:
        barrier.wait()
        return place.client().post("/api/identity/activations", json=activation(ticket)).status_code

    with ThreadPoolExecutor(2) as pool:
        of_agent, of_person = pool.submit(agent), pool.submit(person)
        outcome = (of_agent.result(), of_person.result())
    assert outcome[1] == (409 if outcome[0] == "opposed" else 201)
    assert outcome[0] == "opposed" or "activé" in outcome[0]
    state = place.db["persons"].find_one({})["space"]["state"]  # type: ignore[index]
    assert state == ("opposed" if outcome[0] == "opposed" else "activated")
    assert len(place.said("OppositionRegistered")) + len(place.said("ProfileActivated")) == 1


@pytest.mark.feature("OPS-06", "ACT-30")
@pytest.mark.parametrize("round_", range(3))
def test_of_an_opposition_and_the_end_of_the_delay_the_person_wins_or_closes_what_was_created(
    place: Place, round_: int
) -> None:
    place.invited()
    record = str(place.db["persons"].find_one({})["_id"])  # type: ignore[index]
    place.delivered()
    later = place.clock + timedelta(days=43)
    barrier = Barrier(2)

    def create() -> int:
        barrier.wait()
        return create_due_spaces(place.parts, later)

    def oppose() -> None:
        barrier.wait()
        by = {"id": "acc_a", "role": "support"}
        register_opposition(place.parts, record, Channel.LETTER, "courrier", by, later)

    with ThreadPoolExecutor(2) as pool:
        created, opposed = pool.submit(create), pool.submit(oppose)
        opposed.result()
        count = created.result()
    state = place.db["persons"].find_one({})["space"]["state"]  # type: ignore[index]
    assert state == ("closed" if count else "opposed")
    (event,) = place.said("OppositionRegistered")
    assert event["data"]["state"] == state
