"""A real OpenID provider in a process of its own (deploy/openid), and professionals who log in at it."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

from deploy.native.servers.openid import ENTRY


@dataclass(frozen=True)
class Provider:
    """Where it listens."""

    issuer: str

    def log_in(self, url: str, who: str) -> dict[str, str]:
        """Go through its pages as `who`, as a browser would; the parameters it sends the browser back with."""
        with requests.Session() as browser:
            answer = browser.get(url, allow_redirects=False, timeout=60)
            while answer.is_redirect:
                there = urljoin(answer.url, answer.headers["Location"])
                if not there.startswith(self.issuer):
                    return {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
                answer = browser.get(there, allow_redirects=False, timeout=60)
                if form := re.search(r'<form[^>]*action="([^"]+)"', answer.text):
                    typed = {"prompt": "login", "login": who, "password": "any"}
                    answer = browser.post(urljoin(there, form[1]), data=typed, allow_redirects=False, timeout=60)
        raise AssertionError(f"the provider answered {answer.status_code}: {answer.text[:300]}")


@contextmanager
def provider(
    clients: list[dict[str, Any]], people: dict[str, dict[str, Any]], port: int | None = None
) -> Iterator[Provider]:
    """Run one for these clients (OpenID registration metadata) and people (login → claims), on any port unless told."""
    with tempfile.TemporaryDirectory(prefix="mes-people-") as folder:
        for login, claims in people.items():
            Path(folder, f"{login}.json").write_text(json.dumps(claims), "utf-8")
        with _process(json.dumps({"port": port, "clients": clients, "people": folder})) as running:
            yield running


@contextmanager
def _process(told: str) -> Iterator[Provider]:
    process = subprocess.Popen(["node", str(ENTRY), "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(told + "\n")
        process.stdin.flush()
        issuer = process.stdout.readline().strip()
        assert issuer.startswith("http"), "the provider did not start: make bootstrap installs it (deploy/openid)"
        yield Provider(issuer)
    finally:
        process.stdin.close()
        process.wait(60)
        process.stdout.close()
