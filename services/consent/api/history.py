"""The activity history of a record."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import flask

from chassis.http import current_actor
from services.consent import report
from services.consent.domain.history import Search
from services.consent.queries import history as queries
from services.consent.queries.history import Reading
from services.consent.queries.objects import Objects
from services.consent.store import Database

_MEDIA = {"csv": "text/csv", "pdf": "application/pdf", "ndjson": "application/x-ndjson"}


class HistoryPage:
    """listHistory, showHistoryOverview, exportHistory."""

    def __init__(self, db: Database, public_url: str) -> None:
        self._db, self._public_url = db, public_url

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {
            "listHistory": self.list,
            "showHistoryOverview": self.show_overview,
            "exportHistory": self.export,
        }

    def list(self, record: str, query: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """A page of entries, newest first."""
        cursor, limit = query.get("cursor"), query.get("limit", 20)
        return queries.list_history(self._read(record), queries.search_of(query), cursor, limit), 200

    def show_overview(self, record: str) -> tuple[dict[str, Any], int]:
        """What there is to search."""
        return queries.overview(self._read(record)), 200

    def export(self, record: str, query: dict[str, Any]) -> flask.Response:
        """A file: for people (PDF, CSV) what the search finds, for the verifier (NDJSON) all of it."""
        form = query["format"]
        content = self._content(form, self._read(record), queries.search_of(query))
        answer = flask.Response(content, mimetype=_MEDIA[form])
        answer.headers["Content-Disposition"] = f'attachment; filename="historique.{form}"'
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def _read(self, record: str) -> Reading:
        return queries.read(self._db, current_actor(), record)

    def _content(self, form: str, reading: Reading, search: Search) -> bytes | Iterator[str]:
        if form == "ndjson":
            return queries.proof(reading, self._public_url)
        label = Objects(self._db).label
        if form == "csv":
            return report.as_csv(queries.entries(reading, search), label)
        return report.as_pdf(queries.entries_for_paper(reading, search), label)
