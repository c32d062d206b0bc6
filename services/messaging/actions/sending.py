"""Send a message: check, seal, put its attachments, then commit the message and its event together.

The objects go first. A crash before the commit leaves objects that no message has, which the sweeper removes;
never a message without its attachments.
"""

import hashlib

from chassis import events
from chassis.auth import Actor
from chassis.sealing import Sealer
from enforcement.store import projections
from services.messaging import errors, sealed
from services.messaging.domain import attachment as formats
from services.messaging.domain.correspondence import Side
from services.messaging.domain.identifiers import derived
from services.messaging.domain.message import Attachment, Conversation, File, Letter, Message, faults
from services.messaging.files import object_name
from services.messaging.gate import Entered
from services.messaging.parts import Parts
from services.messaging.store import conversations
from services.messaging.store.conversations import ConversationRow, MessageRow, NoConversation, NotWritable


def start_conversation(parts: Parts, actor: Actor, entered: Entered, letter: Letter, key: str) -> Conversation:
    """A professional writes first (MSG-05); once for the intention `key`. Raises the problems of `errors`."""
    if entered.practitioner is None:
        raise errors.NoAccess  # the contract lets nobody else come here
    entered.check_writing(entered.relation, recipient_active=True)
    _check(letter, begins=True)
    sealer, now = parts.keyring.sealer_to_write(entered.record), parts.clock()
    conversation = derived("cnv", actor.id, key)
    begun = ConversationRow(
        id=conversation,
        record=entered.record,
        professional=entered.viewer.id,
        professional_name=entered.practitioner.name,
        subject=sealed.seal_subject(sealer, conversation, (letter.subject or "").strip()),
        begun_at=now,
        last_at=now,
        last_sender=entered.viewer.kind,
        unread=dict.fromkeys(Side, 0),
        attached=False,
    )
    _send(parts, actor, entered, begun, letter, key, begins=True)
    kept = conversations.find(parts.db, conversation, entered.record, entered.professional)
    if kept is None:
        raise errors.NotFound  # erased at this very moment
    return sealed.open_conversation(sealer, kept)


def send_message(parts: Parts, actor: Actor, entered: Entered, conversation: str, letter: Letter, key: str) -> Message:
    """Write in a conversation, once for the intention `key`. Raises the problems of `errors`."""
    found = conversations.find(parts.db, conversation, entered.record, entered.professional)
    if found is None:
        raise errors.NotFound
    related = projections.relation_of(parts.db, entered.record, found.professional)
    listed = projections.practitioner(parts.db, found.professional)
    relation = None if related is None else related.state
    entered.check_writing(relation, recipient_active=listed is not None and listed.active)
    _check(letter, begins=False)
    kept = _send(parts, actor, entered, found, letter, key, begins=False)
    return sealed.open_message(parts.keyring.sealer(entered.record), kept)


def _check(letter: Letter, begins: bool) -> None:
    wrong = faults(letter, begins)
    if wrong:
        raise errors.InvalidRequest(**wrong)


def _send(
    parts: Parts, actor: Actor, entered: Entered, place: ConversationRow, letter: Letter, key: str, begins: bool
) -> MessageRow:
    sealer, message = parts.keyring.sealer_to_write(entered.record), derived("msg", actor.id, key)
    attachments = tuple(_attach(entered, message, index, file) for index, file in enumerate(letter.files))
    for known, file in zip(attachments, letter.files, strict=True):
        parts.files.put(object_name(entered.record, known.id), sealed.seal_file(sealer, known.id, file.content))
    row = MessageRow(
        id=message,
        conversation=place.id,
        record=entered.record,
        author=entered.viewer.id,
        sender=entered.viewer.kind,
        at=parts.clock(),
        body=_body(sealer, message, letter.text, attachments),
        attachments=tuple(each.id for each in attachments),
        fingerprint=letter.fingerprint(entered.record if begins else place.id),
    )
    event = events.new("messaging.MessageSent", entered.record, _told(row, place, attachments), actor=actor.as_event())
    try:
        kept = conversations.send(parts.db, row, place.professional, event, place if begins else None)
    except NotWritable:
        blocked = entered.viewer.side is Side.PROFESSIONAL
        raise (errors.NoAccess if blocked else errors.RecipientUnavailable) from None
    except NoConversation:
        raise errors.NotFound from None
    if kept.fingerprint != row.fingerprint:
        raise errors.KeyReused
    return kept


def _attach(entered: Entered, message: str, index: int, file: File) -> Attachment:
    media_type = formats.media_type_of(file.content)
    keepable = media_type != formats.UNKNOWN
    if not keepable and entered.viewer.side is Side.PATIENT:
        raise errors.FormatRefused
    return Attachment(
        # The digest is part of the id: another file under the same key never overwrites the first one's bytes.
        id=derived("att", message, str(index), hashlib.sha256(file.content).hexdigest()),
        name=formats.name_of(file.name),
        media_type=media_type,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        keepable=keepable,
    )


def _body(sealer: Sealer, message: str, text: str, attachments: tuple[Attachment, ...]) -> bytes:
    return sealed.seal_body(sealer, message, text.strip(), attachments)


def _told(row: MessageRow, place: ConversationRow, attachments: tuple[Attachment, ...]) -> dict[str, object]:
    return {
        "record": row.record,
        "conversation": row.conversation,
        "message": row.id,
        "professional": place.professional,
        "sender": str(row.sender.side),
        "attachments": [{"attachment": each.id, "sha256": each.sha256} for each in attachments],
    }
