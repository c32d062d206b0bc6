"""Attachments that the insurer withdrew end here too (MIN-08), once the file that leaves them out has been read whole.

They are counted first: where they are more than can be believed nothing is withdrawn until an operator decides. A
parent is proposed the child no more; where the right to act for it was founded on the attachment, it ends like any
other, and its holder is written to. The child's space stays: another parent may add it.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from chassis import failpoints, logs, mongo
from services.identity import announcements
from services.identity.actions.families import detach, write_to_holder
from services.identity.contacts import current_contact
from services.identity.domain.attachments import Told, withdrawn
from services.identity.domain.losses import are_plausible
from services.identity.domain.withdrawals import CARRIED_OUT, Decision, Stage, lost
from services.identity.errors.campaign import ImportUnknown, WithdrawalsNotHeld
from services.identity.parts import Parts
from services.identity.security_notices import Purpose
from services.identity.store import ClientSession, attachments, imports, persons, withdrawals
from services.identity.store.imports import Import
from services.identity.store.person import Person

HELD = logs.Line("identity.withdrawals-held", logs.WARNING, "an import leaves out more attachments than is believed")
DECIDED = logs.Line("identity.withdrawals-decided", logs.INFO, "an operator decided on withdrawals that were held")

AT_ONCE = 100
COUNTED_AT_ONCE = 500


def note(
    parts: Parts, session: ClientSession, job: Import, tellings: Iterable[Told], newcomers: Collection[str]
) -> None:
    """Keep what a chunk of lines said until the file has been read; `newcomers` are persons it created.

    Of an empty list of a person who has no children, which is what most lines of some files say, nothing is kept.
    What an earlier file said of the same parents, and has not withdrawn yet, it withdraws no more.
    """
    said = list(tellings)
    empty = [each.parent for each in said if each.names_nobody and each.parent not in newcomers]
    parents = persons.with_children(parts.db, session, empty)
    kept = [each for each in said if not each.names_nobody or each.parent in parents]
    attachments.note(parts.db, session, job.id, kept)
    earlier = imports.begun_before(parts.db, session, job)
    attachments.cast_doubt(parts.db, session, earlier, [each.parent for each in kept])


def settle_next(parts: Parts, job: Import, now: datetime) -> bool:
    """Count, then withdraw what a file read whole leaves out, a step at a time; False at the end or when it is held."""
    if job.withdrawals.stage is Stage.HELD:
        loss = job.withdrawals.loss
        logs.write(HELD, imported=job.id, attachments=loss.attachments, listed=loss.listed)
        return False
    if job.withdrawals.stage is Stage.COUNTING:
        mongo.transaction(parts.db, lambda session: _count(parts, session, job))
        failpoints.reach("identity.after-counting")
        return True
    return _withdraw_next(parts, job, now)


def decide(parts: Parts, import_id: str, decision: Decision, by: str, now: datetime) -> None:
    """Have held withdrawals made, or dropped; deciding the same again changes nothing.

    Raises ImportUnknown, WithdrawalsNotHeld.
    """
    if withdrawals.decide(parts.db, import_id, decision, by, now):
        logs.write(DECIDED, imported=import_id, decision=decision.value, account=by)
        return
    job = imports.by_id(parts.db, import_id)
    if job is None:
        raise ImportUnknown
    if job.withdrawals.stage not in CARRIED_OUT[decision]:
        raise WithdrawalsNotHeld


def carry_out_next(parts: Parts, job: Import, now: datetime) -> None:
    """Take the next step of what an operator decided."""
    if not _withdraw_next(parts, job, now):
        withdrawals.carried_out(parts.db, job.id, job.withdrawals, now)


def _count(parts: Parts, session: ClientSession, job: Import) -> None:
    seen = job.withdrawals
    told = attachments.listed(parts.db, session, job.id, seen.counted_to, COUNTED_AT_ONCE)
    if not told:
        believed = are_plausible(seen.loss.attachments, seen.loss.listed)
        withdrawals.judge(parts.db, session, job.id, seen, Stage.BELIEVED if believed else Stage.HELD)
        return
    parents = {each.parent for each in told}
    minors = persons.children_of_any(parts.db, session, sorted(parents))
    attached = {child.record: child.parents for child in minors}
    others = attachments.told_of(parts.db, session, job.id, set().union(*attached.values()) - parents)
    withdrawals.count(parts.db, session, job.id, seen, told[-1].parent, lost(told, others, attached))


def _withdraw_next(parts: Parts, job: Import, now: datetime) -> bool:
    """Withdraw what an import leaves out of the next parents it spoke of; False when there are none left.

    One transaction, with the rows it is done with: killed, it begins again where it was.
    """
    more = mongo.transaction(parts.db, lambda session: _withdraw(parts, session, job, now))
    failpoints.reach("identity.after-withdrawing")
    return more


def _withdraw(parts: Parts, session: ClientSession, job: Import, now: datetime) -> bool:
    told = attachments.told(parts.db, session, job.id, AT_ONCE)
    if not told:
        return False
    parents = [each.parent for each in told]
    minors = {child.record: child for child in persons.children_of_any(parts.db, session, parents)}
    dropped = job.withdrawals.stage is Stage.DROPPING
    gone = {} if dropped else withdrawn(told, {record: child.parents for record, child in minors.items()})
    for record, of in gone.items():
        _detach(parts, session, minors[record], of, now)
    imports.count_detached(parts.db, session, job.id, sum(map(len, gone.values())))
    attachments.forget(parts.db, session, job.id, parents)
    return True


def _detach(parts: Parts, session: ClientSession, child: Person, gone: Collection[str], now: datetime) -> None:
    for account in detach(parts, session, child.record, gone, now):
        write_to_holder(parts, session, account, Purpose.ATTACHMENT_WITHDRAWN, now)
    left = replace(child, parents=tuple(parent for parent in child.parents if parent not in gone))
    card = None
    if child.card_number:
        # What the notifier knows of the child may lead to the parent who goes.
        left = replace(left, card_number=child.card_number + 1)
        names, contact = child.traits.given_names, current_contact(parts, left)
        card = announcements.contact_card_issued(parts, child.record, names, contact, left.card_number)
    persons.detach(parts.db, session, left, card)
