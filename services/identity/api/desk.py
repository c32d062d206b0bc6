"""The 3422 desk: calls, help, corrections by four eyes. Nothing medical passes here."""

from datetime import date
from typing import Any

from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions import desk_calls, desk_changes, desk_help
from services.identity.api.requests import parts
from services.identity.domain.desk import Field, Way
from services.identity.domain.people import Sex
from services.identity.queries import desk as views


def open_call(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Identify a caller by their answers, or the writer of a letter."""
    told = {name: text for name, text in body.items() if name not in ("channel", "birth_date", "sex")}
    answers = desk_calls.Answers(
        way=Way(body["channel"]), birth_date=date.fromisoformat(body["birth_date"]), sex=Sex(body["sex"]), **told
    )
    call, person = desk_calls.open_call(parts(), answers, current_actor().id, now())
    return views.call_view(parts(), call, person, now()), 201


def show_call(call: str) -> tuple[dict[str, Any], int]:
    """The file of an own call."""
    held, person = desk_calls.own_call(parts(), call, current_actor().id, now())
    return views.call_view(parts(), held, person, now()), 200


def send_code(call: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Send a new provisional code to the contact that is known."""
    return {"masked": desk_help.send_code(parts(), call, body["channel"], current_actor().id, now())}, 202


def record_opposition(call: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Record an opposition; the agent has read it back to the person (`confirmed`, held by the contract)."""
    desk_help.record_opposition(parts(), call, current_actor().id, now())
    return show_call(call)[0], 201


def propose_change(call: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Propose a correction."""
    proposal = desk_changes.Proposal(
        field=Field(body["field"]),
        evidence=body["evidence"],
        value=body.get("value"),
        family_name=body.get("family_name"),
        given_names=tuple(body.get("given_names", ())),
    )
    change = desk_changes.propose_change(parts(), call, proposal, current_actor().id, now())
    return views.change_view(parts(), change, current_actor().id), 201


def list_changes() -> tuple[dict[str, Any], int]:
    """Corrections that wait for a second agent."""
    return views.changes_view(parts(), current_actor().id, now()), 200


def decide_change(change: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Approve or refuse a correction."""
    approved = body["decision"] == "approve"
    decided = desk_changes.decide_change(parts(), change, approved, current_actor().id, now())
    return views.change_view(parts(), decided, current_actor().id), 200
