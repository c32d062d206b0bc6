"""What changes seldom is read again only when it changed, and asked about at most once a second."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

_HELD = 5_000
_ASK_AGAIN_S = 1.0


class Remembered(Generic[T]):
    """A value that `load` reads and whose present version `mark` tells cheaply.

    A change is seen within a second; `fresh=True` asks at once.
    """

    def __init__(self, mark: Callable[[], object], load: Callable[[], T]) -> None:
        self._mark, self._load = mark, load
        self._held: tuple[object, T] | None = None
        self._asked_at = float("-inf")
        self._lock = threading.Lock()

    def get(self, fresh: bool = False) -> T:
        """The value. Raises what `mark` and `load` raise."""
        held = self._held
        if held is not None and not fresh and time.monotonic() - self._asked_at < _ASK_AGAIN_S:
            return held[1]
        with self._lock:
            mark = self._mark()
            if self._held is None or self._held[0] != mark:
                # Marked before it is read: a change in between is read twice, never missed.
                self._held = (mark, self._load())
            self._asked_at = time.monotonic()
            return self._held[1]


class Recent(Generic[T]):
    """Values by name, each read at most once a second, for what is never acknowledged faster than that.

    None, the answer for a name of which nothing is known yet, is not remembered.
    """

    def __init__(self, read: Callable[[str], T | None]) -> None:
        self._read = read
        self._held: OrderedDict[str, tuple[T, float]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str) -> T | None:
        """The value of `name`. Raises what `read` raises."""
        with self._lock:
            held = self._held.get(name)
        if held is not None and time.monotonic() - held[1] < _ASK_AGAIN_S:
            return held[0]
        asked_at = time.monotonic()
        value = self._read(name)
        if value is not None:
            with self._lock:
                self._held[name] = (value, asked_at)
                self._held.move_to_end(name)
                while len(self._held) > _HELD:
                    self._held.popitem(last=False)
        return value
