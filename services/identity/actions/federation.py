"""Login of professionals at an OpenID provider, Pro Santé Connect (PSS-01); docs/decisions/professional-login.md."""

from dataclasses import dataclass
from datetime import datetime

from chassis import mongo
from services.identity import announcements
from services.identity.actions.limiting import counting_source
from services.identity.actions.sessions import OpenSession, open_session
from services.identity.domain.accounts import Kind
from services.identity.domain.federation import ClaimNames, ClaimsRefused, Identity, read_claims
from services.identity.domain.people import Contact
from services.identity.domain.practices import PracticeUnknown, directory_entry
from services.identity.domain.professionals import DirectoryEntry
from services.identity.errors.login import FederationOff, FederationRefused, FederationUnavailable
from services.identity.keyring import new_id, new_secret, secret_hash
from services.identity.parts import Parts
from services.identity.pro_sante_connect import ProviderRefused, ProviderUnavailable
from services.identity.sealed import seal_contact
from services.identity.store import ClientSession, accounts, federations, professionals
from services.identity.store.accounts import Account
from services.identity.store.federations import Federation
from services.identity.store.professionals import Professional


@dataclass(frozen=True)
class Sent:
    """Where the browser goes, and the cookie that ties the way back to it."""

    url: str
    cookie: str


def start(parts: Parts, now: datetime) -> Sent:
    """Begin a login at the provider. Raises FederationOff, FederationUnavailable."""
    if not parts.provider.configured:
        raise FederationOff
    state, cookie = new_secret(), new_secret()
    try:
        url = parts.provider.authorization_url(state, _nonce(parts, cookie), _verifier(parts, cookie))
    except ProviderUnavailable:
        raise FederationUnavailable from None
    federations.begin(parts.db, Federation(secret_hash(state), secret_hash(cookie)), now)
    return Sent(url, cookie)


def finish(parts: Parts, state: str, code: str, cookie: str | None, source: str, now: datetime) -> OpenSession:
    """Open the session of the professional who comes back from the provider.

    Raises FederationOff, FederationRefused alike for every doubt, FederationUnavailable, TooManyTries.
    """
    if not parts.provider.configured:
        raise FederationOff
    with counting_source(parts, source, FederationRefused, now):
        if cookie is None or not federations.take(parts.db, Federation(secret_hash(state), secret_hash(cookie)), now):
            raise FederationRefused("state")
        identity = _identity(parts, code, cookie)
        return _enter(parts, identity, now)


def _identity(parts: Parts, code: str, cookie: str) -> Identity:
    settings = parts.settings
    try:
        claims = parts.provider.claims(code, _nonce(parts, cookie), _verifier(parts, cookie))
        return read_claims(claims, ClaimNames(settings.psc_number_claim, settings.psc_profile_claim))
    except (ProviderRefused, ClaimsRefused) as refused:
        raise FederationRefused(refused.reason) from None
    except ProviderUnavailable:
        raise FederationUnavailable from None


def _enter(parts: Parts, identity: Identity, now: datetime) -> OpenSession:
    def work(session: ClientSession) -> OpenSession:
        known = professionals.by_rpps(parts.db, identity.rpps, session)
        # Whoever the directory says has left does not come in by another door.
        if known is not None and not known.entry.active:
            raise FederationRefused("left-the-directory")
        listed = _listed(parts, session, known, identity)
        account = accounts.by_professional(parts.db, listed.id, session)
        if account is None:
            account = _account(parts, listed, now)
            accounts.save(parts.db, session, account)
        return open_session(parts, session, account, now)

    return mongo.transaction(parts.db, work)


def _listed(parts: Parts, session: ClientSession, known: Professional | None, identity: Identity) -> Professional:
    """The directory entry brought up to what the provider says today, which is fresher than any extraction."""
    held = known.entry if known else None
    try:
        told = directory_entry(
            identity.rpps,
            identity.family_name,
            identity.given_name,
            identity.practices,
            held.profession_code if held else None,
        )
    except PracticeUnknown:
        raise FederationRefused("unknown-profession") from None
    if known is not None and _practises_alike(known.entry, told):
        return known
    listed = Professional(known.id if known else new_id("pro"), told, (known.number if known else 0) + 1)
    event = announcements.professional_listed(parts, listed.id, told, listed.number)
    professionals.save(parts.db, session, listed, event)
    return listed


def _practises_alike(held: DirectoryEntry, told: DirectoryEntry) -> bool:
    # Labels and the spelling of names differ from one source to the other without anything having changed.
    return _practice(held) == _practice(told)


def _practice(entry: DirectoryEntry) -> tuple[object, ...]:
    return entry.profession_code, entry.specialty_code, entry.role_codes, entry.activity_codes, entry.structure


def _account(parts: Parts, listed: Professional, now: datetime) -> Account:
    """An account without password: its holder comes in by the provider only, under an identifier nobody types."""
    account_id = new_id("acc")
    return Account(
        id=account_id,
        kind=Kind.PROFESSIONAL,
        identifier=listed.id,
        password_hash=None,
        contact_sealed=seal_contact(parts.keyring, Contact(None, None), account_id),
        display_name=listed.entry.display_name,
        created_at=now,
        given_names=(listed.entry.given_name,),
        professional=listed.id,
    )


def _nonce(parts: Parts, cookie: str) -> str:
    return parts.keyring.federated("nonce", cookie)


def _verifier(parts: Parts, cookie: str) -> str:
    # Derived like the nonce: what only this browser can bring back is kept nowhere (RFC 7636: 43 to 128 signs).
    return parts.keyring.federated("verifier", cookie)
