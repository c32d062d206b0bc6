"""The process that opens what people send: `python -m services.documents.formats.inspector MAX_PIXELS`.

It knows no secret, has no connection, and may use only so much memory and processor time for a
file; a file that wants more ends the process, and the service refuses the file. Jobs come on
standard input, verdicts go to standard output, one at a time, until the input ends.
"""

import resource
import struct
import sys
from pathlib import Path
from typing import BinaryIO

from services.documents import errors
from services.documents.formats.cleaning import clean

JOB = struct.Struct(">4sI")
"""Label of the kind, length of the content that follows."""
VERDICT = struct.Struct(">BI")
"""Place in REFUSALS or KEPT, length of the content that follows (0 for a file that is kept as it is)."""
KEPT = 255
REFUSALS = (errors.FileDamaged, errors.FileProtected, errors.ActiveContent, errors.ImageTooBig, errors.TooComplex)

MEMORY_BYTES = 288 * 2**20
"""On top of what the empty process has; a picture of the largest size allowed takes about 250 MiB."""
PROCESSOR_S = 4


def serve(jobs: BinaryIO, verdicts: BinaryIO, max_pixels: int) -> None:
    """Judge files until `jobs` ends."""
    while len(head := jobs.read(JOB.size)) == JOB.size:
        label, length = JOB.unpack(head)
        allow_processor_time()
        place, kept = judge(label.rstrip(b"\0").decode(), jobs.read(length), max_pixels)
        verdicts.write(VERDICT.pack(place, len(kept)) + kept)
        verdicts.flush()


def judge(label: str, content: bytes, max_pixels: int) -> tuple[int, bytes]:
    """The verdict on one file: what to keep if it differs from what came, or the place of its refusal."""
    try:
        kept = clean(label, content, max_pixels)
    except REFUSALS as refusal:
        return REFUSALS.index(type(refusal)), b""
    except (MemoryError, RecursionError):
        return REFUSALS.index(errors.TooComplex), b""
    return KEPT, b"" if kept is content else kept


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


if __name__ == "__main__":
    limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
