"""What a message is worth, before anything is done about it."""

import json
from typing import Any

import amqp
import pytest

from chassis.delivery import MAX_BODY, Envelope

BODY = b'{"any": "thing"}'


def message(user: str, **headers: Any) -> Any:
    return amqp.Message(BODY, user_id=user, message_id="1", content_type="t", application_headers=headers)


def test_the_sender_is_the_user_that_the_broker_checked() -> None:
    assert Envelope.read(message("alpha"), "beta").sender == "alpha"


def test_only_our_own_word_counts_on_where_a_message_first_came_from() -> None:
    assert Envelope.read(message("beta", origin="alpha", tries=2), "beta").sender == "alpha"
    pretended = Envelope.read(message("gamma", origin="alpha", tries=-1000, queue="beta.urgent"), "beta")
    assert (pretended.sender, pretended.tries, pretended.queue) == ("gamma", 0, None)


def test_what_the_broker_itself_buried_names_its_queue_and_reason() -> None:
    buried = {"x-first-death-queue": "beta.counts", "x-first-death-reason": "delivery_limit", "x-delivery-count": 21}
    envelope = Envelope.read(message("alpha", **buried), "beta")
    assert (envelope.queue, envelope.reason, envelope.returned) == ("beta.counts", "delivery_limit", 21)


def test_a_message_sent_again_keeps_its_body_its_name_and_its_first_sender() -> None:
    first = Envelope.read(message("alpha"), "beta").again("beta.retry", "beta.counts", {"tries": 1})
    assert (first.id, first.body, first.headers) == ("1", BODY, {"origin": "alpha", "tries": 1})
    returned = amqp.Message(first.body, user_id="beta", message_id="1", application_headers=first.headers)
    second = Envelope.read(returned, "beta").again("beta.retry", "beta.counts", {"tries": 2})
    assert second.headers == {"origin": "alpha", "tries": 2}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"x" * (MAX_BODY + 1), "too-big"),
        (b"\xff\xfe", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"[]", "not-a-cloudevent"),
        (json.dumps({"specversion": "1.0"}).encode(), "not-a-cloudevent"),
    ],
)
def test_a_body_that_is_no_event_is_named_and_not_quoted(body: bytes, code: str) -> None:
    envelope = Envelope.read(amqp.Message(body), "beta")
    with pytest.raises(ValueError, match=f"^{code}") as refused:
        envelope.event()
    assert refused.value.code == code  # type: ignore[attr-defined]
