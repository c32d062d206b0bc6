"""Structured logs: JSON lines on stdout, every sentence from a catalogue.

Guarantees: a line of ours says a fixed sentence plus ids, counts and codes; a line of a library
shows its template without what it would have filled in, since that may be a body, a URL or a person;
any run of 13 digits or more, and any French social-security number, is masked in all of them.
"""

import json
import logging
import re
import sys
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chassis import correlation

DEBUG, INFO, WARNING, ERROR = logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR

Field = str | int | float | bool | None

MASK = "[masqué]"
_SENSITIVE = re.compile(
    # Hashes and hexadecimal ids hold long runs of digits by chance; they are left alone.
    r"(?P<hash>(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{24,64}(?![0-9A-Za-z]))"
    r"|[0-9]{13,}"
    r"|(?<![0-9])[1-478][ .]?[0-9]{2}[ .]?[0-9]{2}[ .]?(?:[0-9]{2}|2[ABab])[ .]?[0-9]{3}[ .]?[0-9]{3}"
)


@dataclass(frozen=True)
class Line:
    """One thing the system can say: a stable code, a level, a fixed sentence."""

    code: str
    level: int
    message: str

    def __post_init__(self) -> None:
        known = CATALOGUE.setdefault(self.code, self)
        if known != self:
            raise ValueError(f"two log lines are called {self.code}")


CATALOGUE: dict[str, Line] = {}

_logger = logging.getLogger("mes")


def write(line: Line, **fields: Field) -> None:
    """Say `line` with `fields`: ids, counts and codes only, never a text someone typed."""
    _logger.log(line.level, line.message, extra={"mes_code": line.code, "mes_fields": fields})


def mask(text: str) -> str:
    """`text` without any run of digits that could be a person's number."""
    return _SENSITIVE.sub(lambda found: found["hash"] or MASK, text)


def where(fault: BaseException) -> str:
    """Where `fault` was raised, innermost first: file:line function. No message, no values."""
    frames = traceback.extract_tb(fault.__traceback__)[-6:]
    return " < ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames))


def configure(service: str, process: str, level: str = "INFO") -> None:
    """Send every logger of this process to stdout as JSON lines. May be called again."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter(service, process))
    logging.captureWarnings(True)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(WARNING)
    _logger.setLevel(level.upper())


def gunicorn_logging(service: str, level: str) -> dict[str, Any]:
    """The `logconfig_dict` with which gunicorn's own lines, and those before any application, take this form."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": JsonFormatter, "service": service, "process": "api"}},
        "handlers": {
            "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"},
        },
        "root": {"level": "WARNING", "handlers": ["stdout"]},
        "loggers": {
            "mes": {"level": level.upper()},
            "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
        },
    }


class JsonFormatter(logging.Formatter):
    """One JSON object per line; see the module's guarantees."""

    def __init__(self, service: str, process: str) -> None:
        super().__init__()
        self._service, self._process = service, process

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`."""
        fields: dict[str, Field] = getattr(record, "mes_fields", {})
        line: dict[str, Any] = {name: _safe(value) for name, value in fields.items()}
        if record.exc_info and record.exc_info[1] is not None:
            line |= _fault(record.exc_info[1])
        line |= {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "service": self._service,
            "process": self._process,
            "code": getattr(record, "mes_code", f"library.{record.name}"),
            # The template, never the filled-in text: see the module's guarantees.
            "message": mask(str(record.msg)),
        }
        if (known := correlation.known()) is not None:
            line["correlation"] = mask(known)
        return json.dumps(line, ensure_ascii=False)


def _safe(value: Field) -> Field:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, int) and abs(value) >= 10**12:
        return MASK
    return value


def _fault(fault: BaseException) -> dict[str, str]:
    told = {"error": type(fault).__name__, "at": mask(where(fault))}
    if getattr(fault, "log_safe", False):
        told["reason"] = mask(str(fault))
    return told


def _short(filename: str) -> str:
    return "/".join(filename.split("/")[-3:])
