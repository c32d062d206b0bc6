"""Figures of the api, and what it says when something is wrong. Kinds and reasons only, never people."""

from prometheus_client import Counter

from chassis import logs

DEPOSITED = Counter("documents_deposited", "Documents deposited", ["depositor", "media_type"])
REFUSED = Counter("documents_files_refused", "Files refused", ["code"])
RIGHTS_UNKNOWN = Counter("documents_rights_unknown", "Professionals refused because rights may be stale", ["reason"])

CLOSED = logs.Line("documents.rights-unknown", logs.WARNING, "a professional was refused: rights may be stale")


def note_closed(reason: str, lane: int) -> None:
    """Say loudly that a professional was refused for lack of news, and of which kind of news."""
    RIGHTS_UNKNOWN.labels(reason).inc()
    logs.write(CLOSED, reason=reason, lane=lane)
