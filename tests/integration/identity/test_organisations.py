"""Organisations and the accounts of their software, as operators keep them on their pages."""

from typing import Any

import pytest

from services.identity.actions.directory import create_operator
from services.identity.domain.people import Contact
from tests.integration.identity.holder import Holder
from tests.integration.identity.machine import Software
from tests.integration.identity.place import PASSWORD, Place, credentials
from tests.support.platform import until

HOSPITAL = {"scheme": "finess", "number": "750 100 125", "name": "CH des Marronniers", "kind": "hospital"}
DEPOSITS = ["documents:deposit"]


class Keeper(Holder):
    """An operator, logged in."""

    def __init__(self, place: Place, identifier: str = "op.dupont") -> None:
        contact = Contact(f"{identifier}@ops.invalid", None)
        create_operator(place.parts, identifier, contact, identifier, PASSWORD, place.clock)
        self.place, self.client = place, place.client()
        login = place.post("/logins", credentials(identifier, space="operator"), 201)["login"]
        session = place.post(f"/logins/{login}/session", {"code": place.send_code(login)}, 201, self.client)
        self.actor, self.token = session["actor"], session["access_token"]

    def hospital(self, **changes: str) -> str:
        """The id of an organisation written."""
        return str(self.get("/organisations", "POST", {**HOSPITAL, **changes}, 201)["id"])

    def registers(self, software: Software, organisation: str, **changes: Any) -> Any:
        """An account for this software."""
        body = {"label": "DPI Orchidée", "scopes": DEPOSITS, "jwks": {"keys": [software.public()]}, **changes}
        return self.get(f"/organisations/{organisation}/machine-accounts", "POST", body, 201)


@pytest.fixture
def keeper(place: Place) -> Keeper:
    return Keeper(place)


@pytest.fixture
def software(place: Place, keeper: Keeper) -> Software:
    """Software of the hospital, registered on the page."""
    made = Software(place)
    made.client = keeper.registers(made, keeper.hospital())["id"]
    return made


@pytest.mark.feature("PSS-10", "OPS-10")
def test_an_organisation_is_written_once_and_its_name_corrected(place: Place, keeper: Keeper) -> None:
    known = keeper.hospital()
    assert keeper.hospital(name="CHU des Marronniers", number="750100125") == known
    (entry,) = keeper.get("/organisations")["items"]
    assert (entry["number"], entry["name"], entry["suspended_at"]) == ("750100125", "CHU des Marronniers", None)
    assert len(place.said("OrganisationListed")) == 2


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("number", {"number": "75010012"}),
        ("number", {"scheme": "siret"}),
        ("kind", {"kind": "bakery"}),
        ("name", {"name": "   "}),
    ],
)
def test_what_is_no_organisation_is_refused_by_its_field(keeper: Keeper, field: str, changes: dict[str, str]) -> None:
    refused = keeper.get("/organisations", "POST", {**HOSPITAL, **changes}, 422)
    assert refused["errors"][0]["field"] == field
    assert keeper.get("/organisations") == {"items": [], "next": None}


def test_organisations_come_by_pages_in_the_order_of_their_numbers(keeper: Keeper) -> None:
    for number in ("750100133", "750100125", "2A0000154"):
        keeper.hospital(number=number)
    keeper.hospital(scheme="siret", number="12345678901234")
    first = keeper.get("/organisations?limit=3")
    rest = keeper.get(f"/organisations?limit=3&cursor={first['next']}")
    told = [each["number"] for each in (*first["items"], *rest["items"])]
    assert told == ["2A0000154", "750100125", "750100133", "12345678901234"]
    assert rest["next"] is None


@pytest.mark.feature("PSS-10")
def test_software_registered_on_the_page_gets_its_token(place: Place, keeper: Keeper, software: Software) -> None:
    assert software.works(software.token()) == 200
    (organisation,) = keeper.get("/organisations")["items"]
    shown = keeper.get(f"/organisations/{organisation['id']}")
    assert shown["organisation"] == organisation
    (account,) = shown["accounts"]
    assert (account["id"], account["label"], account["scopes"]) == (software.client, "DPI Orchidée", DEPOSITS)
    assert account["keys"] == [{"kid": "key-1", "kty": "OKP"}]
    assert set(DEPOSITS) < set(shown["scopes"])


@pytest.mark.feature("PSS-10")
def test_keys_rotate_without_interruption(place: Place, keeper: Keeper, software: Software) -> None:
    fresh = Software(place, "key-2")
    fresh.client = software.client
    path = f"/machine-accounts/{software.client}/keys"
    both = keeper.get(path, "PUT", {"jwks": {"keys": [software.public(), fresh.public()]}})
    assert [key["kid"] for key in both["keys"]] == ["key-1", "key-2"]
    for each in (software, fresh):
        assert each.ask().status_code == 200
    keeper.get(path, "PUT", {"jwks": {"keys": [fresh.public()]}})
    assert (software.ask().status_code, fresh.ask().status_code) == (401, 200)


@pytest.mark.feature("PSS-10")
@pytest.mark.parametrize("whole", [True, False], ids=["organisation", "account"])
def test_suspended_its_tokens_die_at_once_and_live_again_when_resumed(
    place: Place, keeper: Keeper, software: Software, whole: bool
) -> None:
    token = software.token()
    (organisation,) = keeper.get("/organisations")["items"]
    path = f"/organisations/{organisation['id']}" if whole else f"/machine-accounts/{software.client}"
    assert keeper.get(path, "PATCH", {"suspended": True})["suspended_at"] is not None
    until(lambda: software.works(token) == 401)  # within a second, when the machine is not busy
    assert software.ask().status_code == 401
    assert keeper.get(path, "PATCH", {"suspended": False})["suspended_at"] is None
    assert software.works(software.token()) == 200
    assert software.works(token) == 401, "what died stays dead"


def test_a_private_key_and_an_unknown_right_are_refused_and_nobody_is_told_apart(place: Place, keeper: Keeper) -> None:
    organisation, made = keeper.hospital(), Software(place)
    path = f"/organisations/{organisation}/machine-accounts"
    body = {"label": "DPI", "scopes": DEPOSITS, "jwks": {"keys": [made.public()]}}
    private = {"keys": [{**made.public(), "d": "AAAA"}]}
    for field, changes in (("jwks", {"jwks": private}), ("scopes", {"scopes": ["documents:read-all"]})):
        assert keeper.get(path, "POST", {**body, **changes}, 422)["errors"][0]["field"] == field
    nobody = f"/organisations/org_{'0' * 22}"
    assert keeper.get(f"{nobody}/machine-accounts", "POST", body, 404)["code"] == "identity.organisation-unknown"
    assert keeper.get(nobody, expect=404)["code"] == "identity.organisation-unknown"
    unknown = f"/machine-accounts/mac_{'0' * 22}"
    for method, sub, sent in (("PATCH", "", {"suspended": True}), ("PUT", "/keys", {"jwks": body["jwks"]})):
        assert keeper.get(unknown + sub, method, sent, 404)["code"] == "identity.machine-account-unknown"


def test_only_operators_keep_the_register(place: Place) -> None:
    place.activated()
    Holder(place, "inaya.martin").get("/organisations", expect=403)
