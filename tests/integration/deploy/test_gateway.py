"""What the gateway does by itself: security headers, limits, refusals, silence in its log."""

import itertools
import json
import socket
import ssl
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest
import requests

from deploy.native.installation import Installation

MEBIBYTE = 2**20
EVERYWHERE = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def strict() -> Iterator[Installation]:
    """A gateway with the limits of one attempt per second, three at once, and no service behind."""
    with Installation.temporary(only=("gateway",), attempts=(1, 2)) as installation:
        yield installation


@pytest.fixture(scope="module")
def http(strict: Installation) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.verify = str(strict.ca)
        session.trust_env = False  # or a REQUESTS_CA_BUNDLE of the machine would win
        yield session


@pytest.mark.parametrize("path", ["/", "/pro/recherche", "/assets/nothing.js", "/api/nothing", "/api/consent/grid"])
def test_every_answer_carries_the_security_headers_once(
    strict: Installation, http: requests.Session, path: str
) -> None:
    answer = http.get(strict.url + path)
    for name, value in EVERYWHERE.items():
        assert answer.headers[name] == value
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert len(answer.headers["X-Request-Id"]) == 32


def test_the_site_answers_every_page_with_the_application(strict: Installation, http: requests.Session) -> None:
    answer = http.get(strict.url + "/documents/anything")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers["Cache-Control"] == "no-cache"
    script = answer.text.split('src="/assets/')[1].split('"')[0]
    asset = http.get(f"{strict.url}/assets/{script}")
    assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path", ["/health/ready", "/health/live", "/metrics", "/api/../metrics", "/api/consent/..%2f..%2fmetrics"]
)
def test_health_and_metrics_are_not_served_to_the_outside(
    strict: Installation, http: requests.Session, path: str
) -> None:
    request = requests.Request("GET", strict.url).prepare()
    request.url = strict.url + path  # as it stands: the client would tidy it
    answer = http.send(request)
    assert (answer.status_code, answer.json()["code"]) == (404, "gateway.not-found")


def test_a_body_over_six_mebibytes_is_refused_as_a_problem(strict: Installation, http: requests.Session) -> None:
    answer = http.post(strict.url + "/api/documents/records", data=bytes(6 * MEBIBYTE + 1))
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "gateway.too-large"
    assert answer.json()["correlationId"] == answer.headers["X-Request-Id"]


def test_a_file_of_insured_persons_may_be_larger(strict: Installation, http: requests.Session) -> None:
    answer = http.post(strict.url + "/api/identity/insured-imports", data=bytes(7 * MEBIBYTE))
    assert answer.json()["code"] == "gateway.unavailable"  # let through, to a service that is not there


def test_a_message_may_bring_several_files(strict: Installation, http: requests.Session) -> None:
    place = strict.url + "/api/messaging/records/rec_a/conversations"
    for path in (place, place + "/cnv_a/messages"):
        assert http.post(path, data=bytes(7 * MEBIBYTE)).json()["code"] == "gateway.unavailable"
        assert http.post(path, data=bytes(26 * MEBIBYTE + 1)).json()["code"] == "gateway.too-large"
    assert http.post(place + "/cnv_a/read", data=bytes(7 * MEBIBYTE)).json()["code"] == "gateway.too-large"


def test_nobody_has_many_messages_wait_to_be_whole(strict: Installation, http: requests.Session) -> None:
    path = "/api/messaging/records/rec_a/conversations"
    with ExitStack() as stack:
        for _ in range(8):
            stack.enter_context(_half_sent(strict, path))
        answers = (http.post(strict.url + path, data=b"whole") for _ in itertools.count())
        refused = next(answer for answer in answers if answer.status_code == 429)
        assert refused.json()["code"] == "gateway.too-many-attempts"
        assert http.get(strict.url + "/").status_code == 200
    whole = (http.post(strict.url + path, data=b"whole") for _ in itertools.count())
    assert next(answer for answer in whole if answer.status_code != 429).json()["code"] == "gateway.unavailable"


@contextmanager
def _half_sent(installation: Installation, path: str) -> Iterator[None]:
    """A client that sends a request's head, and of its body only the beginning."""
    place = urlsplit(installation.url)
    trusted = ssl.create_default_context(cafile=str(installation.ca))
    plain = socket.create_connection((place.hostname, place.port))
    with trusted.wrap_socket(plain, server_hostname=place.hostname) as wire:
        wire.sendall(f"POST {path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: 1000\r\n\r\nx".encode())
        yield


def test_a_service_that_is_away_is_a_problem_with_a_delay(strict: Installation, http: requests.Session) -> None:
    answer = http.get(strict.url + "/api/consent/grid")
    assert (answer.status_code, answer.json()["code"]) == (503, "gateway.unavailable")
    assert answer.headers["Retry-After"] == "2"


@pytest.mark.parametrize(
    "path",
    [
        "/api/identity/identifications",
        "/api/identity/logins",
        "/api/identity/logins/log_0123456789012345678901/session",
    ],
)
def test_attempts_at_a_secret_are_limited(strict: Installation, http: requests.Session, path: str) -> None:
    answers = (http.post(strict.url + path, json={}) for _ in itertools.count())
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.headers["Retry-After"] == "60"
    problem = refused.json()
    assert problem["code"] == "gateway.too-many-attempts"
    assert problem["title"] == "Trop de tentatives"


def test_the_log_names_the_route_and_nothing_of_the_request(strict: Installation, http: requests.Session) -> None:
    secret = uuid.uuid4().hex
    for path in (f"/api/documents/records/{secret}?q={secret}", f"/{secret}", f"/api/identity/logins/{secret}/session"):
        http.get(strict.url + path, headers={"Referer": f"{strict.url}/{secret}", "User-Agent": secret})
    text = strict.state.path("logs", "gateway.log").read_text()
    assert secret not in text
    # Several processes of the gateway write: the last request need not be the last line.
    told = [json.loads(line) for line in text.splitlines()]
    assert ("documents", "GET", 503) in {(line["place"], line["method"], line["status"]) for line in told[-40:]}


def test_http_2_and_a_certificate_for_localhost(strict: Installation) -> None:
    context = ssl.create_default_context(cafile=str(strict.ca))
    context.set_alpn_protocols(["h2", "http/1.1"])
    port = strict.state.port("https")
    with (
        socket.create_connection(("127.0.0.1", port)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as tls,
    ):
        assert tls.selected_alpn_protocol() == "h2"
        assert tls.version() == "TLSv1.3"
