"""In which order, and by which process, files of tests run: the longest first, and few installations at a time.

Faults come first: they take longest, and another process has all the rest meanwhile. They share one installation,
which they damage in turn: they are one piece of work. Tests of the whole platform come last, so that none of its
processes runs beside tests that do not need it.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

FAULTS = "tests/faults/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort files by what their tests need; within a kind they stay in the order of `testpaths`."""
    whole_platform = {_file(item.nodeid) for item in items if "mes" in getattr(item, "fixturenames", ())}

    def turn(item: pytest.Item) -> int:
        file = _file(item.nodeid)
        return 0 if file.startswith(FAULTS) else 1 + (file in whole_platform)

    items.sort(key=turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """A file is one piece of work for one process; all files of faults are one. In order, not the largest first."""
    config.option.loadscopereorder = False
    return _Pieces(config, log)


class _Pieces(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return FAULTS if nodeid.startswith(FAULTS) else _file(nodeid)


def _file(nodeid: str) -> str:
    return nodeid.split("::", 1)[0]
