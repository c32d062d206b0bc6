"""Take everything away: ask, follow, download; and what anybody needs to check a copy."""

from collections.abc import Callable
from typing import Any

import flask

from chassis.http import current_actor
from services.documents.actions import exporting
from services.documents.domain.export import Export, ExportState, waiting_for
from services.documents.parts import Parts
from services.documents.store import export_keys, exports


class Exporting:
    """The operations on exports."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._verifier = (parts.settings.contracts_dir / "verify_export.py").read_bytes()

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {
            "requestExport": self.request,
            "showExport": self.show,
            "downloadExport": self.download,
            "listExportKeys": self.list_keys,
            "showExportVerifier": self.show_verifier,
        }

    def request(self, record: str) -> tuple[dict[str, Any], int]:
        """Ask for everything; one at a time."""
        return self._present(exporting.request_export(self._parts, current_actor(), record)), 202

    def show(self, record: str) -> tuple[dict[str, Any], int]:
        """The last export and its progress."""
        return self._present(exporting.latest_export(self._parts, current_actor(), record)), 200

    def download(self, record: str, export: str) -> flask.Response:
        """The archive, piece by piece: it is never whole in memory."""
        held, pieces = exporting.archive(self._parts, current_actor(), record, export)
        response = flask.Response(pieces, content_type="application/zip")
        response.content_length = held.size
        day = held.requested_at.date().isoformat()
        response.headers["Content-Disposition"] = f'attachment; filename="mon-espace-sante-{day}.zip"'
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response

    def list_keys(self) -> tuple[dict[str, Any], int]:
        """Every key that ever signed an export (RFC 7517)."""
        return {"keys": export_keys.published(self._parts.db)}, 200

    def show_verifier(self) -> flask.Response:
        """The program that checks a copy."""
        answer = flask.Response(self._verifier, mimetype="text/x-python")
        answer.headers["Content-Disposition"] = 'attachment; filename="verify_export.py"'
        return answer

    def _present(self, export: Export) -> dict[str, Any]:
        waits = export.state is ExportState.PREPARING
        return {
            "id": export.id,
            "state": str(export.state),
            "requested_at": export.requested_at,
            "documents": export.documents,
            "total": export.total,
            "waiting_for": waiting_for(exports.parts_held(self._parts.db, export.id)) if waits else [],
            "size": export.size,
            "ready_at": export.ready_at,
            "expires_at": export.expires_at,
        }
