"""The 3422 desk as tests use it: an agent, what a caller answers, what was told."""

from typing import Any

from services.identity.actions.directory import create_operator
from services.identity.domain.accounts import Kind
from services.identity.domain.people import Contact
from tests.integration.identity.holder import Holder
from tests.integration.identity.place import PASSWORD, Place, credentials, insured


class Agent(Holder):
    """An agent of the 3422, logged in at the desk."""

    def __init__(self, place: Place, identifier: str) -> None:
        contact = Contact(f"{identifier}@ops.invalid", None)
        self.id = create_operator(place.parts, identifier, contact, identifier, PASSWORD, place.clock, Kind.SUPPORT)
        self.place, self.client = place, place.client()
        login = place.post("/logins", credentials(identifier, space="operator"), 201)["login"]
        session = place.post(f"/logins/{login}/session", {"code": place.send_code(login)}, 201, self.client)
        self.actor, self.token = session["actor"], session["access_token"]

    def post(self, path: str, body: Any, expect: int = 201) -> Any:
        """The JSON of the answer, which has the status expected."""
        return self.get(path, "POST", body, expect)


def script(caller: dict[str, str] | None = None, **changes: str | None) -> dict[str, str]:
    """What Inaya Martin answers on the telephone."""
    line = insured()
    told = {
        "channel": "phone",
        "family_name": "Martin",
        "given_name": "Inaya",
        "birth_date": line["birth_date"],
        "sex": "F",
        "matricule_end": line["nir"][-5:],
        "vitale_serial": line["vitale_serial"],
        "provisional_code": caller and caller["code"],
        **changes,
    }
    return {name: text for name, text in told.items() if text is not None}


def acts(place: Place) -> list[str]:
    """What agents did, as consent is told it."""
    return [event["data"]["act"] for event in place.said("SupportActed")]
