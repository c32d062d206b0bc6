"""The manifest of an archive: SHA-256 and size of every file but itself and its signature (`proof.py`)."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORMAT = "mon-espace-sante-export"
VERSION = 1
NAME = "manifest.json"


class ManifestBroken(Exception):
    """The archive is not one of ours, or a file is missing, added or changed; the message says which."""


def entry(content: bytes) -> tuple[int, str]:
    """Size and SHA-256 of a file."""
    return len(content), hashlib.sha256(content).hexdigest()


def manifest(record: str, at: str, files: Mapping[str, tuple[int, str]]) -> bytes:
    """The manifest of these files (size and SHA-256 by name)."""
    listed = [{"path": name, "size": size, "sha256": digest} for name, (size, digest) in sorted(files.items())]
    told = {"format": FORMAT, "version": VERSION, "record": record, "created_at": at, "files": listed}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> dict[str, tuple[int, str]]:
    """Size and SHA-256 by name. Raises ManifestBroken."""
    try:
        told: dict[str, Any] = json.loads(content)
        if (told["format"], told["version"]) != (FORMAT, VERSION):
            raise ManifestBroken("another format or version")
        return {each["path"]: (each["size"], each["sha256"]) for each in told["files"]}
    except (ValueError, KeyError, TypeError) as fault:
        raise ManifestBroken(f"unreadable manifest: {type(fault).__name__}") from None
