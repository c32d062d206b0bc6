"""Brute force is slowed and ends, with a way out (ACT-22, LOG-07, LOG-08)."""

import pytest

from services.identity.domain.limits import IDENTIFICATION, LOGIN_CODE, PASSWORD, Policy
from services.identity.store import limits
from tests.integration.identity.place import Place, credentials, insured, valid_nir


@pytest.mark.feature("ACT-22")
@pytest.mark.parametrize("policy", [IDENTIFICATION, PASSWORD, LOGIN_CODE], ids=lambda policy: policy.name)
def test_the_database_counts_as_the_rule_says(place: Place, policy: Policy) -> None:
    now = place.clock
    for count in range(1, policy.free + 14):
        standing = limits.take(place.db, policy, "target", now)
        assert standing.count == count - 1
        assert standing.paused_until is None
        refused = limits.take(place.db, policy, "target", now)
        if policy.pause(count):
            assert refused.paused_until == now + policy.pause(count)
            assert refused.count == count  # a refused try is not counted
            now += policy.pause(count)
        else:
            limits.forgive(place.db, policy, "target")
            for _ in range(count):
                limits.take(place.db, policy, "target", now)
    assert limits.take(place.db, policy, "target", now + policy.forget).count == 0


@pytest.mark.feature("ACT-22")
@pytest.mark.parametrize("exists", [True, False])
def test_wrong_codes_begin_a_growing_pause_whether_the_person_exists_or_not(place: Place, exists: bool) -> None:
    who = place.invited()
    if not exists:
        who["nir"] = valid_nir("155057510999")
    wrong = {**who, "code": "000-000-000"}
    for _ in range(3):
        place.post("/identifications", wrong, expect=401)
    pauses = []
    for _ in range(4):
        paused = place.answer("/identifications", wrong)
        assert paused.status_code == 429
        pauses.append(int(paused.headers["Retry-After"]))
        place.wait(seconds=pauses[-1])
        place.post("/identifications", wrong, expect=401)
    assert pauses == [2, 4, 8, 16]


@pytest.mark.feature("ACT-22", "ACT-16")
def test_ten_wrong_tries_end_a_code_and_a_new_one_is_the_way_out(place: Place) -> None:
    who = place.invited()
    for _ in range(10):
        place.wait(minutes=20)
        place.post("/identifications", {**who, "code": "000-000-000"}, expect=401)
    place.wait(minutes=20)
    place.post("/identifications", who, expect=401)
    line = insured()
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    new = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    place.post("/identifications", {**who, "code": new}, expect=200)


@pytest.mark.feature("ACT-22")
def test_the_right_answer_forgets_the_wrong_ones(place: Place) -> None:
    who = place.invited()
    for _ in range(5):
        for _ in range(2):
            place.post("/identifications", {**who, "code": "000-000-000"}, expect=401)
        place.post("/identifications", who, expect=200)


@pytest.mark.feature("ACT-22")
def test_one_source_trying_many_people_is_slowed(place: Place) -> None:
    free = place.parts.settings.source_free_tries
    key = place.parts.keyring.target("source", "203.0.113.9")
    place.db["limits"].insert_one(
        {"_id": f"source:{key}", "count": free - 1, "until": place.clock, "gone_at": place.clock.replace(year=2099)}
    )
    who = place.invited()
    stranger = {**who, "nir": valid_nir("155057510999")}
    place.post("/identifications", stranger, expect=401, X_Forwarded_For="203.0.113.9")
    place.post("/identifications", who, expect=429, X_Forwarded_For="203.0.113.9")
    place.post("/identifications", who, expect=200, X_Forwarded_For="203.0.113.10")


@pytest.mark.feature("LOG-08")
def test_wrong_passwords_begin_a_growing_pause_and_the_right_one_waits_too(place: Place) -> None:
    place.activated()
    for _ in range(4):
        place.post("/logins", credentials(password="Une-autre-9"), expect=401)
    place.post("/logins", credentials(), expect=429)
    place.wait(seconds=2)
    place.post("/logins", credentials(), expect=201)


@pytest.mark.feature("ACT-22", "ACT-18")
def test_codes_cannot_be_asked_for_without_end(place: Place) -> None:
    line = insured()
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")} | {"channel": "email"}
    for _ in range(3):
        place.post("/provisional-codes", asked, expect=202)
    place.post("/provisional-codes", asked, expect=429)
    place.wait(minutes=1)
    place.post("/provisional-codes", asked, expect=202)
