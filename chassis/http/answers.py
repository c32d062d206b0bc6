"""From what a function returns to an answer: JSON in UTF-8, times in UTC (RFC 3339)."""

import json
from datetime import date, datetime
from typing import Any

import flask
from flask.json.provider import JSONProvider

from chassis import clock


class JsonAnswers(JSONProvider):
    """Flask's JSON, with times as RFC 3339 in UTC and French left readable."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """JSON text of `obj`. Raises TypeError for what has no JSON form."""
        return json.dumps(obj, default=_plain, ensure_ascii=False, separators=(",", ":"))

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The value of JSON text `s`."""
        return json.loads(s)


def answer(returned: Any) -> flask.Response:
    """The response for a function's (body, status[, headers]), or for a ready response."""
    if isinstance(returned, flask.Response):
        return returned
    body, status, *headers = returned if isinstance(returned, tuple) else (returned, 200)
    response = _response(body)
    response.status_code = status
    if headers:
        response.headers.update(headers[0])
    return response


def _response(body: Any) -> flask.Response:
    if isinstance(body, flask.Response):
        return body
    if body is None:
        empty = flask.Response(b"")
        del empty.headers["Content-Type"]
        return empty
    return flask.Response(flask.json.dumps(body), content_type="application/json")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return clock.rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
