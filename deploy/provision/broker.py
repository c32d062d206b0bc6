"""RabbitMQ: a vhost, and for each service a user that may do there what it needs."""

import base64
import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

ADMIN = "admin"


class BrokerRefused(Exception):
    """The management interface answered with an error."""


@dataclass(frozen=True)
class Console:
    """The management interface, as its administrator sees it."""

    host: str
    port: int
    password: str

    def ask(self, method: str, path: str, body: Any = None, missing_is_fine: bool = False) -> None:
        """Call it. Raises BrokerRefused when it says no."""
        credentials = base64.b64encode(f"{ADMIN}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/json"}
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, "/api" + quote(path), text, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
        if status >= 400 and not (status == 404 and missing_is_fine):
            raise BrokerRefused(f"{method} {path}: {status}")


def grant(console: Console, vhost: str, passwords: Mapping[str, str]) -> None:
    """A vhost in which each service (a key of `passwords`) may write its own exchange and read its own queues only.

    A service declares and feeds what begins with its name, and reads its own queues and every
    `<service>.events` exchange (binding a queue is a read of the exchange). Users belong to the
    broker, permissions to the vhost: one user per service serves every vhost.
    """
    console.ask("PUT", f"/vhosts/{vhost}", {})
    for service, password in passwords.items():
        console.ask("PUT", f"/users/{service}", {"password": password, "tags": ""})
        console.ask("PUT", f"/permissions/{vhost}/{service}", permissions(service))
        exchange = {"type": "topic", "durable": True, "auto_delete": False}
        console.ask("PUT", f"/exchanges/{vhost}/{service}.events", exchange)


def permissions(service: str) -> dict[str, str]:
    """What a service may declare, write and read."""
    return {
        "configure": rf"^{service}\.",
        "write": rf"^{service}\.",
        "read": rf"^({service}\..*|[a-z]+\.events)$",
    }
