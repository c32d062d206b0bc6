"""Reads for screens: conversations, messages, attachments, what is unread.

What a representative reads is answered only when its trace is committed (`traces`).
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from chassis import paging
from chassis.auth import Actor
from chassis.objects import ObjectMissing
from chassis.sealing import SealBroken
from enforcement.keyring import KeyDestroyed
from enforcement.store import projections
from services.messaging import errors, sealed, traces
from services.messaging.domain import correspondence
from services.messaging.domain.correspondence import Side, Viewer
from services.messaging.domain.message import Attachment, Conversation, Message
from services.messaging.files import object_name
from services.messaging.gate import Entered
from services.messaging.parts import Parts
from services.messaging.store import conversations
from services.messaging.store.conversations import ConversationRow


@dataclass(frozen=True, slots=True)
class Shown:
    """A conversation for one viewer, and whether they may write in it now."""

    conversation: Conversation
    viewer: Viewer
    writable: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A page of one conversation, newest message first."""

    shown: Shown
    messages: list[Message]
    next: str | None


def list_conversations(
    parts: Parts, actor: Actor, record: str, cursor: str | None, limit: int
) -> tuple[list[Shown], str | None]:
    """The conversations of a record, the one that moved last first; a professional's own only (MSG-10, MSG-15)."""
    entered = parts.gate.enter(actor, record)
    after = _position(cursor)
    traces.conversations_listed(parts, actor, entered)
    rows = conversations.page(parts.db, record, entered.professional, after, limit + 1)
    more = rows[limit - 1] if len(rows) > limit else None
    shown = _show(parts, entered, rows[:limit])
    return shown, None if more is None else paging.encode(more.last_at, more.id)


def read_conversation(
    parts: Parts, actor: Actor, record: str, conversation: str, cursor: str | None, limit: int
) -> Thread:
    """One conversation with a page of its messages. Raises NotFound and the gate's problems."""
    entered, row = _find(parts, actor, record, conversation)
    try:
        before = None if cursor is None else int(paging.decode(cursor, int)[0])
    except paging.CursorInvalid:
        raise errors.InvalidRequest(cursor="Cette valeur n'a pas la forme attendue.") from None
    traces.conversation_consulted(parts, actor, entered, row)
    rows = conversations.messages(parts.db, row.id, before, limit + 1)
    more = rows[limit - 1] if len(rows) > limit else None
    shown = _show(parts, entered, [row])[0]
    try:
        sealer = parts.keyring.sealer(record)
    except KeyDestroyed:
        raise errors.NotFound from None
    told = [sealed.open_message(sealer, each) for each in rows[:limit]]
    return Thread(shown, told, None if more is None else paging.encode(more.number))


def mark_read(parts: Parts, actor: Actor, record: str, conversation: str, up_to: int) -> None:
    """The viewer's side has read all messages up to a number (MSG-22). Raises NotFound and the gate's problems."""
    entered, row = _find(parts, actor, record, conversation)
    conversations.mark_read(parts.db, row.id, entered.viewer.side, up_to)


def count_unread(parts: Parts, actor: Actor, record: str) -> int:
    """How many messages wait to be read by the person (NAV-03). Raises NotFound."""
    parts.gate.enter(actor, record)
    return conversations.unread_of_record(parts.db, record)


def open_attachment(
    parts: Parts, actor: Actor, record: str, conversation: str, message: str, attachment: str
) -> tuple[Attachment, bytes]:
    """An attached file. Raises NotFound, StorageUnavailable, AttachmentDamaged and the gate's problems."""
    entered, row = _find(parts, actor, record, conversation)
    found = conversations.find_message(parts.db, message)
    if found is None or found.conversation != row.id or attachment not in found.attachments:
        raise errors.NotFound
    traces.attachment_consulted(parts, actor, entered, row, message, attachment)
    try:
        sealer = parts.keyring.sealer(record)
        known = {each.id: each for each in sealed.open_message(sealer, found).attachments}[attachment]
        content = sealed.open_file(sealer, attachment, parts.files.get(object_name(record, attachment)))
    except KeyDestroyed:
        raise errors.NotFound from None
    except (ObjectMissing, SealBroken):
        raise errors.AttachmentDamaged from None
    if hashlib.sha256(content).hexdigest() != known.sha256:
        raise errors.AttachmentDamaged
    return known, content


def _find(parts: Parts, actor: Actor, record: str, conversation: str) -> tuple[Entered, ConversationRow]:
    entered = parts.gate.enter(actor, record)
    row = conversations.find(parts.db, conversation, record, entered.professional)
    if row is None:
        raise errors.NotFound
    return entered, row


def _show(parts: Parts, entered: Entered, rows: list[ConversationRow]) -> list[Shown]:
    if not rows:
        return []
    try:
        sealer = parts.keyring.sealer(entered.record)
    except KeyDestroyed:
        raise errors.NotFound from None
    professionals = {row.professional for row in rows}
    relations = projections.relations_of(parts.db, entered.record, professionals)
    listed = projections.practitioners(parts.db, professionals)
    shown = []
    for row in rows:
        held, related = listed.get(row.professional), relations.get(row.professional)
        relation = None if related is None else related.state
        refused = correspondence.write(entered.viewer.side, entered.state, relation, held is not None and held.active)
        shown.append(Shown(sealed.open_conversation(sealer, row), entered.viewer, refused is None))
    return shown


def _position(cursor: str | None) -> tuple[datetime, str] | None:
    if cursor is None:
        return None
    try:
        at, last_id = paging.decode(cursor, datetime, str)
    except paging.CursorInvalid:
        raise errors.InvalidRequest(cursor="Cette valeur n'a pas la forme attendue.") from None
    return at, last_id


def unread_for(shown: Shown) -> int:
    """How many messages of the conversation wait for the viewer's side."""
    return shown.conversation.unread[Side(shown.viewer.side)]
