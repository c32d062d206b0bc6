"""`python -m deploy.compose_env FOLDER`: what `docker compose` needs before its first `up`.

Writes FOLDER/compose.env (mode 0600) from FOLDER/compose.env.example with new random secrets, and FOLDER/keys. What
exists is kept: a second run adds what a newer version asks for, and says so.
"""

import base64
import os
import re
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.native import keys
from deploy.native.state import write_private

LINE = re.compile(r"^(\w+)=(.*)$", re.MULTILINE)
MONGO, BROKER, VHOST = "mongod:27017", "rabbitmq:5672", "mes"
# Chosen by whoever builds the images, so also by whoever starts them.
CHOSEN = re.compile(r"\w+_IMAGE|PIP_OPTIONS")
# Mounted one by one into containers of other users; the folder itself is for its owner only.
MOUNTED = (
    "signing.pem", "history-signing.pem", "export-signing.pem", "notifier-public.json", "notifier-private.json",
    "gateway.pem", "gateway-key.pem",
)  # fmt: skip


def main(folder: Path) -> None:
    """Make what is missing and print what was made, never a value."""
    example = (folder / "compose.env.example").read_text()
    path = folder / "compose.env"
    before = path.read_text() if path.exists() else ""
    after, made = completed(before, example, os.environ)
    if after != before:
        write_private(path, after)
    print(f"{path.name}: {', '.join(made) or 'nothing was missing'}")
    print(f"keys: {', '.join(make_keys(folder / 'keys')) or 'nothing was missing'}")


def completed(before: str, example: str, chosen: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text of compose.env with what it lacks, and the names of the secrets that were made.

    A line that says something stays as it is; `chosen` are image names that a new file takes over.
    """
    if not before:
        lines_of_example = example.partition("\n\n")[2].splitlines()
        before = "".join(f"{_chosen(line, chosen)}\n" for line in lines_of_example)
    known = dict(LINE.findall(before))
    defaults = dict(LINE.findall(example))
    lines = before.splitlines() + [f"{name}={value}" for name, value in defaults.items() if name not in known]
    made: list[str] = []
    for number, line in enumerate(lines):
        name = line.removesuffix("=")
        value = _new(name, defaults | known) if line == f"{name}=" else None
        if value is not None:
            lines[number] = f"{name}={value}"
            made.append(name)
    return "\n".join([*lines, ""]), made


def make_keys(folder: Path) -> list[str]:
    """Key files and a certificate for localhost; the names of those that were made.

    A certificate that is there is left alone, near its end too: it may be the operator's own.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    there = {path.name for path in folder.iterdir()}
    keys.ensure_service_keys(folder)
    if "gateway.pem" not in there:
        keys.ensure_certificate(folder)
    made = sorted(path.name for path in folder.iterdir() if path.name not in there)
    for name in made:
        if name in MOUNTED:
            (folder / name).chmod(0o644)
    return made


def _chosen(line: str, chosen: Mapping[str, str]) -> str:
    name = line.partition("=")[0]
    return f"{name}={chosen[name]}" if CHOSEN.fullmatch(name) and chosen.get(name) else line


def _new(name: str, known: Mapping[str, str]) -> str | None:
    """A value for a variable that has to have one, None for others."""
    service = name.split("_", 1)[0]
    kinds: dict[str, Callable[[], str]] = {
        r"\w+_MONGO_URL": lambda: (
            f"mongodb://{service.lower()}:{_word()}@{MONGO}/?replicaSet=mes&authSource={known[f'{service}_MONGO_DB']}"
        ),
        r"\w+_BROKER_URL": lambda: f"amqp://{service.lower()}:{_word()}@{BROKER}/{VHOST}",
        r"\w+_S3_ACCESS_KEY": lambda: known[f"{service}_S3_BUCKET"],
        r"\w+_S3_SECRET_KEY|S3_ADMIN_KEY|\w+_ADMIN_PASSWORD": _word,
        r"\w+_(NIR|NIR_HASH|CODE_HASH|MASTER|EMERGENCY|CONTACT|MEMBER)_KEY": _key,
    }
    for pattern, make in kinds.items():
        if re.fullmatch(pattern, name):
            return make()
    return None


def _word() -> str:
    """32 random bytes, in characters that a URL takes."""
    return secrets.token_urlsafe(32)


def _key() -> str:
    """32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
