"""Imports of insured persons, for operators."""

from datetime import datetime
from typing import Any

import flask

from chassis import paging
from chassis.clock import now
from chassis.http import current_actor
from services.identity.actions import attachments
from services.identity.actions import imports as actions
from services.identity.actions import invite as invitations
from services.identity.api.requests import parts
from services.identity.domain.withdrawals import Decision
from services.identity.errors.account import FieldsRefused
from services.identity.queries import imports


def receive() -> tuple[dict[str, Any], int]:
    """Take a file of insured persons; the worker takes it in (OPS-10)."""
    flask.request.max_content_length = parts().settings.import_max_bytes
    file = flask.request.files.get("file")
    if file is None or list(flask.request.files) != ["file"] or flask.request.form:
        raise FieldsRefused({"file": ["Joignez un fichier CSV ou NDJSON, et lui seul."]})
    import_id = actions.stage_import(parts(), file.filename or "fichier", file.stream, False, now())
    return imports.import_view(parts(), import_id), 202


def list_all(query: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Imports, newest first."""
    after = paging.decode(query["cursor"], datetime, str) if query.get("cursor") else None
    return imports.imports_page(parts(), after, query["limit"]), 200


def show(query: dict[str, Any], **path: str) -> tuple[dict[str, Any], int]:
    """Progress and refused lines of one import; the path parameter is called `import`."""
    after = paging.decode(query["cursor"], int, str) if query.get("cursor") else None
    return imports.import_view(parts(), path["import"], after, query["limit"]), 200


def invite(**path: str) -> tuple[dict[str, Any], int]:
    """Send the invitations to those imported who have none yet (OPS-03)."""
    asked = invitations.ask_invitations(parts(), path["import"])
    return imports.import_view(parts(), asked.id), 202


def decide_withdrawals(body: dict[str, Any], **path: str) -> tuple[dict[str, Any], int]:
    """Have the withdrawals that were held made, or dropped (MIN-08)."""
    attachments.decide(parts(), path["import"], Decision(body["decision"]), current_actor().id, now())
    return imports.import_view(parts(), path["import"]), 202
