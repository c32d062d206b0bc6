"""The same rule three times: ours, Cedar's engine and casbin, on the same grid, relations and documents.

Each engine gets what suits it: Cedar its policies and entities parsed beforehand, casbin the grid as a role graph so
that one lookup answers instead of 912 policies in turn. All three must agree on every case before any is measured.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import casbin
import cedarpy

from enforcement.grid import Grid
from enforcement.relation import Relation
from services.documents.domain.decision import DocumentFacts, Professional, Record, decide

NOON = datetime(2026, 5, 28, 12, tzinfo=UTC)


class Case(NamedTuple):
    """A professional who asks for a document of an open record."""

    viewer: Professional
    record: Record
    relation: Relation
    document: DocumentFacts


Decider = Callable[[int], bool]
"""Whether the case of this number is allowed."""


def ours(grid: Grid, cases: Sequence[Case]) -> Decider:
    """services/documents/domain/decision.py."""

    def decides(number: int) -> bool:
        viewer, record, relation, document = cases[number]
        return decide(viewer, record, relation, document, grid, NOON).allowed

    return decides


_CEDAR = """
forbid (principal, action, resource) when { context.state == "blocked" };
permit (principal, action, resource) when { resource.depositor == principal.id };
permit (principal, action, resource) when {
  context.state == "authorized" && !resource.hidden_from.contains(principal.id)
  && (!resource.hidden || context.administrator) && principal.column.reads.contains(resource.type)
};
"""


def cedar(grid: Grid, cases: Sequence[Case]) -> Decider:
    """Cedar's Rust engine through cedarpy. The relation travels in the request: it is another one each time."""
    columns = [
        _entity("Column", column.id, {"reads": sorted(grid.readable.get(column.id, frozenset()))})
        for column in grid.columns
    ]
    people = {_viewer(case.viewer): case.viewer for case in cases}
    viewers = [
        _entity(
            "Professional", name, {"id": viewer.id, "column": {"__entity": {"type": "Column", "id": viewer.column}}}
        )
        for name, viewer in people.items()
    ]
    documents = [
        _entity("Document", str(number), {
            "type": case.document.type, "depositor": case.document.depositor,
            "hidden": case.document.visibility.hidden, "hidden_from": sorted(case.document.visibility.hidden_from),
        })
        for number, case in enumerate(cases)
    ]  # fmt: skip
    entities, policies = (
        cedarpy.Entities.from_json_str(json.dumps([*columns, *viewers, *documents])),
        cedarpy.PolicySet.from_str(_CEDAR),
    )

    def decides(number: int) -> bool:
        case = cases[number]
        request = {
            "principal": f'Professional::"{_viewer(case.viewer)}"',
            "action": 'Action::"read"',
            "resource": f'Document::"{number}"',
            "context": {"state": case.relation.state.value, "administrator": case.relation.administrator},
        }
        return cedarpy.is_authorized(request, policies, entities).allowed

    return decides


def _entity(kind: str, name: str, attributes: dict[str, object]) -> dict[str, object]:
    return {"uid": {"type": kind, "id": name}, "attrs": attributes, "parents": []}


def _viewer(viewer: Professional) -> str:
    return f"{viewer.id}/{viewer.column}"


_CASBIN = """
[request_definition]
r = sub, rel, doc
[policy_definition]
p = act
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.rel.state != "blocked" && (r.doc.depositor == r.sub.id || (r.rel.state == "authorized" && \
 !(r.sub.id in r.doc.visibility.hidden_from) && (!r.doc.visibility.hidden || r.rel.administrator) && \
 g(r.doc.type, r.sub.column)))
"""


def by_casbin(grid: Grid, cases: Sequence[Case]) -> Decider:
    """PyCasbin: attributes in the matcher, the grid as roles of types."""
    model = casbin.Model()
    model.load_model_from_text(_CASBIN)
    enforcer = casbin.Enforcer(model)
    enforcer.add_policy("read")
    enforcer.add_grouping_policies([[type_, column] for type_, allowed in grid.readers.items() for column in allowed])

    def decides(number: int) -> bool:
        viewer, _, relation, document = cases[number]
        return bool(enforcer.enforce(viewer, relation, document))

    return decides


ENGINES: dict[str, Callable[[Grid, Sequence[Case]], Decider]] = {"ours": ours, "cedarpy": cedar, "casbin": by_casbin}
