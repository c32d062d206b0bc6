"""Operations per second of several client threads, over rounds in random order."""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")
Operation = Callable[[], object]
Opener = Callable[[], Operation]
"""Gives each client thread an operation of its own, with a connection that is kept."""


@dataclass
class Rate:
    """What one kind of operation reached with one number of threads."""

    per_second: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """How long each operation took, of all rounds."""

    @property
    def median(self) -> float:
        """Operations per second, median of the rounds."""
        return statistics.median(self.per_second)


def interleaved(jobs: Sequence[T], rounds: int) -> Iterator[T]:
    """Every job once a round, in an order of its own each time: what the machine does meanwhile falls on all alike."""
    for _ in range(rounds):
        yield from random.sample(jobs, len(jobs))


def measure(
    kinds: Mapping[str, Opener], threads: tuple[int, ...], rounds: int, seconds: float
) -> dict[tuple[str, int], Rate]:
    """Rates by kind and number of threads; each round visits every cell once, in an order of its own."""
    cells = [(kind, number) for kind in kinds for number in threads]
    rates = {cell: Rate() for cell in cells}
    for _ in range(rounds):
        for kind, number in random.sample(cells, len(cells)):
            _play(rates[kind, number], kinds[kind], number, seconds)
    return rates


def _play(rate: Rate, opener: Opener, threads: int, seconds: float) -> None:
    operations = [opener() for _ in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        for opened in [pool.submit(operation) for operation in operations]:
            opened.result()  # opens the connection before the clock runs
        begun = time.perf_counter()
        running = [pool.submit(_repeat, operation, begun + seconds) for operation in operations]
        took = [each for one in running for each in one.result()]
        rate.per_second.append(len(took) / (time.perf_counter() - begun))
    rate.seconds += took


def _repeat(operation: Operation, until: float) -> list[float]:
    took = []
    now = time.perf_counter()
    while now < until:
        operation()
        took.append((after := time.perf_counter()) - now)
        now = after
    return took
