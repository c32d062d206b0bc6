"""Events fit their contracts: strictly when they leave, tolerantly when they come in."""

import json
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis import correlation, events, outbox
from chassis.events import Event, EventRefused, Version

SCHEMA = {
    "$id": "/contracts/events/alpha.Counted.json",
    "type": "object",
    "properties": {
        "counter": {"type": "string"},
        "place": {"type": "object", "properties": {"lane": {"type": "integer"}}, "required": ["lane"]},
    },
    "required": ["counter"],
}


@pytest.fixture(autouse=True)
def _contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "alpha.Counted.json").write_text(json.dumps(SCHEMA))
    monkeypatch.setenv("CONTRACTS_DIR", str(tmp_path))
    events._contract.cache_clear()
    yield
    events._contract.cache_clear()


def counted(**more: Any) -> Event:
    return events.new("alpha.Counted", "subject", {"counter": "c"}, **more)


def test_a_new_event_names_its_source_its_cause_and_its_schema() -> None:
    with correlation.bound("the-request", "the-cause"):
        event = counted(actor={"id": "pro_1", "role": "professional", "session": "not for events"})
    assert (event.source, event.service, event.correlationid) == ("/services/alpha", "alpha", "the-request")
    assert (event.causationid, event.dataschema) == ("the-cause", SCHEMA["$id"])
    assert uuid.UUID(event.id).version == 7
    assert event.time.endswith("Z")
    told = event.to_cloudevent()
    assert (told["actorid"], told["actorrole"]) == ("pro_1", "professional")
    assert "session" not in json.dumps(told)


def test_an_event_comes_back_as_it_was_written() -> None:
    event = counted(actor={"id": "pat_1", "role": "patient", "record": "rec_1"}, expires=30)
    assert Event.from_cloudevent(json.loads(event.to_json())) == event


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "data"),
        ({"counter": 1}, "counter"),
        ({"counter": "c", "name": "Inaya"}, "data"),
        ({"counter": "c", "place": {"lane": 1, "street": "rue Haute"}}, "place"),
    ],
)
def test_data_that_no_contract_allows_never_leaves_and_is_not_quoted(data: dict[str, Any], field: str) -> None:
    with pytest.raises(EventRefused) as refused:
        events.new("alpha.Counted", "subject", data)
    assert refused.value.fields == (field,)
    assert "Inaya" not in str(refused.value)
    assert "rue Haute" not in str(refused.value)


@pytest.mark.parametrize("unknown", ["alpha.Other", "../alpha.Counted", "alpha", ""])
def test_an_event_of_no_known_type_never_leaves(unknown: str) -> None:
    with pytest.raises(EventRefused):
        events.new(unknown, "subject", {"counter": "c"})


def test_what_comes_in_may_hold_more_than_we_know_but_not_less() -> None:
    told = counted().to_cloudevent()
    events.accept(Event.from_cloudevent(told | {"data": {"counter": "c", "later": 1}, "traceparent": "00-1"}))
    with pytest.raises(EventRefused):
        events.accept(Event.from_cloudevent(told | {"data": {"later": 1}}))


@given(
    st.dictionaries(
        st.sampled_from(["id", "source", "type", "subject", "time", "data", "specversion", "expires", "dataschema"]),
        st.none() | st.integers() | st.text() | st.lists(st.integers()) | st.dictionaries(st.text(), st.integers()),
        min_size=1,
    )
)
def test_a_disfigured_event_is_refused_or_read_but_never_breaks(change: dict[str, Any]) -> None:
    with suppress(EventRefused):
        Event.from_cloudevent(WHOLE | change)


WHOLE = {
    "specversion": "1.0", "id": "1", "source": "/services/alpha", "type": "alpha.Counted", "subject": "s",
    "time": "2026-01-01T00:00:00Z", "dataschema": "d", "correlationid": "c", "data": {},
}  # fmt: skip


def test_an_event_expires_by_its_own_time() -> None:
    assert not counted().expired
    assert not counted(expires=60).expired
    assert counted(expires=0).expired
    past = (datetime.now(UTC) - timedelta(seconds=61)).isoformat()
    assert Event.from_cloudevent(counted(expires=60).to_cloudevent() | {"time": past}).expired


def test_versions_compare_by_epoch_first() -> None:
    assert Version(2, 1) > Version(1, 900)
    assert Version.of({"epoch": 1, "number": 7}) == Version(1, 7)
    assert Version(1, 7).as_json() == {"epoch": 1, "number": 7}


def test_what_is_stored_is_the_text_that_will_travel() -> None:
    event = counted(expires=5)
    [stored] = outbox.pending(event)
    assert stored["body"] == event.to_json()
    assert (stored["id"], stored["type"], stored["at"]) == (event.id, event.type, event.at)
    assert stored["expires_at"] == event.at + timedelta(seconds=5)
