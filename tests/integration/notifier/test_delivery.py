"""From the event on the broker to the message in the mailbox, through the real worker process."""

from collections.abc import Iterator

import pytest

from deploy.native.installation import Installation
from tests.integration.notifier.post import Identity, MailServer, deposited, until, worker


@pytest.fixture
def running(mes: Installation, mail: MailServer) -> Iterator[MailServer]:
    with worker(mes, mail):
        yield mail


@pytest.mark.feature("LOG-04")
def test_a_login_code_reaches_its_person(running: MailServer, identity: Identity, record: str) -> None:
    identity.publish(identity.login_code(record))
    until(lambda: running.inbox.messages)
    assert running.inbox.recipients == ["inaya@courriel.example"]
    assert "042917" in running.inbox.text()


@pytest.mark.feature("HIS-02", "HIS-03")
def test_a_deposit_by_a_professional_is_told_to_the_patient(
    running: MailServer, identity: Identity, record: str
) -> None:
    identity.publish(identity.card(record), deposited(record))
    until(lambda: running.inbox.messages)
    assert "Des professionnels de santé ont réalisé des actions" in running.inbox.text()
