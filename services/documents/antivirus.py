"""Asks clamd what it thinks of a file, over its own protocol (clamd(8), INSTREAM).

No answer is not "clean": whoever asks is told that the file could not be scanned.
"""

import socket
import struct
import time

from prometheus_client import Counter, Gauge

from chassis import logs
from services.documents import errors
from services.documents.settings import DocumentsSettings

CONFIGURED = Gauge("documents_antivirus_configured", "1 when deposits are scanned", multiprocess_mode="max")
SCANNED = Counter("documents_scanned", "Files sent to the antivirus", ["verdict"])

OFF = logs.Line("documents.antivirus-off", logs.WARNING, "no antivirus is configured: deposits are not scanned")
FOUND = logs.Line("documents.infected", logs.WARNING, "the antivirus recognised a deposited file; it was refused")
FAILED = logs.Line("documents.scan-failed", logs.ERROR, "the antivirus gave no verdict; the deposit was refused")

_CHUNK = 64 * 1024
_CONNECT_S = 1.0
_ANSWER_BYTES = 4096


class Antivirus:
    """A clamd at a host and port or at a socket of this machine; without either, every file passes unscanned."""

    def __init__(self, settings: DocumentsSettings) -> None:
        self._address = (settings.clamd_host, settings.clamd_port)
        self._path = settings.clamd_socket
        self._longest_s = settings.clamd_longest_s
        CONFIGURED.set(int(self.is_configured))

    @property
    def is_configured(self) -> bool:
        """Whether files are scanned at all."""
        return bool(self._path or self._address[0])

    def say_if_off(self) -> None:
        """Leave it in the log of a process that starts, rather than let anyone believe otherwise."""
        if not self.is_configured:
            logs.write(OFF)

    def scan(self, content: bytes) -> None:
        """Return when clamd finds nothing. Raises errors.Infected, or errors.ScanFailed when it does not say."""
        if not self.is_configured:
            return
        try:
            answer = self._asked(content)
        except OSError as fault:
            _fail(type(fault).__name__)
            raise errors.ScanFailed from fault
        if answer == "stream: OK":
            SCANNED.labels("clean").inc()
        elif answer.endswith(" FOUND"):
            SCANNED.labels("infected").inc()
            logs.write(FOUND, signature=answer.removeprefix("stream: ").removesuffix(" FOUND")[:100])
            raise errors.Infected
        else:
            _fail(answer[:100] or "no answer")
            raise errors.ScanFailed

    def _asked(self, content: bytes) -> str:
        until = time.monotonic() + self._longest_s
        with self._connected() as clamd:
            clamd.settimeout(self._longest_s)
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                chunk = content[start : start + _CHUNK]
                clamd.sendall(struct.pack(">I", len(chunk)) + chunk)
            clamd.sendall(struct.pack(">I", 0))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < _ANSWER_BYTES:
                clamd.settimeout(max(0.001, until - time.monotonic()))
                if not (part := clamd.recv(_ANSWER_BYTES)):
                    break
                answer += part
        # Cut short, it is not an answer.
        return answer[:-1].decode("utf-8", "replace") if answer.endswith(b"\0") else ""

    def _connected(self) -> socket.socket:
        if not self._path:
            return socket.create_connection(self._address, _CONNECT_S)
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(_CONNECT_S)
            connection.connect(self._path)
        except OSError:
            connection.close()
            raise
        return connection


def _fail(fault: str) -> None:
    SCANNED.labels("failed").inc()
    logs.write(FAILED, fault=fault)
