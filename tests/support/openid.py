"""A real OpenID provider in a process of its own (tests/openid), and professionals who log in at it."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

PROVIDER = Path(__file__).parents[1] / "openid" / "provider.mjs"


@dataclass(frozen=True)
class Provider:
    """Where it listens."""

    issuer: str

    def log_in(self, url: str, who: str) -> dict[str, str]:
        """Go through its pages as `who`, as a browser would; the parameters it sends the browser back with."""
        with requests.Session() as browser:
            answer = browser.get(url, allow_redirects=False, timeout=10)
            while answer.is_redirect:
                there = urljoin(answer.url, answer.headers["Location"])
                if not there.startswith(self.issuer):
                    return {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
                answer = browser.get(there, allow_redirects=False, timeout=10)
                if form := re.search(r'<form[^>]*action="([^"]+)"', answer.text):
                    typed = {"prompt": "login", "login": who, "password": "any"}
                    answer = browser.post(urljoin(there, form[1]), data=typed, allow_redirects=False, timeout=10)
        raise AssertionError(f"the provider answered {answer.status_code}: {answer.text[:300]}")


@contextmanager
def provider(
    clients: list[dict[str, Any]], people: dict[str, dict[str, Any]], port: int | None = None
) -> Iterator[Provider]:
    """Run one for these clients (OpenID registration metadata) and people (login → claims), on any port unless told."""
    told = json.dumps({"clients": clients, "people": people, "port": port})
    process = subprocess.Popen(["node", str(PROVIDER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(told + "\n")
        process.stdin.flush()
        issuer = process.stdout.readline().strip()
        assert issuer.startswith("http"), "the provider did not start: make bootstrap installs it (tests/openid)"
        yield Provider(issuer)
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()
