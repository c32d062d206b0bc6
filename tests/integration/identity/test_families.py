"""Children added from a parent's session (MIN-01 to MIN-14), and what others are told of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.integration.identity.household import CERTIFIED, child_line, parent, record_of
from tests.integration.identity.place import Place, activation, insured

LOLA = child_line(11, "Lola", "2018-09-03")
TOM = child_line(12, "Tom", "2021-01-20")


@pytest.mark.feature("MIN-05", "MIN-08", "MIN-10", "MIN-12")
def test_only_attached_children_are_proposed_and_added_without_a_code(place: Place) -> None:
    inaya, other = parent(place, 1, LOLA, TOM), parent(place, 2)
    assert inaya.proposed() == ["Lola", "Tom"]
    assert other.proposed() == other.children() == []
    inaya.adds(record_of(place, LOLA))
    assert (inaya.children(), inaya.proposed()) == (["Lola"], ["Tom"])
    other.adds(record_of(place, TOM), expect=404)
    inaya.adds(other.record, expect=404)
    inaya.adds("rec_" + "0" * 22, expect=404)
    assert other.children() == []


@pytest.mark.feature("MIN-06", "MIN-18")
def test_without_the_certificate_the_server_refuses_and_with_it_keeps_the_declaration(place: Place) -> None:
    inaya = parent(place, 1, LOLA)
    lola = record_of(place, LOLA)
    for said in ({}, {"certified": False}, {"certified": "true"}):
        refused = inaya.ask("POST", "/profiles", 422, {"children": [lola], **said})
        assert refused["errors"][0]["field"] == "certified"
    assert inaya.children() == []
    inaya.adds(lola)
    kept = place.db["families"].find_one({"_id": lola})
    assert kept
    assert kept["representatives"][0]["certified_at"] == place.clock


@pytest.mark.feature("MIN-01")
def test_nobody_adds_a_child_without_being_logged_in(place: Place) -> None:
    parent(place, 1, LOLA)
    place.post("/profiles", {"children": [record_of(place, LOLA)], **CERTIFIED}, expect=401)


@pytest.mark.feature("MIN-10", "MIN-14")
def test_a_child_space_opens_without_a_login_and_is_announced_once(place: Place) -> None:
    inaya = parent(place, 1, LOLA)
    lola = record_of(place, LOLA)
    for _ in range(3):
        inaya.adds(lola)
    person = place.db["persons"].find_one({"_id": lola})
    assert person
    assert (person["space"]["state"], person["space"]["account"]) == ("activated", None)
    assert place.db["accounts"].count_documents({"record": lola}) == 0
    opened = [event for event in place.said("ProfileActivated") if event["subject"] == lola]
    (granted,) = place.said("RepresentationGranted")
    assert len(opened) == 1
    assert granted["data"]["representative"] == inaya.account == granted["actorid"]
    assert granted["data"]["representative_record"] == inaya.record == granted["actorrecord"]
    assert granted["data"]["until"] == "2036-09-02T22:00:00.000Z"


@pytest.mark.feature("MIN-21")
def test_both_parents_at_the_insurer_may_add_the_child_a_third_may_not(place: Place) -> None:
    first, second = parent(place, 1, LOLA), parent(place, 2, LOLA)
    lola = record_of(place, LOLA)
    third = parent(place, 3)
    place.db["persons"].update_one({"_id": lola}, {"$push": {"parents": third.record}})
    first.adds(lola)
    second.adds(lola)
    refused = third.adds(lola, expect=409)
    assert refused["code"] == "identity.too-many-representatives"
    names = first.ask("GET", f"/records/{lola}/representatives", 200)["representatives"]
    assert [each["self"] for each in names] == [True, False]
    third.ask("GET", f"/records/{lola}/representatives", 404)


def test_two_parents_at_the_same_instant_both_act_for_the_child(place: Place) -> None:
    first, second = parent(place, 1, LOLA), parent(place, 2, LOLA)
    lola = record_of(place, LOLA)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda grown: grown.adds(lola), (first, second)))
    assert first.children() == second.children() == ["Lola"]
    assert len({event["data"]["representative"] for event in place.said("RepresentationGranted")}) == 2


@pytest.mark.feature("MIN-14")
def test_a_childs_code_neither_opens_a_login_nor_tells_of_the_parent(place: Place) -> None:
    inaya = parent(place, 1, LOLA)
    asked = {name: LOLA[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    letter = place.letters("ProvisionalCodeGenerated")[-1]
    body = {"code": letter["code"], "nir": LOLA["nir"], "vitale_serial": LOLA["vitale_serial"]}
    identified = place.post("/identifications", body, expect=200)
    assert identified["contact"] == {"email": None, "mobile": None}
    refused = place.post("/activations", activation(identified["ticket"], "lola.moreau"), expect=409)
    assert refused["code"] == "identity.minor"
    assert inaya.proposed() == ["Lola"]


@pytest.mark.feature("MIN-09", "MIN-11")
def test_a_childs_code_goes_to_the_parent_who_may_oppose_with_it(place: Place) -> None:
    inaya = parent(place, 1, LOLA)
    lola = record_of(place, LOLA)
    asked = {name: LOLA[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    letter = place.letters("ProvisionalCodeGenerated")[-1]
    assert letter["to"]["email"] == "inaya@exemple.invalid"
    assert (letter["given_names"], letter["child"]) == (["Inaya", "Rose"], "Lola")
    body = {"code": letter["code"], "nir": LOLA["nir"], "vitale_serial": LOLA["vitale_serial"]}
    identified = place.post("/identifications", body, expect=200)
    assert (identified["given_name"], identified["minor"]) == ("Lola", True)
    place.post("/oppositions", {"ticket": identified["ticket"]}, expect=201)
    assert [event["subject"] for event in place.said("OppositionRegistered")] == [lola]
    inaya.adds(lola)  # ACT-29: an opposition can be taken back
    assert inaya.children() == ["Lola"]


@pytest.mark.feature("MIN-10")
def test_adding_a_child_uses_up_its_live_code(place: Place) -> None:
    inaya = parent(place, 1, LOLA)
    asked = {name: LOLA[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "email"}, expect=202)
    place.issue_codes()
    code = place.letters("ProvisionalCodeGenerated")[-1]["code"]
    inaya.adds(record_of(place, LOLA))
    body = {"code": code, "nir": LOLA["nir"], "vitale_serial": LOLA["vitale_serial"]}
    place.post("/identifications", body, expect=401)


def test_who_renounces_acts_no_more_and_is_still_named(place: Place) -> None:
    first, second = parent(place, 1, LOLA), parent(place, 2, LOLA)
    lola = record_of(place, LOLA)
    first.adds(lola)
    second.adds(lola)
    first.ask("DELETE", f"/records/{lola}/representatives/mine", 204)
    first.ask("DELETE", f"/records/{lola}/representatives/mine", 404)
    first.ask("GET", f"/records/{lola}/representatives", 404)
    assert first.children() == []
    seen = second.ask("GET", f"/records/{lola}/representatives", 200)
    assert [each["account"] for each in seen["former"]] == [first.account]
    (ended,) = place.said("RepresentationEnded")
    assert ended["data"]["reason"] == "renounced"


@pytest.mark.feature("MIN-08")
def test_an_adult_child_of_the_file_is_not_proposed(place: Place) -> None:
    inaya = parent(place, 1, LOLA)
    place.import_lines(insured(40, birth_date="2000-01-01"))
    assert inaya.proposed() == ["Lola"]
