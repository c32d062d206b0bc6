"""The inbox of the mail server that tests look into (MailDev's REST API)."""

import re
import time
from dataclasses import dataclass
from typing import Any

import requests


@dataclass(frozen=True)
class Mailbox:
    """Mails to anyone, read over HTTP. Waits, because mail is delivered when it is delivered."""

    url: str

    def to(self, address: str) -> list[dict[str, Any]]:
        """Mails to this address, oldest first."""
        found = requests.get(f"{self.url}/email", params={"to.address": address.lower()}, timeout=60).json()
        return sorted(found, key=lambda mail: mail["time"])

    def wait(self, address: str, words: str, count: int = 1, seconds: float = 180) -> dict[str, Any]:
        """The newest mail to the address whose subject or text holds the words, once there are `count` of them."""
        end = time.monotonic() + seconds
        while True:
            found = [mail for mail in self.to(address) if words in mail["subject"] or words in mail["text"]]
            if len(found) >= count:
                return found[-1]
            if time.monotonic() > end:
                raise AssertionError(f"{len(found)} of {count} mails with {words!r} came within {seconds} s")
            time.sleep(0.05)

    def forget(self, address: str) -> None:
        """Delete the mails to this address."""
        for mail in self.to(address):
            requests.delete(f"{self.url}/email/{mail['id']}", timeout=60)


def login_code(mail: dict[str, Any]) -> str:
    """The six digits of a login mail."""
    return re.search(r"\b(\d{6})\b", mail["text"]).group(1)  # type: ignore[union-attr]


def provisional_code(mail: dict[str, Any]) -> str:
    """The provisional code of an invitation, as printed."""
    return re.search(r"^\s+([0-9A-Z]{3}(?:-[0-9A-Z]{3}){2})\s*$", mail["text"], re.MULTILINE).group(1)  # type: ignore[union-attr]
