"""How commands complain."""

import sys


def complain(words: str) -> int:
    """Say on the error output why a command could not do its work; the exit status of such a command."""
    print(words, file=sys.stderr)
    return 1
