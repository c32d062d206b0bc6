"""The same thing from five threads at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def five_at_once(do: Callable[[], None]) -> None:
    """Run `do` in five threads that start together; what one raises comes out."""
    barrier = Barrier(5)

    def run() -> None:
        barrier.wait(120)
        do()

    with ThreadPoolExecutor(5) as pool:
        for future in [pool.submit(run) for _ in range(5)]:
            future.result()
