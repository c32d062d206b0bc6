"""All that the notifier says in its logs: ids, kinds and codes, never an address or a text."""

from chassis.logs import ERROR, INFO, WARNING, Line

SENT = Line("notifier.sent", INFO, "a message was handed over")
FAILED = Line("notifier.failed", ERROR, "a message can never be delivered")
DEFERRED = Line("notifier.deferred", WARNING, "a message was refused for now and waits")
DROPPED = Line("notifier.dropped", INFO, "a message is no longer needed")
TRANSPORT_DOWN = Line("notifier.transport-down", WARNING, "the mail server serves nobody, everything waits")
SENDER_FAULT = Line("notifier.sender-fault", ERROR, "the sending loop failed and goes on")
LOT = Line("notifier.lot", INFO, "letters were handed over to the printer")
OUTBOX_AWAY = Line("notifier.outbox-away", WARNING, "the object store does not serve, letters wait")
ERASED = Line("notifier.erased", INFO, "a record was forgotten")
