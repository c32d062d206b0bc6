"""Who acts, as the public registers show them: professionals, and organisations whose software deposits."""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Professional:
    """Public directory entry: labels in French."""

    id: str
    display_name: str
    profession: str
    specialty: str | None
    structure: str | None

    def answers_to(self, words: str) -> bool:
        """Whether every word is in the name, profession or structure, whatever its accents, case and place."""
        told = " ".join(
            _folded(part) for part in (self.display_name, self.profession, self.specialty, self.structure) if part
        )
        return all(word in told for word in _WORD.findall(_folded(words)))


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(each for each in apart if not unicodedata.combining(each)).casefold()


_KINDS = {
    "hospital": "Établissement de santé",
    "laboratory": "Laboratoire de biologie médicale",
    "imaging": "Centre d'imagerie médicale",
    "pharmacy": "Pharmacie",
    "practice": "Cabinet",
    "care-home": "Établissement médico-social",
}


@dataclass(frozen=True)
class Organisation:
    """An organisation by the name people know it under."""

    id: str
    name: str
    kind: str

    @property
    def label(self) -> str:
        """What it is, in French; the general word for a kind that a later version tells of."""
        return _KINDS.get(self.kind, "Organisation de santé")


def unlisted(professional: str) -> Professional:
    """What a list shows until the directory entry has arrived."""
    return Professional(professional, "Professionnel de santé", "", None, None)
