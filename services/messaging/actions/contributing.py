"""What messaging gives to an export: every conversation, its messages and what was attached to them."""

from typing import Any

from chassis import envelopes, events, outbox
from chassis.clock import rfc3339
from chassis.events import Event
from enforcement.keyring import Keyring
from services.messaging import sealed
from services.messaging.domain.message import Conversation, Message
from services.messaging.store import Database, Session, conversations


def contribute_to_export(db: Database, keyring: Keyring, event: Event, session: Session) -> None:
    """Answer an export with a part per conversation, sealed for it; one empty part when there is none.

    Attached files are named with their digest; the person downloads them, or adds them to their documents, which
    an export holds whole.
    """
    asked = event.data
    told = _conversations(db, keyring, asked["record"], session)
    contents = [{"conversations": [each]} for each in told] or [{"conversations": []}]
    for number, content in enumerate(contents, 1):
        data = {
            "export": asked["export"],
            "record": asked["record"],
            "part": number,
            "parts": len(contents),
            "sealed": envelopes.seal(asked["key"], content),
        }
        outbox.add(db, session, events.new("messaging.ExportContributed", asked["record"], data))


def _conversations(db: Database, keyring: Keyring, record: str, session: Session) -> list[dict[str, Any]]:
    rows = conversations.of_record(db, record, session)
    if not rows:
        return []
    sealer = keyring.sealer(record)
    return [
        _told(sealed.open_conversation(sealer, row), [sealed.open_message(sealer, each) for each in messages])
        for row, messages in rows
    ]


def _told(conversation: Conversation, messages: list[Message]) -> dict[str, Any]:
    return {
        "subject": conversation.subject,
        "professional": conversation.professional_name,
        "begun_at": rfc3339(conversation.begun_at),
        "messages": [
            {
                "at": rfc3339(each.at),
                "sender": str(each.sender),
                "text": each.text,
                "attachments": [
                    {"name": file.name, "size": file.size, "sha256": file.sha256} for file in each.attachments
                ],
            }
            for each in messages
        ],
    }
