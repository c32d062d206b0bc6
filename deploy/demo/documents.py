"""The documents of the demonstration: who deposits what for whom, and the files themselves."""

import json
from dataclasses import dataclass
from pathlib import Path

from deploy.demo.files import pdf, photo, text

_SOURCE = Path(__file__).parent / "data" / "documents.json"
_MEDIA = {"pdf": "application/pdf", "jpg": "image/jpeg", "txt": "text/plain"}


@dataclass(frozen=True)
class DemoDocument:
    """One deposit. `profession` is a code of the nomenclature, « G15_10/SM54 », None for the patient."""

    number: int
    patient: str  # pseudonym
    profession: str | None
    form: str  # pdf, jpg or txt
    title: str
    date: str  # ISO
    type_code: str | None  # a professional names the official type
    section: str | None  # a patient files in a section
    hidden: bool
    lines: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same at each load: a deposit interrupted and made again happens once."""
        return f"demo-document-{self.number:03d}"

    @property
    def file_name(self) -> str:
        """What the depositor's disk would call it."""
        return f"document-{self.number:03d}.{self.form}"

    @property
    def media_type(self) -> str:
        """What the bytes are."""
        return _MEDIA[self.form]

    def content(self) -> bytes:
        """The file."""
        if self.form == "jpg":
            return photo(self.title, self.lines)
        if self.form == "txt":
            return text(self.title, self.lines)
        return pdf(self.title, "Mon espace santé - démonstration", self.lines)

    def fields(self) -> dict[str, str]:
        """The form that goes with the file."""
        said = {"title": self.title, "document_date": self.date}
        if self.type_code:
            said["type"] = self.type_code
        if self.section:
            said["section"] = self.section
        if self.hidden:
            said["hidden"] = "true"
        return said


def demo_documents() -> list[DemoDocument]:
    """A few dozen, in the order in which they are deposited."""
    return [
        DemoDocument(
            number=number,
            patient=each["patient"],
            profession=None if each["by"] == "patient" else each["by"],
            form=each["form"],
            title=each["title"],
            date=each["date"],
            type_code=each.get("type"),
            section=each.get("section"),
            hidden=each.get("hidden", False),
            lines=tuple(each["lines"]),
        )
        for number, each in enumerate(json.loads(_SOURCE.read_text("utf-8")), start=1)
    ]
