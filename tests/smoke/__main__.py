"""Plays stories by API alone against the running installation: `python -m tests.smoke [STORY]`.

Exit status 0 only if all hold.
"""

import importlib
import pkgutil
import sys

from deploy.native.installation import Installation
from tests.smoke import stories
from tests.smoke.story import Story
from tests.support.platform import Platform


def known() -> dict[str, Story]:
    """Every story by name, in the order of their modules."""
    modules = [
        importlib.import_module(f"tests.smoke.stories.{found.name}") for found in pkgutil.iter_modules(stories.__path__)
    ]
    return {module.STORY.name: module.STORY for module in modules}


def main(arguments: list[str]) -> int:
    available = known()
    if unknown := [name for name in arguments if name not in available]:
        print(f"no such story: {', '.join(unknown)}; there are {', '.join(available)}")
        return 2
    platform = Platform(Installation.of_checkout())
    held = [available[name].play(platform) for name in arguments or available]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
