"""What the screens about children and their representatives show; names leave identity for those concerned only."""

from datetime import datetime
from typing import Any

from chassis.auth import Actor
from services.identity.domain.families import Family
from services.identity.domain.spaces import State
from services.identity.errors.closure import RecordUnknown
from services.identity.parts import Parts
from services.identity.rights import require_may_act_for
from services.identity.sealed import open_named
from services.identity.store import accounts, families, persons
from services.identity.store.families import Kept
from services.identity.store.person import Person


def profiles(parts: Parts, actor: Actor, now: datetime) -> dict[str, Any]:
    """The children the caller acts for, and how many invitations wait for them (MIN-02, MIN-12)."""
    held = {family.child: family for family in families.represented(parts.db, actor.id, now)}
    found = persons.by_records(parts.db, held)
    children = sorted((found[child] for child in held if child in found), key=_eldest_first)
    return {
        "children": [
            {**_child(person), "until": held[person.record].until, "closed": person.space.state is State.CLOSED}
            for person in children
        ],
        "invitations": len(families.inviting(parts.db, actor.id, now)),
    }


def proposed_children(parts: Parts, actor: Actor, now: datetime) -> dict[str, Any]:
    """Children attached to the caller at their insurer, whom they do not act for yet (MIN-04, MIN-08).

    A closed profile too, when nobody else could open it again (CLO-05).
    """
    attached = persons.children_of(parts.db, actor.record) if actor.record else []
    held = {family.child: family for family in families.of_children(parts.db, None, [each.record for each in attached])}
    proposed = [
        person
        for person in attached
        if _may_be_added(person, held.get(person.record), actor, now)
        and person.comes_of_age_at is not None
        and now < person.comes_of_age_at
    ]
    return {"children": [_child(person) for person in sorted(proposed, key=_eldest_first)]}


def _may_be_added(child: Person, family: Family | None, actor: Actor, now: datetime) -> bool:
    if child.space.closure is not None and child.space.closure.erasing:
        return False
    if family is None:
        return True
    if family.represented_by(actor.id, now) or (actor.record and family.is_withdrawn_from(actor.record)):
        return False
    return child.space.state is not State.CLOSED or not family.representatives


def representatives(parts: Parts, actor: Actor, child: str, now: datetime) -> dict[str, Any]:
    """Who acts, and who acted, for a child: the names behind its history (MIN-16, MIN-21). Raises RecordUnknown."""
    require_may_act_for(parts, actor, child, now)
    kept = families.of_child(parts.db, child)
    if kept is None:
        raise RecordUnknown
    family = kept.family
    return {
        "invitation": _pending(parts, kept, now),
        "representatives": [
            {**_named(parts, each.account), "since": each.since, "self": each.account == actor.id}
            for each in family.representatives
        ],
        "former": [
            {**_named(parts, each.account), "since": each.since, "ended_at": each.ended_at} for each in family.former
        ],
    }


def invitations(parts: Parts, actor: Actor, now: datetime) -> dict[str, Any]:
    """What waits for the caller's answer (MIN-20)."""
    waiting = families.inviting(parts.db, actor.id, now)
    found = persons.by_records(parts.db, [family.child for family in waiting])
    return {
        "invitations": [
            {
                "id": family.invitation.id,
                "child": found[family.child].traits.display_name,
                "inviter": _named(parts, family.invitation.inviter)["display_name"],
                "expires_at": family.invitation.expires_at,
            }
            for family in waiting
            if family.invitation is not None and family.child in found
        ]
    }


def _pending(parts: Parts, kept: Kept, now: datetime) -> dict[str, Any] | None:
    invitation = kept.family.invitation
    if invitation is None or kept.typed is None or not invitation.is_live(now):
        return None
    # What was typed, and nothing of what was found.
    named = open_named(parts.keyring, kept.typed, invitation.id)
    return {
        "family_name": named.family_name,
        "given_name": named.given_name,
        "birth_date": named.birth_date,
        "asked_at": invitation.asked_at,
        "expires_at": invitation.expires_at,
    }


def _named(parts: Parts, account: str) -> dict[str, Any]:
    known = accounts.by_id(parts.db, account)
    return {"account": account, "display_name": known.display_name if known else "Compte supprimé"}


def _child(person: Person) -> dict[str, Any]:
    return {
        "record": person.record,
        "given_name": person.traits.given_names[0],
        "display_name": person.traits.display_name,
        "birth_date": person.traits.birth_date,
    }


def _eldest_first(person: Person) -> tuple[Any, str]:
    return person.traits.birth_date, person.record
