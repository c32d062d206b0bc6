"""Letters on paper: the words, the window of the envelope, the PDF. The only importer of typst.

A letter rendered again for the same notice is the same file to the byte: what was put twice is there once.
"""

import json
import textwrap
from datetime import datetime
from pathlib import Path

import typst

from services.notifier.domain import Kind, Letter, Postal
from services.notifier.errors import Refused
from services.notifier.greeting import given_names_in_capitals, long_date, one_line
from services.notifier.rendering import DATA_PROTECTION, SENDERS, SUBJECTS

# NF Z 10-011: at most six lines of 38 characters, name first, postcode and town last, no punctuation at their end.
LINES_MAX, WIDTH_MAX = 6, 38

_BEFORE = {
    Kind.INVITATION: "{sender} vous invite à activer Mon espace santé, votre carnet de santé numérique, personnel et"
    " confidentiel. Vous y conservez vos documents de santé et choisissez qui les consulte.",
    Kind.PROVISIONAL_CODE: "Vous avez demandé un code provisoire pour Mon espace santé. Il remplace le précédent"
    " et sert une seule fois. Si vous n'avez rien demandé, appelez le 3422.",
}
_STEPS = (
    "Rendez-vous sur {site} et choisissez « Activer Mon espace santé ».",
    "Saisissez ce code, votre numéro de sécurité sociale et le numéro de série de votre carte Vitale.",
    "Activez votre espace, ou opposez-vous à sa création.",
)
_AFTER = {
    Kind.INVITATION: "Vous pouvez vous opposer à la création de votre espace jusqu'au {deadline}, sur le site avec ce"
    " même code, par téléphone au 3422 (service gratuit) ou par écrit. Sans réponse de votre part, il sera créé"
    " automatiquement. Vous pourrez l'activer ou le clôturer à tout moment.",
    Kind.PROVISIONAL_CODE: "Ce code est valable jusqu'au {deadline}. Besoin d'aide ? Appelez le 3422, service gratuit.",
}


def window_lines(postal: Postal) -> list[str]:
    """What the window shows. Raises Refused for an address that does not fit in it."""
    told = [one_line(line).rstrip(" ,.;").upper() for line in postal.lines]
    lines = [part for line in (one_line(postal.name), *told) for part in textwrap.wrap(line, WIDTH_MAX)]
    if len(lines) < 2 or len(lines) > LINES_MAX or any(len(line) > WIDTH_MAX for line in lines):
        raise Refused("postal-address")
    return lines


class Paper:
    """Renders letters. One per process: fonts and template are read once."""

    def __init__(self, public_url: str) -> None:
        self._site = public_url.rstrip("/")
        template = Path(__file__).parent / "templates" / "letter.typ"
        self._compiler = typst.Compiler(template, ignore_system_fonts=True)

    def letter(self, letter: Letter, postal: Postal, written_at: datetime) -> bytes:
        """The PDF of an invitation or a code. Raises Refused for what has no place on paper."""
        if letter.kind not in _BEFORE:
            raise Refused("no-paper-form")
        words = json.dumps(self._words(letter, postal, written_at))
        made = self._compiler.compile(
            format="pdf", sys_inputs={"letter": words}, timestamp=written_at.replace(microsecond=0)
        )
        assert isinstance(made, bytes)
        return made

    def _words(self, letter: Letter, postal: Postal, written_at: datetime) -> dict[str, object]:
        sender = SENDERS.get(letter.sender, SENDERS["assurance-maladie"])
        known = {
            "sender": sender,
            "site": self._site,
            "deadline": long_date(letter.deadline) if letter.deadline else "terme des 6 semaines",
        }
        return {
            "subject": SUBJECTS[letter.kind],
            "sender": sender,
            "window": window_lines(postal),
            "written_on": long_date(written_at.date()),
            "names": given_names_in_capitals(letter.given_names),
            "code": letter.code or "",
            "before": [_BEFORE[letter.kind].format(**known)],
            "steps": [step.format(**known) for step in _STEPS],
            "after": [_AFTER[letter.kind].format(**known)],
            "data_protection": DATA_PROTECTION,
        }
