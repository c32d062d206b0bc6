"""Figures for operators and the ministry."""

from collections.abc import Callable
from typing import Any

from services.documents import queries
from services.documents.domain.figures import Figure
from services.documents.parts import Parts

_DEPOSITORS = {
    "patient": "Patients",
    "professional": "Professionnels de santé",
    "insurer": "Assurance Maladie",
    "organisation": "Organisations",
    "hospital": "Établissements de santé",
    "laboratory": "Laboratoires de biologie médicale",
    "imaging": "Centres d'imagerie",
    "pharmacy": "Pharmacies",
    "practice": "Cabinets",
    "care-home": "Établissements médico-sociaux",
}


class Counting:
    """The operation that counts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"showDocumentFigures": self.show}

    def show(self, query: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The figures of a month; small counts are null."""
        figures = queries.figures(self._parts, query["month"])
        types = self._parts.types.types
        return {
            "month": figures.month,
            "total": figures.total,
            "by_depositor": [_told(each, _DEPOSITORS.get(each.label, each.label)) for each in figures.by_depositor],
            "by_type": [
                _told(each, types[each.label].label if each.label in types else each.label) for each in figures.by_type
            ],
        }, 200


def _told(figure: Figure, label: str) -> dict[str, Any]:
    return {"code": figure.label, "label": label, "count": figure.count}
