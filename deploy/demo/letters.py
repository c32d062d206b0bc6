"""What professionals of the demonstration write to their patients."""

import json
from dataclasses import dataclass
from pathlib import Path

_SOURCE = Path(__file__).parent / "data" / "letters.json"


@dataclass(frozen=True)
class DemoLetter:
    """The first letter of a conversation. `profession` is a code of the nomenclature."""

    number: int
    patient: str  # pseudonym
    profession: str
    subject: str
    text: str

    @property
    def key(self) -> str:
        """The same at each load: a letter cut off and sent again arrives once."""
        return f"demo-letter-{self.number:03d}"


def demo_letters() -> list[DemoLetter]:
    """In the order in which they are sent."""
    told = json.loads(_SOURCE.read_text("utf-8"))
    return [
        DemoLetter(number, each["patient"], each["by"], each["subject"], each["text"])
        for number, each in enumerate(told, start=1)
    ]
