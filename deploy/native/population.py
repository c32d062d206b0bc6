"""What an installation holds before its first user: reference data, and the fictional population."""

import subprocess
import sys
from collections.abc import Callable

from deploy.demo.claims import claims
from deploy.demo.professionals import professionals
from deploy.native import settings
from deploy.native.installation import Installation
from deploy.native.servers import openid


def load(installation: Installation, announce: Callable[[str], None]) -> None:
    """Load reference data, and the demonstration once. Raises subprocess.CalledProcessError."""
    announce("reference data: document types, authorization grid")
    installation.load_reference_data()
    if openid.runs(installation.state):
        for each in professionals():
            openid.introduce(installation.state, each.identifier, claims(each))
    if settings.loads_demo() and not installation.state.read("demo.json", False):
        announce("demonstration: fictional people, professionals and documents")
        subprocess.run(
            [sys.executable, "-m", "deploy.demo", "load"],
            cwd=settings.CHECKOUT,
            env=settings.child_environment() | {"MES_STATE": str(installation.state.folder)},
            check=True,
        )
        installation.state.write("demo.json", True)
