"""An attachment that the insurer withdraws is withdrawn here, with what was founded on it, once (MIN-08)."""

import io
import json
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.identity.actions import imports as actions
from services.identity.actions import work
from services.identity.actions.due import create_due_spaces
from services.identity.actions.second_representative import address_invitations
from services.identity.queries.imports import import_view
from services.identity.store import imports
from tests.integration.identity.household import CERTIFIED, Grown, child_line, parent, record_of
from tests.integration.identity.place import Place, insured

LOLA = child_line(11, "Lola", "2018-09-03")
TOM = child_line(12, "Tom", "2021-01-20")
KARIM = {"family_name": "Ben Salah", "given_names": ["Karim"], "birth_date": "1982-11-02", "sex": "M"}


def told(place: Place, *lines: dict[str, Any]) -> dict[str, Any]:
    """Import these lines; what operators see of it."""
    return import_view(place.parts, place.import_lines(*lines))


def acting(place: Place, child: str) -> list[str]:
    """The accounts that act for a child."""
    family = place.db["families"].find_one({"_id": child})
    return [each["account"] for each in family["representatives"]] if family else []


def written_to(place: Place) -> list[str]:
    """The records of those who were told that a right of theirs ended."""
    notices = place.said("SecurityNoticeIssued")
    return [each["subject"] for each in notices if each["data"]["purpose"] == "attachment-withdrawn"]


@pytest.mark.feature("MIN-08", "OPS-10")
def test_a_child_left_out_of_a_parents_list_is_proposed_no_more(place: Place) -> None:
    inaya = parent(place, 1, LOLA, TOM)
    assert told(place, insured(1))["detached"] == 0  # no list: nothing is said of children
    assert inaya.proposed() == ["Lola", "Tom"]
    assert told(place, insured(1, children=[TOM]))["detached"] == 1
    assert inaya.proposed() == ["Tom"]
    inaya.adds(record_of(place, LOLA), expect=404)
    assert told(place, insured(1, children=[TOM]))["detached"] == 0
    # Attached again, she is proposed again.
    told(place, insured(1, children=[TOM, LOLA]))
    assert inaya.proposed() == ["Lola", "Tom"]
    assert place.said("RepresentationEnded") == []


@pytest.mark.feature("MIN-08")
def test_the_right_founded_on_it_ends_and_its_holder_is_told_without_the_childs_name(place: Place) -> None:
    inaya = parent(place, 1, LOLA)
    lola = record_of(place, LOLA)
    inaya.adds(lola)
    told(place, insured(1, children=[]))
    assert (inaya.children(), inaya.proposed()) == ([], [])
    inaya.ask("GET", f"/records/{lola}/representatives", 404)
    (ended,) = place.said("RepresentationEnded")
    assert (ended["subject"], ended["data"]["representative"], ended["data"]["reason"]) == (
        lola,
        inaya.account,
        "detached",
    )
    assert "actorid" not in ended
    assert written_to(place) == [inaya.record]
    letter = place.letters("SecurityNoticeIssued")[-1]
    assert (letter["to"]["email"], letter["purpose"]) == ("inaya@exemple.invalid", "attachment-withdrawn")
    assert "Lola" not in str(letter)


@pytest.mark.feature("MIN-08", "MIN-05")
def test_the_childs_space_waits_for_the_next_parent(place: Place) -> None:
    inaya, karim = parent(place, 1, LOLA), parent(place, 2, **KARIM)
    lola = record_of(place, LOLA)
    inaya.adds(lola)
    told(place, insured(1, children=[]), insured(2, **KARIM, children=[LOLA]))
    person = place.db["persons"].find_one({"_id": lola})
    assert person
    assert (person["space"]["state"], person["parents"]) == ("activated", [karim.record])
    assert (acting(place, lola), karim.proposed()) == ([], ["Lola"])
    karim.adds(lola)
    assert karim.children() == ["Lola"]
    (former,) = karim.ask("GET", f"/records/{lola}/representatives", 200)["former"]
    assert former["account"] == inaya.account


@pytest.mark.feature("MIN-08", "MIN-21")
def test_of_two_parents_only_the_one_whose_list_leaves_the_child_out_goes(place: Place) -> None:
    inaya, karim = parent(place, 1, LOLA), parent(place, 2, LOLA, **KARIM)
    lola = record_of(place, LOLA)
    for each in (inaya, karim):
        each.adds(lola)
    told(place, insured(2, **KARIM, children=[TOM]))
    assert (inaya.children(), karim.children(), karim.proposed()) == (["Lola"], [], ["Tom"])
    assert written_to(place) == [karim.record]


@pytest.mark.feature("MIN-08")
def test_a_child_added_while_the_attachment_is_withdrawn_is_not_kept_without_it(place: Place) -> None:
    inaya, karim = parent(place, 1, LOLA), parent(place, 2, LOLA, **KARIM)
    lola = record_of(place, LOLA)
    inaya.adds(lola)
    add = {"children": [lola], **CERTIFIED}
    with ThreadPoolExecutor(2) as pool:
        added = pool.submit(karim.answer, "POST", "/profiles", add)
        pool.submit(told, place, insured(2, **KARIM, children=[])).result()
    assert added.result().status_code in (201, 404)
    assert acting(place, lola) == [inaya.account]
    assert len(written_to(place)) == (added.result().status_code == 201)


@pytest.mark.feature("MIN-08", "MIN-20")
def test_who_was_invited_by_the_other_parent_stays(place: Place) -> None:
    inaya, karim = parent(place, 1, LOLA), parent(place, 2, **KARIM)
    lola = record_of(place, LOLA)
    inaya.adds(lola)
    named = {"family_name": "Ben Salah", "given_name": "Karim", "birth_date": KARIM["birth_date"], **CERTIFIED}
    inaya.ask("POST", f"/records/{lola}/second-representative", 202, named)
    address_invitations(place.parts)
    (invitation,) = karim.ask("GET", "/invitations", 200)["invitations"]
    karim.ask("POST", f"/invitations/{invitation['id']}/acceptance", 201, CERTIFIED)
    told(place, insured(2, **KARIM, children=[LOLA]))
    assert told(place, insured(2, **KARIM, children=[]))["detached"] == 1
    assert karim.children() == ["Lola"]
    assert written_to(place) == []


@pytest.mark.feature("MIN-08", "MIN-09")
def test_what_concerns_the_child_is_not_sent_to_the_former_parent_any_more(place: Place) -> None:
    place.import_lines(insured(1, children=[LOLA]), insured(2, **KARIM, children=[LOLA]), invite=True)
    lola = record_of(place, LOLA)
    place.delivered()
    place.wait(days=43)
    create_due_spaces(place.parts, place.clock)

    def reached() -> list[str | None]:
        cards = [each for each in place.said("ContactCardIssued") if each["subject"] == lola]
        return [place.open(card["data"]["sealed"])["email"] for card in cards]

    assert reached() == ["inaya1@exemple.invalid"]
    told(place, insured(1, children=[]))
    assert reached()[1:] == ["inaya2@exemple.invalid"]
    told(place, insured(2, **KARIM, children=[]))
    assert reached()[2:] == [None]
    person = place.db["persons"].find_one({"_id": lola})
    assert person
    assert (person["parents"], person["invitable"]) == ([], False)


@pytest.mark.feature("MIN-08", "OPS-10")
def test_what_one_file_says_on_several_lines_counts_together_in_any_order(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    inaya = parent(place, 1, LOLA, TOM)
    for child in (LOLA, TOM):
        inaya.adds(record_of(place, child))
    monkeypatch.setattr(actions, "CHUNK_LINES", 1)  # each line a step of its own
    first, second = insured(1, children=[LOLA]), insured(1, children=[TOM])
    own_line = {**TOM, "parent_nir": insured(1)["nir"]}
    for lines in ((first, second), (second, first), (first, own_line), (own_line, first)):
        assert told(place, *lines)["detached"] == 0
    # The same child under two parents, each with a list of their own.
    assert told(place, first, own_line, insured(2, **KARIM, children=[LOLA, TOM]))["detached"] == 0
    assert inaya.children() == ["Lola", "Tom"]
    assert place.said("RepresentationEnded") == []


@pytest.mark.feature("MIN-08", "OPS-10")
@pytest.mark.parametrize(
    ("listed", "code"),
    [
        ([{**LOLA, "nir": LOLA["nir"][:-2] + "00"}], "nir-key"),
        ([{**LOLA, "birth_date": "2018-02-30"}], "birth-date-impossible"),
        ([TOM["nir"][:-2] + "00"], "children-nir-key"),
        ([insured(40)["nir"]], "relative-unknown"),
        ([{**LOLA, "birth_date": "1999-01-01"}], "child-of-age"),
        ([7], "child-shape"),
        (7, "children-shape"),
    ],
)
def test_a_list_that_could_not_be_read_whole_withdraws_nothing(place: Place, listed: Any, code: str) -> None:
    inaya = parent(place, 1, LOLA, TOM)
    inaya.adds(record_of(place, LOLA))
    done = told(place, insured(1, children=listed))
    assert [row["code"] for row in done["errors"]] == [code]
    assert (done["detached"], inaya.children(), inaya.proposed()) == (0, ["Lola"], ["Tom"])


@pytest.mark.feature("OPS-10")
def test_of_the_empty_lists_of_people_without_children_nothing_is_kept(place: Place) -> None:
    for _ in range(2):
        text = "\n".join(json.dumps(insured(number, children=[])) for number in range(20))
        actions.stage_import(place.parts, "f", io.BytesIO(text.encode()), False, place.clock)
        assert work.advance_imports(place.parts, "test", place.clock)
        assert place.db["attachments"].count_documents({}) == 0
        while work.advance_imports(place.parts, "test", place.clock):
            pass


@pytest.mark.feature("MIN-08", "OPS-10")
def test_in_csv_an_empty_cell_says_nothing_and_a_dash_says_no_child(place: Place) -> None:
    inaya = parent(place, 1, LOLA)
    columns = ("nir", "family_name", "given_names", "birth_date", "sex", "email", "children")

    def row(children: str) -> dict[str, Any]:
        line = {**insured(1), "given_names": "Inaya Rose", "children": children}
        text = ";".join(columns) + "\n" + ";".join(line[name] for name in columns)
        return import_view(place.parts, place.import_text(text))

    assert (row("")["detached"], inaya.proposed()) == (0, ["Lola"])
    assert (row(LOLA["nir"])["detached"], inaya.proposed()) == (0, ["Lola"])
    assert (row("-")["detached"], inaya.proposed()) == (1, [])


@pytest.mark.feature("MIN-08", "OPS-10")
def test_killed_with_minus_nine_between_two_steps_each_attachment_is_withdrawn_once(
    place: Place, identity_environment: dict[str, str], tmp_path: Path
) -> None:
    inaya = parent(place, 1, LOLA)
    inaya.adds(record_of(place, LOLA))
    families = [(100 + each, child_line(100 + each, "Zoé", "2020-05-06")) for each in range(120)]
    told(place, *(insured(number, children=[child]) for number, child in families))
    file = tmp_path / "insured.ndjson"
    # Of a third of them, so that no operator has to be asked.
    lines = [insured(1, children=[])]
    lines += [insured(number, children=[child] if number % 3 else []) for number, child in families]
    file.write_text("\n".join(map(json.dumps, lines)))
    command = [sys.executable, "-m", "services.identity.cli", "import-insured", str(file)]
    dies = identity_environment | {"MES_FAILPOINT": "identity.after-withdrawing"}
    killed = subprocess.run(command, env=dies, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    job = place.db["imports"].find_one({"state": "running"})
    assert job
    assert 20 <= job["detached"] <= 41  # of 100 parents of 121
    # Another process waits for the lease of the dead one, then goes on.
    place.clock = datetime.now(UTC) + imports.LEASE
    while work.advance_imports(place.parts, "worker", place.clock):
        pass
    done = import_view(place.parts, job["_id"])
    assert (done["state"], done["detached"]) == ("done", 41)
    assert place.db["persons"].count_documents({"parents": {"$ne": []}}) == 80
    assert place.db["attachments"].count_documents({}) == 0
    assert len(place.said("RepresentationEnded")) == len(written_to(place)) == 1
    assert inaya_has_nothing(inaya)


def inaya_has_nothing(inaya: Grown) -> bool:
    """Nobody acts for, or may add, anybody from this account."""
    return inaya.children() == inaya.proposed() == []
