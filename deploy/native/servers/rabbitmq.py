"""RabbitMQ from the Debian package, run as our own node: the machine's own broker is not touched.

The raw scripts of /usr/lib/rabbitmq/bin are used, never the wrappers of /usr/sbin, which change
user and read /etc/rabbitmq. Node name, cookie, epmd and data are ours.
"""

import base64
import hashlib
import http.client
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from deploy.native.state import State, write_private
from deploy.native.supervision import Program

PORTS = ("amqp", "broker-distribution", "epmd", "console")
SCRIPTS = Path("/usr/lib/rabbitmq/bin")
ADMIN = "admin"
# No spinning schedulers: an idle broker must cost nothing on two cores.
BEAM = "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}"
CONFIG = """\
listeners.tcp.local = 127.0.0.1:{amqp}
management.tcp.ip = 127.0.0.1
management.tcp.port = {console}
management.disable_stats = false
default_user = {admin}
default_pass = {password}
log.console = true
log.console.level = warning
log.file = false
vm_memory_high_watermark.absolute = 400MB
disk_free_limit.absolute = 200MB
collect_statistics_interval = 30000
raft.wal_max_size_bytes = 32000000
"""


class BrokerRefused(Exception):
    """The management interface answered with an error."""


def programs(state: State) -> list[Program]:
    """The port mapper and the broker, as two programs."""
    folder = state.path("servers", "rabbitmq")
    folder.mkdir(parents=True, exist_ok=True)
    config = CONFIG.format(
        amqp=state.port("amqp"),
        console=state.port("console"),
        admin=ADMIN,
        password=state.secret("broker-admin"),
    )
    write_private(folder / "rabbitmq.conf", config)
    write_private(folder / "enabled_plugins", "[rabbitmq_management].\n")
    cookie = folder / ".erlang.cookie"
    if not cookie.exists():
        write_private(cookie, state.secret("broker-cookie"))
        cookie.chmod(0o400)
    epmd = ["epmd", "-address", "127.0.0.1", "-port", str(state.port("epmd"))]
    return [
        Program("epmd", epmd),
        Program(
            "rabbitmq",
            [str(SCRIPTS / "rabbitmq-server")],
            _environment(state, folder),
            stop_seconds=60,
            inputs=config,
        ),
    ]


def _environment(state: State, folder: Path) -> dict[str, str]:
    digest = hashlib.sha256(str(state.folder).encode()).hexdigest()[:12]
    return {
        "HOME": str(folder),
        "ERL_EPMD_PORT": str(state.port("epmd")),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODENAME": f"mes-{digest}@localhost",
        "RABBITMQ_DIST_PORT": str(state.port("broker-distribution")),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "no-environment.conf"),
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "no-advanced.config"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_PID_FILE": str(folder / "broker.pid"),
        "RABBITMQ_GENERATED_CONFIG_DIR": str(folder / "generated"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": BEAM,
        # Run the machine in place of the script: signals reach it, kill -9 leaves nothing behind.
        "RUNNING_UNDER_SYSTEMD": "true",
    }


def url(state: State, user: str, vhost: str) -> str:
    """AMQP address for a service's user."""
    password = state.secret(f"broker-{user}")
    return f"amqp://{user}:{password}@127.0.0.1:{state.port('amqp')}/{vhost}"


def is_ready(state: State) -> bool:
    """Whether the broker is up and raises no alarm."""
    try:
        _ask(state, "GET", "/health/checks/local-alarms")
        listener = f"/health/checks/port-listener/{state.port('amqp')}"
        _ask(state, "GET", listener)
    except (OSError, http.client.HTTPException, BrokerRefused):
        return False
    return True


def provision(state: State, vhost: str, services: list[str]) -> None:
    """A vhost in which each service may write its own exchange and read its own queues only.

    A service declares and feeds what begins with its name, and reads its own queues and every
    `<service>.events` exchange (binding a queue is a read of the exchange). Users belong to the
    broker, permissions to the vhost: one user per service serves every vhost.
    """
    _ask(state, "PUT", f"/vhosts/{vhost}", {})
    for service in services:
        _ask(state, "PUT", f"/users/{service}", _user(state, service))
        permissions = {
            "configure": rf"^{service}\.",
            "write": rf"^{service}\.",
            "read": rf"^({service}\..*|[a-z]+\.events)$",
        }
        _ask(state, "PUT", f"/permissions/{vhost}/{service}", permissions)
        exchange = {"type": "topic", "durable": True, "auto_delete": False}
        _ask(state, "PUT", f"/exchanges/{vhost}/{service}.events", exchange)


def remove(state: State, vhost: str) -> None:
    """Delete a vhost with all its queues."""
    _ask(state, "DELETE", f"/vhosts/{vhost}", missing_is_fine=True)


def _user(state: State, service: str) -> dict[str, str]:
    return {"password": state.secret(f"broker-{service}"), "tags": ""}


def _ask(state: State, method: str, path: str, body: Any = None, missing_is_fine: bool = False) -> None:
    """Call the management interface. Raises BrokerRefused when it says no."""
    credentials = base64.b64encode(f"{ADMIN}:{state.secret('broker-admin')}".encode()).decode()
    headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", state.port("console"), timeout=60)
    try:
        text = None if body is None else json.dumps(body)
        connection.request(method, "/api" + quote(path), text, headers)
        status = connection.getresponse().status
    finally:
        connection.close()
    if status >= 400 and not (status == 404 and missing_is_fine):
        raise BrokerRefused(f"{method} {path}: {status}")
