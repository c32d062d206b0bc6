"""What a smoke story is: a name, steps in order, and what to take away afterwards."""

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.platform import Platform

Step = Callable[[Platform], None]


@dataclass
class Story:
    """Steps run in the order they are written; the first that fails ends the story; `afterwards` always runs."""

    name: str
    # It looks into the installation that `make up` started, or uses a server that only this one has.
    needs_launcher: bool = False
    steps: list[tuple[str, Step]] = field(default_factory=list)
    cleanups: list[Step] = field(default_factory=list)

    def step(self, name: str) -> Callable[[Step], Step]:
        def add(function: Step) -> Step:
            self.steps.append((name, function))
            return function

        return add

    def afterwards(self, function: Step) -> Step:
        self.cleanups.append(function)
        return function

    def play(self, platform: Platform) -> bool:
        """Run the story, printing one line a step; True if every step held."""
        held = True
        for name, function in self.steps:
            held = self._run(name, function, platform)
            if not held:
                break
        for function in self.cleanups:
            held = self._run("leaves nothing behind", function, platform) and held
        return held

    def _run(self, name: str, function: Step, platform: Platform) -> bool:
        begun = time.perf_counter()
        try:
            function(platform)
        except (AssertionError, KeyError, OSError) as failure:
            print(f"{self.name} {name} … FAILED, {1000 * (time.perf_counter() - begun):.0f} ms: {failure}")
            traceback.print_exc()
            return False
        print(f"{self.name} {name} … ok, {1000 * (time.perf_counter() - begun):.0f} ms", flush=True)
        return True
