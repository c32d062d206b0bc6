"""Names each test that fails at the moment it fails: a long run says what is wrong before its end."""

import pytest


class Announcer:
    """Writes a line for each failure, in the controlling process, where the reports of all workers arrive."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._terminal.write_line(f"\nFAILED {report.nodeid} ({report.when}): {_reason(report)}", red=True)


def _reason(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    lines = (crash.message if crash else report.longreprtext).splitlines() or [""]
    return str(lines[0])[:300]


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Speak where there is somebody to read: not in workers, and not when told to be verbose, which says it already."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None and not hasattr(config, "workerinput") and config.get_verbosity() < 1:
        config.pluginmanager.register(Announcer(terminal), "failure-announcer")
