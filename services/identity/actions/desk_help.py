"""What an agent does for someone they identified: send a code, record an opposition (SUP-01, ACT-26, ACT-27)."""

from datetime import datetime

from chassis import mongo
from services.identity.actions.codes import fresh_code, head_to
from services.identity.actions.desk_calls import acting, own_call, support_acted, tell_of
from services.identity.actions.identify import reset_tries
from services.identity.actions.limiting import count_try
from services.identity.actions.oppositions import register_opposition
from services.identity.contacts import known_ways
from services.identity.domain.desk import Act, Way
from services.identity.domain.limits import DESK_CODE
from services.identity.domain.people import is_minor
from services.identity.domain.spaces import Channel
from services.identity.errors.account import AccountChanged, FieldsRefused
from services.identity.errors.desk import CodeNeeded
from services.identity.errors.identification import MinorCannotActivate
from services.identity.parts import Parts
from services.identity.store import ClientSession, persons


def send_code(parts: Parts, call_id: str, channel: str, agent: str, now: datetime) -> str:
    """Send a new provisional code to the contact that is known; where to, masked. The agent never sees it.

    A letter goes where nothing else is known, as when the person asks themselves (ACT-16).
    Raises CallUnknown, MinorCannotActivate, FieldsRefused when there is no such address, TooManyTries.
    """
    call, person = own_call(parts, call_id, agent, now)
    if is_minor(person.traits.birth_date, now):
        raise MinorCannotActivate
    ways = known_ways(parts, person)
    if channel not in ways:
        raise FieldsRefused({"channel": ["Aucune adresse n'est connue pour ce moyen : proposez une correction."]})
    # A count of its own: what strangers ask for in the person's name must not keep them from being helped here.
    count_try(parts, DESK_CODE, person.record, now)

    def work(session: ClientSession) -> None:
        tell_of(parts, session, call.record, Act.CODE_SENT, agent, call.way)
        held = persons.by_record(parts.db, call.record, session)
        if held is None:
            raise AccountChanged
        written = head_to(parts, held, channel)
        if written is None:
            raise AccountChanged
        space, letter = fresh_code(parts, held, written, now)
        if not persons.move(parts.db, session, held, space, [letter]):
            raise AccountChanged

    mongo.transaction(parts.db, work)
    reset_tries(parts, person.nir_index)
    return ways[channel]


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
