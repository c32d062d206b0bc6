"""What was measured, as a table and as JSON."""

import json
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ENOUGH_FOR_P99 = 1_000


@dataclass
class Row:
    """One figure, beside its raw baseline and its goal where it has them."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None
    goal: str | None = None
    met: bool | None = None


def against(name: str, value: float, baseline: float, least: float) -> Row:
    """A rate that is to reach at least this part of the raw one."""
    ratio = value / baseline
    return Row(name, value, "/s", baseline, ratio, f"ratio ≥ {least:.2f}", ratio >= least)


def grown(name: str, unit: str, small: float, large: float, most: float) -> Row:
    """A figure at a large size beside the same at a small one: how much it may grow."""
    ratio = large / small
    return Row(name, large, unit, small, ratio, f"ratio ≤ {most:g}", ratio <= most)


def at_most(name: str, value: float, unit: str, most: float | None = None) -> Row:
    """A figure that is to stay below, or one without a goal."""
    if most is None:
        return Row(name, value, unit)
    return Row(name, value, unit, goal=f"≤ {most:g} {unit}", met=value <= most)


def percentiles(name: str, samples: list[float], p50: float | None = None, p99: float | None = None) -> list[Row]:
    """Median and tail in ms. Too few samples have no 99th percentile: then the 95th, against the same goal."""
    tail = 99 if len(samples) >= ENOUGH_FOR_P99 else 95
    cuts = statistics.quantiles(samples, n=100, method="inclusive")
    note = "" if tail == 99 else f" (only {len(samples)} samples, no p99)"
    return [
        at_most(f"{name} p50", cuts[49], "ms", p50),
        at_most(f"{name} p{tail}{note}", cuts[tail - 1], "ms", p99),
    ]


def show(rows: list[Row]) -> None:
    """Print the table."""
    table = Table("measure", "value", "raw", "ratio", "goal", "met")
    for row in rows:
        raw = "" if row.baseline is None else f"{row.baseline:.1f} {row.unit}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        met = "" if row.met is None else ("yes" if row.met else "NO")
        table.add_row(row.name, f"{row.value:.1f} {row.unit}", raw, ratio, row.goal or "", met)
    Console(width=None if Console().is_terminal else 130).print(table)


def write(rows: list[Row], path: Path) -> None:
    """Keep the rows."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False) + "\n")
