"""RabbitMQ from the Debian package, run as our own node: the machine's own broker is not touched.

The raw scripts of /usr/lib/rabbitmq/bin are used, never the wrappers of /usr/sbin, which change
user and read /etc/rabbitmq. Node name, cookie, epmd and data are ours.
"""

import hashlib
import http.client
from pathlib import Path

from deploy.native.state import State, write_private
from deploy.native.supervision import Program
from deploy.provision import broker

PORTS = ("amqp", "broker-distribution", "epmd", "console")
SCRIPTS = Path("/usr/lib/rabbitmq/bin")
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


def programs(state: State) -> list[Program]:
    """The port mapper and the broker, as two programs."""
    folder = state.path("servers", "rabbitmq")
    folder.mkdir(parents=True, exist_ok=True)
    config = CONFIG.format(
        amqp=state.port("amqp"),
        console=state.port("console"),
        admin=broker.ADMIN,
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
        _console(state).ask("GET", "/health/checks/local-alarms")
        _console(state).ask("GET", f"/health/checks/port-listener/{state.port('amqp')}")
    except (OSError, http.client.HTTPException, broker.BrokerRefused):
        return False
    return True


def provision(state: State, vhost: str, services: list[str]) -> None:
    """A vhost in which each service may write its own exchange and read its own queues only."""
    passwords = {service: state.secret(f"broker-{service}") for service in services}
    broker.grant(_console(state), vhost, passwords)


def remove(state: State, vhost: str) -> None:
    """Delete a vhost with all its queues."""
    _console(state).ask("DELETE", f"/vhosts/{vhost}", missing_is_fine=True)


def _console(state: State) -> broker.Console:
    return broker.Console("127.0.0.1", state.port("console"), state.secret("broker-admin"))
