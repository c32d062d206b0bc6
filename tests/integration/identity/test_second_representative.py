"""The second legal representative (MIN-15 to MIN-21): found or not, the first one is told the same."""

from typing import Any

import pytest

from services.identity.actions.second_representative import address_invitations
from tests.integration.identity.household import CERTIFIED, Grown, child_line, parent, record_of
from tests.integration.identity.place import Place

LOLA = child_line(11, "Lola", "2018-09-03")
KARIM = {"family_name": "Ben Salah", "given_names": ["Karim"], "birth_date": "1982-11-02", "sex": "M"}
TYPED = {"family_name": "BEN-SALAH", "given_name": "karim", "birth_date": "1982-11-02"}
NOBODY = {"family_name": "Personne", "given_name": "Nemo", "birth_date": "1970-01-01"}


class Household:
    """Inaya acts for Lola; Karim has an account."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.inaya, self.karim = parent(place, 1, LOLA), parent(place, 2, **KARIM)
        self.lola = record_of(place, LOLA)
        self.inaya.adds(self.lola)

    def invites(self, named: dict[str, str], expect: int = 202, by: Grown | None = None) -> Any:
        path = f"/records/{self.lola}/second-representative"
        answer = (by or self.inaya).ask("POST", path, expect, {**named, **CERTIFIED})
        address_invitations(self.place.parts)
        return answer

    def waiting(self) -> list[dict[str, Any]]:
        """What waits for Karim."""
        waiting: list[dict[str, Any]] = self.karim.ask("GET", "/invitations", 200)["invitations"]
        return waiting

    def pending(self) -> Any:
        """What Inaya sees of her invitation."""
        return self.inaya.ask("GET", f"/records/{self.lola}/representatives", 200)["invitation"]


@pytest.fixture
def home(place: Place) -> Household:
    return Household(place)


@pytest.mark.feature("MIN-15", "MIN-17", "MIN-19", "MIN-20")
def test_the_one_who_is_named_is_written_to_and_accepts_from_their_own_account(home: Household) -> None:
    home.invites(TYPED)
    (letter,) = home.place.letters("RepresentationProposed")
    assert (letter["to"]["email"], letter["given_names"]) == ("inaya@exemple.invalid", ["Karim"])
    assert "Lola" not in str(letter)
    (invitation,) = home.waiting()
    assert (invitation["child"], invitation["inviter"]) == ("Lola M.", "Inaya M.")
    home.karim.ask("POST", f"/invitations/{invitation['id']}/acceptance", 422, {})
    home.karim.ask("POST", f"/invitations/{invitation['id']}/acceptance", 201, CERTIFIED)
    assert home.karim.children() == ["Lola"]
    assert home.pending() is None
    home.karim.ask("POST", f"/invitations/{invitation['id']}/acceptance", 409, CERTIFIED)
    assert len(home.place.said("RepresentationGranted")) == 2


@pytest.mark.feature("MIN-17", "MIN-19")
def test_the_answer_and_what_is_seen_are_the_same_whoever_is_named(home: Household) -> None:
    seen = []
    for named in (TYPED, NOBODY):
        answer = home.invites(named)
        pending = home.pending()
        seen.append((answer, {name: value for name, value in pending.items() if name not in named}))
        home.inaya.ask("DELETE", f"/records/{home.lola}/second-representative", 204)
    assert seen[0] == seen[1]
    assert len(home.place.letters("RepresentationProposed")) == 1


def test_nobody_is_looked_for_while_the_parent_waits(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("the answer would tell by its time")

    path = f"/records/{home.lola}/second-representative"
    monkeypatch.setattr("services.identity.store.persons.activated_by_traits", forbidden)
    for named in (TYPED, NOBODY):
        home.inaya.ask("POST", path, 202, {**named, **CERTIFIED})
        home.inaya.ask("DELETE", path, 204)


@pytest.mark.feature("MIN-17")
def test_homonyms_are_nobody(home: Household) -> None:
    parent(home.place, 3, **{**KARIM, "sex": "F"})
    home.invites(TYPED)
    assert home.waiting() == []
    assert home.place.letters("RepresentationProposed") == []


@pytest.mark.feature("MIN-18")
def test_the_parent_declares_that_the_person_is_a_representative(home: Household) -> None:
    path = f"/records/{home.lola}/second-representative"
    for said in ({}, {"certified": False}):
        refused = home.inaya.ask("POST", path, 422, {**TYPED, **said})
        assert refused["errors"][0]["field"] == "certified"
    assert home.pending() is None


@pytest.mark.feature("MIN-20")
def test_declining_is_told_to_nobody(home: Household) -> None:
    home.invites(TYPED)
    before = home.pending()
    (invitation,) = home.waiting()
    home.karim.ask("POST", f"/invitations/{invitation['id']}/refusal", 204)
    assert home.waiting() == []
    assert home.pending() == before
    home.karim.ask("POST", f"/invitations/{invitation['id']}/acceptance", 409, CERTIFIED)


@pytest.mark.feature("MIN-20")
def test_an_invitation_belongs_to_one_account_and_runs_out(home: Household) -> None:
    home.invites(TYPED)
    (invitation,) = home.waiting()
    stranger = parent(home.place, 4)
    unknown = "inv_" + "0" * 22
    answers = [
        stranger.ask("POST", f"/invitations/{each}/acceptance", 409, CERTIFIED) for each in (invitation["id"], unknown)
    ]
    assert {answer["code"] for answer in answers} == {"identity.invitation-over"}
    home.place.db["families"].update_one({"_id": home.lola}, {"$set": {"invitation.expires_at": home.place.clock}})
    assert home.waiting() == []
    home.karim.ask("POST", f"/invitations/{invitation['id']}/acceptance", 409, CERTIFIED)
    assert home.karim.children() == []


def test_invited_twice_to_oneself_for_an_adult_by_a_stranger(home: Household) -> None:
    oneself = {"family_name": "MoreauB", "given_name": "Inaya", "birth_date": "1984-05-12"}
    assert home.invites(oneself, 409)["code"] == "identity.own-invitation"
    home.invites(TYPED)
    assert home.invites(TYPED, 409)["code"] == "identity.invitation-pending"
    own = f"/records/{home.inaya.record}/second-representative"
    assert home.inaya.ask("POST", own, 409, {**TYPED, **CERTIFIED})["code"] == "identity.not-a-child"
    home.invites(NOBODY, 404, by=home.karim)
    (invitation,) = home.waiting()
    home.karim.ask("POST", f"/invitations/{invitation['id']}/acceptance", 201, CERTIFIED)
    assert home.invites(NOBODY, 409)["code"] == "identity.too-many-representatives"


def test_guesses_are_limited_per_parent(home: Household) -> None:
    path = f"/records/{home.lola}/second-representative"
    for guess in range(3):
        home.invites({**NOBODY, "given_name": f"Nemo{'abc'[guess]}"})
        home.inaya.ask("DELETE", path, 204)
    refused = home.inaya.answer("POST", path, {**NOBODY, **CERTIFIED})
    assert (refused.status_code, refused.json and refused.json["code"]) == (429, "identity.too-many-tries")
    assert int(refused.headers["Retry-After"]) > 60
