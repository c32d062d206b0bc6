"""RTF: text and pictures only. Objects, templates and fields that run or fetch something are refused.

Read by its own grammar (RTF 1.9.1): control words, groups, hexadecimal characters; a search for
words in the bytes is easily led astray.
"""

import re

from services.documents import errors

_TOKEN = re.compile(
    rb"\\'([0-9A-Fa-f]{2})"  # 1: hexadecimal character
    rb"|\\([A-Za-z]+)(-?\d{1,10})? ?"  # 2, 3: control word and its number
    rb"|\\([^A-Za-z])"  # 4: control symbol
    rb"|([{}])"  # 5: group
    rb"|([^\\{}]+)",  # 6: text
    re.DOTALL,
)
_FORBIDDEN_WORDS = frozenset({
    b"object", b"objdata", b"objemb", b"objlink", b"objautlink", b"objocx", b"objhtml", b"objupdate", b"objclass",
    b"objsub", b"objicemb", b"objpub", b"template", b"bin", b"datastore", b"datafield", b"ddeauto",
    b"mailmerge", b"passwordhash", b"blipuid-ole", b"oleclsid", b"subdocument", b"filetbl", b"nextfile",
})  # fmt: skip
_HARMLESS_FIELDS = frozenset({
    b"HYPERLINK", b"PAGE", b"NUMPAGES", b"SECTION", b"SECTIONPAGES", b"PAGEREF", b"REF", b"NOTEREF", b"STYLEREF",
    b"TOC", b"TC", b"XE", b"INDEX", b"SEQ", b"DATE", b"TIME", b"CREATEDATE", b"SAVEDATE", b"PRINTDATE", b"EDITTIME",
    b"TITLE", b"SUBJECT", b"AUTHOR", b"KEYWORDS", b"COMMENTS", b"FILENAME", b"SYMBOL", b"EQ", b"QUOTE", b"SHAPE",
    b"FORMTEXT", b"FORMCHECKBOX", b"FORMDROPDOWN", b"LISTNUM", b"AUTONUM", b"NUMWORDS", b"NUMCHARS",
})  # fmt: skip
"""Kinds of field that show something of the document itself, or a link that a person follows."""

_MAX_DEPTH = 500


def inspect(content: bytes) -> None:
    """Refuse an RTF that is damaged, or that carries more than text and pictures.

    Raises errors.FileDamaged or ActiveContent.
    """
    reader = _Reader()
    position = 0
    body = content.rstrip(b" \t\r\n\0")
    while position < len(body):
        token = _TOKEN.match(body, position)
        if token is None or (reader.depth == 0 and position > 0):
            raise errors.FileDamaged
        position = token.end()
        reader.take(token)
    if reader.depth != 0:
        raise errors.FileDamaged


class _Reader:
    """Follows groups and the instructions of fields."""

    def __init__(self) -> None:
        self.depth = 0
        self._fields: list[tuple[int, bytearray]] = []  # open instructions: depth of the group, text so far

    def take(self, token: re.Match[bytes]) -> None:
        """Judge one token in its place."""
        character, word, _, symbol, brace, text = token.groups()
        if brace == b"{":
            self._open()
        elif brace == b"}":
            self._close()
        elif word is not None:
            _judge_word(word.lower(), inside_field=bool(self._fields))
            if word == b"fldinst":
                self._fields.append((self.depth, bytearray()))
        elif self._fields:
            self._fields[-1][1].extend(_said(character, symbol, text))

    def _open(self) -> None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise errors.FileDamaged

    def _close(self) -> None:
        self.depth -= 1
        if self.depth < 0:
            raise errors.FileDamaged
        if self._fields and self.depth < self._fields[-1][0]:
            _judge_field(self._fields.pop()[1])
            if self._fields:  # its result becomes part of the instruction around it: not known before it runs
                self._fields[-1][1].extend(b"?")


def _judge_word(word: bytes, inside_field: bool) -> None:
    # \u in an instruction: a way to spell a forbidden field that no honest writer needs.
    if word in _FORBIDDEN_WORDS or (inside_field and word == b"u"):
        raise errors.ActiveContent


def _said(character: bytes | None, symbol: bytes | None, text: bytes | None) -> bytes:
    """The text that a token adds to a field's instruction, however it was written."""
    if character is not None:
        return bytes.fromhex(character.decode())
    if text is not None:
        return text.replace(b"\r", b"").replace(b"\n", b"")
    return b" " if symbol == b"~" else b""


def _judge_field(instruction: bytearray) -> None:
    words = bytes(instruction).split(maxsplit=1)
    if words and words[0].upper() not in _HARMLESS_FIELDS:
        raise errors.ActiveContent
