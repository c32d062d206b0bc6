"""Profiles opened and sealed: under the key of their record. Without its key a profile is noise."""

import json
import os
from dataclasses import asdict
from typing import Any

from chassis import mongo
from chassis.events import Event
from chassis.sealing import KEY_BYTES, Sealer
from enforcement.keyring import KeyDestroyed, Keyring
from services.profile.domain.entries import Author, AuthorKind, Content, Entry
from services.profile.domain.profile import Filled, Profile
from services.profile.domain.sections import Code
from services.profile.store import Database, profiles
from services.profile.store.profiles import Kept


class Vault:
    """The profiles of a database. Its methods raise SealBroken with another `MASTER_KEY`, `profiles.Erased`."""

    def __init__(self, db: Database, keyring: Keyring) -> None:
        self._db, self._keyring = db, keyring

    def load(self, record: str) -> Profile:
        """The profile as it stands; an empty one when nothing was ever written in it."""
        kept = profiles.find(self._db, record)
        if kept is None:
            return Profile(record)
        plain = self._sealer(record).open(kept.sealed, _context(record))
        return Profile(record, kept.number, _sections(json.loads(plain)))

    def save(self, before: Profile, after: Profile, event: Event) -> bool:
        """Write `after` over `before`, with the event that tells of it; False if another write came first."""
        record, plain = after.record, json.dumps(to_json(after), ensure_ascii=False).encode()
        if before.number == 0:
            key = os.urandom(KEY_BYTES)
            kept = Kept(after.number, Sealer(key).seal(plain, _context(record)))
            with mongo.bounded():
                wrapped = self._keyring.wrap(record, key, self._keyring.newest())
                return profiles.begin(self._db, record, kept, wrapped, event)
        sealed = self._sealer(record).seal(plain, _context(record))
        return profiles.replace(self._db, record, before.number, after.number, sealed, event)

    def _sealer(self, record: str) -> Sealer:
        try:
            return self._keyring.sealer(record)
        except KeyDestroyed:
            raise profiles.Erased from None


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
