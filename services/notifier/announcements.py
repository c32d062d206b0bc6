"""What the notifier says of its deliveries; contracts/events/notifier.*.json is the truth."""

from chassis import events
from chassis.events import Event
from services.notifier.domain import Kind, Medium, Notice


def delivery_reported(notice: Notice, outcome: str, medium: Medium | None) -> tuple[Event, ...]:
    """What became of an invitation ("delivered" or "failed"); nothing is said of other notices."""
    return (_reported(notice.record, outcome, medium),) if notice.kind is Kind.INVITATION else ()


def invitation_handed_over(record: str) -> Event:
    """The printer's manifest names the letter of an invitation."""
    return _reported(record, "delivered", Medium.LETTER)


def invitation_returned(record: str, medium: Medium) -> Event:
    """An invitation that a server had taken came back: it reached nobody."""
    return _reported(record, "failed", medium)


def _reported(record: str, outcome: str, medium: Medium | None) -> Event:
    data = {"record": record, "purpose": Kind.INVITATION.value, "outcome": outcome}
    if medium is not None:
        data["medium"] = medium.value
    return events.new("notifier.DeliveryReported", record, data)
