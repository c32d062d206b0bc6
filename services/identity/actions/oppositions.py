"""Oppositions: recorded by the person online, or by an agent for who called or wrote (ACT-25 to ACT-30)."""

import re
from collections.abc import Sequence
from datetime import datetime

from chassis import mongo, outbox
from chassis.events import Event
from services.identity import announcements
from services.identity.announcements import Said
from services.identity.contacts import current_contact
from services.identity.domain.spaces import Channel, Opposition, TransitionRefused, oppose
from services.identity.errors.account import FieldsRefused
from services.identity.errors.closure import PersonUnknown
from services.identity.errors.identification import OppositionRefused
from services.identity.parts import Parts
from services.identity.store import ClientSession, persons
from services.identity.store.person import Person

PROOF_MAX = 300
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LONG_NUMBER = re.compile(r"(?:\d[ .-]?){13}")


def register_opposition(
    parts: Parts,
    record: str,
    channel: Channel,
    proof: str,
    by: Said,
    now: datetime,
    also: Sequence[Event] = (),
) -> Opposition:
    """Record the opposition of someone an agent has identified on the telephone or by a letter (ACT-26, ACT-27).

    `proof` says on what the agent relies: questions answered, reference of the letter. `by` is the agent, as events
    name actors (`id`, `role`); `also` are events said in the same commit.
    Children have no code of their own: a parent writes for them.
    Raises FieldsRefused, PersonUnknown, OppositionRefused.
    """
    _check(channel, proof)
    opposition = Opposition(now, channel, proof.strip(), by=by["id"])

    def work(session: ClientSession) -> None:
        person = persons.by_record(parts.db, record, session)
        if person is None:
            raise PersonUnknown
        try:
            write_opposition(parts, session, person, opposition, by)
        except TransitionRefused:
            raise OppositionRefused(person.space.state.value) from None
        outbox.add(parts.db, session, *also)

    mongo.transaction(parts.db, work)
    return opposition


def write_opposition(parts: Parts, session: ClientSession, person: Person, opposition: Opposition, actor: Said) -> None:
    """Write an opposition and tell of it in the caller's transaction. Raises TransitionRefused."""
    space, fact = oppose(person.space, opposition)
    card_number = person.card_number + 1
    said = (
        announcements.contact_card_issued(
            parts, person.record, person.traits.given_names, current_contact(parts, person), card_number
        ),
        announcements.space_changed(parts, space, fact, actor),
    )
    if not persons.move(parts.db, session, person, space, said, card_number):
        # Cannot happen inside a snapshot: a concurrent write conflicts and the transaction runs again.
        raise PersonUnknown


def _check(channel: Channel, proof: str) -> None:
    if channel is Channel.ONLINE:
        raise FieldsRefused({"channel": ["Indiquez le téléphone ou le courrier."]})
    if faults := proof_faults(proof):
        raise FieldsRefused({"proof": faults})


def proof_faults(proof: str) -> list[str]:
    """What is wrong with an agent's words on what they rely on, in French; empty when they will do."""
    text = proof.strip()
    if not 3 <= len(text) <= PROOF_MAX or _CONTROL.search(text):
        return [f"Décrivez la preuve en 3 à {PROOF_MAX} caractères, sur une seule ligne."]
    if _LONG_NUMBER.search(text):
        return ["N'écrivez pas de numéro de sécurité sociale dans la preuve."]
    return []
