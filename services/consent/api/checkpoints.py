"""What is published of the histories, for everybody: statements, the files they name, the keys that signed them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import flask

from services.consent.errors import FileUnknown
from services.consent.store import Database, checkpoints

_FOR_EVER = "public, max-age=31536000, immutable"


class Checkpoints:
    """listCheckpoints, showCheckpointFile, listCheckpointKeys, showHistoryVerifier."""

    def __init__(self, db: Database, contracts: Path) -> None:
        self._db = db
        self._verifier = (contracts / "verify_history.py").read_bytes()

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {
            "listCheckpoints": self.list,
            "showCheckpointFile": self.show_file,
            "listCheckpointKeys": self.list_keys,
            "showHistoryVerifier": self.show_verifier,
        }

    def list(self, query: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """Statements in their order, after a number."""
        found = checkpoints.after(self._db, query.get("after", 0), query.get("limit", 20))
        items = [{"number": each.number, "at": each.at, "statement": each.statement} for each in found]
        return {"items": items}, 200

    def show_file(self, digest: str) -> flask.Response:
        """A file by the SHA-256 of its content; it never changes."""
        content = checkpoints.file(self._db, digest)
        if content is None:
            raise FileUnknown
        answer = flask.Response(content, mimetype="text/plain")
        answer.headers["Cache-Control"] = _FOR_EVER
        return answer

    def list_keys(self) -> tuple[dict[str, Any], int]:
        """Every key that ever signed a statement (RFC 7517)."""
        return {"keys": checkpoints.keys(self._db)}, 200

    def show_verifier(self) -> flask.Response:
        """The program that checks an export."""
        answer = flask.Response(self._verifier, mimetype="text/x-python")
        answer.headers["Content-Disposition"] = 'attachment; filename="verify_history.py"'
        return answer
