"""The profile service as tests use it: the real application on real servers, told by events, called by contract."""

import uuid
from typing import Any

from werkzeug.test import TestResponse

from services.profile.api import create_app
from services.profile.parts import Parts
from services.profile.worker import ProfileWorker
from tests.integration.enforcement.point import Caller, Point
from tests.integration.enforcement.told import grid_told, new_id
from tests.support.platform import until

ALLERGY = {"label": "Pollens de bouleau", "detail": "Éternuements", "started_on": "2019-03", "note": "Au printemps"}
VACCINATION = {"label": "Grippe", "started_on": "2025-10-12", "detail": "Lot A12"}


class Book(Point):
    """One service for a session of tests, with consent's heart beating beside it."""

    parts: Parts

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts, ProfileWorker(), create_app)
        self.hear("consent.AuthorizationGridUpdated", "grid", grid_told())

    def wait_for_silence(self) -> None:
        """Until the service has noticed that consent is silent."""
        probe, record = self.professional(), self.patient().record
        until(lambda: probe.status("showProfile", record) == 503, seconds=120)

    def patient(self) -> "Person":
        """Someone whose space is open."""
        person = Person(self, new_id("acc"), "patient", new_id("rec"))
        self.state(person.record, "activated", 2)
        return person

    def professional(self, profession: str = "G15_10", **told: Any) -> "Person":
        """Someone of the directory."""
        person = Person(self, new_id("pro"), "professional", None)
        person.listed(profession, "SM54" if profession == "G15_10" else None, **told)
        return person

    def told_about(self, subject: str, type_: str = "") -> list[dict[str, Any]]:
        """Events about a record that wait to be published, oldest first, as they will travel."""
        return self.pending(subject, self.db.profiles.find({"_id": subject}), type_)


class Person(Caller):
    """Someone who calls the API."""

    def call(self, operation_id: str, expect: int, **given: Any) -> TestResponse:
        """Call an operation; the answer has the status expected and is one that the contract documents."""
        places = {"record": given.pop("record", self.record), "section": given.pop("section", "allergies")}
        places["item"] = given.pop("item", "")
        return self.ask(operation_id, expect, places, **given)

    def refused(self, operation_id: str, status: int, code: str, **given: Any) -> dict[str, Any]:
        """Call, expecting this problem."""
        problem: dict[str, Any] = self.call(operation_id, status, **given).json
        assert problem["code"] == code, problem
        return problem

    def shown(self, record: str | None = None) -> dict[str, dict[str, Any]]:
        """The sections of a profile, by code."""
        told = self.call("showProfile", 200, record=record or self.record).json
        return {section["code"]: section for section in told["sections"]}

    def add(
        self, content: dict[str, Any], section: str = "allergies", expect: int = 201, key: str = "", **given: Any
    ) -> dict[str, Any]:
        """Add an entry; the JSON of the answer."""
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        added = self.call("addEntry", expect, section=section, json=content, headers=headers, **given)
        told: dict[str, Any] = added.json
        return told

    def change(
        self,
        entry: dict[str, Any],
        content: dict[str, Any],
        expect: int = 200,
        section: str = "allergies",
        **given: Any,
    ) -> dict[str, Any]:
        """Change the version of an entry that is at hand."""
        headers = {"If-Match": f'"{entry["version"]}"'}
        given |= {"item": entry["id"], "json": content, "headers": headers, "section": section}
        told: dict[str, Any] = self.call("changeEntry", expect, **given).json
        return told
