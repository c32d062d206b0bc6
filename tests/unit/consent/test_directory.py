"""The remembered directory."""

from typing import Any

import pytest

from services.consent.domain.directory import Professional
from services.consent.store import projections
from services.consent.store.directory import KEPT_S, Directory

LEROUX = Professional("pro_1", "Camille LEROUX", "Médecin", None, None)


class NamedDatabase:
    name = "consent"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids that were read from the database, which knows pro_1."""
    read: list[str] = []

    def professional(db: object, sought: str, session: object) -> Professional | None:
        read.append(sought)
        return LEROUX if sought == "pro_1" else None

    monkeypatch.setattr(projections, "professional", professional)
    return read


def test_an_entry_is_read_again_after_its_time_or_when_it_changed(reads: list[str]) -> None:
    now = [100.0]
    directory, db = Directory(projections.professional, lambda: now[0]), NamedDatabase()
    ask: Any = directory
    for _ in range(3):
        assert ask.find(db, "pro_1", None) == LEROUX
    assert len(reads) == 1
    now[0] += KEPT_S
    ask.find(db, "pro_1", None)
    ask.forget(db, "pro_1")
    ask.find(db, "pro_1", None)
    assert len(reads) == 3


def test_absence_is_never_remembered(reads: list[str]) -> None:
    directory: Any = Directory(projections.professional)
    for _ in range(2):
        assert directory.find(NamedDatabase(), "pro_2", None) is None
    assert reads == ["pro_2", "pro_2"]
