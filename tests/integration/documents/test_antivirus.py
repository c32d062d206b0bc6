"""Deposits are scanned by a real clamd, over its own protocol; no verdict is not a clean one."""

import dataclasses
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from deploy.native.servers import clamd
from services.documents import errors
from services.documents.antivirus import CONFIGURED, Antivirus
from services.documents.settings import DocumentsSettings
from tests.integration.documents.vault import Person, Vault
from tests.support.platform import until
from tests.unit.documents import uploads

# In pieces, so that no antivirus takes this file for what it only speaks of (eicar.org).
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
SIGNATURE = f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket of a clamd that knows one signature."""
    folder = tmp_path_factory.mktemp("clamd")
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "eicar.ndb").write_text(SIGNATURE)
    program = clamd.program(folder / "run", signatures)
    with subprocess.Popen(program.command, stdout=subprocess.DEVNULL) as process:
        try:
            until(lambda: clamd.is_ready(folder / "run"), seconds=180)
            yield clamd.endpoint(folder / "run")
        finally:
            process.terminate()


def scanning(vault: Vault, **settings: Any) -> AbstractContextManager[None]:
    """The vault with an antivirus, to which a busy machine is no reason to give up."""
    chosen = dataclasses.replace(vault.parts.settings, clamd_longest_s=60.0, **settings)
    return vault.having(antivirus=Antivirus(chosen))


@pytest.mark.feature("DOC-11", "DOC-12")
def test_what_the_antivirus_recognises_is_refused_and_nothing_of_it_kept(
    vault: Vault, inaya: Person, daemon: Path
) -> None:
    packed = uploads.pdf(lambda document: document.Root.__setitem__("/Extra", document.make_stream(EICAR * 20)))
    assert EICAR not in packed
    with scanning(vault, clamd_socket=str(daemon)):
        problem = inaya.deposit(EICAR, "note.txt", "text/plain", expect=422).json
        assert problem["code"] == "documents.infected"
        inaya.deposit(uploads.text() + EICAR, "note.txt", "text/plain", expect=422)
        inaya.deposit(packed, expect=422)
        assert inaya.list() == []
        assert vault.objects(inaya.record) == set()
        for content, name, declared in uploads.GOOD.values():
            inaya.deposit(content, name, declared)


@pytest.mark.feature("DOC-11")
def test_a_file_of_the_largest_size_is_scanned_to_its_end(vault: Vault, inaya: Person, daemon: Path) -> None:
    most = 5 * 2**20
    with scanning(vault, clamd_socket=str(daemon)):
        inaya.deposit(b"a" * most, "note.txt", "text/plain")
        inaya.deposit(b"a" * (most - len(EICAR)) + EICAR, "note.txt", "text/plain", expect=422)


@pytest.mark.feature("DOC-11")
def test_without_a_verdict_a_deposit_is_refused_for_now(vault: Vault, inaya: Person, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        for settings in ({"clamd_socket": str(tmp_path / "nobody")}, {"clamd_host": "127.0.0.1", "clamd_port": port}):
            with scanning(vault, **settings):
                answer = inaya.deposit(expect=503)
            assert answer.json["code"] == "documents.scan-unavailable"
            assert answer.headers["Retry-After"] == "10"
    assert vault.objects(inaya.record) == set()


ANSWERS = {
    "size-limit": b"INSTREAM size limit exceeded. ERROR\0",
    "error": b"stream: Can't allocate memory ERROR\0",
    "cut-short": b"stream: O",
    "clean-cut-short": b"stream: OK",
    "other-words": b"OK\0",
    "nothing": b"",
    "noise": b"x" * 10_000,
}


@pytest.mark.parametrize("said", ANSWERS)
def test_any_other_answer_is_no_verdict(documents_settings: DocumentsSettings, said: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_answer_once, args=(listening, ANSWERS[said]), daemon=True).start()
        host, port = listening.getsockname()
        antivirus = Antivirus(dataclasses.replace(documents_settings, clamd_host=host, clamd_port=port))
        with pytest.raises(errors.ScanFailed):
            antivirus.scan(b"a" * 200_000)


def test_a_daemon_that_never_answers_is_not_waited_for(documents_settings: DocumentsSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host, port = silent.getsockname()
        settings = dataclasses.replace(documents_settings, clamd_host=host, clamd_port=port, clamd_longest_s=0.2)
        with pytest.raises(errors.ScanFailed):
            Antivirus(settings).scan(b"a")


def test_whether_deposits_are_scanned_is_a_figure(documents_settings: DocumentsSettings) -> None:
    for host, figure in (("", 0), ("clamd.invalid", 1)):
        Antivirus(dataclasses.replace(documents_settings, clamd_host=host))
        assert CONFIGURED._value.get() == figure  # type: ignore[attr-defined]


def _answer_once(listening: socket.socket, said: bytes) -> None:
    connection, _ = listening.accept()
    with connection:
        received = b""
        while not received.endswith(b"\0\0\0\0"):
            received += connection.recv(65_536)
        connection.sendall(said)
