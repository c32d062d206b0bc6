"""Who acts for a child, and until when: a pure state machine (MIN-08 to MIN-23).

    nobody ─grant→ one ─grant→ two          grant: attached at the insurer and certified, or an invitation accepted
       ↑             │ invite → address → accept (a grant) or decline
       ├─── end ─────┤   detach: the insurer withdrew what the right was founded on
       └─────────────┴── come_of_age: everybody ends, for good

The holder's rights end by themselves at `until`, whoever is late to say so. Who asks for a second representative never
learns whether somebody answers to the name: an invitation that reached nobody looks like one that waits (C-42).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

REPRESENTATIVES_MAX = 2  # MIN-21
INVITATION_LIFE = timedelta(days=15)


class Reason(StrEnum):
    """Why a representation ended."""

    RENOUNCED = "renounced"
    WITHDRAWN = "withdrawn"
    DETACHED = "detached"
    OF_AGE = "of-age"
    ERASED = "erased"


class Basis(StrEnum):
    """What a right to act for a child is founded on."""

    ATTACHMENT = "attachment"  # the insurer attaches the child to this parent (MIN-08)
    INVITATION = "invitation"  # the other representative asked them (MIN-20)


class Refusal(StrEnum):
    """Why a transition does not happen; the value becomes part of a problem code."""

    OF_AGE = "of-age"
    NOT_A_REPRESENTATIVE = "not-a-representative"
    TOO_MANY = "too-many-representatives"
    WITHDRAWN = "right-withdrawn"
    INVITATION_PENDING = "invitation-pending"
    INVITATION_OVER = "invitation-over"


class FamilyRefused(Exception):
    """The family is not in a state where this can happen."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class Representative:
    """An account that acts for the child, with its holder's own record.

    `certified_at` dates the declaration (MIN-06). Documents that predate `basis` were founded on an attachment.
    """

    account: str
    record: str
    since: datetime
    certified_at: datetime
    basis: Basis = Basis.ATTACHMENT


@dataclass(frozen=True)
class Former:
    """A representation that ended: kept, because the child's history names who acted.

    `lifted_at`: since when a withdrawal does not forbid to certify again.
    """

    account: str
    record: str
    since: datetime
    ended_at: datetime
    reason: Reason
    lifted_at: datetime | None = None

    @property
    def forbids(self) -> bool:
        """Whether a judgment keeps this person from acting for the child again."""
        return self.reason is Reason.WITHDRAWN and self.lifted_at is None


@dataclass(frozen=True)
class Invitation:
    """A second representative asked for by name.

    `addressed` once somebody was looked for; `invited` if one was found.
    """

    id: str
    inviter: str
    asked_at: datetime
    expires_at: datetime
    addressed: bool = False
    invited: str | None = None

    def is_live(self, now: datetime) -> bool:
        """Tell whether it can still be answered."""
        return now < self.expires_at


@dataclass(frozen=True)
class Family:
    """A child and those who act for them. `number` grows by one with each announced change."""

    child: str
    until: datetime
    representatives: tuple[Representative, ...] = ()
    former: tuple[Former, ...] = ()
    invitation: Invitation | None = None
    number: int = 0
    of_age: bool = False

    def is_withdrawn_from(self, record: str) -> bool:
        """Tell whether a judgment took the right from the holder of this record: being attached is not enough then."""
        return any(each.record == record and each.forbids for each in self.former)

    def represented_by(self, account: str, now: datetime) -> bool:
        """Tell whether this account may act for the child at `now`: the one rule, here and in every service."""
        return now < self.until and any(each.account == account for each in self.representatives)


@dataclass(frozen=True)
class Granted:
    """An account acts for the child from now on."""

    representative: Representative


@dataclass(frozen=True)
class Ended:
    """An account does not act for the child any more."""

    former: Former


Fact = Granted | Ended


def grant(
    family: Family, account: str, record: str, now: datetime, basis: Basis = Basis.ATTACHMENT
) -> tuple[Family, Sequence[Fact]]:
    """Let an account that certified its right act for the child; again is nothing new (MIN-06, MIN-21).

    Raises FamilyRefused: OF_AGE, WITHDRAWN, TOO_MANY.
    """
    if _is_of_age(family, now):
        raise FamilyRefused(Refusal.OF_AGE)
    if family.is_withdrawn_from(record):
        raise FamilyRefused(Refusal.WITHDRAWN)
    if family.represented_by(account, now):
        return family, ()
    if len(family.representatives) >= REPRESENTATIVES_MAX:
        raise FamilyRefused(Refusal.TOO_MANY)
    added = Representative(account, record, now, now, basis)
    representatives = (*family.representatives, added)
    # With both places taken an invitation has nothing left to give.
    kept = family.invitation if len(representatives) < REPRESENTATIVES_MAX else None
    return replace(family, representatives=representatives, invitation=kept, number=family.number + 1), (
        Granted(added),
    )


def invite(family: Family, inviter: str, invitation: str, now: datetime) -> Family:
    """Ask for a second representative (MIN-17 to MIN-19).

    Raises FamilyRefused: NOT_A_REPRESENTATIVE, TOO_MANY, INVITATION_PENDING while the last one lives.
    """
    if not family.represented_by(inviter, now):
        raise FamilyRefused(Refusal.NOT_A_REPRESENTATIVE)
    if len(family.representatives) >= REPRESENTATIVES_MAX:
        raise FamilyRefused(Refusal.TOO_MANY)
    if family.invitation is not None and family.invitation.is_live(now):
        raise FamilyRefused(Refusal.INVITATION_PENDING)
    asked = Invitation(invitation, inviter, now, now + INVITATION_LIFE)
    return replace(family, invitation=asked)


def address(family: Family, invitation: str, found: str | None) -> Family:
    """Note who was found for an invitation; nobody, who represents the child already and who may not are the same."""
    held = family.invitation
    if held is None or held.id != invitation or held.addressed:
        return family
    known = any(each.account == found for each in family.representatives)
    known = known or any(each.account == found and each.forbids for each in family.former)
    return replace(family, invitation=replace(held, addressed=True, invited=None if known else found))


def accept(family: Family, invitation: str, account: str, record: str, now: datetime) -> tuple[Family, Sequence[Fact]]:
    """Accept an invitation from one's own account (MIN-20). Raises FamilyRefused: INVITATION_OVER, OF_AGE, TOO_MANY."""
    _own_invitation(family, invitation, account, now)
    granted, facts = grant(replace(family, invitation=None), account, record, now, Basis.INVITATION)
    return granted, facts


def decline(family: Family, invitation: str, account: str, now: datetime) -> Family:
    """Decline an invitation; who sent it is not told, and sees it run out. Raises FamilyRefused: INVITATION_OVER."""
    held = _own_invitation(family, invitation, account, now)
    return replace(family, invitation=replace(held, invited=None))


def cancel(family: Family, account: str, now: datetime) -> Family:
    """Take the waiting invitation back. Raises FamilyRefused: NOT_A_REPRESENTATIVE, INVITATION_OVER."""
    if not family.represented_by(account, now):
        raise FamilyRefused(Refusal.NOT_A_REPRESENTATIVE)
    if family.invitation is None:
        raise FamilyRefused(Refusal.INVITATION_OVER)
    return replace(family, invitation=None)


def end(family: Family, account: str, reason: Reason, now: datetime) -> tuple[Family, Sequence[Fact]]:
    """End one representation, and the invitation its holder sent. Raises FamilyRefused: NOT_A_REPRESENTATIVE."""
    leaving = [each for each in family.representatives if each.account == account]
    if not leaving:
        raise FamilyRefused(Refusal.NOT_A_REPRESENTATIVE)
    return _ended(family, leaving, reason, now)


def detach(family: Family, parents: Collection[str], now: datetime) -> tuple[Family, Sequence[Ended]]:
    """End the rights founded on an attachment to these records, which the insurer withdrew (MIN-08).

    Who was invited by the other representative stays; nothing keeps who goes from coming back.
    """
    leaving = [each for each in family.representatives if each.record in parents and each.basis is Basis.ATTACHMENT]
    return _ended(family, leaving, Reason.DETACHED, now)


def come_of_age(family: Family, now: datetime) -> tuple[Family, Sequence[Fact]]:
    """End everything at the majority, once (MIN-23). Before `until`, and the second time, nothing happens."""
    if family.of_age or now < family.until:
        return family, ()
    grown = replace(family, invitation=None, of_age=True)
    return _ended(grown, family.representatives, Reason.OF_AGE, now)


def allow_again(family: Family, account: str, now: datetime) -> Family:
    """Lift the withdrawals of an account: its holder may certify, or be invited, again.

    Raises FamilyRefused: NOT_A_REPRESENTATIVE when none forbids anything.
    """
    if not any(each.account == account and each.forbids for each in family.former):
        raise FamilyRefused(Refusal.NOT_A_REPRESENTATIVE)
    lifted = (
        replace(each, lifted_at=now) if each.account == account and each.forbids else each for each in family.former
    )
    return replace(family, former=tuple(lifted))


def correct_majority(family: Family, until: datetime) -> tuple[Family, Sequence[Fact]]:
    """The insurer corrected the birth date: the same rights, told again with their new end.

    A majority that was declared too early is undone; what it ended has to be certified again.
    """
    if until == family.until:
        return family, ()
    told = tuple(Granted(each) for each in family.representatives)
    of_age = family.of_age and until < family.until
    return replace(family, until=until, of_age=of_age, number=family.number + len(told[:1])), told


def facts_of(family: Family) -> tuple[Fact, ...]:
    """What others have to know of a family, to be told again: who acts, and who does not any more."""
    acting = {each.account for each in family.representatives}
    gone = {each.account: each for each in family.former if each.account not in acting}
    return (*map(Granted, family.representatives), *map(Ended, gone.values()))


def _ended(
    family: Family, leaving: Sequence[Representative], reason: Reason, now: datetime
) -> tuple[Family, Sequence[Ended]]:
    formers = tuple(Former(each.account, each.record, each.since, now, reason) for each in leaving)
    left = tuple(each for each in family.representatives if each not in leaving)
    number = family.number + 1 if formers else family.number
    # An invitation dies with the right of who sent it.
    gone = family.invitation is not None and family.invitation.inviter in {each.account for each in leaving}
    invitation = None if gone else family.invitation
    former = (*family.former, *formers)
    ended = replace(family, representatives=left, former=former, invitation=invitation, number=number)
    return ended, tuple(Ended(each) for each in formers)


def _own_invitation(family: Family, invitation: str, account: str, now: datetime) -> Invitation:
    held = family.invitation
    if held is None or held.id != invitation or held.invited != account or not held.is_live(now):
        raise FamilyRefused(Refusal.INVITATION_OVER)
    return held


def _is_of_age(family: Family, now: datetime) -> bool:
    return family.of_age or now >= family.until
