"""A judgment ends what a parent may do for a child: two agents, everybody told, and no way back in (MIN-21)."""

import subprocess
import sys
from typing import Any

import pytest

from services.identity.actions.second_representative import address_invitations
from tests.integration.identity.desk import Agent, acts
from tests.integration.identity.household import CERTIFIED, Grown, child_line, parent, record_of
from tests.integration.identity.place import Place

LOLA = child_line(11, "Lola", "2018-09-03")
KARIM = {"family_name": "Ben Salah", "given_names": ["Karim"], "birth_date": "1982-11-02", "sex": "M"}
JUDGMENT = "Jugement du tribunal de Créteil du 3 mars 2026"


class Household:
    """Inaya and Karim act for Lola, whom the insurer attaches to both."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.inaya, self.karim = parent(place, 1, LOLA), parent(place, 2, LOLA, **KARIM)
        self.lola = record_of(place, LOLA)
        for each in (self.inaya, self.karim):
            each.adds(self.lola)

    def file(self, agent: Agent) -> Any:
        """The file that the letter with the judgment opens: the child's."""
        traits = {name: LOLA[name] for name in ("family_name", "birth_date", "sex")}
        proof = {"channel": "letter", "matricule": LOLA["nir"], "reference": "JAF-2026/118"}
        return agent.post("/desk/calls", {**traits, "given_name": "Lola", **proof})

    def proposed(self, agent: Agent, account: str, expect: int = 201) -> Any:
        """The end of an account's right, as one agent proposes it."""
        body = {"field": "representative", "value": account, "evidence": JUDGMENT}
        return agent.post(f"/desk/calls/{self.file(agent)['id']}/changes", body, expect)

    def withdrawn(self, ada: Agent, basile: Agent) -> None:
        """Karim's right, ended by two agents."""
        change = self.proposed(ada, self.karim.account)["id"]
        basile.post(f"/desk/changes/{change}/decision", {"decision": "approve"}, 200)


@pytest.fixture
def home(place: Place) -> Household:
    return Household(place)


@pytest.mark.feature("MIN-21", "SUP-01")
def test_one_agent_alone_ends_nothing(home: Household, ada: Agent, basile: Agent) -> None:
    named = {each["account"]: each["display_name"] for each in home.file(ada)["representatives"]}
    assert named == {home.inaya.account: "Inaya M.", home.karim.account: "Karim B."}
    change = home.proposed(ada, home.karim.account)
    assert (change["current"], change["state"]) == ("Karim B.", "pending")
    own = ada.post(f"/desk/changes/{change['id']}/decision", {"decision": "approve"}, 409)
    assert own["code"] == "identity.four-eyes"
    assert home.karim.children() == ["Lola"]
    refused = basile.post(f"/desk/changes/{change['id']}/decision", {"decision": "refuse"}, 200)
    assert (refused["state"], refused["current"]) == ("refused", None)
    assert home.karim.children() == ["Lola"]
    assert acts(home.place)[-2:] == ["withdrawal-proposed", "withdrawal-refused"]
    assert home.place.said("RepresentationEnded") == []


@pytest.mark.feature("MIN-21", "SUP-01")
def test_approved_it_ends_at_once_and_both_parents_are_written_to(home: Household, ada: Agent, basile: Agent) -> None:
    home.withdrawn(ada, basile)
    assert (home.karim.children(), home.inaya.children()) == ([], ["Lola"])
    (ended,) = home.place.said("RepresentationEnded")
    assert (ended["data"]["representative"], ended["data"]["reason"]) == (home.karim.account, "withdrawn")
    assert (ended["actorid"], ended["actorrole"]) == (basile.id, "support")
    told = [(each["data"]["purpose"], each["subject"]) for each in home.place.said("SecurityNoticeIssued")]
    assert {whom for purpose, whom in told if purpose == "representation-withdrawn"} == {
        home.inaya.record,
        home.karim.record,
    }
    assert "Lola" not in str(home.place.letters("SecurityNoticeIssued"))
    # What the child's history shows.
    shown = [each["data"]["act"] for each in home.place.said("SupportActed") if each["subject"] == home.lola]
    assert shown == ["caller-identified", "withdrawal-proposed", "withdrawal-applied"]
    assert home.file(ada)["representatives"][0]["display_name"] == "Inaya M."


@pytest.mark.feature("MIN-08", "MIN-21")
def test_attached_at_the_insurer_or_invited_the_right_does_not_come_back(
    home: Household, ada: Agent, basile: Agent
) -> None:
    home.withdrawn(ada, basile)
    assert home.karim.proposed() == []
    assert home.karim.adds(home.lola, expect=409)["code"] == "identity.right-withdrawn"
    named = {"family_name": "Ben Salah", "given_name": "Karim", "birth_date": "1982-11-02", **CERTIFIED}
    home.inaya.ask("POST", f"/records/{home.lola}/second-representative", 202, named)
    address_invitations(home.place.parts)
    assert home.karim.ask("GET", "/invitations", 200)["invitations"] == []
    assert home.place.letters("RepresentationProposed") == []


@pytest.mark.feature("MIN-21")
def test_when_the_decision_changes_an_operator_lets_the_parent_certify_again(
    home: Household, ada: Agent, basile: Agent, identity_environment: dict[str, str]
) -> None:
    home.withdrawn(ada, basile)

    def allow(who: Grown) -> int:
        command = [sys.executable, "-m", "services.identity.cli", "allow-representation", home.lola, who.account]
        return subprocess.run(command, env=identity_environment, capture_output=True, check=False).returncode

    assert allow(home.inaya) == 1
    assert allow(home.karim) == 0
    assert allow(home.karim) == 1
    assert home.karim.proposed() == ["Lola"]
    home.karim.adds(home.lola)
    assert home.karim.children() == ["Lola"]


@pytest.mark.feature("MIN-21")
def test_only_who_acts_for_the_child_can_be_named_and_only_while_they_do(
    home: Household, ada: Agent, basile: Agent
) -> None:
    for account in ("acc_0000000000000000000000", ada.id):
        assert home.proposed(ada, account, 422)["errors"][0]["field"] == "value"
    change = home.proposed(ada, home.karim.account)["id"]
    home.karim.ask("DELETE", f"/records/{home.lola}/representatives/mine", 204)
    gone = basile.post(f"/desk/changes/{change}/decision", {"decision": "approve"}, 409)
    assert gone["code"] == "identity.change-decided"
    assert acts(home.place)[-1] == "withdrawal-proposed"
