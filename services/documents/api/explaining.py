"""Why, and what if: explanations and previews."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from chassis.http import current_actor
from services.documents import explaining
from services.documents.parts import Parts


class Explaining:
    """The operations that explain a decision or foresee one."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {
            "explainVisibility": self.explain,
            "showExplanation": self.show,
            "previewVisibility": self.preview,
        }

    def explain(self, record: str, document: str, query: dict[str, str]) -> tuple[dict[str, Any], int]:
        """Why one professional sees one document, or not."""
        told = explaining.explain(self._parts, current_actor(), record, document, query["professional"])
        decision = told.decision
        return {
            "allowed": decision.allowed,
            "reason": str(decision.reason),
            "grid_version": decision.grid_version,
            "professional": {"id": told.professional, "name": told.name, "column": told.column},
            "type": told.type_label,
            "until": told.until,
            "at": told.at,
            "reference": told.reference,
        }, 200

    def show(self, reference: str) -> tuple[dict[str, Any], int]:
        """The reason of an explanation, for the 3422."""
        found = explaining.show_to_agent(self._parts, current_actor(), reference)
        shown = ("allowed", "reason", "grid_version", "deposited_at", "at")
        return {name: found[name] for name in shown}, 200

    def preview(self, record: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """What a choice would change."""
        return asdict(explaining.preview(self._parts, current_actor(), record, body)), 200
