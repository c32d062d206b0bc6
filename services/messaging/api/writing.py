"""Writing: a professional begins, both go on."""

from collections.abc import Callable
from typing import Any

import flask

from chassis.http import current_actor
from services.messaging.actions.sending import send_message, start_conversation
from services.messaging.api.forms import read_letter
from services.messaging.api.presenting import present_conversation, present_sent
from services.messaging.domain.attachment import FORMATS
from services.messaging.domain.message import ATTACHMENTS
from services.messaging.parts import Parts
from services.messaging.queries import Shown


class Writing:
    """The operations that send. Who may not enter the record is told before what they wrote is read."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"startConversation": self.start, "sendMessage": self.send, "showMessageLimits": self.show_limits}

    def show_limits(self) -> tuple[dict[str, Any], int]:
        """What may be attached (C-32)."""
        most = self._parts.settings.attachment_max_bytes
        return {"max_bytes": most, "max_files": ATTACHMENTS, "formats_of_people": list(FORMATS)}, 200

    def start(self, record: str) -> tuple[dict[str, Any], int, dict[str, str]]:
        """Begin a conversation with its first message."""
        actor = current_actor()
        entered = self._parts.gate.enter(actor, record)
        letter = read_letter(flask.request, self._parts.settings.attachment_max_bytes)
        key = flask.request.headers["Idempotency-Key"]
        begun = start_conversation(self._parts, actor, entered, letter, key)
        location = f"/api/messaging/records/{record}/conversations/{begun.id}"
        return present_conversation(Shown(begun, entered.viewer, writable=True)), 201, {"Location": location}

    def send(self, record: str, conversation: str) -> tuple[dict[str, Any], int]:
        """Go on with a conversation."""
        actor = current_actor()
        entered = self._parts.gate.enter(actor, record)
        letter = read_letter(flask.request, self._parts.settings.attachment_max_bytes)
        key = flask.request.headers["Idempotency-Key"]
        return present_sent(send_message(self._parts, actor, entered, conversation, letter, key)), 201
