"""Words as people look for them: without accents, case or punctuation (« Échographie » is found by « echo »)."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
_LONGEST, _MOST = 40, 60


def words_of(*texts: str) -> list[str]:
    """The distinct words of some texts, folded, in order of the alphabet; what is beyond 60 words is not kept."""
    return sorted({word for text in texts for word in _folded(text)})[:_MOST]


def _folded(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(each for each in apart if not unicodedata.combining(each)).casefold()
    return [word[:_LONGEST] for word in _WORD.findall(bare)]
