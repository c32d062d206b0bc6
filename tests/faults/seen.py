"""A record under the eyes of a professional, and every answer they get."""

import itertools
import threading
import time
from dataclasses import dataclass, field

import requests

from tests.support.contract import operations
from tests.support.platform import Carer, Patient, Platform

DOORS = ("listDocuments", "showDocument", "openDocument", "listDocumentVersions")
HEADERS: tuple[dict[str, str], ...] = ({}, {"If-None-Match": '"1"'}, {"If-None-Match": "*"}, {"Range": "bytes=0-99"})
READ = frozenset({200, 206, 304})


@dataclass
class Seen:
    """A patient with a document, and a professional who reads it."""

    platform: Platform
    patient: Patient
    carer: Carer
    document: str
    answers: list[tuple[float, int]] = field(default_factory=list)
    """When each request was sent, and its status."""

    def lists(self) -> int:
        """The status of one more list."""
        asked = self.carer.api.call("listDocuments", expect=(200, 403, 503), path=self.patient.here)
        return asked.status_code

    def hammer(self, over: threading.Event) -> None:
        """Every door with every header in turn, on a connection of its own, until told to stop."""
        http = requests.Session()
        http.verify, http.trust_env = self.carer.api.ca, False
        path = self.patient.document(self.document)
        for door, headers in itertools.cycle(itertools.product(DOORS, HEADERS)):
            if over.is_set():
                return
            url = self.carer.api.url + operations()[door].path.format(**path)
            sent = time.monotonic()
            asked = {"Authorization": f"Bearer {self.carer.api.token}", **headers}
            self.answers.append((sent, http.get(url, headers=asked, timeout=30).status_code))

    def block(self) -> str:
        """What the person is told of their block."""
        path = {**self.patient.here, "professional": self.carer.id}
        answer = self.patient.api.call("blockProfessional", expect=(200, 202), path=path)
        return str(answer.json()["state"])
