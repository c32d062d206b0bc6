"""Entries added, changed and removed; sections declared empty."""

import re
from collections.abc import Callable
from typing import Any

import flask

from chassis.http import current_actor
from services.profile.actions import editing
from services.profile.actions.editing import Edit
from services.profile.api.presenting import etag, present_entry, present_section
from services.profile.domain.entries import Content
from services.profile.domain.sections import Code
from services.profile.parts import Parts

_TAG = re.compile(r'"([1-9][0-9]{0,8})"')


class Editing:
    """The operations that change a profile."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {
            "addEntry": self.add,
            "changeEntry": self.change,
            "removeEntry": self.remove,
            "declareSection": self.declare,
        }

    def add(self, record: str, section: str, body: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
        """A new entry."""
        intention = flask.request.headers["Idempotency-Key"]
        entered, entry = editing.add_entry(self._parts, _edit(record, section), _content(body), intention)
        return present_entry(entered, Code(section), entry), 201, {"ETag": etag(entry)}

    def change(
        self, record: str, section: str, item: str, body: dict[str, Any]
    ) -> tuple[dict[str, Any], int, dict[str, str]]:
        """Other content for an entry, whole."""
        edit, content = _edit(record, section), _content(body)
        entered, entry = editing.change_entry(self._parts, edit, item, _expected(), content)
        return present_entry(entered, edit.code, entry), 200, {"ETag": etag(entry)}

    def remove(self, record: str, section: str, item: str) -> tuple[str, int]:
        """An entry less."""
        editing.remove_entry(self._parts, _edit(record, section), item)
        return "", 204

    def declare(self, record: str, section: str, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """Nothing to declare, or that taken back."""
        edit = _edit(record, section)
        entered, profile = editing.declare_nothing(self._parts, edit, body["nothing_to_declare"])
        return present_section(entered, profile, edit.code), 200


def _edit(record: str, section: str) -> Edit:
    return Edit(current_actor(), record, Code(section))


def _content(body: dict[str, Any]) -> Content:
    """What was typed, without the blanks around it; an empty field says nothing."""
    typed = {name: value.strip() for name, value in body.items() if isinstance(value, str) and value.strip()}
    return Content(**{"label": "", **typed})


def _expected() -> int:
    """The version that If-Match names; 0, which no entry has, if it names none of ours."""
    tag = _TAG.fullmatch(flask.request.headers["If-Match"].strip())
    return int(tag[1]) if tag is not None else 0
