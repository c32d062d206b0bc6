"""A process starts with all its settings, typed, or says at once which are wrong."""

import base64
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from chassis.settings import REPOSITORY, ServiceSettings, SettingsMissing, load


@dataclass(frozen=True, kw_only=True)
class Kiln:
    name: str
    key: bytes = field(repr=False)
    count: int
    heat: float = 1.5
    lit: bool = False
    folder: Path = Path("/nowhere")
    points: tuple[str, ...] = ("north", "south")


COMPLETE = {"NAME": "k", "KEY": base64.b64encode(b"\x00\xff").decode(), "COUNT": "3"}
EVERY_SERVICE = {"SERVICE": "s", "MONGO_DB": "d", "PUBLIC_URL": "u"}


def test_each_field_is_read_as_its_type() -> None:
    given = {**COMPLETE, "HEAT": "2.25", "LIT": "true", "FOLDER": "/tmp/x", "POINTS": "a, b,"}
    assert load(Kiln, given) == Kiln(
        name="k", key=b"\x00\xff", count=3, heat=2.25, lit=True, folder=Path("/tmp/x"), points=("a", "b")
    )


def test_absent_and_empty_variables_take_the_default() -> None:
    assert load(Kiln, {**COMPLETE, "HEAT": "", "POINTS": ""}) == Kiln(name="k", key=b"\x00\xff", count=3)


def test_all_that_is_missing_or_unreadable_is_named_at_once_without_a_value() -> None:
    with pytest.raises(SettingsMissing) as refusal:
        load(Kiln, {"COUNT": "many", "LIT": "maybe", "KEY": "not base64!"})
    assert refusal.value.missing == ["NAME"]
    assert refusal.value.unreadable == ["KEY", "COUNT", "LIT"]
    assert "many" not in str(refusal.value)


def test_a_service_needs_no_more_than_its_place_and_knows_its_contracts() -> None:
    chosen = load(ServiceSettings, {**EVERY_SERVICE, "MONGO_URL": "m", "BROKER_URL": "b"})
    assert chosen.contracts_dir == REPOSITORY / "contracts"
    assert chosen.max_content_length == 6 * 2**20


def test_printing_settings_shows_no_password() -> None:
    chosen = load(ServiceSettings, {**EVERY_SERVICE, "MONGO_URL": "hunter2", "BROKER_URL": "hunter2"})
    assert "hunter2" not in repr(chosen)


def test_nothing_else_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(REPOSITORY))
        for folder in ("chassis", "enforcement", "services")
        for path in (REPOSITORY / folder).rglob("*.py")
        if "os.environ" in path.read_text() or "getenv" in path.read_text()
    ]
    assert readers == ["chassis/settings.py"]
