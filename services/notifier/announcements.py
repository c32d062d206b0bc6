"""What the notifier says of its deliveries; contracts/events/notifier.*.json is the truth."""

from chassis import events
from chassis.events import Event
from services.notifier.domain import Kind, Medium, Notice


def delivery_reported(notice: Notice, outcome: str, medium: Medium | None) -> tuple[Event, ...]:
    """What became of an invitation ("delivered" or "failed"); nothing is said of other notices."""
    if notice.kind is not Kind.INVITATION:
        return ()
    data = {"record": notice.record, "purpose": notice.kind.value, "outcome": outcome}
    if medium is not None:
        data["medium"] = medium.value
    return (events.new("notifier.DeliveryReported", notice.record, data),)
