"""Imports: bad lines one by one, resumed after a kill, repeated without duplicates (OPS-10)."""

import io
import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from gridfs.errors import CorruptGridFile

from chassis import paging
from services.identity.actions import campaign, work
from services.identity.actions import imports as actions
from services.identity.actions.due import create_due_spaces
from services.identity.actions.imports import CHUNK_LINES
from services.identity.domain.campaign import Plan, paris_day
from services.identity.domain.nir import control_key
from services.identity.queries.imports import import_view
from services.identity.store import imports
from tests.integration.identity.place import Place, insured, valid_nir

COUNTS = ("total", "done", "created", "updated", "unchanged", "refused", "invited")


def view(place: Place, import_id: str, limit: int = 100) -> dict[str, Any]:
    return import_view(place.parts, import_id, None, limit)


def counts(place: Place, import_id: str) -> dict[str, int]:
    shown = view(place, import_id)
    return {name: shown[name] for name in COUNTS if shown[name]}


def child(number: int, **changes: Any) -> dict[str, Any]:
    line = insured(number, **{"given_names": ["Lola"], "birth_date": "2018-09-03", **changes})
    return {**line, "nir": valid_nir(f"218097510{number:04d}")} | changes


@pytest.mark.feature("OPS-10")
def test_bad_lines_are_told_by_number_and_reason_and_good_ones_go_in(place: Place) -> None:
    lines = [
        json.dumps(insured(1)),
        "not json",
        json.dumps(insured(2, nir=insured(3)["nir"][:-2] + insured(2)["nir"][-2:])),
        "",
        json.dumps(insured(3, birth_date="1984-02-31")),
        json.dumps(insured(4)),
    ]
    done = view(place, place.import_text("\n".join(lines)))
    assert done["state"] == "done"
    assert {name: done[name] for name in COUNTS if done[name]} == {"total": 6, "done": 6, "created": 2, "refused": 3}
    assert [(row["line"], row["code"]) for row in done["errors"]] == [
        (2, "not-json"),
        (3, "nir-key"),
        (5, "birth-date-impossible"),
    ]
    assert all(row["reason"] for row in done["errors"])


@pytest.mark.feature("OPS-10")
def test_an_import_whose_work_fails_keeps_no_other_waiting_and_goes_on_later(place: Place) -> None:
    first = actions.stage_import(place.parts, "f", io.BytesIO(json.dumps(insured(1)).encode()), False, place.clock)
    place.wait(seconds=1)
    second = actions.stage_import(place.parts, "g", io.BytesIO(json.dumps(insured(2)).encode()), False, place.clock)
    kept = list(place.db["staged.chunks"].find({}).sort("files_id", 1))
    place.db["staged.chunks"].delete_one({"_id": kept[0]["_id"]})
    with pytest.raises(CorruptGridFile):
        work.advance_imports(place.parts, "test", place.clock)
    while work.advance_imports(place.parts, "test", place.clock):
        pass
    assert [view(place, each)["state"] for each in (first, second)] == ["running", "done"]
    place.db["staged.chunks"].insert_one(kept[0])
    place.wait(seconds=31)
    while work.advance_imports(place.parts, "test", place.clock):
        pass
    assert view(place, first)["state"] == "done"


@pytest.mark.feature("OPS-10", "ACT-01")
def test_the_same_file_again_changes_nothing_and_a_changed_line_updates(place: Place) -> None:
    place.import_lines(insured(1), insured(2))
    assert counts(place, place.import_lines(insured(1), insured(2))) == {"total": 2, "done": 2, "unchanged": 2}
    changed = place.import_lines(insured(1, email="nouvelle@exemple.invalid"), insured(2))
    assert counts(place, changed) == {"total": 2, "done": 2, "updated": 1, "unchanged": 1}
    assert place.db["persons"].count_documents({}) == 2


@pytest.mark.feature("OPS-10", "ACT-01")
def test_one_person_on_two_lines_is_one_person(place: Place) -> None:
    twice = place.import_lines(insured(1), insured(1), insured(1, email="autre@exemple.invalid"))
    assert place.db["persons"].count_documents({}) == 1
    assert counts(place, twice)["created"] == 1


@pytest.mark.feature("OPS-10")
def test_csv_and_ndjson_say_the_same(place: Place) -> None:
    columns = ("nir", "family_name", "given_names", "birth_date", "sex", "vitale_serial", "email", "mobile", "scheme")
    person = {**insured(1), "given_names": "Inaya Rose"}
    rows = [";".join(columns), ";".join(f'"{person[name]}"' for name in columns)]
    place.import_text("\ufeff" + "\r\n".join(rows) + "\r\n")
    again = place.import_lines({**insured(1), "address": None})
    assert counts(place, again) == {"total": 1, "done": 1, "unchanged": 1}


@pytest.mark.feature("OPS-10")
def test_children_are_attached_in_each_of_the_three_ways(place: Place) -> None:
    place.import_lines(insured(1, children=[child(10)]))
    place.import_lines(insured(2, children=[child(11)["nir"]]), child(11))
    columns = ("nir", "family_name", "given_names", "birth_date", "sex", "parent_nir")
    row = child(12) | {"given_names": "Lola", "parent_nir": insured(1)["nir"]}
    place.import_text(",".join(columns) + "\n" + ",".join(row[name] for name in columns))
    parents = [len(found["parents"]) for found in place.db["persons"].find({"traits.birth_date": "2018-09-03"})]
    assert parents == [1, 1, 1]


@pytest.mark.feature("OPS-10")
def test_a_child_has_two_parents_at_most_and_none_twice(place: Place) -> None:
    lola = child(10)
    for number in (1, 2, 1):
        place.import_lines(insured(number, children=[lola]))
    third = place.import_lines(insured(3, children=[lola]))
    assert [row["code"] for row in view(place, third)["errors"]] == ["too-many-parents"]
    found = place.db["persons"].find_one({"traits.birth_date": "2018-09-03"})
    assert found
    assert len(found["parents"]) == 2


@pytest.mark.feature("OPS-10", "ACT-01")
def test_numbers_of_corsica_and_overseas_go_in_with_their_right_key_alone(place: Place) -> None:
    bodies = ("284052A321025", "284052B321025", "2840597121025", "2840598721025")
    right = [insured(number, nir=valid_nir(body)) for number, body in enumerate(bodies)]
    # Reckoned without the letter of Corsica, or with one taken for the other; a key of another number overseas.
    wrong = [insured(10, nir=f"{bodies[0]}{control_key('2840520321025'):02d}")]
    wrong += [insured(11, nir=f"{bodies[1]}{control_key(bodies[0]):02d}")]
    wrong += [insured(12, nir=f"{bodies[2]}{control_key(bodies[3]):02d}")]
    provisional = [insured(13, nir=valid_nir(f"{first}84058832102"[:13].ljust(13, "5"))) for first in "78"]
    done = view(place, place.import_lines(*right, *wrong, *provisional))
    assert (done["created"], done["refused"]) == (4, 5)
    assert [row["code"] for row in done["errors"]] == ["nir-key"] * 3 + ["nir-provisional"] * 2


@pytest.mark.feature("OPS-10")
@pytest.mark.parametrize("born", ["1985-02-29", "2026-13-01", "31/04/1984", "1800-01-01", "2199-01-01"])
def test_a_day_that_never_was_or_is_yet_to_come_is_nobodys_birth_date(place: Place, born: str) -> None:
    done = view(place, place.import_lines(insured(1, birth_date=born), insured(2)))
    assert (done["created"], done["refused"]) == (1, 1)
    assert done["errors"][0]["code"].startswith("birth-date-")


@pytest.mark.feature("MIN-09", "OPS-01")
def test_a_minor_on_a_line_of_their_own_is_invited_by_nobody(place: Place) -> None:
    alone = child(10, email="lola@exemple.invalid", mobile="0698765432", address="1 rue des Tilleuls")
    imported = place.import_lines(alone, insured(2), invite=True)
    assert counts(place, imported)["invited"] == 1
    today = paris_day(place.clock)
    campaign.plan_wave(place.parts, Plan("Tous", today, today, 100), "acc_test", place.clock)
    campaign.advance_waves(place.parts, place.clock)
    told = [letter["to"] for letter in place.letters("InvitationIssued")]
    assert [to["email"] for to in told] == [insured(2)["email"]]
    # Attached to a parent at last, it is the parent who is written to.
    place.import_lines(insured(3, children=[alone]))
    campaign.advance_waves(place.parts, place.clock)
    assert "lola@exemple.invalid" not in str(place.letters("InvitationIssued"))
    assert [letter["child"] for letter in place.letters("InvitationIssued") if "child" in letter] == ["Lola"]


def test_a_child_of_an_unknown_parent_is_refused(place: Place) -> None:
    alone = place.import_lines(child(10, parent_nir=insured(1)["nir"]))
    assert [row["code"] for row in view(place, alone)["errors"]] == ["relative-unknown"]


@pytest.mark.feature("MIN-09")
def test_what_a_minor_is_invited_to_and_their_codes_go_to_the_parent(place: Place) -> None:
    lola = child(10)
    imported = place.import_lines(insured(1, children=[lola]), invite=True)
    assert counts(place, imported)["invited"] == 2
    letters = place.letters("InvitationIssued")
    assert [letter["to"]["email"] for letter in letters] == [insured(1)["email"]] * 2
    assert sorted(letter.get("child", "") for letter in letters) == ["", lola["given_names"][0]]
    place.post(
        "/provisional-codes",
        {**{n: lola[n] for n in ("nir", "vitale_serial", "birth_date")}, "channel": "email"},
        expect=202,
    )
    place.issue_codes()
    assert [letter["to"]["email"] for letter in place.letters("ProvisionalCodeGenerated")] == [insured(1)["email"]]


@pytest.mark.feature("MIN-11", "MIN-09", "ACT-05")
def test_a_parent_refuses_a_childs_space_with_the_code_of_its_invitation(place: Place) -> None:
    lola, tom = child(10), child(11, given_names=["Tom"])
    place.import_lines(insured(1, children=[lola, tom]), invite=True)
    codes = {letter.get("child"): letter["code"] for letter in place.letters("InvitationIssued")}
    asked = {"code": codes[lola["given_names"][0]], "nir": lola["nir"], "vitale_serial": lola["vitale_serial"]}
    place.post("/oppositions", {"ticket": place.post("/identifications", asked, expect=200)["ticket"]}, expect=201)
    place.delivered()
    place.wait(days=43)
    assert create_due_spaces(place.parts, place.clock) == 2
    states = {row["_id"]: row["space"]["state"] for row in place.db["persons"].find()}
    assert sorted(states.values()) == ["auto_created", "auto_created", "opposed"]


@pytest.mark.feature("MIN-09", "OPS-01")
def test_a_child_whose_parents_cannot_be_reached_is_not_invited_and_stops_nobody(place: Place) -> None:
    silent = {"email": None, "mobile": None, "address": None, "postcode": None, "city": None}
    place.import_lines(insured(1, children=[child(10)], **silent), insured(2), invite=True)
    assert [letter["to"]["email"] for letter in place.letters("InvitationIssued")] == [insured(2)["email"]]
    assert place.db["persons"].count_documents({"invitable": True, "space.state": "registered"}) == 0
    # Reachable again, through another parent whom the insurer names.
    place.import_lines(insured(3, children=[child(10)]), invite=True)
    assert place.db["persons"].count_documents({"invitable": True, "space.state": "registered"}) == 1


@pytest.mark.feature("OPS-10")
def test_a_killed_import_resumes_from_its_checkpoint_without_counting_twice(place: Place) -> None:
    people = 2 * CHUNK_LINES + 30
    text = "\n".join(json.dumps(insured(number)) for number in range(people))
    import_id = actions.stage_import(place.parts, "f", io.BytesIO(text.encode()), True, place.clock)
    assert work.advance_imports(place.parts, "first", place.clock)  # and then it is killed
    assert counts(place, import_id)["done"] == CHUNK_LINES
    # Another process waits for the lease of the dead one, then goes on.
    assert not work.advance_imports(place.parts, "second", place.clock)
    place.wait(seconds=31)
    while work.advance_imports(place.parts, "second", place.clock):
        pass
    assert counts(place, import_id) == {"total": people, "done": people, "created": people, "invited": people}
    assert place.db["persons"].count_documents({}) == people
    letters = place.letters("InvitationIssued")
    assert len({letter["to"]["email"] for letter in letters}) == len(letters) == people


@pytest.mark.feature("OPS-10", "ACT-03")
def test_an_import_killed_with_minus_nine_goes_on_in_another_process(
    place: Place, identity_environment: dict[str, str], tmp_path: Path
) -> None:
    people = 12 * CHUNK_LINES
    file = tmp_path / "insured.ndjson"
    file.write_text("\n".join(json.dumps(insured(number)) for number in range(people)))
    command = [sys.executable, "-m", "services.identity.cli", "import-insured", str(file)]
    first = subprocess.Popen(command, env=identity_environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 300
    while not place.db["imports"].count_documents({"done": {"$gt": 0}}) and time.monotonic() < deadline:
        time.sleep(0.01)
    first.kill()
    first.wait(120)
    job = place.db["imports"].find_one({})
    assert job
    assert 0 < job["done"] < people, "killed too late to show anything"
    place.clock = datetime.now(UTC) + imports.LEASE
    while work.advance_imports(place.parts, "worker", place.clock):
        pass
    assert counts(place, job["_id"]) == {"total": people, "done": people, "created": people}
    assert place.db["persons"].count_documents({}) == people


@pytest.mark.feature("OPS-10")
def test_two_processes_on_one_chunk_write_it_once(place: Place) -> None:
    import_id = actions.stage_import(place.parts, "f", io.BytesIO(json.dumps(insured()).encode()), False, place.clock)
    job = imports.claim(place.db, "first", place.clock)
    assert job
    assert actions.take_in_chunk(place.parts, job, place.clock)
    assert actions.take_in_chunk(place.parts, job, place.clock)  # the same chunk, from a stale reading
    assert counts(place, import_id) == {"total": 1, "done": 1, "created": 1}


@pytest.mark.feature("ACT-03")
def test_invitations_leave_once_whatever_is_asked_again(place: Place) -> None:
    imported = place.import_lines(insured(1), insured(2, email=None, mobile=None, address=None), invite=True)
    place.import_lines(insured(1), insured(3), invite=True)
    assert counts(place, imported)["invited"] == 1  # whom nothing is known of cannot be written to
    assert [letter["to"]["email"] for letter in place.letters("InvitationIssued")] == [
        "inaya1@exemple.invalid",
        "inaya3@exemple.invalid",
    ]
    letter = place.letters("InvitationIssued")[0]
    assert letter["deadline"]
    assert letter["sender"] == "assurance-maladie"


def test_a_file_of_another_kind_fails_as_a_whole(place: Place) -> None:
    failed = view(place, place.import_text("nom;prenom\nMartin;Inaya"))
    assert failed["state"] == "failed"
    assert "nir" in failed["reason"]


def test_the_staged_file_goes_when_the_import_ends(place: Place) -> None:
    place.import_lines(insured(1))
    place.import_text("bad")
    assert place.db["staged.files"].count_documents({}) == place.db["staged.chunks"].count_documents({}) == 0


@pytest.mark.feature("OPS-10")
def test_refused_lines_come_by_pages(place: Place) -> None:
    import_id = place.import_text("\n".join(["{}"] * 25))
    first = import_view(place.parts, import_id, None, 20)
    assert len(first["errors"]) == 20
    assert first["errors_next"]
    rest = import_view(place.parts, import_id, paging.decode(first["errors_next"], int, str), 20)
    assert [row["line"] for row in first["errors"] + rest["errors"]] == list(range(1, 26))
    assert rest["errors_next"] is None
