"""The opening campaign, for operators."""

from datetime import date
from typing import Any

import flask

from chassis import paging
from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions import campaign
from services.identity.api.requests import parts
from services.identity.domain.campaign import Origin, Plan, Sender
from services.identity.errors.campaign import WaveChanged
from services.identity.queries.waves import campaign_view, wave_view, waves_page


def plan(body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Plan a wave (OPS-01)."""
    asked = Plan(
        name=body["name"].strip(),
        starts_on=date.fromisoformat(body["starts_on"]),
        ends_on=date.fromisoformat(body["ends_on"]),
        daily_volume=body["daily_volume"],
        scheme=body.get("scheme"),
        imported=body.get("import"),
        sender=Sender(body["sender"]) if body.get("sender") else None,
    )
    wave = campaign.plan_wave(parts(), asked, current_actor().id, now())
    return wave_view(parts(), wave, now()), 201


def list_all(query: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Waves with their figures."""
    after = paging.decode(query["cursor"], str, str) if query.get("cursor") else None
    origin = Origin(query["origin"]) if "origin" in query else None
    return waves_page(parts(), origin, after, query["limit"], now()), 200


def change(wave: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Hold a wave, or change its end or volume."""
    changes = dict(body)
    if "ends_on" in changes:
        changes["ends_on"] = date.fromisoformat(changes["ends_on"])
    changed = campaign.change_wave(parts(), wave, _revision(), now(), **changes)
    return wave_view(parts(), changed, now()), 200


def resend(wave: str) -> tuple[dict[str, Any], int]:
    """Write again to those the wave did not reach."""
    return wave_view(parts(), campaign.ask_resending(parts(), wave), now()), 202


def show_campaign() -> tuple[dict[str, Any], int]:
    """The figures of all waves together."""
    return campaign_view(parts()), 200


def _revision() -> int:
    tag = flask.request.headers["If-Match"].strip().strip('"')
    if not tag.isdecimal() or len(tag) > 9:
        raise WaveChanged
    return int(tag)
