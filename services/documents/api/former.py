"""Former spaces: what the person's space told when it was elsewhere, to be read."""

from collections.abc import Callable
from typing import Any

from chassis import paging
from chassis.http import current_actor
from services.documents.actions import remembering
from services.documents.actions.remembering import Remembered
from services.documents.parts import Parts


class FormerSpaces:
    """The operations on former spaces."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"listFormerSpaces": self.list, "listFormerHistory": self.list_history}

    def list(self, record: str) -> tuple[dict[str, Any], int]:
        """Every former space, with its relations."""
        found = remembering.former_spaces(self._parts, current_actor(), record)
        return {"items": [_present(each) for each in found]}, 200

    def list_history(self, record: str, former: str, query: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The history of one, newest first."""
        cursor, limit = query.get("cursor"), query["limit"]
        (before,) = (None,) if cursor is None else paging.decode(cursor, int)
        found = remembering.former_space(self._parts, current_actor(), record, former)
        left = [act for act in found.history if before is None or act.number < before]
        items = left[:limit]
        following = paging.encode(items[-1].number) if len(left) > limit else None
        return {"items": [act._asdict() for act in items], "next": following}, 200


def _present(found: Remembered) -> dict[str, Any]:
    return {
        "id": found.former.id,
        "left_at": found.former.left_at,
        "brought_at": found.former.brought_at,
        "relations": [relation._asdict() for relation in found.relations],
        "acts": len(found.history),
    }
