"""What the sending loop asks of the database costs what is outstanding, not what was ever sent."""

from collections.abc import Callable
from typing import Any

import pytest
from pymongo.database import Database

from chassis.clock import now
from deploy.native.installation import Installation
from services.notifier.store.notices import Notices, WebCopy
from tests.integration.notifier.post import Desk, Identity, deposited

SENT_BEFORE = 400


@pytest.fixture
def watched(desk: Desk, mes: Installation, identity: Identity, record: str) -> Database[dict[str, Any]]:
    """Three notices due among hundreds sent, and a database that writes down what each operation looks at."""
    db = mes.mongo("notifier")
    old = {"record": record, "kind": "activity", "urgency": 1, "state": "sent", "created_at": now(), "correlation": ""}
    db["notices"].insert_many(
        {"_id": f"old-{n}", "finished_at": now(), "copy_index": f"copy-{n}", "copy": b"", **old}
        for n in range(SENT_BEFORE)
    )
    desk.hear(identity.card(record))
    for _ in range(3):
        desk.hear(deposited(record))
    return db


@pytest.mark.parametrize(
    "ask",
    [
        lambda notices: notices.take(now(), 20),
        lambda notices: [
            notices.mark_sent(each, now(), (), WebCopy(f"new-{each.id}", b"x"), None)
            for each in notices.take(now(), 20)
        ],
        lambda notices: notices.copy("copy-7"),
        lambda notices: notices.figures(),
        lambda notices: notices.failed(),
        lambda notices: notices.oldest_due(),
        lambda notices: notices.group(notices.take(now(), 1)[0], [], now()),
    ],
    ids=["take", "mark", "copy", "figures", "failed", "oldest", "group"],
)
def test_an_operation_looks_at_what_it_needs(
    desk: Desk, watched: Database[dict[str, Any]], ask: Callable[[Notices], object]
) -> None:
    looked_at = observed(watched, lambda: ask(desk.parts.notices))
    assert looked_at
    assert max(looked_at) <= 6


def test_a_contact_card_wakes_only_who_waits(
    desk: Desk, watched: Database[dict[str, Any]], identity: Identity, record: str
) -> None:
    card = identity.card(record, number=2)
    looked_at = observed(watched, lambda: desk.hear(card))
    assert max(looked_at) <= 6


def observed(db: Database[dict[str, Any]], work: Callable[[], object]) -> list[int]:
    """Documents examined by each operation on the notices during `work`."""
    db.command("profile", 0)
    db.drop_collection("system.profile")
    db.command("profile", 2)
    try:
        work()
    finally:
        db.command("profile", 0)
    seen = db["system.profile"].find({"ns": f"{db.name}.notices", "docsExamined": {"$exists": True}})
    return [row["docsExamined"] for row in seen]
