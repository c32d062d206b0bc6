"""Why a professional sees a document or not, and what a choice would change: questions of the patient's side.

The answer is the decision itself, asked on behalf of somebody else; no rule is said a second time here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chassis import events, outbox
from chassis.auth import Actor
from enforcement.store import grids, projections
from services.documents import errors
from services.documents.domain import previewing
from services.documents.domain.decision import Decision, Professional, decide
from services.documents.domain.previewing import Effect, Reader, Wanted
from services.documents.parts import Parts
from services.documents.store import explanations, listing

_CONSIDERED = 2_000
"""Documents of a record that a preview looks at: the latest."""


@dataclass(frozen=True)
class Explanation:
    """A decision about somebody else, with what a sentence needs. `reference` is what the 3422 finds it by."""

    decision: Decision
    professional: str
    name: str
    column: str
    type_label: str
    until: datetime | None
    at: datetime
    reference: str


def explain(parts: Parts, actor: Actor, record: str, document: str, professional: str) -> Explanation:
    """Why a professional sees a document at this moment, or why not. Raises NotFound and the gate's problems."""
    entered = parts.gate.enter(actor, record, document)
    kept, _ = entered.seen()
    relation = projections.relation_of(parts.db, record, professional)
    listed = projections.practitioner(parts.db, professional)
    if listed is None:
        raise errors.NotFound
    grid = parts.gate.grid()
    viewer = Professional(professional, grid.column_of(listed.practice), listed.active)
    decision = decide(viewer, entered.record, relation, kept.document.facts, grid, entered.at)
    told = {"record": record, "allowed": decision.allowed, "reason": str(decision.reason)}
    told |= {"grid_version": decision.grid_version, "deposited_at": kept.document.deposited_at}
    kind = parts.types.types.get(kept.document.type)
    emergency = relation.emergency if relation is not None else None
    return Explanation(
        decision=decision,
        professional=professional,
        name=listed.name,
        column=grids.column_label(parts.db, viewer.column) if viewer.column is not None else "",
        type_label=kind.label if kind is not None else kept.document.type,
        until=emergency.until if emergency is not None and entered.at < emergency.until else None,
        at=entered.at,
        reference=explanations.keep(parts.db, told, entered.at),
    )


def show_to_agent(parts: Parts, actor: Actor, reference: str) -> Mapping[str, Any]:
    """What a patient was told, for the agent to whom they gave its reference: the reason, and nothing of the document.

    It leaves a trace in the patient's history. Raises NotFound.
    """
    found = explanations.find(parts.db, reference)
    if found is None or found["at"] < parts.clock() - timedelta(seconds=explanations.KEPT_S):
        raise errors.NotFound
    data = {"record": found["record"], "act": "explanation-read"}
    outbox.add(parts.db, None, events.new("documents.ExplanationRead", found["record"], data, actor=actor.as_event()))
    return found


def preview(parts: Parts, actor: Actor, record: str, wanted: Mapping[str, Any]) -> Effect:
    """What a choice would change for professionals (fields of `VisibilityPreview` in the contract).

    Raises NotFound and the gate's problems.
    """
    entered = parts.gate.enter(actor, record)
    found = listing.page(parts.db, record, entered.visible(), None, _CONSIDERED)
    places = {document.id: place for place, document in enumerate(found)}
    if "document" in wanted and wanted["document"] not in places:
        raise errors.NotFound
    asked = Wanted(
        all_hidden=wanted.get("all_hidden"),
        block=wanted.get("block"),
        unblock=wanted.get("unblock"),
        appoint=wanted.get("appoint"),
        remove=wanted.get("remove"),
        document=places[wanted["document"]] if "document" in wanted else None,
        hidden=wanted.get("hidden"),
        hidden_from=frozenset(wanted["hidden_from"]) if "hidden_from" in wanted else None,
    )
    facts = [document.facts for document in found]
    return previewing.effect(_readers(parts, record), entered.record, facts, asked, parts.gate.grid(), entered.at)


def _readers(parts: Parts, record: str) -> list[Reader]:
    held = projections.relations_of(parts.db, record)
    known = (parts.gate.reader(professional, relation) for professional, relation in held.items())
    return [each[0] for each in known if each is not None]
