"""What a search asks for, from the words of the contract to those of the store."""

from typing import Any

from chassis.auth import Actor
from services.documents.domain.reference import TypeTable
from services.documents.store.listing import Sought


def sought_in(body: dict[str, Any], table: TypeTable, actor: Actor) -> Sought:
    """The search of a body (`DocumentSearch` in the contract). A section or type that nobody has finds nothing."""
    types = None
    if "section" in body:
        types = table.types_in(body["section"])
    if "type" in body:
        types = frozenset({body["type"]}) & (types if types is not None else frozenset({body["type"]}))
    return Sought(
        words=body.get("words", ""),
        types=types,
        since=body.get("since"),
        until=body.get("until"),
        depositor_kinds=frozenset({body["depositor"]}) if "depositor" in body else None,
        depositor=actor.id if body.get("mine") else None,
        by_date=body.get("order") == "document_date",
    )
