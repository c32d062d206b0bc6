"""The opening campaign, for operators: plan waves, hold them, write again to those they did not reach (OPS-01)."""

from dataclasses import replace
from datetime import date, datetime

from services.identity.actions.invite import invite_some, write_again
from services.identity.domain.campaign import Plan, paris_day, plan_faults, wave_of_import
from services.identity.errors.account import FieldsRefused
from services.identity.errors.campaign import WaveChanged, WaveUnknown
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.store import imports, waves
from services.identity.store.waves import Wave


def plan_wave(parts: Parts, plan: Plan, by: str, now: datetime) -> Wave:
    """Plan a wave; the worker writes from its first day on. Raises FieldsRefused."""
    if faults := plan_faults(plan, paris_day(now)):
        raise FieldsRefused(faults)
    wave_id = new_id("wav")
    waves.create(parts.db, wave_id, plan, by, now)
    return _found(parts, wave_id)


def change_wave(
    parts: Parts,
    wave_id: str,
    revision: int,
    now: datetime,
    *,
    ends_on: date | None = None,
    daily_volume: int | None = None,
    paused: bool | None = None,
) -> Wave:
    """Change the end, the volume or the pause of a wave. Raises WaveUnknown, WaveChanged, FieldsRefused."""
    wave = _found(parts, wave_id)
    plan = replace(
        wave.plan,
        ends_on=ends_on or wave.plan.ends_on,
        daily_volume=daily_volume if daily_volume is not None else wave.plan.daily_volume,
    )
    # A wave that has begun keeps its start: only what changes is judged.
    if faults := plan_faults(plan, min(paris_day(now), plan.starts_on)):
        raise FieldsRefused(faults)
    changed = waves.change(parts.db, wave_id, revision, plan, wave.paused if paused is None else paused)
    if changed is None:
        raise WaveChanged
    if plan.imported and wave_id == wave_of_import(plan.imported) and not changed.paused:
        # The import sends its own wave: what it did not send while held, it sends now.
        imports.ask_invitations(parts.db, plan.imported)
    return changed


def ask_resending(parts: Parts, wave_id: str) -> Wave:
    """Have the worker write again to those the wave did not reach. Raises WaveUnknown."""
    asked = waves.ask_resending(parts.db, wave_id)
    if asked is None:
        raise WaveUnknown
    return asked


def advance_waves(parts: Parts, now: datetime) -> bool:
    """Do one step of each wave that has work; False when none has (timer of the worker)."""
    moved = 0
    for wave in waves.with_work(parts.db, paris_day(now)):
        moved += invite_some(parts, wave, now)
        if wave.resending:
            again = write_again(parts, wave, now)
            if again == 0:
                waves.resending_done(parts.db, wave.id)
            moved += again
    return moved > 0


def _found(parts: Parts, wave_id: str) -> Wave:
    wave = waves.by_id(parts.db, wave_id)
    if wave is None:
        raise WaveUnknown
    return wave
