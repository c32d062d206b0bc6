"""A caller is identified by the script, or the writer of a letter by what it says; each look-up is kept (SUP-01).

Wrong in one answer or in all, known or not: one refusal, after the same reads and writes. Who was matched by their
traits and not identified reads of it in their history: somebody may have called in their name.
"""

import hmac
from dataclasses import dataclass
from datetime import date, datetime

from chassis import events, mongo, outbox
from chassis.events import Event
from services.identity import announcements
from services.identity.actions.limiting import count_try, counting, forgive
from services.identity.contacts import current_contact
from services.identity.domain.accounts import Kind
from services.identity.domain.cards import SerialRefused, parse_vitale_serial
from services.identity.domain.desk import CALL_LIFE, MATRICULE_END, Act, Call, Proof, Way, identifies
from services.identity.domain.limits import DESK_LOOKUPS, DESK_MISSES, DESK_TARGET
from services.identity.domain.nir import NirRefused, parse_nir
from services.identity.domain.people import Sex, search_text
from services.identity.errors.account import FieldsRefused
from services.identity.errors.desk import CallerUnknown, CallUnknown
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.store import ClientSession, desk, persons
from services.identity.store.person import Person

_NOBODY = "rec_0000000000000000000000"


@dataclass(frozen=True)
class Answers:
    """What a caller answered, or what a letter says; None for what was not asked."""

    way: Way
    family_name: str
    given_name: str
    birth_date: date
    sex: Sex
    matricule_end: str | None = None
    vitale_serial: str | None = None
    provisional_code: str | None = None
    matricule: str | None = None
    reference: str | None = None

    def given(self) -> dict[Proof, str]:
        """The proofs that were given, as typed."""
        told = {
            Proof.MATRICULE_END: self.matricule_end,
            Proof.VITALE_SERIAL: self.vitale_serial,
            Proof.PROVISIONAL_CODE: self.provisional_code,
            Proof.MATRICULE: self.matricule,
        }
        return {proof: text for proof, text in told.items() if text is not None}


def open_call(parts: Parts, answers: Answers, agent: str, now: datetime) -> tuple[Call, Person]:
    """Identify someone and open their file to this agent; they see it in their history.

    Raises FieldsRefused when the script is not complete, CallerUnknown, TooManyTries (of this agent, of this person).
    """
    _check_script(answers)
    count_try(parts, DESK_LOOKUPS, agent, now)
    text = search_text(answers.family_name, answers.given_name, answers.birth_date, answers.sex)
    target = parts.keyring.traits_index(text)
    with counting(parts, DESK_MISSES, agent, CallerUnknown, now):
        counted = count_try(parts, DESK_TARGET, target, now)
        person, identified = _compared(parts, answers, target, now)
        lookup = desk.Lookup(new_id("lkp"), agent, target, person.record if person else None, identified)
        missed = [support_acted(person.record, Act.IDENTIFICATION_FAILED, agent, answers.way)] if person else []
        desk.note_lookup(parts.db, lookup, now, () if identified else missed)
        if person is None or not identified:
            raise CallerUnknown
    forgive(parts, counted)
    proofs = tuple(sorted(answers.given()))
    call = Call(new_id("call"), agent, person.record, answers.way, proofs, answers.reference, now + CALL_LIFE)

    def work(session: ClientSession) -> None:
        desk.open_call(parts.db, session, call)
        tell_of(parts, session, person.record, Act.CALLER_IDENTIFIED, agent, call.way)

    mongo.transaction(parts.db, work)
    return call, person


def own_call(parts: Parts, call_id: str, agent: str, now: datetime) -> tuple[Call, Person]:
    """The open file of an agent and whom it is about. Raises CallUnknown: another agent's does not exist."""
    call = desk.find_call(parts.db, call_id, agent, now)
    person = persons.by_record(parts.db, call.record) if call else None
    if call is None or person is None:
        raise CallUnknown
    return call, person


def tell_of(parts: Parts, session: ClientSession, record: str, act: Act, agent: str, way: Way | None) -> None:
    """Have an agent's act enter the person's history and be told to them, inside the caller's transaction.

    The first time anything is said of a person who has no open space, how to reach them is said too.
    """
    person = persons.by_record(parts.db, record, session)
    if person is None:
        raise CallUnknown
    if person.card_number == 0:
        contact = current_contact(parts, person)
        card = announcements.contact_card_issued(parts, record, person.traits.given_names, contact, 1)
        persons.move(parts.db, session, person, person.space, [card], 1)
    outbox.add(parts.db, session, support_acted(record, act, agent, way))


def support_acted(record: str, act: Act, agent: str, way: Way | None) -> Event:
    """An agent did something about a person."""
    data = {"record": record, "act": act.value, "channel": way and way.value}
    return events.new("identity.SupportActed", record, data, acting(agent))


def acting(agent: str) -> dict[str, str]:
    """The agent, as events name actors."""
    return {"id": agent, "role": Kind.SUPPORT.value}


def _check_script(answers: Answers) -> None:
    given = answers.given()
    # What was not asked cannot be right: the script is judged before anybody is looked for.
    if not identifies(answers.way, given, given):
        asked = (
            "Relevez le matricule complet écrit sur le courrier."
            if answers.way is Way.LETTER
            else "Demandez au moins deux éléments parmi : fin du matricule, numéro de carte Vitale, code provisoire."
        )
        raise FieldsRefused({"matricule" if answers.way is Way.LETTER else "matricule_end": [asked]})
    if answers.way is Way.LETTER and answers.reference is None:
        raise FieldsRefused({"reference": ["Saisissez la référence du courrier."]})


def _compared(parts: Parts, answers: Answers, target: str, now: datetime) -> tuple[Person | None, bool]:
    """Whose traits these are, and whether enough of the answers are theirs."""
    found = persons.by_traits(parts.db, target)
    # Two people with the same traits are nobody: the whole matricule of a letter would not tell them apart here.
    person = found[0] if len(found) == 1 else None
    given = answers.given()
    right = [proof for proof, text in given.items() if _is_right(parts, person, proof, text, now)]
    return person, person is not None and identifies(answers.way, given, right)


def _is_right(parts: Parts, person: Person | None, proof: Proof, text: str, now: datetime) -> bool:
    # Each comparison is made, in constant time, whether the person exists or not.
    record = person.record if person else _NOBODY
    match proof:
        case Proof.MATRICULE_END:
            number = parts.keyring.open(person.nir_sealed, f"nir:{record}") if person else "0" * 15
            return hmac.compare_digest(number[-MATRICULE_END:], text) and person is not None
        case Proof.VITALE_SERIAL:
            return hmac.compare_digest(_serial_index(parts, text), (person and person.serial_index) or "none")
        case Proof.PROVISIONAL_CODE:
            code = person.space.code if person else None
            typed = parts.keyring.provisional_code(record, text)
            return hmac.compare_digest(typed, code.keyed_hash if code else "none") and bool(code and code.is_live(now))
        case Proof.MATRICULE:
            return hmac.compare_digest(_nir_index(parts, text), person.nir_index if person else "none")


def _serial_index(parts: Parts, text: str) -> str:
    try:
        return parts.keyring.serial_index(parse_vitale_serial(text))
    except SerialRefused:
        return "impossible"


def _nir_index(parts: Parts, text: str) -> str:
    try:
        return parts.keyring.nir_index(parse_nir(text))
    except NirRefused:
        return "impossible"
