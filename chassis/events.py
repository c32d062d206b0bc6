"""Events: CloudEvents 1.0, structured JSON, whose data fits the contract of their type.

Guarantees: nothing leaves that `contracts/events/<type>.json` does not allow, unknown fields
included (a field nobody agreed on could be personal data); what comes in must hold what the contract
requires, and may hold more (tolerant reader). An exception never quotes a value.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import jsonschema_rs
import uuid_utils

from chassis import clock, correlation, settings

CONTENT_TYPE = "application/cloudevents+json"
_REQUIRED = ("id", "source", "type", "subject", "time", "dataschema", "correlationid", "data")
_ACTOR = ("id", "role", "record")


class EventRefused(ValueError):
    """The event does not fit its contract. `code` says how; fields are named, values never are."""

    log_safe = True

    def __init__(self, code: str, fields: tuple[str, ...] = ()) -> None:
        self.code, self.fields = code, fields
        super().__init__(code + (f" ({', '.join(fields)})" if fields else ""))


class Version(NamedTuple):
    """Place of a state in an aggregate's life: the epoch first (a restore raises it), then the number."""

    epoch: int
    number: int

    @classmethod
    def of(cls, stored: Mapping[str, int]) -> Self:
        """Read the JSON form {"epoch": 1, "number": 7}."""
        return cls(stored["epoch"], stored["number"])

    def as_json(self) -> dict[str, int]:
        """The JSON form {"epoch": 1, "number": 7}."""
        return {"epoch": self.epoch, "number": self.number}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, said by `source` about `subject`. Times are RFC 3339, UTC."""

    id: str
    source: str
    type: str
    subject: str
    time: str
    dataschema: str
    correlationid: str
    causationid: str | None = None
    actor: Mapping[str, str] | None = None
    """{"id", "role"} and, where known, "record"."""
    data: dict[str, Any]
    expires: int | None = None
    """Seconds after `time` from which nobody wants to know any more; None is for ever."""

    @property
    def service(self) -> str:
        """Name of the producing service."""
        return self.source.removeprefix("/services/")

    @property
    def at(self) -> datetime:
        """`time` as a datetime."""
        return datetime.fromisoformat(self.time)

    @property
    def age(self) -> float:
        """Seconds since `time` by this machine's clock, never negative."""
        return max((datetime.now(UTC) - self.at).total_seconds(), 0.0)

    @property
    def expires_at(self) -> datetime | None:
        """The moment from which the event is worth nothing, None if it keeps its worth."""
        return None if self.expires is None else self.at + timedelta(seconds=self.expires)

    @property
    def expired(self) -> bool:
        """Whether its time has passed by this machine's clock."""
        return self.expires_at is not None and self.expires_at <= datetime.now(UTC)

    def to_cloudevent(self) -> dict[str, Any]:
        """The structured form; optional attributes that are not known are left out."""
        actor = {f"actor{name}": (self.actor or {}).get(name) for name in _ACTOR}
        optional = {"causationid": self.causationid, "expires": self.expires, **actor}
        return {
            "specversion": "1.0",
            **{name: getattr(self, name) for name in _REQUIRED[:-1]},
            **{name: value for name, value in optional.items() if value is not None},
            "datacontenttype": "application/json",
            "data": self.data,
        }

    def to_json(self) -> str:
        """What travels: the structured form as compact JSON."""
        return json.dumps(self.to_cloudevent(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_cloudevent(cls, told: Mapping[str, Any]) -> Self:
        """Read the structured form. Raises EventRefused if an attribute is absent or of another kind."""
        wrong = tuple(n for n in _REQUIRED[:-1] if not isinstance(told.get(n), str) or not told[n])
        if told.get("specversion") != "1.0" or not isinstance(told.get("data"), dict) or wrong:
            raise EventRefused("not-a-cloudevent", wrong)
        if not isinstance(told.get("expires"), int | None):
            raise EventRefused("not-a-cloudevent", ("expires",))
        try:
            datetime.fromisoformat(told["time"])
        except ValueError:
            raise EventRefused("not-a-cloudevent", ("time",)) from None
        actor = {name: told[f"actor{name}"] for name in _ACTOR if told.get(f"actor{name}")}
        return cls(
            **{name: told[name] for name in _REQUIRED},
            causationid=told.get("causationid"),
            actor=actor or None,
            expires=told.get("expires"),
        )


def new(
    event_type: str,
    subject: str,
    data: dict[str, Any],
    actor: Mapping[str, str] | None = None,
    expires: int | None = None,
) -> Event:
    """A new event, said by the service that its type names, in the correlation of the work in hand.

    Raises EventRefused when `data` does not fit the contract, or no contract has that name.
    """
    _check(_contract(event_type).writer, data)
    return Event(
        id=str(uuid_utils.uuid7()),
        source=f"/services/{event_type.partition('.')[0]}",
        type=event_type,
        subject=subject,
        time=clock.rfc3339(clock.now()),
        dataschema=_contract(event_type).id,
        correlationid=correlation.current(),
        causationid=correlation.causation(),
        actor=actor,
        data=data,
        expires=expires,
    )


def accept(event: Event) -> None:
    """Check what came in: data holds all that its contract requires. Raises EventRefused."""
    _check(_contract(event.type).reader, event.data)


class _Contract(NamedTuple):
    id: str
    writer: jsonschema_rs.Draft202012Validator
    reader: jsonschema_rs.Draft202012Validator


@dataclass(frozen=True, kw_only=True)
class _Contracts:
    contracts_dir: Path = settings.REPOSITORY / "contracts"


@lru_cache(maxsize=256)
def _contract(event_type: str) -> _Contract:
    directory = settings.load(_Contracts).contracts_dir / "events"
    if event_type not in {path.stem for path in directory.glob("*.json")}:
        raise EventRefused("unknown-type")
    schema = json.loads((directory / f"{event_type}.json").read_text())
    writer = _closed(deepcopy(schema), closed=True)
    reader = _closed(deepcopy(schema), closed=False)
    compile_ = jsonschema_rs.Draft202012Validator
    return _Contract(schema["$id"], compile_(writer), compile_(reader))


def _closed(schema: Any, closed: bool) -> Any:
    """`schema` with every object that lists its properties closed to others, or opened to them."""
    if isinstance(schema, list):
        return [_closed(each, closed) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(schema.get("properties"), dict):
        if closed:
            schema.setdefault("additionalProperties", False)
        elif schema.get("additionalProperties") is False:
            del schema["additionalProperties"]
    plain = ("examples", "enum", "const")
    return {name: each if name in plain else _closed(each, closed) for name, each in schema.items()}


def _check(validator: jsonschema_rs.Draft202012Validator, data: dict[str, Any]) -> None:
    wrong = tuple("/".join(map(str, error.instance_path)) or "data" for error in validator.iter_errors(data))
    if wrong:
        raise EventRefused("data-refused", wrong)
