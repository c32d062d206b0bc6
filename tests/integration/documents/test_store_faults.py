"""The object store down, full, slow, silent, cutting off or changing bytes: no half document, never wrong bytes."""

import dataclasses
import hashlib
import io
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from minio import Minio

from chassis.clock import now
from services.documents.actions import sweeping
from services.documents.files import Files
from tests.integration.documents import failing_store
from tests.integration.documents.failing_store import Path, failing
from tests.integration.documents.vault import Person, Vault
from tests.unit.documents import uploads

CONTENT = uploads.pdf(padding=40_000)
BOUNDED_S = 90.0
"""Two seconds are promised (the benchmark shows them); a busy machine is given more before a test calls it endless."""

_XML = b"Content-Type: application/xml\r\nConnection: close\r\n"
FULL = (
    b"HTTP/1.1 507 Insufficient Storage\r\n" + _XML + b"Content-Length: 73\r\n\r\n"
    b"<Error><Code>InsufficientStorage</Code><Message>no room</Message></Error>"
)
FULL_IN_OTHER_WORDS = b"HTTP/1.1 507 Insufficient Storage\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno"
BROKEN = b"HTTP/1.1 500 Internal Server Error\r\n" + _XML + b"Content-Length: 9\r\n\r\n<Error><C"

BOTH_WAYS = {
    "silent": lambda: Path(silent=True),
    "slow": lambda: Path(slow=True),
    "broken": lambda: Path(says=BROKEN),
    "noise": lambda: Path(says=b"\0\xff" * 500),
    "hanging-up": lambda: Path(says=b""),
    "answer-lost": lambda: Path(downwards=failing_store.lost),
    "answer-cut": lambda: Path(downwards=failing_store.cut),
}
UPLOADS = BOTH_WAYS | {
    "cut-on-the-way": lambda: Path(upwards=failing_store.cut),
    "bit-flipped-on-the-way": lambda: Path(upwards=failing_store.flipped),
}
DOWNLOADS = BOTH_WAYS | {"bit-flipped-on-the-way-back": lambda: Path(downwards=failing_store.flipped)}
del UPLOADS["answer-cut"]  # the answer to a PUT has no body to cut


@contextmanager
def reached_by(vault: Vault, path: Path) -> Iterator[None]:
    """The vault, with that path to its store."""
    # Time is what ends a request only where nothing else does: a busy machine is no fault of the path.
    deadline_s = 1.7 if path.silent or path.slow else BOUNDED_S / 3
    with failing(vault.parts.settings.s3_endpoint, path) as endpoint, at(vault, endpoint, deadline_s):
        yield


@contextmanager
def at(vault: Vault, endpoint: str, deadline_s: float = 1.7) -> Iterator[None]:
    """The vault, with its store expected elsewhere; what is asked of it there ends in time."""
    settings = dataclasses.replace(vault.parts.settings, s3_endpoint=endpoint, storage_deadline_s=deadline_s)
    began = time.monotonic()
    with vault.having(files=Files(settings)):
        yield
    assert time.monotonic() - began < BOUNDED_S


def nothing_half(vault: Vault, person: Person) -> None:
    """No information, no event; what lies in the store is an orphan that the sweeper takes."""
    assert person.list() == []
    assert vault.told_about(person.record) == []
    sweeping.sweep_orphans(vault.db, vault.parts.files, now() + timedelta(hours=1))
    assert vault.objects(person.record) == set()


@pytest.mark.feature("DOC-34")
def test_the_path_alone_changes_nothing(vault: Vault, inaya: Person) -> None:
    with reached_by(vault, Path()):
        document = inaya.deposit(CONTENT).json["id"]
        assert inaya.call("openDocument", 200, document=document).data == CONTENT


@pytest.mark.feature("DOC-34", "DOC-11")
@pytest.mark.parametrize("fault", UPLOADS)
def test_a_deposit_that_the_store_did_not_take_is_no_document(vault: Vault, inaya: Person, fault: str) -> None:
    with reached_by(vault, UPLOADS[fault]()):
        answer = inaya.deposit(CONTENT, expect=503, key="intention-1")
        assert answer.json["code"] == "documents.storage-unavailable"
        assert int(answer.headers["Retry-After"]) > 0
    nothing_half(vault, inaya)
    again = inaya.deposit(CONTENT, key="intention-1").json["id"]
    assert inaya.call("openDocument", 200, document=again).data == CONTENT


def test_the_deposit_above_turns_red_when_nobody_compares_what_the_store_kept(
    vault: Vault, inaya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Minio.put_object

    def takes_the_store_at_its_word(
        self: Minio, bucket: str, name: str, data: io.BytesIO, *more: Any, **named: Any
    ) -> Any:
        put(self, bucket, name, data, *more, **named)
        return SimpleNamespace(etag=hashlib.md5(data.getvalue(), usedforsecurity=False).hexdigest())

    monkeypatch.setattr(Minio, "put_object", takes_the_store_at_its_word)
    with pytest.raises(AssertionError):
        test_a_deposit_that_the_store_did_not_take_is_no_document(vault, inaya, "bit-flipped-on-the-way")
    (half,) = inaya.list()
    inaya.refused("openDocument", 503, "documents.content-damaged", document=half["id"])


@pytest.mark.feature("DOC-34")
@pytest.mark.parametrize("fault", DOWNLOADS)
def test_what_the_store_does_not_give_back_whole_is_not_served(vault: Vault, inaya: Person, fault: str) -> None:
    document = inaya.deposit(CONTENT).json["id"]
    damaged = fault == "bit-flipped-on-the-way-back"
    for read in ("openDocument", "showPage", "showThumbnail"):
        with reached_by(vault, DOWNLOADS[fault]()):
            code = "documents.content-damaged" if damaged else "documents.storage-unavailable"
            inaya.refused(read, 503, code, document=document)
    assert inaya.call("openDocument", 200, document=document).data == CONTENT


@pytest.mark.feature("DOC-34")
def test_a_store_that_is_down_is_said_to_be_and_information_stays_readable(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit(CONTENT).json["id"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with at(vault, f"127.0.0.1:{taken.getsockname()[1]}"):
            inaya.deposit(CONTENT, expect=503)
            inaya.refused("openDocument", 503, "documents.storage-unavailable", document=document)
            assert [each["id"] for each in inaya.list()] == [document]


@pytest.mark.feature("DOC-34", "DOC-11")
@pytest.mark.parametrize("words", [FULL, FULL_IN_OTHER_WORDS], ids=["s3-error", "plain"])
def test_a_store_without_room_is_said_to_be(vault: Vault, inaya: Person, words: bytes) -> None:
    with reached_by(vault, Path(says=words)):
        answer = inaya.deposit(CONTENT, expect=507)
        assert answer.json["code"] == "documents.storage-full"
        assert answer.headers["Retry-After"] == "60"
    nothing_half(vault, inaya)


@pytest.mark.feature("DOC-34")
def test_bytes_changed_where_they_lie_are_never_served(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit(CONTENT).json["id"]
    name = f"{inaya.record}/{document}"
    sealed = bytearray(vault.parts.files.get(name))
    for place in (0, 5, 20, len(sealed) // 2, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        vault.parts.files.put(name, bytes(changed))
        inaya.refused("openDocument", 503, "documents.content-damaged", document=document)
    for other in (b"", bytes(sealed[:-1]), bytes(sealed) + b"\0"):
        vault.parts.files.put(name, other)
        inaya.refused("openDocument", 503, "documents.content-damaged", document=document)


class Overtaken(Files):
    """The real store, with something else happening before each object is given."""

    def __init__(self, files: Files, before: Callable[[], object]) -> None:
        self.__dict__ |= vars(files)
        self._before = before

    def get(self, name: str) -> bytes:
        """The object, afterwards."""
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(self._before).result()
        return super().get(name)


@pytest.mark.parametrize("looks", ["openDocument", "showThumbnail", "listPages"])
def test_a_document_deleted_while_somebody_opens_it_is_gone_for_them_and_no_damage(
    vault: Vault, inaya: Person, capfd: pytest.CaptureFixture[str], looks: str
) -> None:
    document = inaya.deposit(CONTENT).json["id"]
    overtaken = Overtaken(vault.parts.files, lambda: inaya.call("deleteDocument", 204, document=document))
    with vault.having(files=overtaken):
        inaya.refused(looks, 404, "documents.not-found", document=document)
    assert "documents.object-damaged" not in "".join(capfd.readouterr())
