"""Figures of the sending loop, by kind of notice."""

from prometheus_client import Counter, Histogram

SENT = Counter("notifier_sent_total", "Messages handed over", ["kind", "medium"])
FAILED = Counter("notifier_failed_total", "Messages that can never be delivered", ["kind", "reason"])
DEFERRED = Counter("notifier_deferred_total", "Tries refused for now", ["kind"])
DROPPED = Counter("notifier_dropped_total", "Messages no longer needed", ["kind", "reason"])
TRANSPORT_DOWN = Counter("notifier_transport_down_total", "Times the mail server could not be used")
DELAY = Histogram(
    "notifier_delay_seconds",
    "From the notice written to the message handed over",
    ["kind"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600, 3600),
)
