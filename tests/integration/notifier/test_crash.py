"""Processes that die: what was accepted is sent, and what is sent twice is recognisable."""

from pathlib import Path

import pytest

from deploy.native.installation import Installation
from tests.integration.notifier.post import Identity, MailServer, deposited, settled, until, worker


@pytest.mark.feature("HIS-17")
def test_killed_between_sending_and_marking_sends_the_same_message_again(
    mes: Installation, mail: MailServer, identity: Identity, record: str, tmp_path: Path
) -> None:
    event = deposited(record)
    marker = tmp_path / "died"
    with worker(mes, mail, MES_FAILPOINT=f"notifier.sent-not-marked@{marker}") as doomed:
        identity.publish(identity.card(record), event)
        assert doomed.wait(timeout=180) != 0
    assert mes.mongo("notifier")["notices"].find_one()["state"] == "sending"  # type: ignore[index]
    with worker(mes, mail):
        # The lease of the dead process is let run out at once instead of after half a minute.
        mes.mongo("notifier")["notices"].update_many({"state": "sending"}, {"$set": {"next_at": event.at}})
        until(lambda: settled(mes, 1))
    assert mail.inbox.ids() == [f"<{event.id}@localhost>"] * 2


@pytest.mark.feature("HIS-17")
def test_a_worker_killed_with_a_backlog_leaves_nothing_unsent(
    mes: Installation, mail: MailServer, identity: Identity, record: str
) -> None:
    mail.stop()
    told = [deposited(record) for _ in range(30)]
    with worker(mes, mail) as doomed:
        identity.publish(identity.card(record))
        until(lambda: mes.mongo("notifier")["contacts"].find_one({"_id": record}))
        identity.publish(*told[:15])
        doomed.kill()
        doomed.wait()
    mail.start()
    with worker(mes, mail):
        identity.publish(*told[15:])
        late = {"state": {"$in": ["pending", "sending"]}}  # the server was away for some of them, others died in hand
        mes.mongo("notifier")["notices"].update_many(late, {"$set": {"next_at": told[0].at}})
        until(lambda: settled(mes, 30))
    assert {f"<{event.id}@localhost>" for event in told} == set(mail.inbox.ids())
