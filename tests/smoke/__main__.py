"""Plays stories by API alone against the running installation: `python -m tests.smoke [STORY]`.

With `--compose "docker compose"`, against what that command line runs from images, without the stories that need the
launcher. Exit status 0 only if all hold.
"""

import argparse
import importlib
import pkgutil
import shlex
import sys

from deploy.native.installation import Installation
from tests.smoke import stories
from tests.smoke.story import Story
from tests.support.compose import Composed, ComposedPlatform
from tests.support.platform import Platform


def known() -> dict[str, Story]:
    """Every story by name, in the order of their modules."""
    modules = [
        importlib.import_module(f"tests.smoke.stories.{found.name}") for found in pkgutil.iter_modules(stories.__path__)
    ]
    return {module.STORY.name: module.STORY for module in modules}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.smoke")
    parser.add_argument("--compose", type=shlex.split, metavar="COMMAND", help="how docker compose is called here")
    parser.add_argument("stories", nargs="*", metavar="STORY")
    asked = parser.parse_args(arguments)
    available = known()
    if unknown := [name for name in asked.stories if name not in available]:
        print(f"no such story: {', '.join(unknown)}; there are {', '.join(available)}")
        return 2
    if asked.compose:
        platform: Platform = ComposedPlatform(Composed(asked.compose))
        available = {name: story for name, story in available.items() if not story.needs_launcher}
    else:
        platform = Platform(Installation.of_checkout())
    held = [available[name].play(platform) for name in asked.stories or available]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
