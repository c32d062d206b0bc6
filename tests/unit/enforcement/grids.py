"""The grid that ships with the platform, as consent tells it."""

import json
from pathlib import Path
from typing import Any

from enforcement.grid import Column, Grid

FILE = Path(__file__).parents[3] / "services" / "consent" / "data" / "authorization_grid.2024-09-25.json"
CODES = ("profession_codes", "specialty_codes", "role_codes", "activity_codes")


def raw() -> dict[str, Any]:
    """The published file."""
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return content


def grid() -> Grid:
    """The file as this service holds it: readers by type, columns with their codes, groups outside among them."""
    content = raw()
    columns = [
        Column(told["id"], *(frozenset(told[code]) for code in CODES))
        for told in [*content["columns"], *content["outside"]]
    ]
    return Grid(content["name"], tuple(columns), {row["type"]: frozenset(row["allowed"]) for row in content["rows"]})
