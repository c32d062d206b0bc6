"""The load goes on where it stopped, and waits for what passes by itself."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from deploy.demo.guide import guide
from deploy.demo.load import Journal, Load
from deploy.demo.platform import Platform, PlatformRefused


def test_a_step_is_done_once_whatever_happens_to_the_process(tmp_path: Path) -> None:
    done: list[str] = []
    path = tmp_path / "steps.json"
    Journal(path).once("a", lambda: done.append("a"))
    with pytest.raises(ZeroDivisionError):
        Journal(path).once("b", lambda: done.append(str(1 / 0)))
    again = Journal(path)
    again.once("a", lambda: done.append("a"))
    again.once("b", lambda: done.append("b"))
    assert done == ["a", "b"]


class Answers(BaseHTTPRequestHandler):
    """Answers what it was told to, one after the other."""

    told: ClassVar[list[int]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = self.told.pop(0)
        body = b'{"done": true}' if status < 400 else b'{"code": "documents.rights-unknown"}'
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if status < 400 else "application/problem+json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    opened = Platform(f"http://127.0.0.1:{server.server_port}", tmp_path, "http://127.0.0.1", lambda *_, **__: "")
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()
    thread.join()


def test_rights_that_spread_and_rate_limits_are_waited_for(platform: Platform) -> None:
    Answers.told[:] = [404, 403, 503, 429, 201]
    assert platform.call_when_known("POST", "/api/documents/x", token="t") == {"done": True}
    assert Answers.told == []


def test_a_refusal_says_where_and_why_without_the_address(platform: Platform) -> None:
    Answers.told[:] = [409]
    with pytest.raises(PlatformRefused) as refused:
        platform.call("POST", "/api/identity/logins/lgn_secret", expect=(201,))
    assert str(refused.value) == "POST identity: 409 documents.rights-unknown"


def test_the_load_has_its_steps_in_order(platform: Platform, tmp_path: Path) -> None:
    words = [words for words, _ in Load(platform, Journal(tmp_path / "steps.json"), size=40).steps()]
    assert words[:5] == [
        "60 professionals",
        "their passwords, an operator",
        "two agents of the 3422",
        "invited families",
        "the insurer's registry",
    ]
    assert (
        words.index("inaya.moreau activates")
        < words.index("inaya.moreau deposits")
        < words.index("camille.leroux deposits")
    )


def test_the_guide_names_people_addresses_and_first_clicks() -> None:
    told = guide("https://localhost:8443", "http://localhost:1080", has_provider=True)
    for words in (
        "inaya.moreau",
        "camille.leroux",
        "operateur.demo",
        "conseil.basile",
        "https://localhost:8443/pro",
        "http://localhost:1080",
    ):
        assert words in told
    assert "0 of 10 shown" in told, "someone outside the grid sees nothing"
    assert "10 of 10 shown" in told
