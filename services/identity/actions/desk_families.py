"""Ending at the desk what a representative may do for a child, as a judgment says (MIN-21).

Their rights end everywhere within a second; being attached at the insurer, or invited, does not bring them back.
"""

from datetime import datetime

from services.identity.actions.desk_calls import acting
from services.identity.actions.families import save_family, write_to_holder
from services.identity.domain import families as rules
from services.identity.domain.families import FamilyRefused, Reason
from services.identity.errors.desk import ChangeDecided
from services.identity.parts import Parts
from services.identity.security_notices import Purpose
from services.identity.store import ClientSession, families


def represents(parts: Parts, child: str, account: str | None, now: datetime) -> bool:
    """Whether an account acts for a child today."""
    kept = families.of_child(parts.db, child)
    return kept is not None and account is not None and kept.family.represented_by(account, now)


def withdraw(parts: Parts, session: ClientSession, child: str, account: str, agent: str, now: datetime) -> None:
    """End one representation inside the caller's transaction and write to every representative, also the one who goes.

    Raises ChangeDecided when there is nothing left to end.
    """
    kept = families.of_child(parts.db, child, session)
    if kept is None:
        raise ChangeDecided
    concerned = [each.account for each in kept.family.representatives]
    try:
        family, facts = rules.end(kept.family, account, Reason.WITHDRAWN, now)
    except FamilyRefused:
        raise ChangeDecided from None
    save_family(parts, session, family, facts, acting(agent))
    for each in concerned:
        write_to_holder(parts, session, each, Purpose.REPRESENTATION_WITHDRAWN, now)
