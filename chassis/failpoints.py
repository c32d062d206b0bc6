"""Named steps at which a fault test makes the process die as `kill -9` would.

`MES_FAILPOINT=relay.after-publish` dies there every time; `relay.after-publish@/path/marker` dies
once, and leaves the marker file so that the process that takes over lives. Unset, it costs nothing.
"""

import os
import signal
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chassis import settings


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    mes_failpoint: str = ""


@lru_cache(maxsize=1)
def _wanted() -> tuple[str, str]:
    name, _, marker = settings.load(_Wanted).mes_failpoint.partition("@")
    return name, marker


def reach(step: str) -> None:
    """Say that the process is at `step`; if that is the wanted failpoint, it ends here (SIGKILL)."""
    name, marker = _wanted()
    if step != name:
        return
    if marker:
        try:
            Path(marker).touch(exist_ok=False)
        except FileExistsError:
            return
    os.kill(os.getpid(), signal.SIGKILL)
