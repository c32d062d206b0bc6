"""Which features the tests that ran have shown: `@pytest.mark.feature("ACT-12")`.

The plugin writes build/features.json while tests run; `python -m tests.plugins.features [GROUP]` reads it
beside docs/features.md and prints a line per group, `ACT 31/39`, then the IDs not covered. An ID is covered
when a test that carries it passed and none that carries it failed.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIST = ROOT / "docs" / "features.md"
RESULTS = ROOT / "build" / "features.json"
LINE = re.compile(r"^- \[ \] ([A-Z]{3}-\d{2}) · ")


def listed() -> dict[str, list[str]]:
    """IDs of docs/features.md by group, in the order of the list."""
    groups: dict[str, list[str]] = defaultdict(list)
    for line in LIST.read_text().splitlines():
        if found := LINE.match(line):
            groups[found[1][:3]].append(found[1])
    return groups


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the IDs travel with the reports, which also cross from xdist workers; an unknown ID is a mistake."""
    known = {identifier for group in listed().values() for identifier in group}
    for item in items:
        for marker in item.iter_markers("feature"):
            unknown = set(marker.args) - known
            if unknown:
                raise pytest.UsageError(
                    f"{item.nodeid} names features that docs/features.md does not list: {sorted(unknown)}"
                )
            item.user_properties.extend(("feature", identifier) for identifier in marker.args)


class Recorder:
    """Collects outcomes in the controlling process and merges them into build/features.json."""

    def __init__(self) -> None:
        self.outcomes: dict[str, dict[str, object]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        identifiers = sorted({str(value) for name, value in report.user_properties if name == "feature"})
        if not identifiers or (report.when != "call" and not report.failed):
            return
        before = self.outcomes.get(report.nodeid)
        if before is None or before["outcome"] == "passed":
            self.outcomes[report.nodeid] = {"features": identifiers, "outcome": report.outcome}

    def pytest_sessionfinish(self) -> None:
        if self.outcomes:
            RESULTS.parent.mkdir(exist_ok=True)
            merged = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
            RESULTS.write_text(json.dumps(merged | self.outcomes, indent=1, sort_keys=True))


def pytest_configure(config: pytest.Config) -> None:
    """Record in the controller only: workers send their reports to it."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(), "feature-recorder")


def covered() -> set[str]:
    """IDs shown by the tests that ran."""
    outcomes: dict[str, set[str]] = defaultdict(set)
    for test in (json.loads(RESULTS.read_text()) if RESULTS.exists() else {}).values():
        for identifier in test["features"]:
            outcomes[identifier].add(test["outcome"])
    return {identifier for identifier, seen in outcomes.items() if seen == {"passed"}}


def main(arguments: list[str]) -> int:
    """Print the coverage of all groups or of the one named; exit status 0 when what was asked is whole."""
    shown, groups = covered(), listed()
    wanted = [argument.upper() for argument in arguments] or list(groups)
    if unknown := [group for group in wanted if group not in groups]:
        print(f"no such group: {', '.join(unknown)}; groups are {', '.join(groups)}")
        return 2
    missing_any = False
    for group in wanted:
        missing = [identifier for identifier in groups[group] if identifier not in shown]
        missing_any |= bool(missing)
        print(f"{group} {len(groups[group]) - len(missing)}/{len(groups[group])}")
        if missing:
            print("    not covered: " + " ".join(missing))
    return int(missing_any)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
