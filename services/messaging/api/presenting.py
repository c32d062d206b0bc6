"""Conversations and messages as their reader is told of them."""

from typing import Any

from chassis.clock import rfc3339
from services.messaging.domain.correspondence import Sender, Viewer
from services.messaging.domain.message import Conversation, Message
from services.messaging.queries import Shown, Thread, unread_for

_UNNAMED = {Sender.PATIENT: "Le patient", Sender.REPRESENTATIVE: "Le représentant légal"}


def present_conversation(shown: Shown) -> dict[str, Any]:
    """`Conversation` of the contract."""
    conversation = shown.conversation
    return {
        "id": conversation.id,
        "professional": {"id": conversation.professional, "display_name": conversation.professional_name},
        "subject": conversation.subject,
        "begun_at": rfc3339(conversation.begun_at),
        "last_at": rfc3339(conversation.last_at),
        "last_sender": _sender(conversation, conversation.last_sender),
        "unread": unread_for(shown),
        "attached": conversation.attached,
        "writable": shown.writable,
    }


def present_thread(thread: Thread) -> dict[str, Any]:
    """`Thread` of the contract."""
    conversation = thread.shown.conversation
    return {
        "conversation": present_conversation(thread.shown),
        "messages": [present_message(each, conversation, thread.shown.viewer) for each in thread.messages],
        "next": thread.next,
    }


def present_message(message: Message, conversation: Conversation, viewer: Viewer) -> dict[str, Any]:
    """`Message` of the contract, in its conversation."""
    return {
        **present_sent(message),
        "sender": {**_sender(conversation, message.sender), "mine": message.author == viewer.id},
        "text": message.text,
        "attachments": [
            {
                "id": each.id,
                "name": each.name,
                "media_type": each.media_type,
                "size": each.size,
                "keepable": each.keepable,
            }
            for each in message.attachments
        ],
    }


def present_sent(message: Message) -> dict[str, Any]:
    """`Sent` of the contract: what the sender does not know yet."""
    return {"id": message.id, "number": message.number, "at": rfc3339(message.at)}


def _sender(conversation: Conversation, sender: Sender) -> dict[str, str]:
    return {"kind": str(sender), "display_name": _UNNAMED.get(sender, conversation.professional_name)}
