"""The collections `conversations` and `messages`. What people wrote is sealed before it comes here.

A message, its place in the conversation and its event are written in one transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from chassis import mongo, outbox
from chassis.connection import Database, Session
from chassis.events import Event
from enforcement.record import RecordState
from enforcement.relation import RelationState
from enforcement.store import projections
from services.messaging.domain.correspondence import Sender, Side

CONVERSATIONS, MESSAGES = "conversations", "messages"
_NEWEST = [("last.at", DESCENDING), ("_id", DESCENDING)]
SPECS = {
    CONVERSATIONS: [IndexModel([("record", ASCENDING), ("professional", ASCENDING), *_NEWEST], name="of_both"),
                    IndexModel([("record", ASCENDING), *_NEWEST], name="of_record")],
    MESSAGES: [IndexModel([("conversation", ASCENDING), ("number", DESCENDING)], name="in_order", unique=True),
               IndexModel([("record", ASCENDING)], name="record"),
               IndexModel([("attachments", ASCENDING)], name="attachments", sparse=True)],
}  # fmt: skip


class ConversationRow(NamedTuple):
    """A conversation as it lies; `subject` is sealed."""

    id: str
    record: str
    professional: str
    professional_name: str
    subject: bytes
    begun_at: datetime
    last_at: datetime
    last_sender: Sender
    unread: dict[Side, int]
    attached: bool


class MessageRow(NamedTuple):
    """A message as it lies; `body` is sealed, `attachments` are ids."""

    id: str
    conversation: str
    record: str
    author: str
    sender: Sender
    at: datetime
    body: bytes
    attachments: tuple[str, ...]
    fingerprint: str
    number: int = 0


class NotWritable(Exception):
    """The record was shut, or the professional blocked, while the message was on its way."""


class NoConversation(Exception):
    """There is none, or it was erased."""


def send(
    db: Database, message: MessageRow, professional: str, event: Event, begun: ConversationRow | None = None
) -> MessageRow:
    """Keep a message with its event, in its conversation or in one that it begins; the one kept.

    The same id again gives back what was kept the first time. Raises NotWritable, NoConversation.
    """

    def work(session: Session) -> MessageRow:
        earlier = find_message(db, message.id, session)
        if earlier is not None:
            return earlier
        if not _hold_writable(session, db, message.record, professional):
            raise NotWritable
        if begun is not None:
            db[CONVERSATIONS].insert_one(_conversation_json(begun), session=session)
        kept = message._replace(number=_place(db, session, message))
        db[MESSAGES].insert_one(_message_json(kept), session=session)
        outbox.add(db, session, event)
        return kept

    try:
        return mongo.transaction(db, work)
    except DuplicateKeyError:  # the same request, twice at once
        first = find_message(db, message.id)
        if first is None:
            raise
        return first


def _place(db: Database, session: Session, message: MessageRow) -> int:
    change: dict[str, Any] = {
        "$inc": {"count": 1, f"unread.{message.sender.side.other}": 1},
        "$set": {"last": {"at": message.at, "sender": str(message.sender)}},
    }
    if message.attachments:
        change["$set"]["attached"] = True
    found = {"_id": message.conversation, "record": message.record}
    row = db[CONVERSATIONS].find_one_and_update(
        found, change, projection={"count": 1}, return_document=ReturnDocument.AFTER, session=session
    )
    if row is None:
        raise NoConversation
    return int(row["count"])


def mark_read(db: Database, conversation: str, side: Side, up_to: int) -> None:
    """Note that a side has read all messages up to a number; what came meanwhile stays unread."""

    def work(session: Session) -> None:
        row = db[CONVERSATIONS].find_one({"_id": conversation}, {"read": 1, "count": 1}, session=session)
        if row is None or row.get("read", {}).get(side, 0) >= min(up_to, row["count"]):
            return
        reached = min(up_to, row["count"])
        theirs = [str(each) for each in Sender if each.side is side.other]
        later = {"conversation": conversation, "sender": {"$in": theirs}, "number": {"$gt": reached}}
        unread = db[MESSAGES].count_documents(later, session=session)
        told = {f"read.{side}": reached, f"unread.{side}": unread}
        db[CONVERSATIONS].update_one({"_id": conversation}, {"$set": told}, session=session)

    mongo.transaction(db, work)


def unread_of_record(db: Database, record: str) -> int:
    """Messages that a person has not read, over all conversations of the record."""
    stages: list[Mapping[str, Any]] = [
        {"$match": {"record": record}},
        {"$group": {"_id": None, "unread": {"$sum": "$unread.patient"}}},
    ]
    return sum(int(row["unread"]) for row in db[CONVERSATIONS].aggregate(stages))


def page(
    db: Database, record: str, professional: str | None, after: tuple[datetime, str] | None, limit: int
) -> list[ConversationRow]:
    """Conversations of a record, the one that moved last first; only those of `professional` if one is named."""
    sought: dict[str, Any] = {"record": record}
    if professional is not None:
        sought["professional"] = professional
    if after is not None:
        at, last_id = after
        sought["$or"] = [{"last.at": {"$lt": at}}, {"last.at": at, "_id": {"$lt": last_id}}]
    return [_conversation(row) for row in db[CONVERSATIONS].find(sought).sort(_NEWEST).limit(limit)]


def find(db: Database, conversation: str, record: str, professional: str | None) -> ConversationRow | None:
    """A conversation of a record, and of `professional` if one is named."""
    sought = {"_id": conversation, "record": record}
    row = db[CONVERSATIONS].find_one(sought if professional is None else sought | {"professional": professional})
    return None if row is None else _conversation(row)


def messages(db: Database, conversation: str, before: int | None, limit: int) -> list[MessageRow]:
    """Messages of a conversation, newest first."""
    sought: dict[str, Any] = {"conversation": conversation}
    if before is not None:
        sought["number"] = {"$lt": before}
    return [_message(row) for row in db[MESSAGES].find(sought).sort("number", DESCENDING).limit(limit)]


def find_message(db: Database, message: str, session: Session | None = None) -> MessageRow | None:
    """A message by its id."""
    row = db[MESSAGES].find_one({"_id": message}, session=session)
    return None if row is None else _message(row)


def of_record(db: Database, record: str, session: Session) -> list[tuple[ConversationRow, list[MessageRow]]]:
    """Everything that was exchanged in a record, oldest conversation first."""
    rows = db[CONVERSATIONS].find({"record": record}, session=session).sort("begun_at", ASCENDING)
    return [(_conversation(row), _in_order(db, row["_id"], session)) for row in rows]


def _in_order(db: Database, conversation: str, session: Session) -> list[MessageRow]:
    rows = db[MESSAGES].find({"conversation": conversation}, session=session).sort("number", ASCENDING)
    return [_message(row) for row in rows]


def attached(db: Database, attachments: list[str]) -> set[str]:
    """Those of these attachments that a message has."""
    rows = db[MESSAGES].find({"attachments": {"$in": attachments}}, {"attachments": 1})
    return {each for row in rows for each in row["attachments"]}


def erase(session: Session | None, db: Database, record: str) -> None:
    """Forget what was exchanged in a record."""
    for collection in (CONVERSATIONS, MESSAGES):
        db[collection].delete_many({"record": record}, session=session)


def _conversation_json(begun: ConversationRow) -> dict[str, Any]:
    return {
        "_id": begun.id,
        "record": begun.record,
        "professional": begun.professional,
        "professional_name": begun.professional_name,
        "subject": begun.subject,
        "begun_at": begun.begun_at,
        "last": {"at": begun.last_at, "sender": str(begun.last_sender)},
        "unread": {str(side): count for side, count in begun.unread.items()},
        "attached": begun.attached,
        "count": 0,
    }


def _conversation(row: Mapping[str, Any]) -> ConversationRow:
    return ConversationRow(
        row["_id"], row["record"], row["professional"], row["professional_name"], bytes(row["subject"]),
        row["begun_at"], row["last"]["at"], Sender(row["last"]["sender"]),
        {side: row["unread"][side] for side in Side}, row["attached"],
    )  # fmt: skip


def _message_json(kept: MessageRow) -> dict[str, Any]:
    row: dict[str, Any] = {"_id": kept.id, **{name: getattr(kept, name) for name in MessageRow._fields[1:]}}
    row["sender"] = str(kept.sender)
    row["attachments"] = list(kept.attachments)
    if not kept.attachments:
        del row["attachments"]
    return row


def _message(row: Mapping[str, Any]) -> MessageRow:
    return MessageRow(
        row["_id"], row["conversation"], row["record"], row["author"], Sender(row["sender"]), row["at"],
        bytes(row["body"]), tuple(row.get("attachments", ())), row["fingerprint"], row["number"],
    )  # fmt: skip


def _hold_writable(session: Session, db: Database, record: str, professional: str) -> bool:
    """Whether both may write in this very transaction: the record active, the professional let in.

    Both rows are written, so that a closure, an erasure or a block that commits at the same moment conflicts with
    this transaction: once it is acknowledged, no message can come in behind it.
    """
    touched = {"$inc": {"writes": 1}}
    active = {"_id": record, "state": str(RecordState.ACTIVATED)}
    let_in = {"_id": projections.pair(record, professional), "state": str(RelationState.AUTHORIZED)}
    records = db[projections.RECORDS].update_one(active, touched, session=session)
    relations = db[projections.RELATIONS].update_one(let_in, touched, session=session)
    return records.matched_count == 1 and relations.matched_count == 1
