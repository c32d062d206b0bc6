"""Who to log in as, who sees what, what to click first: printed at the end of `make up`."""

import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.demo.documents import demo_documents
from deploy.demo.load import (
    AGENT_PASSWORD,
    AGENTS,
    NOT_ACTIVATED,
    OPERATOR,
    OPERATOR_PASSWORD,
    PATIENT_PASSWORD,
    PROFESSIONAL_PASSWORD,
    STEPS,
)
from deploy.demo.people import InsuredPerson, story_families
from deploy.demo.professionals import Professional, professionals
from deploy.native.installation import Installation
from deploy.native.servers import openid

_GRIDS = Path(__file__).resolve().parents[2] / "services" / "consent" / "data"
_PROVIDER = "  or with « Pro Santé Connect », played by a provider of this demonstration: the same login, any password"
# One of each kind is enough to see the grid at work.
_SHOWN = (
    "G15_10/SM54",
    "G15_10/SM38",
    "G15_21/A",
    "G15_60",
    "G15_70",
    "G15_28",
    "99/GENR09",
    "G15_35",
)


def first_steps(installation: Installation) -> str:
    """The guide for an installation that holds the demonstration; nothing for one that does not."""
    if not installation.state.read(STEPS, []):
        return ""
    return guide(installation.url, installation.mail_url, has_provider=openid.runs(installation.state))


def guide(url: str, mail_url: str, *, has_provider: bool) -> str:
    """The guide as text, for a platform and a mailbox at these addresses, with an OpenID provider of its own or not."""
    people = [family.adults[0] for family in story_families()]
    inaya = people[0]
    waiting = next(person for person in people if person.identifier == NOT_ACTIVATED)
    active = [person for person in people if person is not waiting]
    return "\n".join(
        [
            "",
            f"Fictional people. Codes arrive in the mail inbox: {mail_url}",
            "",
            _people(active),
            f"  All with the password {PATIENT_PASSWORD}",
            "",
            _professionals(inaya),
            f"  All with the password {PROFESSIONAL_PASSWORD}",
            *([_PROVIDER] if has_provider else []),
            f"  Operator: {OPERATOR}, password {OPERATOR_PASSWORD}",
            f"  3422 agents (same login page): {', '.join(AGENTS)}, password {AGENT_PASSWORD}",
            "",
            *_first_clicks(url, mail_url, inaya, waiting),
        ]
    )


def _people(active: list[InsuredPerson]) -> str:
    documents = demo_documents()
    table = Table("patient", "log in as", "born", "documents", box=None, pad_edge=False)
    for person in active:
        count = sum(each.patient == person.identifier for each in documents)
        table.add_row(
            f"  {person.given_name} {person.family_name}",
            person.identifier,
            f"{person.birth_date:%d/%m/%Y}",
            str(count),
        )
    return _drawn(table)


def _professionals(inaya: InsuredPerson) -> str:
    allowed = _grid()
    documents = [each for each in demo_documents() if each.patient == inaya.identifier and not each.hidden]
    types = [each.type_code or _PATIENT_TYPES[str(each.section)] for each in documents]
    table = Table("professional", "log in as", "profession", f"sees of {inaya.given_name}'s", box=None, pad_edge=False)
    for each in _shown():
        seen = sum(each.column in allowed.get(code, ()) for code in types)
        words = each.specialty_label or each.profession_label
        table.add_row(f"  {each.display_name}", each.identifier, words, f"{seen} of {len(types)} shown")
    return _drawn(table)


def _first_clicks(url: str, mail_url: str, inaya: InsuredPerson, waiting: InsuredPerson) -> list[str]:
    doctor = professionals()[0]
    return [
        "First steps",
        f"  1. {url}/ → Connexion → {inaya.identifier}; the code is in {mail_url}. Look at Documents, hide one."
        " Two professionals have written to her; the menu under her name leads to her daughter's space.",
        f"  2. {url}/pro in a private window → {doctor.identifier}. Find: {inaya.family_name}, {inaya.given_name},"
        f" {inaya.birth_date:%d/%m/%Y}, F. Declare care, read a document. The hidden one is not there.",
        f"  3. The mail inbox tells {inaya.given_name}. In her space: the activity history, then Paramètres, block"
        f" {doctor.display_name}. The professional's next click is refused.",
        f"  4. Activate a space: {url}/ → Activer Mon espace santé. The code is in the mail to {waiting.email};"
        f" number {waiting.nir}, card {waiting.vitale_serial}.",
    ]


def _shown() -> list[Professional]:
    first: dict[str, Professional] = {}
    for each in professionals():
        first.setdefault(each.profession, each)
    return [first[code] for code in _SHOWN]


def _grid() -> dict[str, list[str]]:
    newest = max(_GRIDS.glob("authorization_grid.*.json"))
    grid: dict[str, Any] = json.loads(newest.read_text("utf-8"))
    return {row["type"]: row["allowed"] for row in grid["rows"]}


# What a patient's deposit in a section becomes (JDV_J66).
_PATIENT_TYPES = {
    "ORD_SOIN": "DOCPAT02",
    "CPT_REND": "DOCPAT03",
    "RADIO_SC": "DOCPAT04",
    "BIOLOGIE": "DOCPAT05",
    "DEPISTAG": "DOCPAT06",
    "CERT_MED": "DOCPAT07",
    "DOC_ADM": "DOCPAT09",
    "AUTR_DOC": "EXPPAT_2",
    "DIR_ANT": "EXPPAT_3",
}


def _drawn(table: Table) -> str:
    console = Console(width=118, highlight=False, no_color=True)
    with console.capture() as drawn:
        console.print(table)
    return drawn.get().rstrip("\n")
