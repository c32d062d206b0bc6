"""The events of consent, made from what the domain decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis import clock, events
from chassis.events import Event
from services.consent.domain.emergency import Alert, Switches
from services.consent.domain.policy import Place
from services.consent.domain.relation import Outcome, Relation

HEARTBEAT_WORTH_S = 4
"""Seconds after which a heartbeat says nothing any more: less than the age at which points call it stale."""


def relation_changed(outcome: Outcome, place: Place, actor: Mapping[str, str]) -> Event:
    """What changed a relation, with its whole state and its place in the policy stream."""
    if outcome.fact is None:
        raise ValueError("nothing changed")
    relation = outcome.relation
    data = told(relation, place.epoch) | {"policy": place._asdict()}
    return events.new(f"consent.{outcome.fact}", relation.record, data, actor=actor)


def relations_stated(job: Mapping[str, Any], part: int, parts: int, relations: Sequence[Relation]) -> Event:
    """One part of a lane told again; `job` is the restatement it belongs to."""
    data = {name: job[name] for name in ("rebuild", "for", "epoch", "lane", "up_to")}
    data |= {"part": part, "parts": parts, "relations": [told(each, job["epoch"]) for each in relations]}
    return events.new("consent.RelationsStated", job["rebuild"], data)


def heartbeat(epoch: int, counter: int, lanes: Sequence[int], grid: str | None) -> Event:
    """The stream is alive; what does not leave in time is not sent at all."""
    data = {"epoch": epoch, "counter": counter, "lanes": list(lanes), "grid_version": grid}
    return events.new("consent.PolicyHeartbeat", "policy", data, expires=HEARTBEAT_WORTH_S)


def grid_updated(content: Mapping[str, Any], epoch: int, number: int) -> Event:
    """The whole grid: columns with the professions they take, rows with the columns they allow.

    Groups outside the grid travel as columns that no row allows: whoever falls into them reads nothing.
    """
    names = ("id", "label", "profession_codes", "specialty_codes", "role_codes", "activity_codes")
    groups = [*content["columns"], *content.get("outside", [])]
    data = {
        "version": {"epoch": epoch, "number": number},
        "name": content["name"],
        "effective": content["effective"],
        "source": content["source"],
        "columns": [{name: group[name] for name in names} for group in groups],
        "rows": [{"type": row["type"], "allowed": row["allowed"]} for row in content["rows"]],
    }
    return events.new("consent.AuthorizationGridUpdated", "grid", data)


def rebuild_requested(rebuild: str, projection: str) -> Event:
    """consent wants a projection told again by its owner."""
    return events.new("consent.RebuildRequested", rebuild, {"rebuild": rebuild, "projection": projection})


def professionals_listed(record: str, administrator: Mapping[str, str]) -> Event:
    """The administrator looked at who is in contact with the record (ADM-11)."""
    data = {"record": record, "professional": administrator["id"]}
    return events.new("consent.ProfessionalsListed", record, data, actor=administrator)


def state_applied(record: str, version: Mapping[str, int]) -> Event:
    """This state of a record is enforced here (CLO-06)."""
    data = {"record": record, "version": dict(version)}
    return events.new("consent.ProfileStateApplied", record, data)


def data_erased(record: str, request: str) -> Event:
    """Nothing about the record is left here (CLO-07)."""
    return events.new("consent.ServiceDataErased", record, {"record": record, "request": request})


def told(relation: Relation, epoch: int) -> dict[str, Any]:
    """A relation as other services see it: whole state and version, ids only."""
    return {
        "record": relation.record,
        "professional": relation.professional,
        "state": relation.state.value,
        "administrator": relation.administrator,
        "began": relation.began.value,
        "before_block": relation.before_block.value if relation.before_block else None,
        "emergency": _emergency(relation),
        "version": {"epoch": epoch, "number": relation.number},
    }


def _emergency(relation: Relation) -> dict[str, str] | None:
    held = relation.emergency
    return {"id": held.id, "ground": held.ground.value, "until": clock.rfc3339(held.until)} if held else None


def emergency_settings_changed(
    record: str, switches: Switches, number: int, actor: Mapping[str, str], epoch: int
) -> Event:
    """The person, or who represents them, set the switches of emergency access (EMG-02, EMG-03)."""
    data = {
        "record": record,
        "regulation": switches.regulation is True,
        "immediate_risk": switches.immediate_risk is True,
        "version": {"epoch": epoch, "number": number},
    }
    return events.new("consent.EmergencySettingsChanged", record, data, actor=actor)


def unusual_emergency_use(alert: Alert) -> Event:
    """Emergency access is used in a way that somebody has to look at."""
    data = {
        "alert": alert.id,
        "professional": alert.professional,
        "signal": alert.signal.value,
        "count": alert.count,
        "emergency": alert.emergency,
    }
    return events.new("consent.UnusualEmergencyUse", alert.professional, data)
