"""How gunicorn runs an api process. Address, workers and threads come from the command line.

No access log here: gunicorn's would hold addresses, and addresses hold ids. The application writes
its own line per answer, with the route template.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.http import parser
from gunicorn.workers.base import Worker
from prometheus_client import multiprocess

from chassis import logs, settings


@dataclass(frozen=True, kw_only=True)
class Process:
    """What the process needs to know before any worker exists."""

    service: str = "api"
    log_level: str = "INFO"
    prometheus_multiproc_dir: str = ""


process = settings.load(Process)


class WithoutAccessLog(Logger):
    """With a `logconfig_dict` gunicorn composes an access line for each answer, whoever throws it away."""

    access_log_enabled = False


logger_class = WithoutAccessLog
graceful_timeout = 20
timeout = 60
keepalive = 30
# A refusal leaves an upload unread. A connection closed on it is reset, and the gateway may lose the answer (502).
# Gunicorn reads on for five seconds at most, but by itself no more than 64 KiB, which is less than a document.
parser._DRAIN_MAX_BYTES = 128 * 1024 * 1024
# A request line holds ids only and a header a token: nothing legitimate is longer.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
# Headers that the gateway sets are believed from the gateway only; it is the one who can reach us.
forwarded_allow_ips = "127.0.0.1"
logconfig_dict = logs.gunicorn_logging(process.service, process.log_level)


def on_starting(server: Arbiter) -> None:
    """Metrics start from zero: files of an earlier life would be counted again."""
    if process.prometheus_multiproc_dir:
        shutil.rmtree(process.prometheus_multiproc_dir, ignore_errors=True)
        Path(process.prometheus_multiproc_dir).mkdir(parents=True)


def child_exit(server: Arbiter, worker: Worker) -> None:
    """A worker is gone: its live gauges go, its counters stay."""
    if process.prometheus_multiproc_dir:
        multiprocess.mark_process_dead(worker.pid, path=process.prometheus_multiproc_dir)
