"""What consent and identity tell enforcement points, as tests say it."""

import json
import secrets
import string
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from chassis import events
from chassis.clock import rfc3339
from chassis.events import Event
from tests.unit.enforcement import grids

_CONTRACTS = Path(__file__).parents[3] / "contracts" / "events"
_ALPHABET = string.ascii_letters + string.digits
_NAMES = {
    "opposed": "OppositionRegistered",
    "closed": "ProfileClosed",
}


def examples(service: str) -> dict[str, dict[str, Any]]:
    """The example in the contract of every event that names a service as one who hears it, by type."""
    found = (json.loads(path.read_text()) for path in sorted(_CONTRACTS.glob("*.json")))
    return {each["title"]: each["examples"][0] for each in found if service in each["x-consumers"]}


def new_id(kind: str) -> str:
    """An id that nothing has yet."""
    return f"{kind}_" + "".join(secrets.choice(_ALPHABET) for _ in range(22))


def record_told(record: str, state: str, number: int, epoch: int = 1) -> Event:
    """The state of a record in its version `number`."""
    data: dict[str, Any] = {"record": record, "state": state, "version": {"epoch": epoch, "number": number}}
    if state == "opposed":
        data["channel"] = "online"
    return events.new(f"identity.{_NAMES.get(state, 'ProfileActivated')}", record, data)


def relation_told(record: str, professional: str, state: str, number: int, administrator: bool = False) -> Event:
    """A relation in its version `number`, as a restatement (without a place in the stream)."""
    name = {"contact": "PSContacted", "authorized": "PSAuthorized", "blocked": "PSBlocked"}[state]
    data = {
        "record": record,
        "professional": professional,
        "state": state,
        "administrator": administrator,
        "began": "declared-care",
        "version": {"epoch": 1, "number": number},
        "policy": None,
    }
    return events.new(f"consent.{name}", record, data)


def emergency_told(record: str, professional: str, ground: str, until: datetime, number: int = 1) -> Event:
    """A stranger to the record reads in an emergency until a moment."""
    told = relation_told(record, professional, "contact", number).data
    emergency = {"id": str(uuid.uuid4()), "ground": ground, "until": rfc3339(until)}
    return events.new("consent.EmergencyAccessOpened", record, told | {"began": "emergency", "emergency": emergency})


def listed(professional: str, profession: str, specialty: str | None, **told: Any) -> dict[str, Any]:
    """A directory entry."""
    return {
        "professional": professional,
        "rpps": "99700000013",
        "family_name": "LEROUX",
        "given_name": "Camille",
        "profession_code": profession,
        "profession_label": "Médecin",
        "specialty_code": specialty,
        "specialty_label": "Médecine générale" if specialty else None,
        "role_codes": [],
        "activity_codes": [],
        "structure": None,
        "active": True,
        "version": {"epoch": 1, "number": 1},
        **told,
    }


def representation_told(child: str, account: str, record: str, until: str, number: int = 1) -> Event:
    """An account, whose own record is `record`, acts for a child until then."""
    data: dict[str, Any] = {"record": child, "representative": account, "representative_record": record}
    data |= {"since": "2020-01-01T00:00:00Z", "until": until, "version": {"epoch": 1, "number": number}}
    return events.new("identity.RepresentationGranted", child, data)


def grid_told(number: int = 1) -> dict[str, Any]:
    """The shipped grid as consent announces it."""
    raw = grids.raw()
    columns = [
        {"id": each["id"], "label": each["label"], **{code: each[code] for code in grids.CODES}}
        for each in [*raw["columns"], *raw["outside"]]
    ]
    return {
        "version": {"epoch": 1, "number": number},
        "name": raw["name"],
        "effective": raw["effective"],
        "source": raw["source"],
        "columns": columns,
        "rows": [{"type": row["type"], "allowed": row["allowed"]} for row in raw["rows"]],
    }
