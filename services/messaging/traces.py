"""What a representative reads of a child enters the child's history before it is answered (HIS-08, C-34).

A person's own reads leave no trace, nor do a professional's: they are the other end of the conversation. How many
messages wait, and that they were read, say nothing of what they hold. A read that fails after its trace is in the
history all the same: rather one line too many.
"""

from chassis import events, outbox
from chassis.auth import Actor
from services.messaging.domain.correspondence import Sender
from services.messaging.gate import Entered
from services.messaging.parts import Parts
from services.messaging.store.conversations import ConversationRow


def conversations_listed(parts: Parts, actor: Actor, entered: Entered) -> None:
    """A page of the list of conversations."""
    _commit(parts, actor, entered, "messaging.ConversationsListed")


def conversation_consulted(parts: Parts, actor: Actor, entered: Entered, row: ConversationRow) -> None:
    """A page of the messages of a conversation."""
    about = {"conversation": row.id, "professional": row.professional}
    _commit(parts, actor, entered, "messaging.ConversationConsulted", **about)


def attachment_consulted(
    parts: Parts, actor: Actor, entered: Entered, row: ConversationRow, message: str, attachment: str
) -> None:
    """The bytes of an attached file."""
    about = {"conversation": row.id, "professional": row.professional, "message": message, "attachment": attachment}
    _commit(parts, actor, entered, "messaging.AttachmentConsulted", **about)


def _commit(parts: Parts, actor: Actor, entered: Entered, name: str, **about: str) -> None:
    """Raises PyMongoError when the trace is not on disk: nobody reads without one."""
    if entered.viewer.kind is Sender.REPRESENTATIVE:
        data = {"record": entered.record, **about, "quiet": True}  # no mail tells of each
        outbox.add(parts.db, None, events.new(name, entered.record, data, actor=actor.as_event()))
