"""The inside of an isolated process: it knows no secret, has no connection, and may use only so much.

Jobs come on standard input, verdicts go to standard output, one at a time, until the input ends. A file
that wants more memory or processor time than allowed ends the process, and the service refuses the file.
"""

import resource
import select
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from services.documents import errors

JOB = struct.Struct(">HI")
"""Length of the order (text), length of the content that follows it."""
VERDICT = struct.Struct(">BI")
"""Place in REFUSALS or DONE, length of the result that follows."""
DONE = 255
REFUSALS = (
    errors.FileDamaged,
    errors.FileProtected,
    errors.ActiveContent,
    errors.ImageTooBig,
    errors.TooComplex,
    errors.NotFound,
)

MEMORY_BYTES = 224 * 2**20
"""On top of what the empty process has: with it, a file costs less than 256 MiB."""
PROCESSOR_S = 6

Work = Callable[[str, bytes], bytes]
"""(order, content) → result. Raises what REFUSALS names."""


def run(work: Work, idle_s: float | None = None) -> None:
    """Do jobs of standard input until it ends, or until none has come for `idle_s` seconds."""
    limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer, work, idle_s)


def serve(jobs: BinaryIO, verdicts: BinaryIO, work: Work, idle_s: float | None = None) -> None:
    """The same, on other streams."""
    while idle_s is None or select.select([jobs], [], [], idle_s)[0]:
        head = jobs.read(JOB.size)
        if len(head) != JOB.size:
            return
        of_order, of_content = JOB.unpack(head)
        order = jobs.read(of_order).decode()
        allow_processor_time()
        place, result = judge(work, order, jobs.read(of_content))
        verdicts.write(VERDICT.pack(place, len(result)) + result)
        verdicts.flush()


def judge(work: Work, order: str, content: bytes) -> tuple[int, bytes]:
    """The verdict on one job: DONE and its result, or the place of its refusal."""
    try:
        return DONE, work(order, content)
    except REFUSALS as refusal:
        return REFUSALS.index(type(refusal)), b""
    except (MemoryError, RecursionError):
        return REFUSALS.index(errors.TooComplex), b""


def limit_memory() -> None:
    """From here on, this process may grow by MEMORY_BYTES."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    allowed = pages * resource.getpagesize() + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_processor_time() -> None:
    """From here on, this process may compute for PROCESSOR_S seconds; then it is ended by the system."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + PROCESSOR_S + 1, resource.RLIM_INFINITY)
    )
