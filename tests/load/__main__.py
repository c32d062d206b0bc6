"""Measures a temporary installation: `python -m tests.load [--only GROUP]`; writes build/bench.json.

Rates are medians of rounds in random order, beside the raw object store under the same clients in the
same run. Each group has people of its own: access tokens live five minutes, and no group takes longer.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.native.installation import Installation
from tests.load import (
    campaign,
    content,
    decisions,
    growth,
    histories,
    identification,
    machines,
    memory,
    previews,
    waits,
)
from tests.load.rates import measure
from tests.load.report import Row, against, at_most, percentiles, show, write
from tests.support.platform import Carer, Patient, Platform

OUT = Path(__file__).parents[2] / "build" / "bench.json"
THREADS = (1, 8)
RATIOS = {("deposit", "put", 1): 0.30, ("deposit", "put", 8): 0.28, ("read", "get", 1): 0.30, ("read", "get", 8): 0.32}
BLOCK_P50_MS, BLOCK_P99_MS = 40, 150
MEMORY_MIB = 1228.8
LOGINS, EVENTS = 10, 50
GROUPS = (
    "rates", "decisions", "waits", "blocks", "previews", "machines", "memory", "lists", "campaign", "identification",
    "histories",
)  # fmt: skip


def measured(installation: Installation, options: argparse.Namespace) -> list[Row]:
    """The rows of the groups asked for."""
    idle = memory.taken(installation)
    platform = Platform(installation)
    groups: dict[str, Callable[[], list[Row]]] = {
        "rates": lambda: _rates(platform, installation, options.rounds, options.seconds),
        "decisions": lambda: decisions.rows() + decisions.added(platform, installation),
        "waits": lambda: _waits(platform, installation),
        "blocks": lambda: _blocks(platform, options.block_pairs, options.deposits_per_second),
        "previews": lambda: previews.rows(platform.patient()),
        "machines": lambda: machines.rows(platform, installation, options.machine_deposits),
        "memory": lambda: _memory(installation, idle),
        "lists": lambda: growth.rows(installation, options.documents),
        "campaign": lambda: campaign.rows(installation, options.persons),
        "identification": lambda: identification.rows(installation, options.registry, options.logins),
        "histories": lambda: histories.rows(installation, options.entries),
    }
    return [row for name in options.only or groups for row in groups[name]()]


def _memory(installation: Installation, idle: Mapping[str, float]) -> list[Row]:
    rows = []
    for when, taken in (("idle", idle), ("after load", memory.taken(installation))):
        rows.append(at_most(f"memory of the services, {when}", taken["services"], "MiB"))
        rows.append(at_most(f"memory of all processes, {when}", taken["all"], "MiB", MEMORY_MIB))
    return rows


def _cared_for(platform: Platform) -> tuple[Patient, Carer]:
    patient, carer = platform.patient(), platform.professional()
    carer.declares_care_of(patient)
    return patient, carer


def _rates(platform: Platform, installation: Installation, rounds: int, seconds: float) -> list[Row]:
    file = content.document()
    ours = content.Platform(*_cared_for(platform), file)
    store = content.Store(installation.env("documents"), file)
    try:
        kinds = {"deposit": ours.deposit, "put": store.put, "read": ours.read, "get": store.get}
        rates = measure(kinds, THREADS, rounds, seconds)
    finally:
        store.clean()
    rows = [
        against(f"{kind}, {threads} thread(s)", rates[kind, threads].median, rates[raw, threads].median, least)
        for (kind, raw, threads), least in RATIOS.items()
    ]
    for threads in THREADS:
        took = [each * 1000 for each in rates["deposit", threads].seconds]
        rows += percentiles(f"deposit answer, {threads} thread(s)", took)
    return rows


def _waits(platform: Platform, installation: Installation) -> list[Row]:
    patient, carer = _cared_for(platform)
    rows = []
    for service, lags in waits.events(installation, patient, carer, EVENTS).items():
        rows += percentiles(f"event made → being applied in {service}", lags)
    return rows + percentiles("login, the two code steps", waits.logins(platform, patient, LOGINS))


def _blocks(platform: Platform, pairs: int, per_second: int) -> list[Row]:
    """Idle, then while another professional deposits for another patient at a steady rate."""
    patient, carer = _cared_for(platform)
    acknowledged, walls = waits.blocks(patient, carer, pairs)
    rows = percentiles("block acknowledged, idle", acknowledged, BLOCK_P50_MS, BLOCK_P99_MS)
    rows += percentiles("block answer, whole, idle", walls)
    busy = content.Platform(*_cared_for(platform), content.document())
    with waits.steadily(busy.deposit, per_second) as load:
        acknowledged, walls = waits.blocks(patient, carer, pairs)
    under = f"under {load.reached:.0f} deposits/s (asked for {per_second})"
    rows += percentiles(f"block acknowledged, {under}", acknowledged, BLOCK_P50_MS, BLOCK_P99_MS)
    return rows + percentiles(f"block answer, whole, {under}", walls)


def main() -> None:
    """Measure, print, keep."""
    asked = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seconds", type=float, default=4.0, help="length of each cell of a round")
    asked.add_argument("--only", action="append", choices=GROUPS, help="this group alone; may be given again")
    asked.add_argument(
        "--documents",
        type=int,
        default=200_000,
        help="synthetic documents around the lists; 5000000 for the real thing",
    )
    asked.add_argument("--machine-deposits", type=int, default=2_000, help="in batches; 10000 for the real thing")
    asked.add_argument("--persons", type=int, default=5_000, help="imported and invited; 100000 for the real thing")
    asked.add_argument("--registry", type=int, default=50_000, help="persons around a code; 1000000 for the real thing")
    asked.add_argument("--logins", type=int, default=1_000, help="whole logins, fewer have no 99th percentile")
    asked.add_argument("--entries", type=int, default=20_000, help="entries of histories; 10000000 for the real thing")
    asked.add_argument("--block-pairs", type=int, default=30, help="blocks and unblocks; 500 for a 99th percentile")
    asked.add_argument("--deposits-per-second", type=int, default=60, help="while blocks are measured under load")
    options = asked.parse_args()
    with Installation.temporary(patience={}) as installation:
        rows = measured(installation, options)
    show(rows)
    write(rows, OUT)


if __name__ == "__main__":
    main()
