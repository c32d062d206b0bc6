"""The service's side: a few isolated processes of one kind, kept warm, each doing one job at a time."""

import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

from services.documents import errors
from services.documents.isolation.child import DONE, JOB, REFUSALS, VERDICT

_ROOT = Path(__file__).parents[3]
_AT_ONCE = 2
_PATIENCE_S = 10.0
"""How long a job waits for its turn."""
_LONGEST_S = 30.0
"""How long a verdict may take on a machine that is busy; the computing itself is limited much tighter."""


class _Died(Exception):
    """The process ended without a verdict."""


class Pool:
    """At most two processes of the program `module`; started when first needed, and again after a file ended one."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._program = (module, *arguments)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._idle: list[_Process] = []
        self._lock = threading.Lock()

    def ask(self, order: str, content: bytes) -> bytes:
        """The result of one job. Raises the refusals of `errors`, or errors.Busy."""
        if not self._turns.acquire(timeout=_PATIENCE_S):
            raise errors.Busy
        try:
            try:
                return self._answered(self._take(), order, content)
            except _Died:  # perhaps before it knew the file, as one that was idle too long: a new one decides
                return self._answered(self._new(), order, content)
        except _Died:
            raise errors.TooComplex from None
        finally:
            self._turns.release()

    def warm_up(self) -> None:
        """Start one ahead of the first job."""
        self._idle.append(_Process(self._program))

    def close(self) -> None:
        """End those that have nothing to do."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def _new(self) -> "_Process":
        """One that nothing happened to; the idle ones go, so that there are never more than two."""
        self.close()
        return _Process(self._program)

    def _answered(self, process: "_Process", order: str, content: bytes) -> bytes:
        try:
            return process.answer(order, content)
        finally:
            with self._lock:
                self._idle.append(process)

    def _take(self) -> "_Process":
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.lives():
                    return process
                process.end()
        return _Process(self._program)


class _Process:
    """One process. A refusal leaves it alive; silence or death ends it, and it is put back to be buried."""

    def __init__(self, program: tuple[str, ...]) -> None:
        # No environment: what the service knows by it is not for the process that opens strangers' files.
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no input of anyone in the command
            [sys.executable, "-m", *program],
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

    def answer(self, order: str, content: bytes) -> bytes:
        """The result of a job. Raises the refusals of `errors`, or _Died."""
        told = order.encode()
        try:
            self._jobs.write(JOB.pack(len(told), len(content)) + told)
            self._jobs.write(content)
            self._jobs.flush()
            if not select.select([self._verdicts], [], [], _LONGEST_S)[0]:
                self.end()
                raise errors.TooComplex
            place, length = VERDICT.unpack(self._read(VERDICT.size))
            result = self._read(length)
        except OSError:
            self.end()
            if self._process.returncode == -signal.SIGXCPU:  # the file took all the time it may: no second try
                raise errors.TooComplex from None
            raise _Died from None
        if place != DONE:
            raise REFUSALS[place]
        return result

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
