"""The service's side of the inspectors: a few processes, kept warm, each judging one file at a time."""

import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

from services.documents import errors
from services.documents.formats.inspector import JOB, KEPT, REFUSALS, VERDICT

_ROOT = Path(__file__).parents[3]
_AT_ONCE = 2
_PATIENCE_S = 10.0
"""How long a deposit waits for its turn."""
_LONGEST_S = 30.0
"""How long a verdict may take on a machine that is busy; its own computing is limited much tighter."""


class _Died(Exception):
    """The inspector ended without a verdict."""


class Inspectors:
    """At most two inspectors a process; started when first needed, and again after a file ended one."""

    def __init__(self, max_pixels: int) -> None:
        self._max_pixels = max_pixels
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._idle: list[_Inspector] = []
        self._lock = threading.Lock()

    def clean(self, label: str, content: bytes) -> bytes:
        """The bytes to keep of a file of this kind. Raises the refusals of `errors`, or errors.Busy."""
        if not self._turns.acquire(timeout=_PATIENCE_S):
            raise errors.Busy
        try:
            try:
                return self._judged(label, content)
            except _Died:  # perhaps before it knew the file: a second one decides
                return self._judged(label, content)
        except _Died:
            raise errors.TooComplex from None
        finally:
            self._turns.release()

    def warm_up(self) -> None:
        """Start one ahead of the first deposit."""
        self._idle.append(_Inspector(self._max_pixels))

    def close(self) -> None:
        """End them all."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def _judged(self, label: str, content: bytes) -> bytes:
        inspector = self._take()
        try:
            return inspector.judge(label, content)
        finally:
            with self._lock:
                self._idle.append(inspector)

    def _take(self) -> "_Inspector":
        with self._lock:
            while self._idle:
                inspector = self._idle.pop()
                if inspector.lives():
                    return inspector
                inspector.end()
        return _Inspector(self._max_pixels)


class _Inspector:
    """One process. A refusal leaves it alive; silence or death ends it, and it is put back to be buried."""

    def __init__(self, max_pixels: int) -> None:
        # No environment: what the service knows by it is not for the process that opens strangers' files.
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no input of anyone in the command
            [sys.executable, "-m", "services.documents.formats.inspector", str(max_pixels)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._jobs, self._verdicts = self._process.stdin, self._process.stdout

    def lives(self) -> bool:
        """Whether it can take a job."""
        return self._process.poll() is None

    def judge(self, label: str, content: bytes) -> bytes:
        """The bytes to keep. Raises the refusals of `errors`, or _Died."""
        try:
            self._jobs.write(JOB.pack(label.encode(), len(content)))
            self._jobs.write(content)
            self._jobs.flush()
            if not select.select([self._verdicts], [], [], _LONGEST_S)[0]:
                self.end()
                raise errors.TooComplex
            place, length = VERDICT.unpack(self._read(VERDICT.size))
            kept = self._read(length)
        except OSError:
            self.end()
            if self._process.returncode == -signal.SIGXCPU:  # the file took all the time it may: no second try
                raise errors.TooComplex from None
            raise _Died from None
        if place != KEPT:
            raise REFUSALS[place]
        return kept if length else content

    def end(self) -> None:
        """End the process, at once."""
        self._process.kill()
        self._process.wait()
        self._verdicts.close()
        try:
            self._jobs.close()
        except OSError:
            return  # what was still to be written has nobody to read it

    def _read(self, length: int) -> bytes:
        content = self._verdicts.read(length)
        if len(content) != length:
            raise BrokenPipeError
        return content
