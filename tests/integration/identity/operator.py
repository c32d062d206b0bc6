"""The operator's commands, run in this process on the test's database."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from chassis import settings as chassis_settings
from deploy.demo.extraction import table
from services.identity import cli
from services.identity.settings import IdentitySettings


class Operator:
    """Runs commands with the test's settings."""

    def __init__(self, settings: IdentitySettings, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._monkeypatch = monkeypatch
        self.folder = folder
        load = chassis_settings.load

        def given(cls: type[Any]) -> Any:
            return settings if cls is IdentitySettings else load(cls)

        monkeypatch.setattr("chassis.settings.load", given)

    def run(self, *arguments: str, stdin: str = "") -> int:
        """Run one command; its exit status."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        return cli.main(arguments)

    def extraction(self, *lines: dict[str, str], name: str = "PS_LibreAcces_Personne_activite.txt") -> str:
        """A file of the Annuaire Santé with these cells."""
        path = self.folder / name
        path.write_text(table(lines), "utf-8")
        return str(path)

    def file(self, *lines: dict[str, Any]) -> str:
        """An NDJSON file."""
        path = self.folder / "file.ndjson"
        path.write_text("\n".join(json.dumps(line) for line in lines))
        return str(path)
