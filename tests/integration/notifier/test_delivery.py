"""From the event on the broker to the message in the mailbox, through the real worker process."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chassis import events
from deploy.native.installation import Installation
from tests.integration.notifier.post import (
    Identity,
    MailServer,
    at_once,
    deposited,
    free_port,
    settled,
    until,
    worker,
)


@dataclass(frozen=True)
class Running:
    """A worker process, the mail server it uses, and what it says."""

    mail: MailServer
    log: Path


@pytest.fixture(scope="module")
def process(mes: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    mail = MailServer(free_port())
    mail.start()
    log = tmp_path_factory.mktemp("notifier") / "worker.log"
    with worker(mes, mail, log):
        yield Running(mail, log)
    mail.stop()


@pytest.fixture
def running(process: Running) -> MailServer:
    process.mail.inbox.clear()
    return process.mail


@pytest.mark.feature("LOG-04")
def test_a_login_code_reaches_its_person(running: MailServer, identity: Identity, record: str) -> None:
    identity.publish(identity.login_code(record))
    until(lambda: running.inbox.messages)
    assert running.inbox.recipients == ["inaya@courriel.example"]
    assert "042917" in running.inbox.text()


@pytest.mark.feature("LOG-05", "ACT-18")
def test_a_login_code_reaches_the_mobile_of_someone_who_chose_sms(
    running: MailServer, identity: Identity, record: str
) -> None:
    identity.publish(identity.login_code(record, channel="sms"))
    until(lambda: running.inbox.messages)
    assert running.inbox.recipients == ["+33639980001@sms.invalid"]
    assert "042917" in running.inbox.text()


@pytest.mark.feature("HIS-02", "HIS-03")
@pytest.mark.parametrize("happened", ["deposit", "list", "read", "declared care"])
def test_what_a_professional_does_is_told_to_the_patient(
    running: MailServer, identity: Identity, record: str, happened: str
) -> None:
    identity.publish(identity.card(record), acts(record)[happened])
    until(lambda: running.inbox.messages)
    assert "Des professionnels de santé ont réalisé des actions" in running.inbox.text()
    assert "pro_" not in running.inbox.text()


def acts(record: str) -> dict[str, events.Event]:
    who = "pro_4Hc8rW2nZx6VbM1qTf5Jk9"
    actor = {"id": who, "role": "professional"}
    seen = {"record": record, "professional": who, "ground": "care", "grid_version": "2024-09-25"}
    read = {**seen, "document": "doc_9Ty3uE6iOp1AsD4fGh7Kl2", "type": "11488-4", "what": "content"}
    relation = {
        "record": record,
        "professional": who,
        "state": "authorized",
        "administrator": False,
        "began": "declared-care",
        "version": {"epoch": 1, "number": 1},
        "policy": {"epoch": 1, "lane": 7, "number": 42},
    }
    return {
        "deposit": deposited(record),
        "list": events.new("documents.DocumentsListed", record, seen, actor),
        "read": events.new("documents.DocumentConsulted", record, read, actor),
        "declared care": events.new("consent.PSAuthorized", record, relation, actor),
    }


@pytest.mark.feature("ACT-36")
def test_an_activation_and_an_opposition_are_confirmed(
    running: MailServer, mes: Installation, identity: Identity, record: str
) -> None:
    standing = {"record": record, "version": {"epoch": 1, "number": 2}}
    identity.publish(
        identity.card(record),
        events.new("identity.ProfileActivated", record, {**standing, "state": "activated"}),
        events.new("identity.OppositionRegistered", record, {**standing, "state": "opposed", "channel": "online"}),
    )
    until(lambda: settled(mes, 2))
    assert {str(message["Subject"]) for message in running.inbox.messages} == {
        "Votre compte Mon espace santé est activé",
        "Votre opposition à Mon espace santé est enregistrée",
    }


@pytest.mark.feature("ACT-28")
def test_who_refuses_a_space_that_was_created_reads_that_it_is_closed(
    running: MailServer, identity: Identity, record: str
) -> None:
    told = {"record": record, "version": {"epoch": 1, "number": 3}, "state": "closed", "channel": "letter"}
    identity.publish(identity.card(record), events.new("identity.OppositionRegistered", record, told))
    until(lambda: running.inbox.messages)
    assert "L'espace santé créé à votre nom, faute de réponse, est fermé" in running.inbox.text()


@pytest.mark.feature("HIS-17")
def test_the_same_event_twice_and_five_at_once_is_one_mail(
    running: MailServer, mes: Installation, identity: Identity, record: str
) -> None:
    twice, five = deposited(record), deposited(record)
    code = identity.login_code(record)
    identity.publish(identity.card(record))
    identity.publish(twice)
    identity.publish(twice, code)
    at_once(lambda: identity.publish(five, code), 5)
    until(lambda: settled(mes, 3))
    time.sleep(0.5)
    identity.publish(twice, five, code)
    time.sleep(1.5)
    assert len(running.inbox.messages) == 3
    assert len(set(running.inbox.ids())) == 3


@pytest.mark.feature("HIS-17")
def test_the_same_event_after_its_inbox_entry_expired_is_still_one_mail(
    running: MailServer, mes: Installation, identity: Identity, record: str
) -> None:
    event = deposited(record)
    identity.publish(identity.card(record), event)
    until(lambda: settled(mes, 1))
    mes.mongo("notifier")["inbox"].delete_many({})
    identity.publish(event)
    until(lambda: mes.mongo("notifier")["inbox"].count_documents({}) == 1)
    time.sleep(1.5)
    assert len(running.inbox.messages) == 1


@pytest.mark.feature("HIS-17")
def test_order_does_not_matter(running: MailServer, mes: Installation, identity: Identity, record: str) -> None:
    told = [identity.card(record, n, email=f"version-{n}@courriel.example") for n in range(1, 6)]
    told += [deposited(record) for _ in range(5)]
    random.Random(7).shuffle(told)
    identity.publish(*told)
    applied = {"_id.event": {"$in": [event.id for event in told]}}
    until(lambda: mes.mongo("notifier")["inbox"].count_documents(applied) == len(told))
    identity.publish(last := deposited(record))
    until(lambda: settled(mes, 6))
    assert running.inbox.recipients[running.inbox.ids().index(f"<{last.id}@localhost>")] == "version-5@courriel.example"


def test_what_cannot_be_opened_goes_to_the_dead_letters(
    running: MailServer, mes: Installation, identity: Identity, record: str
) -> None:
    event = identity.login_code(record)
    event.data["sealed"] = event.data["sealed"][:-4] + "AAAA"
    identity.publish(event, good := identity.login_code(record))
    until(lambda: running.inbox.messages)
    assert running.inbox.ids() == [f"<{good.id}@localhost>"]
    until(lambda: f"{event.id}  notifier.deliveries  identity.LoginCodeRequested  cannot-open" in dead(mes))


def dead(mes: Installation) -> str:
    return mes.cli("notifier", "dead", "list")


@pytest.mark.feature("NFR-07")
def test_no_address_name_or_code_is_in_the_logs(
    process: Running, running: MailServer, mes: Installation, identity: Identity, record: str
) -> None:
    running.inbox.answers = ["451 inaya@courriel.example wait", "550 inaya@courriel.example gone"]
    identity.publish(identity.card(record), identity.login_code(record), deposited(record), deposited(record))
    until(lambda: mes.mongo("notifier")["notices"].count_documents({"state": "sent"}) >= 1)
    until(lambda: all(word in process.log.read_text() for word in ("notifier.sent", "notifier.deferred")))
    logged = process.log.read_text()
    for secret in ("inaya", "Inaya", "INAYA", "042917", "33639980001"):
        assert secret not in logged


@pytest.mark.feature("SUP-01")
def test_what_an_agent_does_is_told_unless_a_letter_of_its_own_tells_it(
    running: MailServer, mes: Installation, identity: Identity, record: str
) -> None:
    agent = {"id": "acc_agent", "role": "support"}
    acts = [
        events.new("identity.SupportActed", record, {"record": record, "act": act, "channel": "phone"}, agent)
        for act in ("code-sent", "opposition-recorded", "identification-failed", "caller-identified")
    ]
    identity.publish(identity.card(record), *acts)
    until(lambda: running.inbox.messages)
    assert mes.mongo("notifier")["notices"].count_documents({"record": record}) == 1
    assert "conseiller du 3422" in running.inbox.text()


@pytest.mark.feature("MIN-08", "MIN-21")
@pytest.mark.parametrize(
    ("purpose", "subject"),
    [
        ("representation-withdrawn", "Un droit sur le profil d'un enfant a pris fin"),
        ("attachment-withdrawn", "Vous n'avez plus accès au profil d'un enfant"),
    ],
)
def test_the_end_of_a_right_is_told_without_naming_the_child(
    running: MailServer, identity: Identity, record: str, purpose: str, subject: str
) -> None:
    content = {
        "to": {"email": "karim@courriel.example", "mobile": None, "channel": "email"},
        "given_names": ["Karim"],
        "purpose": purpose,
        "happened_at": "2026-03-03T13:05:00.000Z",
        "device": None,
    }
    data = {"purpose": purpose, "sealed": identity.seal(content)}
    identity.publish(events.new("identity.SecurityNoticeIssued", record, data))
    until(lambda: running.inbox.messages)
    assert running.inbox.recipients == ["karim@courriel.example"]
    assert subject in str(running.inbox.messages[-1]["Subject"])


@pytest.mark.feature("LOG-12")
def test_a_security_notice_goes_to_the_address_inside_it(running: MailServer, identity: Identity, record: str) -> None:
    content = {
        "to": {"email": "ancienne@courriel.example", "mobile": None, "channel": "email"},
        "given_names": ["Inaya"],
        "purpose": "contact-changed",
        "happened_at": "2026-03-03T13:05:00.000Z",
        "device": None,
    }
    data = {"purpose": "contact-changed", "sealed": identity.seal(content)}
    identity.publish(events.new("identity.SecurityNoticeIssued", record, data))
    until(lambda: running.inbox.messages)
    assert running.inbox.recipients == ["ancienne@courriel.example"]
    assert "Vos coordonnées" in str(running.inbox.messages[-1]["Subject"])
