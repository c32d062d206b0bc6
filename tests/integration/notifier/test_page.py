"""The web copy of a mail, through the application made from the contract."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from services.notifier.api import create_app
from tests.integration.notifier.post import Desk, Identity, MailServer, deposited


@pytest.fixture
def browser(desk: Desk) -> Iterator[FlaskClient]:
    with create_app(desk.settings).test_client() as client:
        yield client


def copy_path(mail: MailServer) -> str:
    found = re.search(r"https://\S+?(/api/notifier/mails/\S+)", mail.inbox.text())
    assert found is not None
    return found[1]


@pytest.mark.feature("HIS-12")
def test_the_link_of_a_mail_shows_it_in_a_browser(
    desk: Desk, browser: FlaskClient, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.card(record, given_names=["Martine", "Julie", "Anne"]))
    desk.hear(deposited(record))
    desk.sender.send_due()
    page = browser.get(copy_path(mail))
    assert page.status_code == 200
    assert page.mimetype == "text/html"
    assert "Bonjour MARTINE JULIE ANNE," in page.text
    assert "Des professionnels de santé ont réalisé des actions sur des documents de votre profil" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self';")


@pytest.mark.feature("HIS-12", "NFR-07")
def test_the_copy_of_a_code_mail_does_not_hold_the_code(
    desk: Desk, browser: FlaskClient, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.login_code(record))
    desk.sender.send_due()
    assert "042917" in mail.inbox.text()
    page = browser.get(copy_path(mail))
    assert page.status_code == 200
    assert "042917" not in page.text


def test_the_address_of_a_copy_cannot_be_guessed_or_read_in_the_database(
    desk: Desk, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.login_code(record))
    desk.sender.send_due()
    token = copy_path(mail).rsplit("/", 1)[1]
    assert re.fullmatch(r"[0-9a-f]{64}", token)
    assert token not in str(desk.db["notices"].find_one())


@pytest.mark.parametrize("token", ["0" * 64, "A" * 22])
def test_an_unknown_address_says_nothing(browser: FlaskClient, token: str) -> None:
    answer = browser.get(f"/api/notifier/mails/{token}")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["code"] == "notifier.unknown-mail"


@pytest.mark.parametrize("token", ["short", "a" * 65, "%00" * 22, "%3Cscript%3Ealert(1)%3C/script%3E"])
def test_what_is_no_address_is_refused_without_a_fault(browser: FlaskClient, token: str) -> None:
    assert browser.get(f"/api/notifier/mails/{token}").status_code == 404


def test_an_erased_person_has_no_copies(
    desk: Desk, browser: FlaskClient, identity: Identity, mail: MailServer, record: str
) -> None:
    desk.hear(identity.login_code(record))
    desk.sender.send_due()
    with desk.db.client.start_session() as session:
        desk.parts.notices.erase(record, session)
    assert browser.get(copy_path(mail)).status_code == 404


def test_the_style_of_the_page_is_served(browser: FlaskClient) -> None:
    style = browser.get("/api/notifier/mail.css")
    assert style.status_code == 200
    assert style.mimetype == "text/css"
