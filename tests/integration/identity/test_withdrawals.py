"""A file that withdraws more attachments than can be believed withdraws none, until an operator decides (MIN-08)."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from services.identity.actions import attachments, work
from services.identity.domain import losses
from services.identity.domain.withdrawals import Decision
from services.identity.errors.campaign import WithdrawalsNotHeld
from services.identity.queries.imports import import_view
from tests.integration.identity.household import child_line, parent, record_of
from tests.integration.identity.operator import Operator
from tests.integration.identity.place import PASSWORD, Place, credentials, insured
from tests.integration.identity.test_attachments import KARIM, LOLA, TOM, acting, told, written_to

Lines = list[dict[str, Any]]


@pytest.fixture
def wary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a few are believed anyway."""
    monkeypatch.setattr(losses, "BELIEVED_ANYWAY", 0)


def families(place: Place, number: int) -> Lines:
    """So many parents with a child each; what a file says that forgot all children."""
    known = [(each, child_line(each, "Zoé", "2020-05-06")) for each in range(100, 100 + number)]
    told(place, *(insured(each, children=[child]) for each, child in known))
    return [insured(each, children=[]) for each, _ in known]


def decide(place: Place, import_id: str, decision: Decision) -> dict[str, Any]:
    """An operator decides, and the worker carries it out; what is seen of it."""
    attachments.decide(place.parts, import_id, decision, "acc_operator", place.clock)
    while work.advance_imports(place.parts, "test", place.clock):
        pass
    return import_view(place.parts, import_id)


def attached(place: Place) -> int:
    return place.db["persons"].count_documents({"parents": {"$ne": []}})


def operator_headers(place: Place, operator: Operator) -> dict[str, str]:
    operator.run("create-operator", "operateur.un", "--email", "ops@exemple.invalid", stdin=PASSWORD)
    login = place.post("/logins", credentials("operateur.un", space="operator"), expect=201)["login"]
    token = place.post(f"/logins/{login}/session", {"code": place.send_code(login)}, expect=201)["access_token"]
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.feature("MIN-08", "OPS-10")
def test_a_file_that_forgot_the_children_adds_and_withdraws_nothing_until_it_is_confirmed(
    place: Place, operator: Operator
) -> None:
    inaya = parent(place, 1, LOLA)
    lola = record_of(place, LOLA)
    inaya.adds(lola)
    forgetful = families(place, 50)
    held = told(place, insured(1, children=[]), *forgetful, insured(2, **KARIM, children=[TOM]))
    assert (held["state"], held["created"], held["detached"]) == ("done", 2, 0)
    assert held["withdrawals"] == {"state": "held", "attachments": 51, "children": 51, "parents": 51, "listed": 52}
    assert (inaya.children(), attached(place), written_to(place)) == (["Lola"], 52, [])

    headers, path = operator_headers(place, operator), f"/api/identity/insured-imports/{held['id']}"
    for _ in range(2):
        sent = place.client().post(f"{path}/withdrawals/decision", json={"decision": "confirm"}, headers=headers)
        assert sent.status_code == 202, sent.text
        while work.advance_imports(place.parts, "test", place.clock):
            pass
        shown = place.client().get(path, headers=headers).json
        assert shown
        assert (shown["withdrawals"]["state"], shown["detached"]) == ("confirmed", 51)
    assert (inaya.children(), inaya.proposed(), acting(place, lola)) == ([], [], [])
    assert (attached(place), written_to(place)) == (1, [inaya.record])
    refused = place.client().post(f"{path}/withdrawals/decision", json={"decision": "drop"}, headers=headers)
    assert (refused.status_code, refused.json and refused.json["code"]) == (409, "identity.withdrawals-not-held")
    decided = place.db["imports"].find_one({"_id": held["id"]})
    assert decided
    assert decided["withdrawals"]["by"].startswith("acc_")


@pytest.mark.feature("MIN-08", "OPS-10")
def test_a_small_file_is_believed(place: Place) -> None:
    done = told(place, *families(place, 50))
    assert (done["detached"], done["withdrawals"], attached(place)) == (50, None, 0)
    with pytest.raises(WithdrawalsNotHeld):
        attachments.decide(place.parts, done["id"], Decision.CONFIRM, "acc_operator", place.clock)


@pytest.mark.feature("MIN-08", "OPS-10")
def test_what_was_dropped_is_withdrawn_no_more(place: Place) -> None:
    held = told(place, *families(place, 51))
    for _ in range(2):
        dropped = decide(place, held["id"], Decision.DROP)
        assert (dropped["withdrawals"]["state"], dropped["detached"], attached(place)) == ("dropped", 0, 51)
    assert place.db["attachments"].count_documents({}) == 0
    with pytest.raises(WithdrawalsNotHeld):
        decide(place, held["id"], Decision.CONFIRM)


@pytest.mark.feature("MIN-08", "OPS-10")
@pytest.mark.usefixtures("wary")
def test_of_whom_a_later_file_speaks_nothing_held_is_withdrawn(place: Place) -> None:
    inaya, karim = parent(place, 1, LOLA, TOM), parent(place, 2, **KARIM)
    told(place, insured(2, **KARIM, children=[LOLA]))
    held = told(place, insured(1, children=[]), insured(2, **KARIM, children=[]))
    assert held["withdrawals"] == {"state": "held", "attachments": 3, "children": 2, "parents": 2, "listed": 3}
    # Corrected for one parent, whose list it gives again; it says nothing of the other.
    assert told(place, insured(1, children=[LOLA, TOM]))["withdrawals"] is None
    assert decide(place, held["id"], Decision.CONFIRM)["detached"] == 1
    assert (inaya.proposed(), karim.proposed()) == (["Lola", "Tom"], [])


@pytest.mark.feature("MIN-08", "OPS-10")
@pytest.mark.usefixtures("wary")
@pytest.mark.parametrize("later", ["own line", "refused", "held as well"])
def test_whatever_the_later_file_says_of_them(place: Place, later: str) -> None:
    inaya = parent(place, 1, LOLA)
    first = told(place, insured(1, children=[]))["id"]
    lines = {
        "own line": {**TOM, "parent_nir": insured(1)["nir"]},
        "refused": insured(1, children=[LOLA["nir"][:-2] + "00"]),
        "held as well": insured(1, children=[]),
    }
    second = told(place, lines[later])
    assert decide(place, first, Decision.CONFIRM)["detached"] == 0
    assert "Lola" in inaya.proposed()
    if later == "held as well":
        assert decide(place, second["id"], Decision.CONFIRM)["detached"] == 1
        assert inaya.proposed() == []


@pytest.mark.feature("MIN-08", "OPS-10")
@pytest.mark.usefixtures("wary")
def test_a_step_taken_twice_counts_once(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "COUNTED_AT_ONCE", 1)
    told(place, insured(1, children=[LOLA]), insured(2, **KARIM, children=[LOLA, TOM]))
    twice = attachments.settle_next

    def again(*asked: Any) -> bool:
        twice(*asked)
        return twice(*asked)  # another process, from a stale reading

    monkeypatch.setattr(attachments, "settle_next", again)
    held = told(place, insured(1, children=[]), insured(2, **KARIM, children=[]))
    assert held["withdrawals"] == {"state": "held", "attachments": 3, "children": 2, "parents": 2, "listed": 3}


@pytest.mark.feature("MIN-08", "OPS-10")
def test_killed_with_minus_nine_what_is_held_stays_so_and_is_withdrawn_once(
    place: Place, identity_environment: dict[str, str], tmp_path: Path
) -> None:
    forgetful = families(place, 120)
    file = tmp_path / "insured.ndjson"
    file.write_text("\n".join(map(json.dumps, forgetful)))

    def dies_after(point: str, *asked: str) -> None:
        command = [sys.executable, "-m", "services.identity.cli", *asked]
        killed = subprocess.run(
            command, env=identity_environment | {"MES_FAILPOINT": point}, capture_output=True, check=False
        )
        assert killed.returncode == -signal.SIGKILL

    def goes_on(import_id: str) -> dict[str, Any]:
        """The lease of the dead process has run out; another one goes on."""
        place.db["imports"].update_one({"_id": import_id}, {"$set": {"lease_until": place.clock}})
        while work.advance_imports(place.parts, "worker", place.clock):
            pass
        return import_view(place.parts, import_id)

    dies_after("identity.after-counting", "import-insured", str(file))
    job = place.db["imports"].find_one({"state": "running"})
    assert job
    held = goes_on(job["_id"])
    assert (held["withdrawals"]["state"], held["withdrawals"]["attachments"]) == ("held", 120)
    assert attached(place) == 120

    dies_after("identity.after-withdrawing", "withdrawals", job["_id"], "confirm")
    assert import_view(place.parts, job["_id"])["detached"] == 100
    done = goes_on(job["_id"])
    assert (done["withdrawals"]["state"], done["detached"], attached(place)) == ("confirmed", 120, 0)
    assert place.db["attachments"].count_documents({}) == 0


@pytest.mark.feature("MIN-08", "OPS-10")
@pytest.mark.usefixtures("wary")
def test_the_command_line_says_so_and_takes_the_decision(
    place: Place, operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    told(place, insured(1, children=[LOLA]))
    file = operator.file(insured(1, children=[]), insured(2, **KARIM))
    assert operator.run("import-insured", file, "--invite") == 1
    complaint = capsys.readouterr().err
    assert "1 of 1 attachments" in complaint
    job = place.db["imports"].find_one({"withdrawals.stage": "held"})
    assert job
    assert job["invited"] == 1  # whom the file brought is invited meanwhile
    assert attached(place) == 1
    assert operator.run("withdrawals", job["_id"], "confirm") == 0
    assert attached(place) == 0
    assert operator.run("withdrawals", job["_id"], "drop") == 1
