"""The platform that `docker compose` runs from images, for the stories that need no launcher."""

import re
import subprocess
from functools import cached_property
from pathlib import Path
from typing import cast

from deploy.native.installation import Installation
from deploy.native.settings import CHECKOUT
from tests.support.platform import Platform

FILE, VARIABLES = CHECKOUT / "deploy" / "compose.yaml", CHECKOUT / "deploy" / "compose.env"


class Composed:
    """What these stories use of an installation: addresses, the authority's certificate, operator commands.

    `compose` is the command line of docker compose, with what it needs before its own arguments.
    """

    def __init__(self, compose: list[str]) -> None:
        self._compose = [*compose, "-f", str(FILE), "--env-file", str(VARIABLES)]

    @cached_property
    def _variables(self) -> dict[str, str]:
        return dict(re.findall(r"^(\w+)=(.*)$", VARIABLES.read_text(), re.MULTILINE))

    @property
    def url(self) -> str:
        """Address of the gateway."""
        return self._variables["PUBLIC_URL"]

    @property
    def ca(self) -> Path:
        """Certificate of the authority that signed the gateway's."""
        return CHECKOUT / "deploy" / "keys" / "ca.pem"

    @property
    def mail_url(self) -> str:
        """Web inbox and base of its REST API."""
        return f"http://{self._variables['MAIL_LISTEN']}"

    def cli(self, service: str, *arguments: str, stdin: str = "") -> str:
        """Run an operator command beside the worker of a service, which has all its keys; files that it names go along.

        Raises subprocess.CalledProcessError, with its output, when it fails.
        """
        sent = list(arguments)
        for number, argument in enumerate(arguments):
            if argument.startswith("/") and Path(argument).is_file():
                sent[number] = f"/tmp/{Path(argument).name}"
                self._run(service, "sh", "-c", 'cat >"$0"', sent[number], stdin=Path(argument).read_text("utf-8"))
        return self._run(service, "python", "-m", f"services.{service}.cli", *sent, stdin=stdin)

    def _run(self, service: str, *command: str, stdin: str) -> str:
        line = [*self._compose, "exec", "-T", f"{service}-worker", *command]
        return subprocess.run(line, input=stdin, check=True, stdout=subprocess.PIPE, text=True).stdout


class ComposedPlatform(Platform):
    """The same people and ways, with operator commands run in the containers."""

    def __init__(self, place: Composed) -> None:
        super().__init__(cast("Installation", place))

    def command(self, *arguments: str, stdin: str = "") -> str:
        """Run an operator command of identity and return what it printed."""
        return self.installation.cli("identity", *arguments, stdin=stdin)
