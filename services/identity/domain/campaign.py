"""The opening campaign: waves, their daily volume, and how each person is reached (OPS-01, OPS-05, C-02). Pure.

Days are those of Paris. Counts are kept by day, so that a clock moved back finds what that day had already sent.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from chassis.clock import FRANCE
from services.identity.domain.people import Contact

NAME_MAX = 80
VOLUME_MAX = 5_000_000
LONGEST = timedelta(days=366)


class Medium(StrEnum):
    """The way an invitation takes (OPS-05, ACT-23)."""

    EMAIL = "email"
    LETTER = "letter"
    SMS = "sms"


class Sender(StrEnum):
    """In whose name somebody is invited (OPS-02)."""

    INSURER = "assurance-maladie"
    MINISTRY = "ministere"
    MSA = "msa"


class WaveState(StrEnum):
    """Where a wave is on a day."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"


class Origin(StrEnum):
    """Who made a wave: an operator who planned it, or an import whose invitations left at once."""

    PLAN = "plan"
    IMPORT = "import"


@dataclass(frozen=True)
class Plan:
    """When a wave writes, to how many a day, and to whom: everyone not yet invited, of a scheme or of an import.

    `sender`: in whose name, if not in that of each person's own scheme (OPS-02).
    """

    name: str
    starts_on: date
    ends_on: date
    daily_volume: int
    scheme: str | None = None
    imported: str | None = None
    sender: Sender | None = None


def sender_for(scheme: str, chosen: Sender | None) -> Sender:
    """In whose name a person of this scheme is invited: as the wave says, else their own scheme (OPS-02)."""
    return chosen or (Sender.MSA if scheme == "msa" else Sender.INSURER)


def paris_day(now: datetime) -> date:
    """The day in Paris at this instant."""
    return now.astimezone(FRANCE).date()


def plan_faults(plan: Plan, today: date) -> dict[str, list[str]]:
    """What is wrong with a new plan, in French, by field; empty when nothing is."""
    faults: dict[str, list[str]] = {}
    if not plan.name.strip() or len(plan.name) > NAME_MAX:
        faults["name"] = [f"Donnez un nom de 1 à {NAME_MAX} caractères."]
    if plan.starts_on < today:
        faults["starts_on"] = ["La vague ne peut pas commencer dans le passé."]
    if not plan.starts_on <= plan.ends_on <= plan.starts_on + LONGEST:
        faults["ends_on"] = ["La fin doit suivre le début, d'un an au plus."]
    if not 1 <= plan.daily_volume <= VOLUME_MAX:
        faults["daily_volume"] = [f"Le volume par jour va de 1 à {VOLUME_MAX}."]
    return faults


def state_of(plan: Plan, paused: bool, today: date) -> WaveState:
    """Where the wave is on this day. Only a running wave can be paused."""
    if today < plan.starts_on:
        return WaveState.PLANNED
    if today > plan.ends_on:
        return WaveState.OVER
    return WaveState.PAUSED if paused else WaveState.RUNNING


def wave_of_import(import_id: str) -> str:
    """The id of the wave that the invitations of an import make."""
    return import_id.replace("imp_", "wav_")


def may_invite(plan: Plan, paused: bool, today: date, invited_today: int) -> int:
    """How many more persons the wave may invite on this day: never beyond its volume, never outside its dates."""
    if state_of(plan, paused, today) is not WaveState.RUNNING:
        return 0
    return max(0, plan.daily_volume - invited_today)


def way_to(contact: Contact, has_address: bool) -> Medium | None:
    """How to invite someone: by e-mail, where there is none by letter, else by SMS; None when nothing is known."""
    if contact.email:
        return Medium.EMAIL
    if has_address:
        return Medium.LETTER
    return Medium.SMS if contact.mobile else None


def way_after_failure(failed: Medium, contact: Contact, has_address: bool) -> Medium | None:
    """How to write again when `failed` did not reach them: a letter where there is an address."""
    if failed is not Medium.LETTER and has_address:
        return Medium.LETTER
    return way_to(contact, has_address)


def notified_at(sent_at: datetime, medium: Medium, postal_allowance: timedelta) -> datetime:
    """When the person counts as notified: a letter takes some days to arrive (C-02)."""
    return sent_at + postal_allowance if medium is Medium.LETTER else sent_at
