"""What is put and got: deposits and reads through the platform, and the same bytes straight from the object store."""

import io
import random
import secrets
import string
import threading
from collections.abc import Callable, Mapping
from typing import Any

import requests
from minio import Minio
from minio.deleteobjects import DeleteObject

from deploy.demo.files import pdf
from tests.load.rates import Operation
from tests.support.api import Api
from tests.support.contract import operations
from tests.support.platform import Carer, Patient

SIZE = 100_000


def document() -> bytes:
    """A PDF of about 100 KB whose words hardly compress, always the same."""
    chance, words, made = random.Random(1), 120_000, b""
    while len(made) < SIZE:
        text = "".join(chance.choices(string.ascii_letters + string.digits + "    ", k=words))
        made = pdf("Compte rendu", "Cabinet des Tilleuls", [text])
        words += 2_000
    return made


class Platform:
    """Deposits by the patient and reads by the professional, each thread on a kept connection."""

    def __init__(self, patient: Patient, carer: Carer, content: bytes) -> None:
        self._patient, self._carer, self._content = patient, carer, content
        self._renewing = threading.Lock()
        self._read = patient.document(patient.deposit(content=content)["id"])

    def deposit(self) -> Operation:
        """A deposit, with an idempotency key of its own."""
        form = {"title": "Compte rendu", "document_date": "2026-03-03", "section": "ORD_SOIN"}
        files = {"file": ("piece.pdf", self._content, "application/pdf")}
        call = self._opened(self._patient.api, "depositDocument", self._patient.here)

        def operation() -> None:
            key = {"Idempotency-Key": secrets.token_urlsafe(16)}
            _expect(call(data=form, files=files, headers=key), 201)

        return operation

    def read(self) -> Operation:
        """The content of a document of somebody in the professional's care."""
        call = self._opened(self._carer.api, "openDocument", self._read)

        def operation() -> None:
            answer = call()
            _expect(answer, 200)
            if answer.content != self._content:
                raise AssertionError("the platform gave back other bytes")

        return operation

    def _opened(self, api: Api, operation_id: str, path: dict[str, str]) -> Callable[..., requests.Response]:
        """An operation on a connection of its own; a load may outlast the five minutes of a token."""
        asked = operations()[operation_id]
        http = requests.Session()
        http.trust_env = False
        http.verify = api.ca

        def call(headers: Mapping[str, str] | None = None, **what: Any) -> requests.Response:
            used = api.token
            sent = {**(headers or {}), "Authorization": f"Bearer {used}"}
            answer = http.request(asked.method, api.url + asked.path.format(**path), headers=sent, timeout=30, **what)
            if answer.status_code == 401 and self._holds_another(api, used):
                return call(headers, **what)
            return answer

        return call

    def _holds_another(self, api: Api, used: str | None) -> bool:
        with self._renewing:
            return api.token != used or api.renewed()


class Store:
    """The same bytes put in and got from the documents' bucket, with the documents service's own credentials."""

    _PREFIX = "load/"

    def __init__(self, env: Mapping[str, str], content: bytes) -> None:
        self._client = Minio(
            env["S3_ENDPOINT"],
            access_key=env["S3_ACCESS_KEY"],
            secret_key=env["S3_SECRET_KEY"],
            secure=False,
            region="us-east-1",
        )
        self._bucket, self._content = env["S3_BUCKET"], content
        self._put("read")

    def put(self) -> Operation:
        """An object under a name of its own."""
        return lambda: self._put(secrets.token_hex(16))

    def get(self) -> Operation:
        """One object, whole."""

        def operation() -> None:
            answer = self._client.get_object(self._bucket, self._PREFIX + "read")
            try:
                if answer.read() != self._content:
                    raise AssertionError("the store gave back other bytes")
            finally:
                answer.close()
                answer.release_conn()

        return operation

    def clean(self) -> None:
        """Delete what was put."""
        found = self._client.list_objects(self._bucket, self._PREFIX, recursive=True)
        doomed = [DeleteObject(each.object_name) for each in found if each.object_name]
        for complaint in self._client.remove_objects(self._bucket, doomed):
            raise AssertionError(f"not deleted: {complaint}")

    def _put(self, name: str) -> None:
        self._client.put_object(self._bucket, self._PREFIX + name, io.BytesIO(self._content), len(self._content))


def _expect(answer: requests.Response, status: int) -> None:
    if answer.status_code != status:
        raise AssertionError(f"answered {answer.status_code}: {answer.text[:300]}")
