"""Writing the insurer's registry in bulk: persons created and updated by an import, a chunk at a time."""

from dataclasses import dataclass
from datetime import datetime

from pymongo import InsertOne, UpdateOne

from services.identity.domain.people import Traits
from services.identity.store import ClientSession, Database, Document
from services.identity.store.person import new_space_document, traits_document


@dataclass(frozen=True)
class Registered:
    """One person as an import writes them."""

    record: str
    nir_index: str
    nir_sealed: bytes
    serial_index: str | None
    traits: Traits
    traits_index: str
    contact_sealed: bytes
    address_sealed: bytes | None
    scheme: str
    invitable: bool
    content: str
    comes_of_age_at: datetime | None


def write(
    db: Database,
    session: ClientSession,
    import_id: str,
    created: list[Registered],
    updated: list[Registered],
    attached: list[tuple[str, str]],
) -> None:
    """Insert and update persons, then tie children to parents; the state of their space is not touched."""
    operations: list[InsertOne[Document] | UpdateOne] = [
        InsertOne(_document(person) | _birth(person.record, import_id)) for person in created
    ]
    operations += [
        UpdateOne({"_id": person.record}, {"$set": _document(person), "$inc": {"revision": 1}}) for person in updated
    ]
    if operations:
        db["persons"].bulk_write(operations, ordered=False, session=session)
    # Someone may be written to about the child from now on (MIN-09).
    told = {"$set": {"invitable": True}}
    ties = [UpdateOne({"_id": child}, {"$addToSet": {"parents": parent}, **told}) for child, parent in attached]
    if ties:
        db["persons"].bulk_write(ties, ordered=False, session=session)


def _document(person: Registered) -> Document:
    # Not written for adults: what majority changes for one who was a minor until now is the worker's to do.
    minor = {"comes_of_age_at": person.comes_of_age_at} if person.comes_of_age_at else {}
    return {
        **minor,
        "nir_index": person.nir_index,
        "nir_sealed": person.nir_sealed,
        "serial_index": person.serial_index,
        "traits": traits_document(person.traits),
        "traits_index": person.traits_index,
        "contact_sealed": person.contact_sealed,
        "address_sealed": person.address_sealed,
        "scheme": person.scheme,
        "invitable": person.invitable,
        "content": person.content,
    }


def _birth(record: str, import_id: str) -> Document:
    space = new_space_document(record)
    return {"_id": record, "import": import_id, "revision": 1, "card_number": 0, "parents": [], "space": space}
