"""A person as kept: what is known of one, to and from the document of MongoDB."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.identity.domain.campaign import Medium
from services.identity.domain.codes import ProvisionalCode
from services.identity.domain.people import Sex, Traits
from services.identity.domain.spaces import Channel, Closure, Opposition, Space, State
from services.identity.store import Document


@dataclass(frozen=True)
class Invitation:
    """How a person was invited, and what became of it: the figures of a wave are made of these.

    `delivery` is None until the notifier says. The days are those on which each thing was counted.
    """

    wave: str
    medium: Medium
    delivery: str | None = None
    delivery_day: date | None = None


@dataclass(frozen=True)
class Person:
    """One person as kept. `revision` grows with each write: who writes names the one they read.

    `comes_of_age_at` is set for minors, until what majority changes has been done.
    """

    record: str
    nir_index: str
    nir_sealed: bytes
    serial_index: str | None
    traits: Traits
    contact_sealed: bytes
    scheme: str
    parents: tuple[str, ...]
    comes_of_age_at: datetime | None
    space: Space
    card_number: int
    revision: int
    content: str
    address_sealed: bytes | None = None
    invitation: Invitation | None = None


@dataclass(frozen=True)
class Correction:
    """What two agents put right of a person; None for what stays."""

    traits: Traits | None = None
    traits_index: str | None = None
    contact_sealed: bytes | None = None
    address_sealed: bytes | None = None


def person_of(document: Document) -> Person:
    """The person that a document of the collection holds."""
    traits = document["traits"]
    return Person(
        record=document["_id"],
        nir_index=document["nir_index"],
        nir_sealed=document["nir_sealed"],
        serial_index=document.get("serial_index"),
        traits=Traits(
            traits["family_name"],
            tuple(traits["given_names"]),
            date.fromisoformat(traits["birth_date"]),
            Sex(traits["sex"]),
        ),
        contact_sealed=document["contact_sealed"],
        scheme=document["scheme"],
        parents=tuple(document.get("parents", ())),
        comes_of_age_at=document.get("comes_of_age_at"),
        space=_space(document["_id"], document["space"]),
        card_number=document.get("card_number", 0),
        revision=document["revision"],
        content=document["content"],
        address_sealed=document.get("address_sealed"),
        invitation=_invitation(document.get("invitation")),
    )


def _invitation(document: Document | None) -> Invitation | None:
    if document is None:
        return None
    day = document["delivery_day"]
    return Invitation(
        wave=document["wave"],
        medium=Medium(document["medium"]),
        delivery=document["delivery"],
        delivery_day=day and date.fromisoformat(day),
    )


def invitation_document(invitation: Invitation) -> Document:
    """An invitation as kept."""
    day = invitation.delivery_day
    return {**vars(invitation), "medium": invitation.medium.value, "delivery_day": day and day.isoformat()}


def traits_document(traits: Traits) -> Document:
    """Traits as kept."""
    return {
        "family_name": traits.family_name,
        "given_names": list(traits.given_names),
        "birth_date": traits.birth_date.isoformat(),
        "sex": traits.sex.value,
    }


def new_space_document(record: str) -> Document:
    """The space of a person just registered, as kept."""
    return space_document(Space(record))


def _space(record: str, document: Document) -> Space:
    code, opposition = document["code"], document["opposition"]
    return Space(
        record=record,
        state=State(document["state"]),
        number=document["number"],
        notified_at=document["notified_at"],
        deadline=document["deadline"],
        code=code and ProvisionalCode(**code),
        opposition=opposition and Opposition(**{**opposition, "channel": Channel(opposition["channel"])}),
        account=document["account"],
        closure=_closure(document.get("closure")),
    )


def space_document(space: Space) -> Document:
    """A space as kept; tries of its code are counted elsewhere."""
    code: dict[str, Any] | None = None
    if space.code:
        # Tries are counted apart, where they are counted for people who do not exist too.
        code = {name: value for name, value in vars(space.code).items() if name != "tries"}
    opposition = space.opposition and {**vars(space.opposition), "channel": space.opposition.channel.value}
    return {
        "state": space.state.value,
        "number": space.number,
        "notified_at": space.notified_at,
        "deadline": space.deadline,
        "code": code,
        "opposition": opposition,
        "account": space.account,
        # Left out while there is none: the index of closed spaces holds those alone.
        **({"closure": {**vars(space.closure), "returns_to": space.closure.returns_to.value}} if space.closure else {}),
    }


def _closure(document: Document | None) -> Closure | None:
    return None if document is None else Closure(**{**document, "returns_to": State(document["returns_to"])})
