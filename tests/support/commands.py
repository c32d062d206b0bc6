"""Operator commands without the start of a Python for each.

Bringing one person to life takes up to three commands, and a command spends nine tenths of its time importing what it
runs. Here one process per service imports it once and forks for every command: the same code, with its own
environment, input, output and exit status. `python -m tests.support.commands SERVICE` is that process.
"""

import atexit
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NoReturn

from deploy.native import settings

Main = Callable[[Sequence[str]], int]


class Commands:
    """The commands of one service."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._one_at_a_time = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.commands", service],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=settings.CHECKOUT,
            env=settings.child_environment(),
        )  # fmt: skip
        atexit.register(self.close)

    def run(self, environment: Mapping[str, str], arguments: Sequence[str], stdin: str = "") -> str:
        """What the command printed. Raises subprocess.CalledProcessError, with its output, when it fails."""
        asked = {
            "environment": {**settings.child_environment(), **environment},
            "arguments": list(arguments),
            "stdin": stdin,
        }
        with self._one_at_a_time:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        if answer["status"]:
            raise subprocess.CalledProcessError(answer["status"], [self._service, *arguments], answer["output"])
        return str(answer["output"])

    def close(self) -> None:
        """End the process; it ends by itself when its owner does."""
        self._process.communicate()


@cache
def of(service: str) -> Commands:
    """The commands of a service, one process for all who ask in this one."""
    return Commands(service)


def serve(service: str) -> None:
    """Run the commands that come as lines of JSON, one after the other, until there are no more."""
    main: Main = importlib.import_module(f"services.{service}.cli").main
    for line in sys.stdin:
        asked = json.loads(line)
        with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as printed:
            given.write(asked["stdin"])
            given.seek(0)
            child = os.fork()
            if not child:
                _run(main, asked, given.fileno(), printed.fileno())
            _, status = os.waitpid(child, 0)
            printed.seek(0)
            answer = {"status": os.waitstatus_to_exitcode(status), "output": printed.read()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _run(main: Main, asked: Mapping[str, Any], given: int, printed: int) -> NoReturn:
    status = 1
    try:
        os.dup2(given, 0)
        os.dup2(printed, 1)
        # Line by line from its start: the parent has read ahead in the old one.
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - as long as the process
        os.environ.clear()
        os.environ.update(asked["environment"])
        status = main(asked["arguments"])
        sys.stdout.flush()
    except SystemExit as asked_to_end:
        status = asked_to_end.code if isinstance(asked_to_end.code, int) else int(asked_to_end.code is not None)
    except BaseException:  # noqa: BLE001 - nothing of this process may go on in the fork
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    serve(sys.argv[1])
