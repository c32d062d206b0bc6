"""Login accounts: patients, professionals and operators, in one collection with one set of identifiers."""

from dataclasses import dataclass
from datetime import datetime

from pymongo.errors import DuplicateKeyError

from services.identity.domain.accounts import Kind, identifier_key
from services.identity.store import ClientSession, Database, Document


class IdentifierTaken(Exception):
    """Another account has this identifier, whatever its case."""


@dataclass(frozen=True)
class Account:
    """One login. `subject` is who its tokens speak for: a professional's id, or the account itself."""

    id: str
    kind: Kind
    identifier: str
    password_hash: str | None
    contact_sealed: bytes
    display_name: str
    created_at: datetime
    given_names: tuple[str, ...] = ()
    record: str | None = None
    professional: str | None = None
    first_login_at: datetime | None = None
    code_failures: int = 0

    @property
    def subject(self) -> str:
        """Who tokens of this account speak for."""
        return self.professional or self.id


def by_identifier(db: Database, identifier: str) -> Account | None:
    """The account with this identifier, upper and lower case being the same."""
    return _read(db["accounts"].find_one({"identifier_key": identifier_key(identifier)}))


def by_id(db: Database, account: str, session: ClientSession | None = None) -> Account | None:
    """The account with this id."""
    return _read(db["accounts"].find_one({"_id": account}, session=session))


def by_professional(db: Database, professional: str, session: ClientSession | None = None) -> Account | None:
    """The account of a directory entry."""
    return _read(db["accounts"].find_one({"professional": professional}, session=session))


def by_record(db: Database, session: ClientSession | None, record: str) -> Account | None:
    """The account of a record's holder."""
    return _read(db["accounts"].find_one({"record": record}, session=session))


def save(db: Database, session: ClientSession | None, account: Account) -> None:
    """Write the whole account, new or not. Raises IdentifierTaken, which ends the transaction."""
    document = {
        "kind": account.kind.value,
        "identifier": account.identifier,
        "identifier_key": identifier_key(account.identifier),
        "password_hash": account.password_hash,
        "contact_sealed": account.contact_sealed,
        "display_name": account.display_name,
        "created_at": account.created_at,
        "given_names": list(account.given_names),
        "record": account.record,
        "professional": account.professional,
        "first_login_at": account.first_login_at,
        "code_failures": account.code_failures,
    }
    try:
        db["accounts"].update_one({"_id": account.id}, {"$set": document}, upsert=True, session=session)
    except DuplicateKeyError:
        raise IdentifierTaken from None


def set_password(db: Database, identifier: str, password_hash: str) -> str | None:
    """Change the password of an account; its id, or None when nobody has the identifier."""
    found: Document | None = db["accounts"].find_one_and_update(
        {"identifier_key": identifier_key(identifier)},
        {"$set": {"password_hash": password_hash, "code_failures": 0}},
        projection={"_id": 1},
    )
    return None if found is None else str(found["_id"])


def put_password(db: Database, session: ClientSession, account: str, password_hash: str) -> None:
    """Replace the password of an account."""
    db["accounts"].update_one({"_id": account}, {"$set": {"password_hash": password_hash}}, session=session)


def put_credentials(db: Database, session: ClientSession, account: str, identifier: str, password_hash: str) -> None:
    """Replace identifier and password; wrong codes are forgiven. Raises IdentifierTaken, which ends the transaction."""
    changes = {
        "identifier": identifier,
        "identifier_key": identifier_key(identifier),
        "password_hash": password_hash,
        "code_failures": 0,
    }
    try:
        db["accounts"].update_one({"_id": account}, {"$set": changes}, session=session)
    except DuplicateKeyError:
        raise IdentifierTaken from None


def put_contact(db: Database, session: ClientSession, account: str, contact_sealed: bytes) -> None:
    """Replace how the holder of an account is reached."""
    db["accounts"].update_one({"_id": account}, {"$set": {"contact_sealed": contact_sealed}}, session=session)


def put_names(
    db: Database, session: ClientSession, account: str, display_name: str, given_names: tuple[str, ...]
) -> None:
    """Replace how the holder of an account is called."""
    names = {"display_name": display_name, "given_names": list(given_names)}
    db["accounts"].update_one({"_id": account}, {"$set": names}, session=session)


def count_code_failure(db: Database, account: str) -> None:
    """Count one wrong code; only a right one, or a new identification, sets it back."""
    db["accounts"].update_one({"_id": account}, {"$inc": {"code_failures": 1}})


def note_login(db: Database, session: ClientSession, account: Account, now: datetime) -> None:
    """Set the failures back and date the first login ever (LOG-12)."""
    first = {} if account.first_login_at else {"first_login_at": now}
    db["accounts"].update_one({"_id": account.id}, {"$set": {"code_failures": 0, **first}}, session=session)


def remove(db: Database, session: ClientSession, account: str) -> None:
    """Delete an account."""
    db["accounts"].delete_one({"_id": account}, session=session)


def forget(db: Database, session: ClientSession, record: str) -> str | None:
    """Erase the account of a record; its id, or None when there was none."""
    found: Document | None = db["accounts"].find_one_and_delete({"record": record}, session=session)
    return None if found is None else str(found["_id"])


def _read(document: Document | None) -> Account | None:
    if document is None:
        return None
    return Account(
        id=document["_id"],
        kind=Kind(document["kind"]),
        identifier=document["identifier"],
        password_hash=document["password_hash"],
        contact_sealed=document["contact_sealed"],
        display_name=document["display_name"],
        created_at=document["created_at"],
        given_names=tuple(document["given_names"]),
        record=document["record"],
        professional=document["professional"],
        first_login_at=document["first_login_at"],
        code_failures=document["code_failures"],
    )
