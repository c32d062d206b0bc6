"""A message, its conversation, and what may stand in them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.messaging.domain.correspondence import Sender, Side

SUBJECT_LENGTH = 80
"""Characters (MSG-50)."""
TEXT_LENGTH = 10_000
ATTACHMENTS = 5
_SPACES = frozenset("\n\t")


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was attached."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it was asked for; `subject` is None in a conversation that has one."""

    subject: str | None
    text: str
    files: tuple[File, ...] = ()

    def fingerprint(self, place: str) -> str:
        """SHA-256 of the whole request in its `place`: what an idempotency key stands for."""
        files = [(file.name, hashlib.sha256(file.content).hexdigest()) for file in self.files]
        return hashlib.sha256(repr((place, self.subject, self.text, files)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is known of an attached file; `size` in bytes and `sha256` are those of its plain bytes."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    keepable: bool
    """Whether its format is one that the documents accept (MSG-26, MSG-27)."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `number` counts from 1 within its conversation."""

    id: str
    conversation: str
    number: int
    author: str
    sender: Sender
    at: datetime
    text: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person, one professional, one subject (C-30). `unread` counts by the side that has not read."""

    id: str
    record: str
    professional: str
    professional_name: str
    subject: str
    begun_at: datetime
    last_at: datetime
    last_sender: Sender
    unread: Mapping[Side, int]
    attached: bool


def faults(letter: Letter, begins: bool) -> dict[str, str]:
    """What has to be corrected, by field; empty when all is well."""
    wrong = {}
    subject = (letter.subject or "").strip()
    if begins and (not subject or len(subject) > SUBJECT_LENGTH or not subject.isprintable()):
        wrong["subject"] = f"Donnez un objet à la conversation, de {SUBJECT_LENGTH} caractères au plus."
    if not begins and letter.subject is not None:
        wrong["subject"] = "Une réponse garde l'objet de la conversation : ne l'indiquez pas."
    if not letter.text.strip() or len(letter.text) > TEXT_LENGTH or not _is_text(letter.text):
        wrong["text"] = f"Écrivez votre message, de {TEXT_LENGTH} caractères au plus."
    return wrong


def _is_text(text: str) -> bool:
    return all(character.isprintable() or character in _SPACES for character in text)
