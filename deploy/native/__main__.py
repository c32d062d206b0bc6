"""`python -m deploy.native COMMAND`: what the Makefile calls."""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from deploy.native import health, population, processes, screen, settings
from deploy.native.installation import Installation, NotRunning


def up(installation: Installation, _: argparse.Namespace) -> int:
    """Start everything, load what belongs in it, say where it is."""
    began = time.monotonic()
    try:
        with installation.state.locked():
            installation.up(announce=screen.announce)
            population.load(installation, announce=screen.announce)
    except health.NotReady as failure:
        print(failure, file=sys.stderr)
        return 1
    screen.welcome(installation, time.monotonic() - began)
    return 0


def down(installation: Installation, _: argparse.Namespace) -> int:
    """Stop what `up` started; the data stays."""
    with installation.state.locked():
        installation.down()
    screen.announce("stopped; the data stays in " + str(installation.state.folder))
    return 0


def status(installation: Installation, _: argparse.Namespace) -> int:
    """Table of the parts and their health; exit status 0 only when all are ready."""
    return 0 if screen.status(installation) else 1


def logs(installation: Installation, arguments: argparse.Namespace) -> int:
    """Follow the logs of some programs, of all by default."""
    names = arguments.names or sorted(installation.status())
    files = [str(installation.state.path("logs", f"{name}.log")) for name in names]
    if not files:
        raise NotRunning("nothing runs for this checkout: start it with `make up`")
    follow = [] if arguments.once else ["-F"]
    return subprocess.call(["tail", "-n", "20", *follow, *files])


def env(installation: Installation, arguments: argparse.Namespace) -> int:
    """Print the file with the environment of a service, to be read by a shell."""
    print(installation.state.path("env", f"{arguments.service}.env"))
    return 0


def cli(installation: Installation, arguments: argparse.Namespace) -> int:
    """Run an operator command of a service, in its environment."""
    return subprocess.call(
        [sys.executable, "-m", f"services.{arguments.service}.cli", *arguments.arguments],
        env=settings.child_environment() | installation.env(arguments.service),
        cwd=settings.CHECKOUT,
    )


COMMANDS: Sequence[Callable[[Installation, argparse.Namespace], int]] = (up, down, status, logs, env, cli)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m deploy.native")
    commands = top.add_subparsers(required=True)
    for command in COMMANDS:
        sub = commands.add_parser(command.__name__, help=command.__doc__)
        sub.set_defaults(command=command)
        if command is logs:
            sub.add_argument("names", nargs="*", metavar="program")
            sub.add_argument("--once", action="store_true", help="print the end and stop")
        if command in (env, cli):
            sub.add_argument("service", choices=processes.SERVICES)
        if command is cli:
            sub.add_argument("arguments", nargs=argparse.REMAINDER)
    return top


def main() -> int:
    """Run one command on the installation of this checkout."""
    arguments = parser().parse_args()
    try:
        return int(arguments.command(Installation.of_checkout(), arguments))
    except NotRunning as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
