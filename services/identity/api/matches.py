"""Matching for software that deposits."""

from typing import Any

from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions.matching import Match, match_persons
from services.identity.api.requests import parts


def match(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Match up to a hundred persons, each by number and every trait."""
    found = match_persons(parts(), body["patients"], current_actor().id, now())
    return {"results": [_result(each) for each in found]}, 200


def _result(found: Match) -> dict[str, Any]:
    if isinstance(found, str):
        return {"record": found}
    return {"refusal": {"code": found.code, "title": found.title, "detail": found.detail}}
