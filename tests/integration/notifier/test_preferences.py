"""People are told as they chose, once for each act or group, whatever dies meanwhile."""

import json
import time
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient
from jwt import PyJWK

from chassis import events
from chassis.auth import TokenVerifier
from chassis.clock import now
from chassis.sessions import EndedSessions
from deploy.native.installation import Installation
from services.notifier import actions
from services.notifier.api import create_app
from services.notifier.preferences import FRANCE, Pace, Preferences, Rhythm
from tests.integration.notifier.post import ROOT, Desk, Identity, MailServer, deposited, settled, until, worker
from tests.support.contract import operations

GROUPED = Preferences(Rhythm(Pace.GROUPED, window_minutes=30))
ANOTHER = "rec_0000000000000000000000"


class Browser:
    """Someone logged in, as the notifier sees them."""

    def __init__(self, desk: Desk, record: str) -> None:
        self._key = Ed25519PrivateKey.generate()
        public = jwt.algorithms.OKPAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        keys = {"test": PyJWK({**public, "kid": "test", "alg": "EdDSA"})}
        verifier = TokenVerifier(desk.settings, EndedSessions(desk.db), keys.__getitem__)
        self._client: FlaskClient = create_app(desk.settings, verifier).test_client()
        self._issuer, self.record = desk.settings.public_url, record

    def call(self, operation: str, expect: int, body: Any = None, record: str | None = None) -> Any:
        """The answer, which its contract documents."""
        asked = operations()[operation]
        claims = {"iss": self._issuer, "aud": "mes", "sub": "acc_inaya", "role": "patient", "sid": "ses_inaya",
                  "rec": self.record, "iat": int(time.time()), "exp": int(time.time()) + 300}  # fmt: skip
        token = jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": "test", "typ": "at+jwt"})
        answer = self._client.open(
            asked.path.format(record=record or self.record),
            method=asked.method,
            json=body,
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.status_code == expect, answer.text
        assert asked.complain(expect, answer.mimetype, answer.json) is None
        return answer.json


def choose(desk: Desk, record: str, chosen: Preferences) -> None:
    actions.save_preferences(desk.parts, record, chosen, now())


def quiet_now() -> tuple[int, int]:
    hour = datetime.now(FRANCE).hour
    return (hour - 2) % 24, (hour + 4) % 24


@pytest.mark.feature("HIS-02")
def test_acts_of_a_window_become_one_mail_that_each_is_accounted_for_by(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    choose(desk, record, GROUPED)
    told = [deposited(record) for _ in range(4)]
    for event in [*told, *told]:
        desk.hear(event)
    assert desk.sender.send_due() == 0, "the window is open"
    desk.hurry()
    assert desk.sender.send_due() == 1
    assert sorted(desk.states()) == ["grouped", "grouped", "grouped", "sent"]


def test_the_choice_of_one_person_is_no_other_s(desk: Desk, identity: Identity, mail: MailServer, record: str) -> None:
    for each in (record, ANOTHER):
        desk.hear(identity.card(each))
    choose(desk, record, GROUPED)
    for each in (record, ANOTHER):
        desk.hear(deposited(each))
    assert desk.sender.send_due() == 1
    rows = {row["record"]: row["state"] for row in desk.db["notices"].find()}
    assert rows == {record: "pending", ANOTHER: "sent"}


def test_an_sms_comes_beside_the_mail_for_who_wants_it_at_its_own_pace(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record, mobile="+33639980001"))
    choose(desk, record, Preferences(GROUPED.email, sms=Rhythm(Pace.AT_ONCE)))
    for _ in range(2):
        desk.hear(deposited(record))
    assert desk.sender.send_due() == 2
    assert mail.inbox.recipients == ["+33639980001@sms.invalid"] * 2
    desk.hurry()
    assert desk.sender.send_due() == 1
    assert mail.inbox.recipients[2:] == ["inaya@courriel.example"]


def test_an_sms_that_nothing_can_carry_is_dropped(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record))
    choose(desk, record, Preferences(Rhythm(Pace.AT_ONCE), sms=Rhythm(Pace.AT_ONCE)))
    desk.hear(deposited(record))
    assert desk.sender.send_due() == 1
    assert sorted(desk.states()) == ["dropped", "sent"]


def test_a_new_choice_holds_for_what_waits(desk: Desk, identity: Identity, mail: MailServer, record: str) -> None:
    desk.hear(identity.card(record, mobile="+33639980001"))
    choose(desk, record, Preferences(GROUPED.email, sms=Rhythm(Pace.DAILY)))
    for _ in range(3):
        desk.hear(deposited(record))
    choose(desk, record, Preferences(Rhythm(Pace.AT_ONCE)))
    assert desk.sender.send_due() == 1
    assert sorted(desk.states()) == ["dropped"] * 3 + ["grouped"] * 2 + ["sent"]


def test_nothing_leaves_in_quiet_hours_but_codes(desk: Desk, identity: Identity, mail: MailServer, record: str) -> None:
    desk.hear(identity.card(record))
    choose(desk, record, Preferences(Rhythm(Pace.AT_ONCE), quiet=quiet_now()))
    for _ in range(2):
        desk.hear(deposited(record))
    desk.hear(identity.login_code(record))
    assert desk.sender.send_due() == 1
    assert "042917" in mail.inbox.text()
    desk.hurry()
    assert desk.sender.send_due() == 1


@pytest.mark.feature("HIS-17")
def test_killed_between_grouping_and_sending_tells_the_group_once(
    mes: Installation, desk: Desk, mail: MailServer, identity: Identity, record: str, tmp_path: Any
) -> None:
    desk.hear(identity.card(record))
    choose(desk, record, GROUPED)
    for _ in range(5):
        desk.hear(deposited(record))
    marker = tmp_path / "died"
    with worker(mes, mail, MES_FAILPOINT=f"notifier.grouped-not-sent@{marker}") as doomed:
        desk.hurry()
        assert doomed.wait(timeout=180) != 0
    assert mail.inbox.ids() == []
    with worker(mes, mail):
        mes.mongo("notifier")["notices"].update_many({"state": "sending"}, {"$set": {"next_at": now()}})
        until(lambda: settled(mes, 5))
    assert len(mail.inbox.ids()) == 1


@pytest.mark.feature("HIS-17")
def test_killed_again_and_again_every_group_of_every_person_is_told_once(
    mes: Installation, desk: Desk, mail: MailServer, identity: Identity
) -> None:
    people = [f"rec_{number:022}" for number in range(12)]
    for each in people:
        desk.hear(identity.card(each, email=f"{each[-2:]}@courriel.example"))
        choose(desk, each, GROUPED)
    for round_ in range(3):
        with worker(mes, mail) as doomed:
            identity.publish(*[deposited(each) for each in people for _ in range(3)])
            due = {"$set": {"next_at": now() - timedelta(seconds=1)}}
            until(lambda: mes.mongo("notifier")["notices"].count_documents({"state": "pending"}) > 6)
            mes.mongo("notifier")["notices"].update_many({"state": "pending"}, due)
            until(lambda round_=round_: len(mail.inbox.messages) > 2 + round_)
            doomed.kill()
            doomed.wait()
    with worker(mes, mail):
        until(lambda: mes.mongo("notifier")["notices"].count_documents({}) == 3 * 3 * len(people))
        mes.mongo("notifier")["notices"].update_many(
            {"state": {"$in": ["pending", "sending"]}}, {"$set": {"next_at": now()}}
        )
        until(lambda: settled(mes, 3 * 3 * len(people)))
    rows = list(mes.mongo("notifier")["notices"].find())
    leaders = {row["_id"] for row in rows if row["state"] == "sent"}
    assert {message.strip("<>").split("@")[0] for message in mail.inbox.ids()} == leaders
    assert all(row["leader"] in leaders for row in rows if row["state"] == "grouped")
    # A message goes out a second time only where its process died with it in hand, under the same Message-ID.
    assert len(mail.inbox.ids()) - len(leaders) <= 3


@pytest.mark.feature("HIS-02")
def test_a_person_reads_and_changes_their_own_choice_alone(desk: Desk, identity: Identity, record: str) -> None:
    desk.hear(identity.card(record, mobile="+33639980001"))
    browser = Browser(desk, record)
    shown = browser.call("showPreferences", 200)
    assert (shown["email"]["pace"], shown["sms"]["pace"], shown["quiet"]) == ("at-once", "never", None)
    assert shown["sms_possible"]
    body = {
        "email": {"pace": "daily", "window_minutes": 60, "hour": 8},
        "sms": {"pace": "grouped", "window_minutes": 15, "hour": 8},
        "quiet": {"from": 22, "to": 7},
    }
    assert body.items() <= browser.call("savePreferences", 200, body).items()
    assert body.items() <= browser.call("showPreferences", 200).items()
    assert browser.call("showPreferences", 404, record=ANOTHER)["code"] == "notifier.record-unknown"
    browser.call("savePreferences", 404, body, record=ANOTHER)
    refused = browser.call("savePreferences", 422, {**body, "email": {**body["email"], "pace": "never"}})
    assert refused["errors"]


def test_an_address_that_refuses_is_shown_until_it_takes_messages_or_another_is_known(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    browser = Browser(desk, record)
    desk.hear(identity.card(record))
    mail.inbox.answers = ["550 no such user", "550 no such user"]
    for _ in range(2):
        desk.hear(deposited(record))
        desk.sender.send_due()
    (bounced,) = browser.call("showPreferences", 200)["bounced"]
    assert bounced["medium"] == "email"
    desk.hear(deposited(record))
    desk.sender.send_due()
    assert browser.call("showPreferences", 200)["bounced"] == []
    mail.inbox.answers = ["550 no such user"]
    desk.hear(deposited(record))
    desk.sender.send_due()
    assert browser.call("showPreferences", 200)["bounced"]
    desk.hear(identity.card(record, number=2, email="inaya2@courriel.example"))
    assert browser.call("showPreferences", 200)["bounced"] == []


def test_a_choice_is_forgotten_with_the_person(desk: Desk, identity: Identity, record: str) -> None:
    choose(desk, record, GROUPED)
    data = {"record": record, "request": "019aab2e-5b1c-7d5e-9a3e-1f2d3c4b5a69"}
    desk.hear(events.new("identity.DataDeletionRequested", record, data))
    assert desk.parts.choices.of(record) is None


@pytest.mark.feature("HIS-02")
@pytest.mark.parametrize(
    "event_type", ["documents.AllDocumentsHidden", "documents.DocumentUnhidden", "documents.DocumentVisibilityChanged"]
)
def test_what_an_administrator_does_with_the_documents_is_told(
    desk: Desk, identity: Identity, mail: MailServer, record: str, event_type: str
) -> None:
    contract = json.loads((ROOT / "contracts" / "events" / f"{event_type}.json").read_text())
    data = {**contract["examples"][0], "record": record}
    data.pop("concealed", None)
    desk.hear(identity.card(record))
    for role, identifier in (("professional", "pro_4Hc8rW2nZx6VbM1qTf5Jk9"), ("patient", "acc_inaya")):
        desk.hear(events.new(event_type, record, data, actor={"id": identifier, "role": role}))
    assert desk.sender.send_due() == 1
