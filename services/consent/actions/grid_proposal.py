"""Publishing a version of the grid takes two operators: who approves is not who proposed (GRD-07)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chassis import clock
from chassis.auth import Actor
from chassis.mongo import transaction
from services.consent.actions.grid import keep_grid
from services.consent.domain.grid import GridRefused, read_grid
from services.consent.domain.grid_change import Cell, with_cells
from services.consent.errors import GridFileRefused, GridNotApplicable, GridTaken, GridUnknown, OwnProposal
from services.consent.store import Database, Session, grid_proposals, grids


def propose(db: Database, actor: Actor, asked: Mapping[str, Any]) -> None:
    """Keep a version made from another by opening and closing cells, until somebody else approves it.

    Raises GridUnknown for the version it is made from, GridNotApplicable, GridTaken.
    """
    based = grids.named(None, db, asked["based_on"])
    if based is None:
        raise GridUnknown
    cells = {Cell(each["type"], each["column"]): each["allowed"] for each in asked["cells"]}
    kept = {name: value for name, value in based.items() if name not in {"_id", "number", "pending", "decided"}}
    named = {"name": asked["name"], "effective": asked["effective"], "source": asked["source"]}
    try:
        content = with_cells(kept, cells, **named)
        read_grid(content)
    except GridRefused as refused:
        raise GridNotApplicable from refused
    if content["rows"] == based["rows"]:
        raise GridNotApplicable
    _keep(db, actor, content)


def propose_file(db: Database, actor: Actor, content: Mapping[str, Any]) -> None:
    """Keep a whole version, with types and columns of its own, until somebody else approves it.

    Raises GridFileRefused naming what is wrong with it, GridNotApplicable, GridTaken.
    """
    try:
        read_grid(content)
    except GridRefused as refused:
        raise GridFileRefused(refused.flaws) from refused
    _keep(db, actor, content)


def _keep(db: Database, actor: Actor, content: Mapping[str, Any]) -> None:
    _check_not_past(content)
    if grids.named(None, db, content["name"]) or not grid_proposals.put(db, content, actor.id, clock.now()):
        raise GridTaken


def _check_not_past(content: Mapping[str, Any]) -> None:
    """A version never holds for days that are over: what was decided then was decided by another (GRD-07)."""
    if date.fromisoformat(content["effective"]) < clock.today():
        past = "Cette date est passée : indiquez aujourd'hui ou plus tard."
        raise GridNotApplicable(errors=[{"field": "effective", "message": past}])


def approve(db: Database, actor: Actor, name: str) -> None:
    """Publish a proposal: in force from its date on.

    Raises GridUnknown, OwnProposal (four eyes), GridNotApplicable once its date is past, GridTaken.
    """

    def work(session: Session) -> None:
        held = grid_proposals.find(db, name, session)
        if held is None:
            raise GridUnknown
        if held["author"] == actor.id:
            raise OwnProposal
        _check_not_past(held["content"])
        grid_proposals.remove(session, db, name)
        decided = {"proposed_by": held["author"], "approved_by": actor.id, "approved_at": clock.now()}
        try:
            keep_grid(session, db, held["content"], clock.today(), decided)
        except GridRefused as refused:
            raise GridTaken from refused

    transaction(db, work)


def withdraw(db: Database, name: str) -> None:
    """Forget a proposal. Raises GridUnknown."""
    if not grid_proposals.remove(None, db, name):
        raise GridUnknown
