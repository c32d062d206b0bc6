"""The eighteenth birthday (MIN-23): rights end by themselves, once and for all, and the young adult takes over."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest

from services.identity.actions import majority
from services.identity.actions.announce import announce, tell_next_part
from services.identity.actions.oppositions import register_opposition
from services.identity.domain.people import comes_of_age
from services.identity.domain.spaces import Channel
from services.identity.store import families
from tests.integration.identity.household import Grown, child_line, parent, record_of
from tests.integration.identity.place import Place, activation
from tests.integration.identity.test_agents_oppositions import AGENT
from tests.integration.identity.test_child_closing import proof

TOM = child_line(12, "Tom", "2011-05-20", email="tom@exemple.invalid")
LEA = child_line(13, "Léa", "2012-02-29")
MINUTE = timedelta(minutes=1)


def grow(place: Place, *children: dict[str, Any]) -> Grown:
    """A parent who acts for these children."""
    inaya = parent(place, 1, *children)
    inaya.adds(*(record_of(place, child) for child in children))
    return inaya


def acts(place: Place, inaya: Grown, child: dict[str, Any], instant: Any) -> bool:
    """Whether identity lets the parent act at an instant, the timer being late."""
    kept = families.of_child(place.parts.db, record_of(place, child))
    assert kept
    return kept.family.represented_by(inaya.account, instant)


@pytest.mark.feature("MIN-23")
@pytest.mark.parametrize("child", [TOM, LEA], ids=["ordinary-day", "29-february"])
def test_at_midnight_the_right_is_over_though_the_timer_is_late(place: Place, child: dict[str, Any]) -> None:
    inaya = grow(place, child)
    kept = place.db["persons"].find_one({"_id": record_of(place, child)})
    assert kept
    instant = kept["comes_of_age_at"]
    assert acts(place, inaya, child, instant - timedelta(milliseconds=1))
    assert not acts(place, inaya, child, instant)
    assert majority.declare_adults(place.parts, instant - timedelta(milliseconds=1)) == 0


@pytest.mark.feature("MIN-23")
def test_majority_ends_everything_once_whoever_restarts(place: Place) -> None:
    inaya = grow(place, TOM)
    tom = record_of(place, TOM)
    birthday = comes_of_age(date(2011, 5, 20))
    with ThreadPoolExecutor(4) as pool:
        done = sum(pool.map(lambda _: majority.declare_adults(place.parts, birthday), range(4)))
    assert done == 1
    assert majority.declare_adults(place.parts, birthday + MINUTE) == 0
    (ended,) = place.said("RepresentationEnded")
    assert (ended["data"]["reason"], ended["data"]["representative"]) == ("of-age", inaya.account)
    (letter,) = place.letters("ProvisionalCodeGenerated")
    assert letter["to"]["email"] == "tom@exemple.invalid"
    stated = [event["data"]["records"][0] for event in place.said("RecordsStated")]
    assert [(each["record"], each["state"]) for each in stated] == [(tom, "auto_created")]
    assert inaya.proposed() == inaya.children() == []


@pytest.mark.feature("MIN-23")
def test_a_clock_moved_back_and_forth_declares_nobody_twice_and_gives_nothing_back(place: Place) -> None:
    inaya = grow(place, TOM, LEA)
    tom, birthday = record_of(place, TOM), comes_of_age(date(2011, 5, 20))
    declared = [
        majority.declare_adults(place.parts, birthday + moved)
        for moved in (-MINUTE, MINUTE, -timedelta(days=400), timedelta(days=2), -MINUTE, timedelta(days=30))
    ]
    assert declared == [0, 1, 0, 0, 0, 0]
    assert len(place.said("RepresentationEnded")) == len(place.letters("ProvisionalCodeGenerated")) == 1
    # Before the birthday again, as far as the clock knows.
    place.clock = birthday - timedelta(days=400)
    kept = families.of_child(place.parts.db, tom)
    assert kept
    assert not kept.family.represented_by(inaya.account, place.clock)
    assert tom not in {each["_id"] for each in place.db["persons"].find({"comes_of_age_at": {"$exists": True}})}
    assert acts(place, inaya, LEA, place.clock)


@pytest.mark.feature("MIN-23")
def test_the_young_adult_activates_in_their_own_name(place: Place) -> None:
    grow(place, TOM)
    birthday = comes_of_age(date(2011, 5, 20))
    majority.declare_adults(place.parts, birthday)
    place.clock = birthday + MINUTE
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    body = {"code": code, "nir": TOM["nir"], "vitale_serial": TOM["vitale_serial"]}
    identified = place.post("/identifications", body, expect=200)
    assert identified["contact"]["email"] == "tom@exemple.invalid"
    place.post("/activations", activation(identified["ticket"], "tom.moreau"), expect=201)


@pytest.mark.feature("MIN-23")
def test_without_a_channel_of_their_own_nothing_goes_to_the_parent_any_more(place: Place) -> None:
    grow(place, LEA)
    lea = record_of(place, LEA)
    assert majority.declare_adults(place.parts, comes_of_age(date(2012, 2, 29))) == 1
    (letter,) = place.letters("ProvisionalCodeGenerated")
    assert (letter["to"]["channel"], letter["to"]["postal"]["name"]) == ("letter", "Léa MOREAU")
    card = [event for event in place.said("ContactCardIssued") if event["subject"] == lea][-1]
    assert place.open(card["data"]["sealed"]) | {"given_names": []} == {
        "given_names": [], "email": None, "mobile": None, "channel": "sms",
    }  # fmt: skip


@pytest.mark.feature("MIN-23", "MIN-09")
@pytest.mark.parametrize("state", ["registered", "opposed", "closed", "activated"])
def test_whatever_the_space_was_the_young_adult_is_sent_a_code_in_words_of_their_own(place: Place, state: str) -> None:
    inaya = parent(place, 1, TOM)
    tom = record_of(place, TOM)
    if state == "opposed":
        register_opposition(place.parts, tom, Channel.LETTER, "courrier 2026-0412", AGENT, place.clock)
    if state in ("closed", "activated"):
        inaya.adds(tom)
    if state == "closed":
        inaya.ask("POST", f"/records/{tom}/closure", 202, proof(inaya))
    birthday = comes_of_age(date(2011, 5, 20))
    assert majority.declare_adults(place.parts, birthday) == 1
    (letter,) = place.letters("ProvisionalCodeGenerated")
    assert (letter["purpose"], letter["to"]["email"], "child" in letter) == (
        "majority-code", "tom@exemple.invalid", False,
    )  # fmt: skip
    cards = [event for event in place.said("ContactCardIssued") if event["subject"] == tom]
    assert [place.open(card["data"]["sealed"])["email"] for card in cards[-1:]] == (
        ["tom@exemple.invalid"] if state in ("opposed", "activated") else []
    )
    place.clock = birthday + MINUTE
    body = {"code": letter["code"], "nir": TOM["nir"], "vitale_serial": TOM["vitale_serial"]}
    ticket = place.post("/identifications", body, expect=200)["ticket"]
    place.post("/activations", activation(ticket, "tom.moreau"), expect=201)


@pytest.mark.feature("MIN-23", "MIN-11")
def test_a_code_that_a_parent_holds_dies_at_majority(place: Place) -> None:
    parent(place, 1, TOM)
    asked = {name: TOM[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.clock = comes_of_age(date(2011, 5, 20)) - 10 * MINUTE
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    ticket = place.post(
        "/identifications", {"code": code, "nir": TOM["nir"], "vitale_serial": TOM["vitale_serial"]}, expect=200
    )["ticket"]
    place.wait(minutes=10)
    place.post("/oppositions", {"ticket": ticket}, expect=401)  # the timer has not come by yet
    majority.declare_adults(place.parts, place.clock)
    place.post("/oppositions", {"ticket": ticket}, expect=401)
    place.wait(minutes=15)
    place.post("/identifications", {"code": code, "nir": TOM["nir"], "vitale_serial": TOM["vitale_serial"]}, expect=401)


def test_everything_is_told_again_to_whoever_rebuilds(place: Place) -> None:
    grow(place, TOM, LEA)
    majority.declare_adults(place.parts, comes_of_age(date(2011, 5, 20)))
    announce(place.parts, ["representations"], place.clock)
    while tell_next_part(place.parts):
        pass
    assert len(place.said("RepresentationGranted")) == 3
    ended = place.said("RepresentationEnded")
    assert ended[0]["data"] == ended[1]["data"]
