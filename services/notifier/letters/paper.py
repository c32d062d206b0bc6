"""Letters on paper: the words, the window of the envelope, the PDF. The only importer of typst.

A letter rendered again for the same notice is the same file to the byte: what was put twice is there once.
"""

import json
import textwrap
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import typst

from services.notifier.domain import Kind, Letter, Postal
from services.notifier.errors import Refused
from services.notifier.writing.greeting import given_names_in_capitals, long_date, one_line
from services.notifier.writing.rendering import DATA_PROTECTION, SENDERS, subject_of

# NF Z 10-011: at most six lines of 38 characters, name first, postcode and town last, no punctuation at their end.
LINES_MAX, WIDTH_MAX = 6, 38


class Words(NamedTuple):
    """What a letter says around its code."""

    before: str
    steps: tuple[str, ...]
    after: str


_SITE = "Rendez-vous sur {site} et choisissez « Activer Mon espace santé »."
_STEPS = (
    _SITE,
    "Saisissez ce code, votre numéro de sécurité sociale et le numéro de série de votre carte Vitale.",
    "Activez votre espace, ou opposez-vous à sa création.",
)
_STEPS_OF_CHILD = (
    _SITE,
    "Saisissez ce code, le numéro de sécurité sociale de l'enfant et le numéro de série de la carte Vitale où il"
    " figure.",
)
_INVITATION = Words(
    "{sender} vous invite à activer Mon espace santé, votre carnet de santé numérique, personnel et"
    " confidentiel. Vous y conservez vos documents de santé et choisissez qui les consulte.",
    _STEPS,
    "Vous pouvez vous opposer à la création de votre espace jusqu'au {deadline}, sur le site avec ce"
    " même code, par téléphone au 3422 (service gratuit) ou par écrit. Sans réponse de votre part, il sera créé"
    " automatiquement. Vous pourrez l'activer ou le clôturer à tout moment.",
)
_INVITATION_OF_CHILD = Words(
    "{sender} vous invite à ouvrir Mon espace santé pour votre enfant {child} : son carnet de santé numérique,"
    " personnel et confidentiel. Pour l'ouvrir, connectez-vous à votre propre espace sur {site}, choisissez votre nom,"
    " puis « Ajouter un profil » : aucun code n'est nécessaire. Pour vous opposer à sa création, voici son code.",
    _STEPS_OF_CHILD,
    "Vous pouvez vous opposer à la création de son espace jusqu'au {deadline}, sur le site avec ce même code ou par"
    " écrit. Sans réponse de votre part, il sera créé automatiquement. Vous pourrez l'ouvrir ou le clôturer à tout"
    " moment.",
)
_PROVISIONAL_CODE = Words(
    "Vous avez demandé un code provisoire pour Mon espace santé. Il remplace le précédent"
    " et sert une seule fois. Si vous n'avez rien demandé, appelez le 3422.",
    _STEPS,
    "Ce code est valable jusqu'au {deadline}. Besoin d'aide ? Appelez le 3422, service gratuit.",
)


_CODE_OF_CHILD = Words(
    "Vous avez demandé un code provisoire pour votre enfant {child}. Il remplace le précédent et sert une seule fois, à"
    " vous opposer à la création de son espace. Pour ouvrir cet espace, aucun code n'est nécessaire : connectez-vous au"
    " vôtre sur {site}, choisissez votre nom, puis « Ajouter un profil ». Vous n'avez rien demandé ? Appelez le 3422.",
    _STEPS_OF_CHILD,
    _PROVISIONAL_CODE.after,
)
_MAJORITY_CODE = Words(
    "Vous avez 18 ans : Mon espace santé, votre carnet de santé numérique, vous revient. Les personnes qui vous"
    " représentaient n'y ont plus accès. Voici un code provisoire, à votre nom : il sert une seule fois.",
    _STEPS,
    _PROVISIONAL_CODE.after,
)


def _words_of(letter: Letter) -> Words:
    if letter.kind is Kind.INVITATION:
        return _INVITATION_OF_CHILD if letter.child_name else _INVITATION
    if letter.kind is Kind.PROVISIONAL_CODE:
        return _CODE_OF_CHILD if letter.child_name else _PROVISIONAL_CODE
    if letter.kind is Kind.MAJORITY_CODE:
        return _MAJORITY_CODE
    raise Refused("no-paper-form")


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
        template = Path(__file__).parent / "letter.typ"
        self._compiler = typst.Compiler(template, ignore_system_fonts=True)

    def letter(self, letter: Letter, postal: Postal, written_at: datetime) -> bytes:
        """The PDF of an invitation or a code. Raises Refused for what has no place on paper."""
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
            "child": letter.child_name or "",
            "deadline": long_date(letter.deadline) if letter.deadline else "terme des 6 semaines",
        }
        words = _words_of(letter)
        return {
            "subject": subject_of(letter),
            "sender": sender,
            "window": window_lines(postal),
            "written_on": long_date(written_at.date()),
            "names": given_names_in_capitals(letter.given_names),
            "code": letter.code or "",
            "before": [words.before.format(**known)],
            "steps": [step.format(**known) for step in words.steps],
            "after": [words.after.format(**known)],
            "data_protection": DATA_PROTECTION,
        }
