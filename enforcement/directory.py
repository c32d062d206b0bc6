"""Professionals as the directory lists them."""

from typing import NamedTuple

from enforcement.grid import Practice


class Practitioner(NamedTuple):
    """`name` as people read it, with what they practise; `structure` is where, empty when not said."""

    name: str
    practice: Practice
    active: bool
    structure: str = ""
