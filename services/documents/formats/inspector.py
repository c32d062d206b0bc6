"""The isolated process that checks what people send: `python -m services.documents.formats.inspector MAX_PIXELS`.

The order of a job is the label of a kind; the result is what to keep if it differs from what came, else nothing.
"""

import sys

from services.documents.formats.cleaning import clean
from services.documents.isolation import child


def inspect(label: str, content: bytes) -> bytes:
    """What to keep of one file. Raises the refusals of `cleaning`."""
    kept = clean(label, content, int(sys.argv[1]))
    return b"" if kept is content else kept


if __name__ == "__main__":
    child.run(inspect)
