"""On what an act was done, as its reader calls it: a type of document, a professional, a section (HIS-06)."""

from collections.abc import Mapping
from functools import cached_property

from services.consent.domain.directory import unlisted
from services.consent.store import Database, directory, grids
from services.consent.words import SECTIONS


class Objects:
    """Names for one answer: the grid in force says what types are called, the directory who somebody is today."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def label(self, told: Mapping[str, str | None] | None) -> str | None:
        """In French; None of an act that concerns the whole record."""
        if told is None:
            return None
        id_, type_ = told["id"] or "", told["type"]
        if told["kind"] == "professional":
            return (directory.RECENT.find(self._db, id_, None) or unlisted(id_)).display_name
        if told["kind"] == "profile-section":
            return SECTIONS.get(id_, id_)
        return None if type_ is None else self._types.get(type_, type_)

    @cached_property
    def _types(self) -> Mapping[str, str]:
        return grids.type_labels(self._db)
