"""The programs that an installation adds to its servers: service processes and the gateway."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from deploy.gateway.render import Gateway, render
from deploy.native import health, ports, processes, settings
from deploy.native.environment import Environments, code_digest
from deploy.native.servers import clamd, maildev, mongod, openid, rabbitmq, seaweedfs
from deploy.native.state import State, write_private
from deploy.native.supervision import Program

GATEWAY_PORTS = ("https", "gateway-probe")


def service(
    state: State, environments: Environments, process: processes.Process, through: Sequence[str] = ()
) -> Program:
    """A process of a service; it is started anew when its code or its settings changed.

    `through` is a module, with arguments, that runs it in its own way (tests of faults).
    """
    command = processes.command(process, sys.executable, state.port(process.name))
    if through:
        command = [command[0], "-m", *through, *command[2:]]
    variables = environments.of_process(process.service, process.kind)
    return Program(process.name, command, variables, inputs=code_digest(process.service))


def gateway(state: State, attempts_per_second: int, attempts_burst: int) -> Program:
    """nginx, with its configuration rendered for this installation."""
    config = render(
        Gateway(
            listen=f"127.0.0.1:{state.port('https')}",
            probe=f"127.0.0.1:{state.port('gateway-probe')}",
            certificate=state.path("keys", "gateway.pem"),
            certificate_key=state.path("keys", "gateway-key.pem"),
            site=settings.CHECKOUT / "web" / "dist",
            scratch=state.path("run"),
            upstreams={name: f"127.0.0.1:{state.port(f'{name}-api')}" for name in processes.SERVICES},
            run_as="root" if os.getuid() == 0 else None,
            attempts_per_second=attempts_per_second,
            attempts_burst=attempts_burst,
        )
    )
    path = state.path("run", "nginx.conf")
    write_private(path, config)
    command = ["nginx", "-e", "stderr", "-p", str(state.path("run")), "-c", str(path)]
    return Program("gateway", command, stop_signal="QUIT", inputs=config)


def is_ready(name: str, state: State, servers: State) -> bool:
    """Whether a program does its work: a server by its own sign, a service process by its health."""
    checks: Mapping[str, Callable[[], bool]] = {
        "mongod": lambda: mongod.is_ready(servers),
        "epmd": lambda: not ports.is_free(servers.port("epmd")),
        "rabbitmq": lambda: rabbitmq.is_ready(servers),
        "seaweedfs": lambda: seaweedfs.is_ready(servers),
        clamd.NAME: lambda: clamd.is_ready(state.path("servers", clamd.NAME)),
        "maildev": lambda: maildev.is_ready(state),
        openid.NAME: lambda: health.http_ok(state.port(openid.NAME), "/.well-known/openid-configuration"),
        "gateway": lambda: health.http_ok(state.port("gateway-probe"), "/health/live"),
    }
    if name in checks:
        return checks[name]()
    return health.http_ok(state.port(name))
