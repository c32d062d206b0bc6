"""Deposits by software, many at once."""

from collections.abc import Callable
from typing import Any

from chassis import correlation
from chassis.http import current_actor
from services.documents.actions.providing import Result, deposit_batch
from services.documents.domain.document import Document
from services.documents.parts import Parts


class Providing:
    """The operations of organisations' software."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"depositBatch": self.deposit}

    def deposit(self, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """Deposit each item for itself."""
        items = body["items"]
        results = deposit_batch(self._parts, current_actor(), items)
        return {"results": [_told(item["key"], result) for item, result in zip(items, results, strict=True)]}, 200


def _told(key: str, result: Result) -> dict[str, Any]:
    if isinstance(result, Document):
        return {"key": key, "status": 201, "document": result.id}
    return {"key": key, "status": result.status, "problem": result.to_json(correlation.current())}
