"""Parents and children on the running service, and what each of them asks of it."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from services.identity.domain.nir import parse_nir
from tests.integration.identity.place import Place, insured, valid_nir

CERTIFIED = {"certified": True}


@dataclass
class Grown:
    """An adult with a login. `token` is renewed by whoever lets time pass."""

    place: Place
    record: str
    account: str
    token: str

    def ask(self, method: str, path: str, expect: int, body: Any = None) -> Any:
        """Call an operation of families; the JSON of the answer, which has this status."""
        answer = self.answer(method, path, body)
        assert answer.status_code == expect, (answer.status_code, answer.text)
        return answer.json if answer.text else None

    def answer(self, method: str, path: str, body: Any = None) -> TestResponse:
        """The same with the whole answer."""
        with self.place.at_clock():
            return self.place.client().open(
                f"/api/identity{path}", method=method, json=body, headers={"Authorization": f"Bearer {self.token}"}
            )

    def adds(self, *children: str, expect: int = 201) -> Any:
        """Certify and add children."""
        return self.ask("POST", "/profiles", expect, {"children": list(children), **CERTIFIED})

    def children(self) -> list[str]:
        """The given names of those they act for."""
        return [child["given_name"] for child in self.ask("GET", "/profiles", 200)["children"]]

    def proposed(self) -> list[str]:
        """The given names of those they may add."""
        return [child["given_name"] for child in self.ask("GET", "/proposed-children", 200)["children"]]


def child_line(number: int, name: str, born: str, **changes: Any) -> dict[str, Any]:
    """A minor as the insurer tells them: reached through nobody."""
    line = insured(number, given_names=[name], birth_date=born, family_name="Moreau", email=None, mobile=None)
    nir = valid_nir(f"2{born[2:4]}{born[5:7]}7510{number:04d}")
    return {**line, "nir": nir, "vitale_serial": "10000000001", **changes}


def parent(place: Place, number: int, *children: dict[str, Any], **changes: Any) -> Grown:
    """An adult with these children at the insurer, activated and logged in."""
    identifier = f"parent.{number:04d}"
    told = {"family_name": f"Moreau{chr(65 + number % 26)}", **changes}
    record = place.activated(number, identifier, **told, **({"children": list(children)} if children else {}))["record"]
    session = place.logged_in(identifier)
    return Grown(place, record, session["actor"]["id"], session["access_token"])


def record_of(place: Place, line: dict[str, Any]) -> str:
    """The record of somebody imported."""
    index = place.parts.keyring.nir_index(parse_nir(line["nir"]))
    found = place.db["persons"].find_one({"nir_index": index})
    assert found
    return str(found["_id"])
