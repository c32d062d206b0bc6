"""What people wrote, sealed for the database and opened again. Nothing else knows how it is laid out."""

import json
from dataclasses import asdict

from chassis.sealing import Sealer
from services.messaging.domain.message import Attachment, Conversation, Message
from services.messaging.store.conversations import ConversationRow, MessageRow


def seal_subject(sealer: Sealer, conversation: str, subject: str) -> bytes:
    """A subject, bound to its conversation."""
    return sealer.seal(subject.encode(), f"subject:{conversation}".encode())


def seal_body(sealer: Sealer, message: str, text: str, attachments: tuple[Attachment, ...]) -> bytes:
    """A text and what is known of its attachments, bound to their message."""
    plain = json.dumps({"text": text, "attachments": [asdict(each) for each in attachments]}, ensure_ascii=False)
    return sealer.seal(plain.encode(), f"body:{message}".encode())


def seal_file(sealer: Sealer, attachment: str, content: bytes) -> bytes:
    """The bytes of an attachment, bound to it."""
    return sealer.seal(content, f"attachment:{attachment}".encode())


def open_file(sealer: Sealer, attachment: str, sealed: bytes) -> bytes:
    """The bytes of an attachment. Raises SealBroken."""
    return sealer.open(sealed, f"attachment:{attachment}".encode())


def open_conversation(sealer: Sealer, row: ConversationRow) -> Conversation:
    """A conversation as its people see it. Raises SealBroken."""
    subject = sealer.open(row.subject, f"subject:{row.id}".encode()).decode()
    return Conversation(
        id=row.id, record=row.record, professional=row.professional, professional_name=row.professional_name,
        subject=subject, begun_at=row.begun_at, last_at=row.last_at, last_sender=row.last_sender,
        unread=row.unread, attached=row.attached,
    )  # fmt: skip


def open_message(sealer: Sealer, row: MessageRow) -> Message:
    """A message as its people see it. Raises SealBroken."""
    body = json.loads(sealer.open(row.body, f"body:{row.id}".encode()))
    return Message(
        id=row.id, conversation=row.conversation, number=row.number, author=row.author, sender=row.sender, at=row.at,
        text=body["text"], attachments=tuple(Attachment(**each) for each in body["attachments"]),
    )  # fmt: skip
