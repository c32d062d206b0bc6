"""Reading: conversations, messages, attachments, what is unread."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import flask

from chassis.http import current_actor
from services.messaging import queries
from services.messaging.api.presenting import present_conversation, present_thread
from services.messaging.domain.attachment import UNKNOWN
from services.messaging.parts import Parts


class Conversations:
    """The operations that show messages."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {
            "listConversations": self.list,
            "readConversation": self.read,
            "markConversationRead": self.mark_read,
            "countUnreadMessages": self.count_unread,
            "openAttachment": self.open_attachment,
        }

    def list(self, record: str, query: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The conversations that the actor may see."""
        cursor, limit = query.get("cursor"), query["limit"]
        shown, following = queries.list_conversations(self._parts, current_actor(), record, cursor, limit)
        return {"items": [present_conversation(each) for each in shown], "next": following}, 200

    def read(self, record: str, conversation: str, query: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """One conversation."""
        cursor, limit = query.get("cursor"), query["limit"]
        thread = queries.read_conversation(self._parts, current_actor(), record, conversation, cursor, limit)
        return present_thread(thread), 200

    def mark_read(self, record: str, conversation: str, body: dict[str, Any]) -> tuple[None, int]:
        """The actor's side has read up to a message."""
        queries.mark_read(self._parts, current_actor(), record, conversation, body["up_to"])
        return None, 204

    def count_unread(self, record: str) -> tuple[dict[str, Any], int]:
        """How many messages wait."""
        return {"unread": queries.count_unread(self._parts, current_actor(), record)}, 200

    def open_attachment(self, record: str, conversation: str, message: str, attachment: str) -> flask.Response:
        """The bytes: always a download of no particular type, never a page of this origin."""
        actor = current_actor()
        known, content = queries.open_attachment(self._parts, actor, record, conversation, message, attachment)
        response = flask.Response(content, content_type=UNKNOWN)
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(known.name, safe='')}"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
