"""How a person is told that someone acted on their record."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.clock import now
from chassis.http import current_actor
from services.notifier import actions, queries
from services.notifier.errors import RecordUnknown
from services.notifier.parts import Parts
from services.notifier.preferences import from_json


class PreferencesPage:
    """showPreferences, savePreferences: each person's own, whoever else they represent."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {"showPreferences": self.show, "savePreferences": self.save}

    def show(self, record: str) -> tuple[dict[str, Any], int]:
        """What holds for the caller."""
        _require_own(record)
        return queries.preferences(self._parts, record), 200

    def save(self, record: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """Another choice, whole."""
        _require_own(record)
        actions.save_preferences(self._parts, record, from_json(body), now())
        return queries.preferences(self._parts, record), 200


def _require_own(record: str) -> None:
    if current_actor().record != record:
        raise RecordUnknown
