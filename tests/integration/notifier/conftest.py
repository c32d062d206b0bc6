"""Real servers for the notifier's tests: MongoDB, RabbitMQ, and an SMTP server that can be sabotaged."""

import secrets
import string
from collections.abc import Iterator

import pytest

from deploy.native.installation import Installation
from tests.integration.notifier.post import Desk, Identity, MailServer, free_port


@pytest.fixture(scope="package")
def mes(servers: Installation) -> Iterator[Installation]:
    """Databases and queues of our own on the session's servers, without any process that would empty them."""
    assert servers.url
    with Installation.temporary(only=()) as installation:
        yield installation


@pytest.fixture
def identity(mes: Installation) -> Identity:
    return Identity(mes)


@pytest.fixture
def mail() -> Iterator[MailServer]:
    server = MailServer(free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def record() -> str:
    return "rec_" + "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(22))


@pytest.fixture
def desk(mes: Installation, mail: MailServer) -> Iterator[Desk]:
    """The notifier's rules, store and sending loop in this process, with nothing left from before."""
    opened = Desk(mes, mail)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _clean(mes: Installation) -> None:
    for name in ("notices", "contacts", "preferences", "outbox", "lots", "letters_to_remove"):
        mes.mongo("notifier")[name].delete_many({})
