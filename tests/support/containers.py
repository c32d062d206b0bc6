"""MongoDB, RabbitMQ and the object store in testcontainers, from the images of deploy/compose.yaml.

They run with the command lines, configuration, ports and accounts that they have natively, on the host's own network
(so on Linux): only the programs come from images.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from testcontainers.core.config import testcontainers_config
from testcontainers.core.container import DockerContainer

from deploy.native import health, ports, programs
from deploy.native.installation import SERVER_PORTS, START_SECONDS
from deploy.native.servers import mongod, rabbitmq, seaweedfs
from deploy.native.state import State
from deploy.native.supervision import Program

BROKER_IMAGE = ("RABBITMQ_IMAGE", "mes/rabbitmq:latest")
IMAGES = {
    "mongod": ("MONGO_IMAGE", "mes/mongo:latest"),
    "epmd": BROKER_IMAGE,
    "rabbitmq": BROKER_IMAGE,
    "seaweedfs": ("OBJECTSTORE_IMAGE", "mes/objectstore:latest"),
}


@contextmanager
def servers() -> Iterator[Path]:
    """Servers that are gone when the block ends; the state folder an installation that lives on them has to know.

    Raises health.NotReady.
    """
    # What removes the containers of a session that was killed would be an image from a registry.
    testcontainers_config.ryuk_disabled = True
    state = State(Path(tempfile.mkdtemp(prefix="mes-containers-")))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, state.folder, ignore_errors=True)
        stack.callback(ports.release, state.folder)
        state.prepare(SERVER_PORTS)
        for program in (*mongod.programs(state), *rabbitmq.programs(state), *seaweedfs.programs(state)):
            container = _container(program, state.folder)
            stack.callback(container.stop)
            container.start()
        checks: dict[str, Callable[[], bool]] = {
            name: partial(programs.is_ready, name, state, state) for name in IMAGES
        }
        health.wait(state, checks, START_SECONDS)
        yield state.folder


def _container(program: Program, folder: Path) -> DockerContainer:
    """The program from its image, as the user who runs the tests: the files of the folder are theirs."""
    variable, image = IMAGES[program.name]
    first, *arguments = program.command
    # RabbitMQ's scripts are where Debian puts them; the others are found by their name.
    entry = first if Path(first).is_relative_to(rabbitmq.SCRIPTS) else Path(first).name
    return (
        DockerContainer(os.environ.get(variable, image), volumes=[(str(folder), str(folder), "rw")])
        .with_command(arguments)
        .with_envs(**program.environment)
        .with_kwargs(entrypoint=[entry], network="host", user=f"{os.getuid()}:{os.getgid()}")
    )
