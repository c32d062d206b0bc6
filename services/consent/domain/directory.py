"""A professional as the public directory shows them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Professional:
    """Public directory entry: labels in French."""

    id: str
    display_name: str
    profession: str
    specialty: str | None
    structure: str | None


def unlisted(professional: str) -> Professional:
    """What a list shows until the directory entry has arrived."""
    return Professional(professional, "Professionnel de santé", "", None, None)
