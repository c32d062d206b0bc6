"""MailDev: a real SMTP server that keeps what it receives and shows it in a web inbox."""

import http.client

from deploy.native.settings import CHECKOUT
from deploy.native.state import State
from deploy.native.supervision import Program

PORTS = ("smtp", "mail")
ENTRY = CHECKOUT / "deploy" / "native" / "node_modules" / "maildev" / "bin" / "maildev"


def programs(state: State) -> list[Program]:
    """MailDev on the loopback; mails are kept on disk, so that a restart forgets none."""
    folder = state.path("servers", "maildev")
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        "node",
        # The inbox of a demonstration needs little; by default node keeps garbage for longer.
        "--max-old-space-size=160",
        "--max-semi-space-size=2",
        str(ENTRY),
        f"--smtp={state.port('smtp')}",
        f"--web={state.port('mail')}",
        "--ip=127.0.0.1",
        "--web-ip=127.0.0.1",
        f"--mail-directory={folder}",
        "--silent",
    ]
    return [Program("maildev", command)]


def inbox(state: State) -> str:
    """Address of the web inbox, and base of its REST API."""
    return f"http://127.0.0.1:{state.port('mail')}"


def is_ready(state: State) -> bool:
    """Whether the inbox answers."""
    connection = http.client.HTTPConnection("127.0.0.1", state.port("mail"), timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
