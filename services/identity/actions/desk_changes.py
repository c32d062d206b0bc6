"""Corrections of an identity by four eyes: one agent proposes, another approves; the person is told of both.

So ends, as a judgment says, what a representative may do for a child (MIN-21): every representative is written to.
"""

from dataclasses import dataclass
from datetime import datetime

from chassis import mongo
from services.identity import announcements
from services.identity.actions import desk_families
from services.identity.actions.desk_calls import own_call, tell_of
from services.identity.actions.oppositions import proof_faults
from services.identity.actions.reach import replace_contact
from services.identity.contacts import current_contact
from services.identity.domain.contact_changes import with_address
from services.identity.domain.desk import AlreadyDecided, Field, IdentityChange, SameAgent
from services.identity.domain.people import Contact, Traits, normalise_email, normalise_mobile
from services.identity.errors.account import AccountChanged, FieldsRefused
from services.identity.errors.desk import ChangeDecided, ChangeUnknown, FourEyes
from services.identity.keyring import new_id
from services.identity.parts import Parts
from services.identity.sealed import open_proposed, seal_address, seal_contact, seal_proposed
from services.identity.store import ClientSession, accounts, identity_changes, persons
from services.identity.store.person import Correction, Person

_SHAPES = {
    Field.EMAIL: "Saisissez une adresse e-mail comme prenom.nom@exemple.fr.",
    Field.MOBILE: "Saisissez un numéro de mobile comme 06 12 34 56 78.",
    Field.ADDRESS: "Saisissez l'adresse postale.",
}


@dataclass(frozen=True)
class Proposal:
    """What an agent wants corrected: one text, or both names."""

    field: Field
    evidence: str
    value: str | None = None
    family_name: str | None = None
    given_names: tuple[str, ...] = ()


def propose_change(parts: Parts, call_id: str, proposal: Proposal, agent: str, now: datetime) -> IdentityChange:
    """Keep a correction until another agent decides. Raises CallUnknown, FieldsRefused."""
    call, _ = own_call(parts, call_id, agent, now)
    if faults := proof_faults(proposal.evidence):
        raise FieldsRefused({"evidence": faults})
    if proposal.field is Field.REPRESENTATIVE and not desk_families.represents(parts, call.record, proposal.value, now):
        raise FieldsRefused({"value": ["Choisissez un représentant légal de cet enfant."]})
    change_id = new_id("idc")
    change = IdentityChange(
        id=change_id,
        record=call.record,
        field=proposal.field,
        value_sealed=seal_proposed(parts.keyring, _value(proposal), change_id),
        evidence=proposal.evidence.strip(),
        proposed_by=agent,
        proposed_at=now,
    )

    def work(session: ClientSession) -> None:
        identity_changes.propose(parts.db, session, change)
        tell_of(parts, session, call.record, proposal.field.proposed(), agent, call.way)

    mongo.transaction(parts.db, work)
    return change


def decide_change(parts: Parts, change_id: str, approved: bool, agent: str, now: datetime) -> IdentityChange:
    """Apply or refuse a correction that another agent proposed. Raises ChangeUnknown, ChangeDecided, FourEyes."""

    def work(session: ClientSession) -> IdentityChange:
        change = identity_changes.find(parts.db, change_id, session)
        if change is None:
            raise ChangeUnknown
        decided = change.decided(agent, approved, now)
        if not identity_changes.decide(parts.db, session, decided):
            raise AlreadyDecided
        # Told first: a person nobody could reach yet is told at the address known until now.
        tell_of(parts, session, change.record, change.field.decided(approved), agent, None)
        if approved:
            _apply(parts, session, change, agent, now)
        return decided

    try:
        return mongo.transaction(parts.db, work)
    except SameAgent:
        raise FourEyes from None
    except AlreadyDecided:
        raise ChangeDecided from None


def _value(proposal: Proposal) -> list[str]:
    if proposal.field is Field.NAMES:
        names = [name.strip() for name in (proposal.family_name or "", *proposal.given_names)]
        if len(names) < 2 or not all(names):
            raise FieldsRefused({"family_name": ["Saisissez le nom de naissance et au moins un prénom."]})
        return names
    text = (proposal.value or "").strip()
    try:
        if proposal.field is Field.EMAIL:
            return [normalise_email(text)]
        if proposal.field is Field.MOBILE:
            return [normalise_mobile(text)]
    except ValueError:
        raise FieldsRefused({"value": [_SHAPES[proposal.field]]}) from None
    if not text:
        raise FieldsRefused({"value": [_SHAPES[proposal.field]]})
    return [text]


def _apply(parts: Parts, session: ClientSession, change: IdentityChange, agent: str, now: datetime) -> None:
    person = persons.by_record(parts.db, change.record, session)
    if person is None:
        raise ChangeUnknown
    value = open_proposed(parts.keyring, change)
    match change.field:
        case Field.NAMES:
            _rename(parts, session, person, value[0], tuple(value[1:]))
        case Field.ADDRESS:
            sealed = seal_address(parts.keyring, value[0], person.record)
            _correct(parts, session, person, Correction(address_sealed=sealed))
        case Field.REPRESENTATIVE:
            desk_families.withdraw(parts, session, change.record, value[0], agent, now)
        case Field.EMAIL | Field.MOBILE:
            _redirect(parts, session, person, "email" if change.field is Field.EMAIL else "sms", value[0], now)


def _redirect(parts: Parts, session: ClientSession, person: Person, channel: str, address: str, now: datetime) -> None:
    """The contact of the account, which is the person's own word, else that of the insurer's registry."""
    account = accounts.by_id(parts.db, person.space.account, session) if person.space.account else None
    contact = with_address(current_contact(parts, person), channel, address)
    if account is not None:
        replace_contact(parts, session, account, contact, channel, now)
        return
    sealed = seal_contact(parts.keyring, contact, person.record)
    _correct(parts, session, person, Correction(contact_sealed=sealed), contact)


def _rename(
    parts: Parts, session: ClientSession, person: Person, family_name: str, given_names: tuple[str, ...]
) -> None:
    traits = Traits(family_name, given_names, person.traits.birth_date, person.traits.sex)
    index = parts.keyring.traits_index(traits.search_text())
    _correct(parts, session, person, Correction(traits=traits, traits_index=index))
    if person.space.account:
        accounts.put_names(parts.db, session, person.space.account, traits.display_name, given_names)


def _correct(
    parts: Parts, session: ClientSession, person: Person, correction: Correction, contact: Contact | None = None
) -> None:
    number = person.card_number + 1
    given_names = (correction.traits or person.traits).given_names
    reached = contact or current_contact(parts, person)
    card = announcements.contact_card_issued(parts, person.record, given_names, reached, number)
    if not persons.correct(parts.db, session, person, correction, [card], number):
        raise AccountChanged
