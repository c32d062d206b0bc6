"""The events identity says, one function each; contracts/events/identity.*.json is their truth.

No NIR, no code, no address in any of them: what the notifier needs travels sealed for its key.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import uuid_utils

from chassis import events
from chassis.clock import rfc3339
from chassis.events import Event, Version
from services.identity.deliveries import contact_card, letter_to
from services.identity.domain.campaign import Sender, paris_day
from services.identity.domain.families import Ended, Family, Former, Granted, Representative
from services.identity.domain.families import Fact as FamilyFact
from services.identity.domain.organisations import Organisation
from services.identity.domain.people import Contact
from services.identity.domain.professionals import DirectoryEntry
from services.identity.domain.spaces import Activated, AutoCreated, Closed, Fact, Opposed, Reactivated, Space
from services.identity.parts import Parts
from services.identity.store.accounts import Account

Said = Mapping[str, str]
STATED_AT_ONCE = 500


def _version(parts: Parts, number: int) -> dict[str, int]:
    return Version(parts.settings.version_epoch, number).as_json()


def account_actor(account: str, record: str | None) -> Said:
    """A patient's account as events name who acted; `record` is always its holder's own."""
    return {"id": account, "role": "patient"} | ({"record": record} if record else {})


def _standing(parts: Parts, space: Space) -> dict[str, object]:
    return {"record": space.record, "state": space.state.value, "version": _version(parts, space.number)}


def space_changed(parts: Parts, space: Space, fact: Fact, actor: Said | None = None) -> Event:
    """What others hear when a space was activated (ACT-36), refused (ACT-25) or created without an answer (ACT-05)."""
    match fact:
        case Activated():
            return events.new("identity.ProfileActivated", space.record, _standing(parts, space), actor)
        case Opposed(channel):
            data = {**_standing(parts, space), "channel": channel.value}
            return events.new("identity.OppositionRegistered", space.record, data, actor)
        case AutoCreated():
            return records_stated(parts, [space], str(uuid_utils.uuid7()))
        case Closed():
            return events.new("identity.ProfileClosed", space.record, _standing(parts, space), actor)
        case Reactivated():
            return events.new("identity.ProfileReactivated", space.record, _standing(parts, space), actor)


def records_stated(
    parts: Parts, spaces: Sequence[Space], rebuild: str, asked_by: str = "*", part: int = 1, of: int = 1
) -> Event:
    """The state of many records, at most 500 at once."""
    data = {
        "rebuild": rebuild,
        "for": asked_by,
        "part": part,
        "parts": of,
        "records": [_standing(parts, space) for space in spaces],
    }
    return events.new("identity.RecordsStated", rebuild, data)


def shared_name_noticed(emergency: Event) -> Event:
    """Who opened a record in an emergency may be family of its person; the names are not said."""
    data = {
        "record": emergency.data["record"],
        "professional": emergency.data["professional"],
        "emergency": emergency.data["emergency"]["id"],
    }
    return events.new("identity.SharedNameNoticed", emergency.data["record"], data)


def contact_card_issued(
    parts: Parts, record: str, given_names: tuple[str, ...], contact: Contact, number: int
) -> Event:
    """How to reach the holder of a record, as of this version."""
    sealed = parts.deliveries.seal(contact_card(given_names, contact))
    return events.new("identity.ContactCardIssued", record, {"version": _version(parts, number), "sealed": sealed})


def invitation_issued(parts: Parts, space: Space, head: Mapping[str, object], code: str, sender: Sender) -> Event:
    """A person is invited to open or refuse their space (ACT-03); `head`: how the letter reaches them."""
    letter = {
        **head,
        "purpose": "invitation",
        "code": code,
        "deadline": space.deadline and paris_day(space.deadline).isoformat(),
        "sender": sender.value,
    }
    data = {"purpose": "invitation", "sealed": parts.deliveries.seal(letter)}
    return events.new("identity.InvitationIssued", space.record, data)


def provisional_code_generated(
    parts: Parts, space: Space, head: Mapping[str, object], code: str, now: datetime, purpose: str = "provisional-code"
) -> Event:
    """A person asked for a new provisional code (ACT-18), or came of age; worthless once the code has expired."""
    expires_at = space.code.expires_at if space.code else now
    letter = {
        **head,
        "purpose": purpose,
        "code": code,
        "expires_at": rfc3339(expires_at),
        "deadline": paris_day(expires_at).isoformat(),
    }
    data = {"purpose": purpose, "sealed": parts.deliveries.seal(letter)}
    expires = int((expires_at - now).total_seconds())
    return events.new("identity.ProvisionalCodeGenerated", space.record, data, expires=expires)


def login_code_requested(
    parts: Parts,
    subject: str,
    given_names: tuple[str, ...],
    contact: Contact,
    code: str,
    issued: tuple[datetime, datetime],
) -> Event:
    """A one-time code has to reach its person (LOG-04); `issued`: when it was made and when it expires."""
    made_at, expires_at = issued
    letter = {
        **letter_to(given_names, contact),
        "purpose": "login-code",
        "code": code,
        "expires_at": rfc3339(expires_at),
    }
    data = {"purpose": "login-code", "sealed": parts.deliveries.seal(letter)}
    expires = int((expires_at - made_at).total_seconds())
    return events.new("identity.LoginCodeRequested", subject, data, expires=expires)


def family_changed(parts: Parts, family: Family, fact: FamilyFact, actor: Said | None = None) -> Event:
    """What others hear when an account begins or ceases to act for a child (MIN-06, MIN-20, MIN-23)."""
    match fact:
        case Granted(representative):
            data = _representation(parts, family, representative)
            data |= {"since": rfc3339(representative.since), "until": rfc3339(family.until)}
            return events.new("identity.RepresentationGranted", family.child, data, actor)
        case Ended(former):
            data = _representation(parts, family, former)
            data |= {"ended_at": rfc3339(former.ended_at), "reason": former.reason.value}
            return events.new("identity.RepresentationEnded", family.child, data, actor)


def _representation(parts: Parts, family: Family, one: Representative | Former) -> dict[str, object]:
    return {
        "record": family.child,
        "representative": one.account,
        "representative_record": one.record,
        "version": _version(parts, family.number),
    }


def representation_proposed(parts: Parts, invited: Account, contact: Contact, expires_at: datetime) -> Event:
    """Somebody is asked to act for a child too (MIN-19); the child is named on the site only."""
    letter = {
        **letter_to(invited.given_names, contact),
        "purpose": "representative-invited",
        "deadline": paris_day(expires_at).isoformat(),
        "expires_at": rfc3339(expires_at),
    }
    data = {"purpose": "representative-invited", "sealed": parts.deliveries.seal(letter)}
    return events.new("identity.RepresentationProposed", invited.record or invited.id, data)


def professional_listed(parts: Parts, professional: str, entry: DirectoryEntry, number: int) -> Event:
    """A professional's public directory entry, as of this version (PSS-01)."""
    data = {"professional": professional, **entry.as_document(), "version": _version(parts, number)}
    return events.new("identity.ProfessionalListed", professional, data)


def organisation_listed(parts: Parts, organisation: str, entry: Organisation, active: bool, number: int) -> Event:
    """What the register says of an organisation, as of this version; not active: suspended."""
    data = {
        "organisation": organisation,
        "identifier": {"scheme": entry.scheme, "value": entry.number},
        "name": entry.name,
        "kind": entry.kind.value,
        "active": active,
        "version": _version(parts, number),
    }
    return events.new("identity.OrganisationListed", organisation, data)


def session_ended(session: str, tokens_expire_at: datetime) -> Event:
    """A session is over: every service refuses its tokens at once (LOG-11)."""
    data = {"session": session, "tokens_expire_at": rfc3339(tokens_expire_at)}
    return events.new("identity.SessionEnded", session, data)


def closure_notice(record: str, purpose: str, sealed: str) -> Event:
    """A letter about a profile closed, open again, to be erased or erased (CLO-08)."""
    return events.new("identity.ClosureNoticeIssued", record, {"purpose": purpose, "sealed": sealed})


def data_deletion_requested(record: str, request: str) -> Event:
    """Everything held about this record has to be erased (CLO-07)."""
    return events.new("identity.DataDeletionRequested", record, {"record": record, "request": request})
