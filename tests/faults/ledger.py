"""Deposits under fire, and the books that are compared afterwards."""

import hashlib
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from deploy.demo.files import pdf
from tests.support.api import Api
from tests.support.contract import operations
from tests.support.platform import Carer, Patient, Platform, until

TRY_AGAIN = (429, 500, 502, 503, 504)


def renew(api: Api) -> None:
    """A new token for a session whose last one has expired; nothing changes while nobody answers."""
    try:
        renewed = api.http.post(api.url + operations()["renewToken"].path, verify=api.ca, timeout=30)
    except requests.RequestException:
        return
    if renewed.status_code == 200:
        api.token = renewed.json()["access_token"]


@dataclass
class Ledger:
    """What the client was told, on disk before the next deposit: key, document id, SHA-256."""

    path: Path
    told: dict[str, tuple[str, str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, key: str, document: str, sha256: str) -> None:
        with self.lock, self.path.open("a") as book:
            book.write(f"{key} {document} {sha256}\n")
            book.flush()
            os.fsync(book.fileno())
            self.told[key] = (document, sha256)


@dataclass
class Front:
    """A professional who deposits for one patient, again and again, whatever happens around them."""

    platform: Platform
    patient: Patient
    carer: Carer
    ledger: Ledger
    give_up: threading.Event = field(default_factory=threading.Event)
    asked: int = 0

    def deposit(self, number: int) -> None:
        """One deposit, repeated under the same key until it is answered 201."""
        content = pdf(f"Compte rendu {number}", "Hôpital des Lilas", [f"Observation {number}", os.urandom(8).hex()])
        key = f"faute-{self.patient.record}-{number}"[:64].replace("_", "-")
        while not self.give_up.is_set():
            answer = self._try(self.carer.api, content, key, number)
            if answer is not None:
                self.ledger.write(key, answer["id"], hashlib.sha256(content).hexdigest())
                return
            time.sleep(0.1)

    def _try(self, api: Api, content: bytes, key: str, number: int) -> dict[str, Any] | None:
        try:
            answer = api.http.post(
                api.url + operations()["depositDocument"].path.format(**self.patient.here),
                data={"title": f"Compte rendu {number}", "document_date": "2026-03-03", "type": "11488-4"},
                files={"file": ("cr.pdf", content, "application/pdf")},
                headers={"Authorization": f"Bearer {api.token}", "Idempotency-Key": key},
                verify=api.ca,
                timeout=30,
            )
        except requests.RequestException:
            return None  # no answer is no promise
        if answer.status_code == 401:
            renew(api)
            return None
        if answer.status_code in TRY_AGAIN:
            return None
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def answers_more(self, number: int = 4) -> None:
        """Return once so many more deposits are answered, or all that were asked for."""
        wanted = min(len(self.ledger.told) + number, self.asked)
        until(lambda: len(self.ledger.told) >= wanted, seconds=300)

    def under_fire(self, count: int, strike: Callable[[], None], clients: int = 4, seconds: float = 900) -> None:
        """`count` deposits by `clients` at once, while `strike` does its harm beside them; given up after `seconds`."""
        self.asked = count
        late = threading.Timer(seconds, self.give_up.set)
        late.daemon = True
        late.start()
        with ThreadPoolExecutor(clients) as pool:
            work = [pool.submit(self.deposit, number) for number in range(count)]
            try:
                strike()
            except BaseException:
                self.give_up.set()
                raise
            for each in work:
                each.result()
        late.cancel()

    def faults(self, seconds: float) -> list[str]:
        """Every way in which the books differ, once they have had `seconds` to agree."""
        end = time.monotonic() + seconds
        while (found := self._differences()) and time.monotonic() < end:
            time.sleep(0.5)
        return found

    def _differences(self) -> list[str]:
        mes, record = self.platform.installation, self.patient.record
        promised = dict(self.ledger.told.values())
        rows = list(mes.mongo("documents").documents.find({"record": record}, {"sha256": 1, "idempotency_key": 1}))
        found = [f"document {each} was lost" for each in promised.keys() - {row["_id"] for row in rows}]
        keys = Counter(row["idempotency_key"] for row in rows)
        found += [f"key {key} stands {times} times" for key, times in keys.items() if times > 1]
        if len(rows) > len(promised):
            found.append(f"{len(rows) - len(promised)} documents nobody was promised")
        told = Counter(
            entry["object"]["id"]
            for entry in mes.mongo("consent").history.find({"record": record, "action": "document-deposited"})
        )
        found += [f"history has {told[row['_id']]} entries of {row['_id']}" for row in rows if told[row["_id"]] != 1]
        received = self.platform.mailbox.to(self.patient.email)
        mails = {mail["headers"]["message-id"] for mail in received if "actions" in mail["text"]}
        expected = mes.mongo("notifier").notices.count_documents({"record": record, "kind": "activity"})
        if len(mails) < len(rows) or len(mails) != expected:
            found.append(f"{len(mails)} notices reached the mailbox of {expected} noted, for {len(rows)} documents")
        for service in ("identity", "documents", "consent", "messaging", "notifier", "profile"):
            for name in ("outbox", "documents"):
                if mes.mongo(service)[name].find_one({"pending.id": {"$gt": ""}}):
                    found.append(f"{service} still has events in {name}")
        return found

    def unreadable(self) -> list[str]:
        """Documents that were promised and do not come back byte for byte."""
        found = []
        for document, sha256 in self.ledger.told.values():
            where = self.patient.document(document)
            status, content = until(lambda where=where: self._open(where), seconds=120)
            if status != 200 or hashlib.sha256(content).hexdigest() != sha256:
                found.append(f"document {document} answers {status}")
        return found

    def _open(self, where: dict[str, str]) -> tuple[int, bytes] | None:
        # Read as the patient: reading as a professional would add to the books being compared.
        api = self.patient.api
        answer = api.http.get(
            api.url + operations()["openDocument"].path.format(**where),
            headers={"Authorization": f"Bearer {api.token}"},
            verify=api.ca,
            timeout=30,
        )
        if answer.status_code == 401:
            renew(api)
            return None
        return answer.status_code, answer.content
