"""The 3422 desk: who calls is proved, what is done is told."""

from argparse import Namespace

import pytest

from services.identity.cli import staff
from tests.integration.identity.desk import Agent, acts, script
from tests.integration.identity.holder import Holder
from tests.integration.identity.place import Place, credentials, insured


@pytest.mark.feature("SUP-01")
def test_two_right_answers_open_a_file_that_says_nothing_of_what_was_answered(place: Place, ada: Agent) -> None:
    place.invited()
    opened = ada.post("/desk/calls", script())
    assert ada.actor["role"] == "support"
    assert (opened["display_name"], opened["state"], opened["may_oppose"]) == ("Inaya M.", "invited", False)
    assert opened["proofs"] == ["matricule-end", "vitale-serial"]
    assert opened["channels"] == [
        {"channel": "email", "masked": "i…@exemple.invalid"},
        {"channel": "sms", "masked": "06 •• •• •• 78"},
    ]
    line = insured()
    assert not any(line[name] in str(opened) for name in ("nir", "vitale_serial", "email", "address"))
    (event,) = place.said("SupportActed")
    assert (event["actorid"], event["actorrole"]) == (ada.id, "support")
    assert event["data"] == {"record": event["subject"], "act": "caller-identified", "channel": "phone"}


@pytest.mark.feature("SUP-01")
@pytest.mark.parametrize(
    "wrong",
    [
        {"family_name": "Durand"},
        {"given_name": "Rose"},
        {"birth_date": "1984-05-13"},
        {"sex": "M"},
        {"matricule_end": "00000"},
        {"vitale_serial": "99999999999"},
        {"provisional_code": "AAA-AAA-AAA"},
        {"vitale_serial": "12345678"},
    ],
    ids=str,
)
def test_whatever_is_wrong_the_answer_is_one_and_only_who_was_named_reads_of_it(
    place: Place, ada: Agent, wrong: dict[str, str]
) -> None:
    place.invited()
    problem = ada.post("/desk/calls", script(**wrong), 404)
    nobody = ada.post("/desk/calls", script(**{**wrong, "family_name": "Personne"}), 404)
    for answer in (problem, nobody):
        answer.pop("correlationId")
    assert problem["code"] == "identity.caller-unknown"
    assert problem == nobody
    named = not wrong.keys() & {"family_name", "given_name", "birth_date", "sex"}
    assert acts(place) == ["identification-failed"] * named
    assert sum(row["record"] is not None for row in place.db["desk_lookups"].find()) == named
    assert {row["identified"] for row in place.db["desk_lookups"].find()} == {False}
    assert "nir" not in str(list(place.db["desk_lookups"].find()))


@pytest.mark.feature("SUP-01")
def test_a_script_that_asked_too_little_finds_nobody_and_costs_nothing(place: Place, ada: Agent) -> None:
    place.invited()
    for asked in ({"vitale_serial": None}, {"channel": "letter"}, {"channel": "letter", "matricule": insured()["nir"]}):
        ada.post("/desk/calls", script(**asked), 422)
    assert place.db["desk_lookups"].count_documents({}) == 0


@pytest.mark.feature("SUP-01")
def test_guesses_are_limited_by_agent_and_by_person_even_one_that_does_not_exist(
    place: Place, ada: Agent, basile: Agent
) -> None:
    place.invited()
    for name in ("Martin", "Inconnue"):
        for _ in range(5):
            ada.post("/desk/calls", script(family_name=name, matricule_end="00000"), 404)
    assert ada.post("/desk/calls", script(family_name="Autre"), 429)["code"] == "identity.too-many-tries"
    for name in ("Martin", "Inconnue"):
        basile.post("/desk/calls", script(family_name=name), 429)
    place.wait(minutes=2)
    basile.post("/desk/calls", script())


@pytest.mark.feature("SUP-01")
def test_a_file_is_its_agents_own_for_half_an_hour(place: Place, ada: Agent, basile: Agent) -> None:
    place.invited()
    call = ada.post("/desk/calls", script())["id"]
    ada.get(f"/desk/calls/{call}")
    assert basile.get(f"/desk/calls/{call}", expect=404)["code"] == "identity.call-unknown"
    place.wait(minutes=30)
    ada.get(f"/desk/calls/{call}", expect=404)


@pytest.mark.feature("SUP-01", "ACT-16")
def test_a_code_goes_to_the_contact_that_is_known_and_to_nobody_else(place: Place, ada: Agent) -> None:
    former = place.invited()
    call = ada.post("/desk/calls", script())["id"]
    answer = ada.post(f"/desk/calls/{call}/codes", {"channel": "sms"}, 202)
    assert answer == {"masked": "06 •• •• •• 78"}
    letter = place.letters("ProvisionalCodeGenerated")[-1]
    assert letter["to"]["mobile"] == "+33612345678"
    assert letter["code"] not in str(answer)
    place.post("/identifications", former, 401)
    place.wait(seconds=5)
    place.post("/identifications", {**former, "code": letter["code"]}, 200)
    assert acts(place) == ["caller-identified", "code-sent"]
    for _ in range(2):
        ada.post(f"/desk/calls/{call}/codes", {"channel": "email"}, 202)
    ada.post(f"/desk/calls/{call}/codes", {"channel": "email"}, 429)


@pytest.mark.feature("SUP-01", "ACT-16")
def test_who_has_only_a_postal_address_is_sent_the_code_by_letter(place: Place, ada: Agent) -> None:
    place.invited(email="", mobile="")
    call = ada.post("/desk/calls", script())
    assert call["channels"] == [{"channel": "letter", "masked": "l'adresse postale connue"}]
    ada.post(f"/desk/calls/{call['id']}/codes", {"channel": "email"}, 422)
    answer = ada.post(f"/desk/calls/{call['id']}/codes", {"channel": "letter"}, 202)
    assert answer == {"masked": "l'adresse postale connue"}
    letter = place.letters("ProvisionalCodeGenerated")[-1]
    assert letter["to"]["postal"]["lines"] == ["1 rue des Tilleuls, 94310 Orly"]
    assert "Tilleuls" not in str(call)


@pytest.mark.feature("SUP-01", "ACT-16", "ACT-22")
def test_a_stranger_who_knows_the_number_keeps_its_owner_neither_from_asking_nor_from_being_helped(
    place: Place, ada: Agent
) -> None:
    place.invited()
    line = insured()
    right = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")} | {"channel": "email"}
    for guess in range(12):
        place.post("/provisional-codes", {**right, "vitale_serial": f"{20_000_000_000 + guess}"}, expect=202)
    place.post("/provisional-codes", right, expect=202)
    assert place.issue_codes() == 13
    assert len(place.letters("ProvisionalCodeGenerated")) == 1
    while place.answer("/provisional-codes", {**right, "vitale_serial": "39999999999"}).status_code == 202:
        pass
    call = ada.post("/desk/calls", script())["id"]
    ada.post(f"/desk/calls/{call}/codes", {"channel": "sms"}, 202)


@pytest.mark.feature("ACT-26", "ACT-28")
def test_a_caller_who_holds_the_code_opposes_by_telephone(place: Place, ada: Agent) -> None:
    caller = place.invited()
    without = ada.post("/desk/calls", script())["id"]
    assert ada.post(f"/desk/calls/{without}/oppositions", {"confirmed": True}, 409)["code"] == "identity.code-needed"
    opened = ada.post("/desk/calls", script(caller, vitale_serial=None))
    assert opened["may_oppose"]
    done = ada.post(f"/desk/calls/{opened['id']}/oppositions", {"confirmed": True})
    assert (done["state"], done["opposition"]["channel"], done["may_oppose"]) == ("opposed", "phone", False)
    (event,) = place.said("OppositionRegistered")
    assert (event["actorid"], event["actorrole"]) == (ada.id, "support")
    kept = place.db["persons"].find_one({})
    assert kept
    assert kept["space"]["opposition"]["proof"].startswith("Appel au 3422 : traits exacts et fin du matricule")
    assert acts(place)[-1] == "opposition-recorded"
    place.post("/identifications", caller, 401)
    again = ada.post(f"/desk/calls/{opened['id']}/oppositions", {"confirmed": True}, 409)
    assert again["code"] == "identity.opposition-refused"
    assert len(acts(place)) == 3


@pytest.mark.feature("ACT-27", "ACT-28")
def test_the_writer_of_a_letter_opposes_with_the_whole_matricule(place: Place, ada: Agent) -> None:
    place.invited()
    letter = {
        "channel": "letter",
        "matricule": insured()["nir"],
        "reference": "CPAM94-2026/118",
        "matricule_end": None,
        "vitale_serial": None,
    }
    ada.post("/desk/calls", script(**{**letter, "matricule": insured(2)["nir"]}), 404)
    call = ada.post("/desk/calls", script(**letter))["id"]
    done = ada.post(f"/desk/calls/{call}/oppositions", {"confirmed": True})
    assert done["opposition"]["channel"] == "letter"
    kept = place.db["persons"].find_one({})
    assert kept
    assert kept["space"]["opposition"]["proof"] == "Courrier CPAM94-2026/118 : traits exacts et matricule"
    assert insured()["nir"] not in str(kept)


def test_agents_do_not_enter_the_patients_space_nor_patients_the_desk(place: Place, ada: Agent) -> None:
    place.post("/logins", credentials("conseil.ada"), expect=401)
    place.activated()
    inaya = Holder(place, "inaya.martin")
    inaya.get("/desk/calls", "POST", script(), 403)
    inaya.get("/desk/changes", expect=403)


def test_the_queries_of_the_desk_use_an_index(place: Place) -> None:
    for query, sort in (
        ({"state": "pending", "proposed_at": {"$gt": place.clock}}, "proposed_at"),
        ({"record": "rec_x"}, None),
    ):
        cursor = place.db["identity_changes"].find(query)
        plan = (cursor.sort(sort) if sort else cursor).explain()["queryPlanner"]["winningPlan"]
        assert "COLLSCAN" not in str(plan)
    plan = place.db["persons"].find({"traits_index": "x"}).limit(2).explain()["queryPlanner"]["winningPlan"]
    assert "COLLSCAN" not in str(plan)


@pytest.mark.feature("SUP-01")
def test_an_operator_sees_whom_agents_looked_for(place: Place, ada: Agent, capsys: pytest.CaptureFixture[str]) -> None:
    place.invited()
    ada.post("/desk/calls", script())
    ada.post("/desk/calls", script(family_name="Durand"), 404)
    ada.post("/desk/calls", script(matricule_end="00000"), 404)
    assert staff.desk_lookups(place.parts, Namespace(agent="conseil.ada", limit=9)) == 0
    told = sorted(line.split(maxsplit=2)[2] for line in capsys.readouterr().out.splitlines())
    record = str(place.db["persons"].find_one({})["_id"])  # type: ignore[index]
    assert told == sorted(f"{ada.id} {whom}" for whom in ("nobody", record, f"{record} not-identified"))
    assert staff.desk_lookups(place.parts, Namespace(agent="personne", limit=9)) == 1
