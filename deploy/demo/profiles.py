"""What patients of the demonstration have written in their medical profile, section by section."""

import json
from dataclasses import dataclass
from pathlib import Path

_SOURCE = Path(__file__).parent / "data" / "profiles.json"


@dataclass(frozen=True)
class DemoEntry:
    """One entry of a section, as `addEntry` takes it."""

    number: int
    patient: str  # pseudonym
    section: str
    content: dict[str, str]

    @property
    def key(self) -> str:
        """The same at each load: an entry cut off and made again happens once."""
        return f"demo-entry-{self.number:03d}"


_Told = dict[str, dict[str, list[dict[str, str]]]]


def demo_entries() -> list[DemoEntry]:
    """In the order in which they are written."""
    told: _Told = json.loads(_SOURCE.read_text("utf-8"))
    said = (
        (patient, section, content)
        for patient, sections in told.items()
        for section, contents in sections.items()
        for content in contents
    )
    return [DemoEntry(number, *each) for number, each in enumerate(said, start=1)]


def nothing_to_declare() -> list[tuple[str, str]]:
    """Patients and the sections of which they say that there is nothing."""
    told: _Told = json.loads(_SOURCE.read_text("utf-8"))
    return [(patient, code) for patient, said in told.items() for code, contents in said.items() if not contents]
