"""`python -m deploy.demo load`: put the fictional population into the running installation of this checkout."""

import argparse
import subprocess
import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deploy.demo.guide import first_steps
from deploy.demo.load import STEPS, Journal, Load
from deploy.demo.platform import Platform, PlatformRefused
from deploy.native.installation import Installation, NotRunning


def main() -> int:
    """Run one command; exit status 0 when all is loaded."""
    parser = argparse.ArgumentParser(prog="python -m deploy.demo")
    commands = parser.add_subparsers(dest="command", required=True)
    load = commands.add_parser("load", help="load the population; goes on where it stopped")
    load.add_argument("--size", type=int, default=1_000, help="insured persons")
    commands.add_parser("guide", help="who to log in as and what to click first")
    asked = parser.parse_args()
    try:
        installation = Installation.running()
    except NotRunning as absent:
        print(absent, file=sys.stderr)
        return 1
    if asked.command == "guide":
        print(first_steps(installation))
        return 0
    return run(installation, asked.size)


def run(installation: Installation, size: int = 1_000) -> int:
    """Load the demonstration into an installation; exit status 0 when all is there."""
    platform = Platform(installation.url, installation.ca, installation.mail_url, installation.cli)
    steps = Load(platform, Journal(installation.state.path(STEPS)), size).steps()
    with Progress(
        TextColumn("{task.description:32}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as progress:
        bar = progress.add_task("demonstration", total=len(steps))
        for words, step in steps:
            progress.update(bar, description=words)
            try:
                step()
            except (PlatformRefused, subprocess.CalledProcessError) as refused:
                progress.stop()
                print(f"the demonstration stopped at « {words} »: {refused}", file=sys.stderr)
                return 1
            progress.advance(bar)
    return 0


if __name__ == "__main__":
    sys.exit(main())
