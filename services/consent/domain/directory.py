"""Who acts, as the public registers show them: professionals, and organisations whose software deposits."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Professional:
    """Public directory entry: labels in French."""

    id: str
    display_name: str
    profession: str
    specialty: str | None
    structure: str | None


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
