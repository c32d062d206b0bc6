"""Profiles opened and sealed: a data key a record, wrapped by `MASTER_KEY`. Without its key a profile is noise."""

import json
import os
from dataclasses import asdict
from typing import Any

from chassis.events import Event
from chassis.sealing import KEY_BYTES, Sealer
from services.profile.domain.entries import Author, AuthorKind, Content, Entry
from services.profile.domain.profile import Filled, Profile
from services.profile.domain.sections import Code
from services.profile.store import Database, profiles
from services.profile.store.profiles import Kept


class Vault:
    """The profiles of a database. Its methods raise SealBroken with another `MASTER_KEY`, `profiles.Erased`."""

    def __init__(self, db: Database, master_key: bytes) -> None:
        self._db, self._master = db, Sealer(master_key)

    def load(self, record: str) -> Profile:
        """The profile as it stands; an empty one when nothing was ever written in it."""
        kept = profiles.find(self._db, record)
        if kept is None:
            return Profile(record)
        plain = self._key(record, kept.key).open(kept.sealed, _context(record))
        return Profile(record, kept.number, _sections(json.loads(plain)))

    def save(self, before: Profile, after: Profile, event: Event) -> bool:
        """Write `after` over `before`, with the event that tells of it; False if another write came first."""
        record, plain = after.record, json.dumps(to_json(after), ensure_ascii=False).encode()
        if before.number == 0:
            key = os.urandom(KEY_BYTES)
            sealed = Sealer(key).seal(plain, _context(record))
            kept = Kept(after.number, sealed, self._master.seal(key, record.encode()))
            return profiles.begin(self._db, record, kept, event)
        held = profiles.find(self._db, record)
        if held is None or held.number != before.number:
            return False
        sealed = self._key(record, held.key).seal(plain, _context(record))
        return profiles.replace(self._db, record, before.number, after.number, sealed, event)

    def _key(self, record: str, wrapped: bytes) -> Sealer:
        return Sealer(self._master.open(wrapped, record.encode()))


def to_json(profile: Profile) -> dict[str, Any]:
    """The sections as they are sealed, and as a person takes them away (NFR-09)."""
    return {
        code.value: {"nothing_to_declare": held.nothing, "entries": [asdict(entry) for entry in held.entries]}
        for code, held in profile.sections.items()
    }


def _sections(told: dict[str, Any]) -> dict[Code, Filled]:
    return {
        Code(code): Filled(tuple(map(_entry, held["entries"])), held["nothing_to_declare"])
        for code, held in told.items()
    }


def _entry(told: dict[str, Any]) -> Entry:
    author = Author(AuthorKind(told["author"]["kind"]), told["author"]["id"], told["author"]["name"])
    return Entry(**{**told, "content": Content(**told["content"]), "author": author})


def _context(record: str) -> bytes:
    return f"profile/{record}".encode()
