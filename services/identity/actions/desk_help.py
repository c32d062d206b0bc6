"""What an agent does for someone they identified: send a code, record an opposition (SUP-01, ACT-26, ACT-27)."""

from dataclasses import replace
from datetime import datetime

from chassis import mongo
from services.identity.actions.codes import fresh_code
from services.identity.actions.desk_calls import acting, own_call, support_acted, tell_of
from services.identity.actions.identify import current_contact, reset_tries
from services.identity.actions.limiting import count_try
from services.identity.actions.login import masked
from services.identity.actions.oppositions import register_opposition
from services.identity.deliveries import letter_to
from services.identity.domain.campaign import Medium
from services.identity.domain.desk import Act, Way
from services.identity.domain.limits import CODE_REQUEST
from services.identity.domain.people import is_minor
from services.identity.domain.persons import Channel
from services.identity.errors.account import AccountChanged, FieldsRefused
from services.identity.errors.desk import CodeNeeded
from services.identity.errors.identification import MinorCannotActivate
from services.identity.parts import Parts
from services.identity.store import ClientSession, persons


def send_code(parts: Parts, call_id: str, channel: str, agent: str, now: datetime) -> str:
    """Send a new provisional code to the contact that is known; where to, masked. The agent never sees it.

    Raises CallUnknown, MinorCannotActivate, FieldsRefused when there is no such address, TooManyTries.
    """
    call, person = own_call(parts, call_id, agent, now)
    if is_minor(person.traits.birth_date, now):
        raise MinorCannotActivate
    known = current_contact(parts, person)
    address = known.address(channel)
    if address is None:
        raise FieldsRefused({"channel": ["Aucune adresse n'est connue pour ce moyen : proposez une correction."]})
    count_try(parts, CODE_REQUEST, person.nir_index, now)

    def work(session: ClientSession) -> None:
        tell_of(parts, session, call.record, Act.CODE_SENT, agent, call.way)
        held = persons.by_record(parts.db, call.record, session)
        if held is None:
            raise AccountChanged
        head = letter_to(held.traits.given_names, replace(known, channel=channel))
        space, letter = fresh_code(parts, held, head, Medium(channel), now)
        if not persons.move(parts.db, session, held, space, [letter]):
            raise AccountChanged

    mongo.transaction(parts.db, work)
    reset_tries(parts, person.nir_index)
    return masked(channel, address)


def record_opposition(parts: Parts, call_id: str, agent: str, now: datetime) -> None:
    """Record the opposition of the caller or of the writer of a letter, with its proof.

    Raises CallUnknown, CodeNeeded, OppositionRefused.
    """
    call, _ = own_call(parts, call_id, agent, now)
    if not call.may_record_opposition():
        raise CodeNeeded
    channel = Channel.LETTER if call.way is Way.LETTER else Channel.PHONE
    told = support_acted(call.record, Act.OPPOSITION_RECORDED, agent, call.way)
    register_opposition(parts, call.record, channel, call.evidence(), acting(agent), now, [told])
