"""The letter outbox on a real object store: each letter once, in one manifest, whatever dies."""

import hashlib
import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from minio import Minio

from chassis import events
from chassis.clock import now
from deploy.native.installation import Installation
from services.notifier.letters.lots import clear_outbox, hand_over_letters
from tests.integration.notifier.post import Desk, Identity, MailServer, settled, until, worker


class Printer:
    """What the printer finds in the bucket."""

    def __init__(self, mes: Installation) -> None:
        env = mes.env("notifier")
        self._client = Minio(env["S3_ENDPOINT"], env["S3_ACCESS_KEY"], env["S3_SECRET_KEY"], secure=False)
        self._bucket = env["S3_BUCKET"]

    def names(self, prefix: str = "") -> list[str]:
        return sorted(str(each.object_name) for each in self._client.list_objects(self._bucket, prefix, recursive=True))

    def read(self, name: str) -> bytes:
        return bytes(self._client.get_object(self._bucket, name).data)

    def to_print(self) -> list[dict[str, Any]]:
        """The letters that manifests name."""
        return [each for name in self.names("manifests/") for each in json.loads(self.read(name))["letters"]]

    def clear(self) -> None:
        for name in self.names():
            self._client.remove_object(self._bucket, name)


@pytest.fixture
def printer(mes: Installation) -> Printer:
    found = Printer(mes)
    found.clear()
    return found


def reports(mes: Installation) -> list[tuple[str, str, str | None]]:
    """Record, outcome and medium of the deliveries reported and not yet relayed."""
    rows = mes.mongo("notifier")["notices"].find({"pending.type": "notifier.DeliveryReported"})
    said = [json.loads(event["body"])["data"] for row in rows for event in row["pending"]]
    return [(each["record"], each["outcome"], each.get("medium")) for each in said]


@pytest.mark.feature("OPS-05", "ACT-03", "ACT-23")
def test_an_invitation_by_letter_lands_in_the_outbox_and_in_one_manifest(
    desk: Desk, identity: Identity, mail: MailServer, record: str, printer: Printer, mes: Installation
) -> None:
    event = identity.letter(record)
    desk.hear(event)
    desk.hear(event)
    assert desk.sender.send_due() == 1
    (name,) = printer.names("letters/")
    assert name.endswith(f"/{event.id}.pdf")
    assert printer.read(name).startswith(b"%PDF")
    assert printer.to_print() == reports(mes) == []
    later = now() + timedelta(minutes=2)
    assert hand_over_letters(desk.parts, later) == 1
    assert hand_over_letters(desk.parts, later) == 0
    (told,) = printer.to_print()
    assert (told["file"], told["sha256"]) == (name, hashlib.sha256(printer.read(name)).hexdigest())
    assert reports(mes) == [(record, "delivered", "letter")]
    assert mail.inbox.messages == []
    assert "7KQ-2MD-X9T" not in str(desk.db["notices"].find_one({}))


@pytest.mark.feature("OPS-01")
def test_an_email_that_arrives_or_never_can_is_reported_without_its_address(
    desk: Desk, identity: Identity, mail: MailServer, mes: Installation
) -> None:
    reached, not_reached = (f"rec_{letter * 22}" for letter in "ab")
    desk.hear(identity.invitation(reached))
    assert desk.sender.send_due() == 1
    mail.inbox.answers = ["550 no such person"]
    desk.hear(identity.invitation(not_reached))
    assert desk.sender.send_due() == 0
    assert sorted(reports(mes)) == [(reached, "delivered", "email"), (not_reached, "failed", "email")]
    assert "courriel" not in str([row.get("pending") for row in desk.db["notices"].find()])


def test_an_address_that_does_not_fit_in_the_window_fails(
    desk: Desk, identity: Identity, record: str, printer: Printer, mes: Installation
) -> None:
    desk.hear(identity.letter(record, lines=[]))
    assert desk.sender.send_due() == 0
    assert reports(mes) == [(record, "failed", "letter")]
    assert printer.names() == []


def test_an_object_store_that_is_away_delays_letters_and_nothing_else(
    mes: Installation, mail: MailServer, identity: Identity, record: str, printer: Printer
) -> None:
    away = Desk(mes, mail, S3_ENDPOINT="127.0.0.1:9")
    away.hear(identity.letter(record))
    away.hear(identity.login_code(record))
    assert away.sender.send_due() == 1
    assert sorted(away.states()) == ["pending", "sent"]
    away.close()
    back = Desk(mes, mail)
    back.hurry()
    assert back.sender.send_due() == 1
    assert len(printer.names("letters/")) == 1
    back.close()


@pytest.mark.feature("CLO-07")
def test_the_letter_of_an_erased_person_and_what_was_kept_long_enough_leave_the_outbox(
    desk: Desk, identity: Identity, record: str, printer: Printer
) -> None:
    desk.hear(identity.letter(record))
    desk.sender.send_due()
    asked = {"record": record, "request": "019aab2e-5b1c-7d5e-9a3e-1f2d3c4b5a69"}
    desk.hear(events.new("identity.DataDeletionRequested", record, asked))
    assert clear_outbox(desk.parts, now()) == 1
    assert printer.names() == []
    desk.hear(identity.letter("rec_" + "k" * 22))
    desk.sender.send_due()
    hand_over_letters(desk.parts, now() + timedelta(minutes=2))
    assert clear_outbox(desk.parts, now() + timedelta(days=13)) == 0
    assert clear_outbox(desk.parts, now() + timedelta(days=15)) == 2


@pytest.mark.feature("OPS-05")
@pytest.mark.parametrize("step", ["notifier.sent-not-marked", "notifier.lot-without-manifest"])
def test_killed_at_any_step_each_letter_is_printed_once(
    mes: Installation, mail: MailServer, identity: Identity, printer: Printer, tmp_path: Path, step: str
) -> None:
    told = [identity.letter(f"rec_{letter * 22}") for letter in "abcde"]
    with worker(mes, mail, MES_FAILPOINT=f"{step}@{tmp_path / 'died'}", LOT_WAIT_S="0") as doomed:
        identity.publish(*told)
        assert doomed.wait(timeout=180) != 0
    db = mes.mongo("notifier")
    with worker(mes, mail, LOT_WAIT_S="0"):
        # The lease of the dead process is let run out at once instead of after half a minute.
        db["notices"].update_many({"state": "sending"}, {"$set": {"next_at": told[0].at}})
        until(lambda: settled(mes, 5))
        until(lambda: len(printer.to_print()) == 5)
    files = Counter(each["file"].rpartition("/")[2] for each in printer.to_print())
    assert files == Counter(f"{event.id}.pdf" for event in told)
    assert len(printer.names("letters/")) == 5
    for each in printer.to_print():
        assert hashlib.sha256(printer.read(each["file"])).hexdigest() == each["sha256"]
