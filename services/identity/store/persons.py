"""Persons: who a record is about, and the state of their space. State and events change in one write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pymongo import UpdateOne

from chassis import outbox
from chassis.events import Event
from services.identity.domain.spaces import ANNOUNCED, Space, State
from services.identity.store import ClientSession, Database, Document
from services.identity.store.person import (
    Correction,
    Invitation,
    Person,
    invitation_document,
    person_of,
    space_document,
    traits_document,
)

SPONTANEOUS = "spontaneous"
_SEARCHABLE = [State.AUTO_CREATED.value, State.ACTIVATED.value]


def by_nir(db: Database, nir_index: str, session: ClientSession | None = None) -> Person | None:
    """The person whose NIR has this keyed hash."""
    return _read(db["persons"].find_one({"nir_index": nir_index}, session=session))


def by_record(db: Database, record: str, session: ClientSession | None = None) -> Person | None:
    """The person of a record."""
    return _read(db["persons"].find_one({"_id": record}, session=session))


def by_nirs(db: Database, nir_indexes: Iterable[str], session: ClientSession | None) -> dict[str, Person]:
    """Those of these keyed hashes that are known, by hash."""
    found = db["persons"].find({"nir_index": {"$in": list(nir_indexes)}}, session=session)
    return {document["nir_index"]: person_of(document) for document in found}


def by_traits(db: Database, traits_index: str) -> list[Person]:
    """At most two persons with these exact traits, whatever the state of their space."""
    return [person_of(document) for document in db["persons"].find({"traits_index": traits_index}).limit(2)]


def correct(
    db: Database,
    session: ClientSession,
    person: Person,
    correction: Correction,
    events: Sequence[Event],
    card_number: int,
) -> bool:
    """Write a correction and its events at once; False when somebody wrote to the person in between."""
    changes: Document = {name: value for name, value in vars(correction).items() if value is not None}
    if correction.traits is not None:
        changes["traits"] = traits_document(correction.traits)
    written = db["persons"].update_one(
        {"_id": person.record, "revision": person.revision},
        {
            "$set": {**changes, "card_number": card_number},
            "$inc": {"revision": 1},
            "$push": {"pending": {"$each": outbox.pending(*events)}},
        },
        session=session,
    )
    return written.matched_count == 1


def searchable_by_nir(db: Database, nir_index: str) -> Person | None:
    """The person with this NIR whose space accepts professionals, if any."""
    return _read(db["persons"].find_one({"nir_index": nir_index, "space.state": {"$in": _SEARCHABLE}}))


def searchable_by_traits(db: Database, traits_index: str) -> list[Person]:
    """At most two persons with these exact traits whose space accepts professionals: two are an ambiguity."""
    query = {"traits_index": traits_index, "space.state": {"$in": _SEARCHABLE}}
    return [person_of(document) for document in db["persons"].find(query).limit(2)]


def move(
    db: Database,
    session: ClientSession | None,
    person: Person,
    space: Space,
    events: Sequence[Event],
    card_number: int | None = None,
) -> bool:
    """Write a transition and its events at once; False when somebody wrote to the person in between."""
    changes: Document = {"space": space_document(space)}
    if card_number is not None:
        changes["card_number"] = card_number
    written = db["persons"].update_one(
        {"_id": person.record, "revision": person.revision},
        {"$set": changes, "$inc": {"revision": 1}, "$push": {"pending": {"$each": outbox.pending(*events)}}},
        session=session,
    )
    return written.matched_count == 1


@dataclass(frozen=True)
class Move:
    """A transition of one person, its event, and what else it changes of them."""

    person: Person
    space: Space
    event: Event
    card_number: int | None = None
    invitation: Invitation | None = None


def move_many(db: Database, session: ClientSession, moves: Sequence[Move]) -> None:
    """Write many transitions, each with its event, in the caller's transaction."""
    operations = [
        UpdateOne(
            {"_id": move.person.record, "revision": move.person.revision},
            {
                "$set": _changes(move),
                "$inc": {"revision": 1},
                "$push": {"pending": {"$each": outbox.pending(move.event)}},
            },
        )
        for move in moves
    ]
    if operations:
        db["persons"].bulk_write(operations, ordered=False, session=session)


def _changes(move: Move) -> Document:
    changes: Document = {"space": space_document(move.space)}
    if move.card_number is not None:
        changes["card_number"] = move.card_number
    if move.invitation is not None:
        changes["invitation"] = invitation_document(move.invitation)
    return changes


def note_delivery(db: Database, session: ClientSession, person: Person, space: Space, invitation: Invitation) -> None:
    """Write what became of an invitation, in the caller's transaction."""
    changes = {"space": space_document(space), "invitation": invitation_document(invitation)}
    db["persons"].update_one(
        {"_id": person.record, "revision": person.revision},
        {"$set": changes, "$inc": {"revision": 1}},
        session=session,
    )


def count_once(db: Database, session: ClientSession, record: str, figure: str, day: date) -> str | None:
    """Mark that a person counts in a figure; the wave of their invitation, or None when they counted before.

    Those nobody had invited count under `SPONTANEOUS` (ACT-07).
    """
    found: Document | None = db["persons"].find_one_and_update(
        {"_id": record, f"counted.{figure}": None},
        {"$set": {f"counted.{figure}": day.isoformat()}},
        {"invitation.wave": 1},
        session=session,
    )
    return None if found is None else str(found.get("invitation", {}).get("wave", SPONTANEOUS))


def uninvited(
    db: Database, session: ClientSession, scheme: str | None, import_id: str | None, limit: int
) -> list[Person]:
    """Up to `limit` persons who may be reached, whom nobody wrote to yet, of a scheme or an import if told."""
    query: Document = {"space.state": State.REGISTERED.value, "invitable": True}
    query |= {"scheme": scheme} if scheme else {}
    query |= {"import": import_id} if import_id else {}
    return [person_of(document) for document in db["persons"].find(query, session=session).limit(limit)]


def set_aside(db: Database, session: ClientSession, records: Sequence[str]) -> None:
    """Nobody can be written to about these persons, until an import says otherwise."""
    if records:
        db["persons"].update_many({"_id": {"$in": list(records)}}, {"$set": {"invitable": False}}, session=session)


def count_uninvited(db: Database, most: int) -> int:
    """How many can still be invited, counted up to `most`."""
    query = {"space.state": State.REGISTERED.value, "invitable": True}
    return db["persons"].count_documents(query, limit=most)


def unreached(db: Database, session: ClientSession, wave: str, limit: int) -> list[Person]:
    """Up to `limit` persons of a wave whose invitation could not be delivered and who have not answered."""
    query = {"invitation.wave": wave, "invitation.delivery": "failed", "space.state": State.INVITED.value}
    return [person_of(document) for document in db["persons"].find(query, session=session).limit(limit)]


def due(db: Database, session: ClientSession, now: datetime, limit: int) -> list[Person]:
    """Up to `limit` invited persons whose delay has run out, their invitation delivered (OPS-06, ACT-04)."""
    query = {
        "space.state": State.INVITED.value,
        "invitation.delivery": "delivered",
        "space.deadline": {"$lte": now},
    }
    found = db["persons"].find(query, session=session).sort("space.deadline").limit(limit)
    return [person_of(document) for document in found]


def children_of(db: Database, parent: str) -> list[Person]:
    """The minors attached to a person at their insurer, eldest first (MIN-08)."""
    found = db["persons"].find({"parents": parent, "comes_of_age_at": {"$exists": True}})
    return [person_of(document) for document in found.sort("comes_of_age_at")]


def children_of_any(db: Database, session: ClientSession, parents: Sequence[str]) -> list[Person]:
    """The minors attached to any of these persons."""
    query = {"parents": {"$in": list(parents)}, "comes_of_age_at": {"$exists": True}}
    return [person_of(document) for document in db["persons"].find(query, session=session)]


def with_children(db: Database, session: ClientSession, records: Sequence[str]) -> set[str]:
    """Those of these persons to whom somebody is attached."""
    if not records:
        return set()
    found = db["persons"].find({"parents": {"$in": list(records)}}, {"parents": 1}, session=session)
    return {parent for row in found for parent in row["parents"]}


def detach(db: Database, session: ClientSession, child: Person, card: Event | None) -> None:
    """Write the parents a minor still has, in the caller's transaction, with the new contact card if there is one."""
    changes: Document = {"parents": list(child.parents), "card_number": child.card_number}
    if not child.parents:
        changes["invitable"] = False  # nobody can be written to about the child (MIN-09)
    update: Document = {"$set": changes, "$inc": {"revision": 1}}
    if card is not None:
        update["$push"] = {"pending": {"$each": outbox.pending(card)}}
    db["persons"].update_one({"_id": child.record, "revision": child.revision}, update, session=session)


def by_records(db: Database, records: Iterable[str]) -> dict[str, Person]:
    """Those of these records that are known."""
    return {found["_id"]: person_of(found) for found in db["persons"].find({"_id": {"$in": list(records)}})}


def activated_by_traits(db: Database, traits_indexes: Sequence[str], limit: int) -> list[Person]:
    """At most `limit` persons with one of these exact traits who have a login."""
    query = {"traits_index": {"$in": list(traits_indexes)}, "space.state": State.ACTIVATED.value}
    found = db["persons"].find({**query, "space.account": {"$type": "string"}})
    return [person_of(document) for document in found.limit(limit)]


def coming_of_age(db: Database, now: datetime, limit: int) -> list[str]:
    """Up to `limit` records of those whose majority has come and is not done yet."""
    found = db["persons"].find({"comes_of_age_at": {"$lte": now}}, {"_id": 1}).sort("comes_of_age_at").limit(limit)
    return [document["_id"] for document in found]


def grow_up(
    db: Database,
    session: ClientSession,
    person: Person,
    space: Space,
    events: Sequence[Event],
    card_number: int,
    *,
    invitable: bool,
) -> None:
    """Write what majority changes: no minor any more, the space as given; `invitable` by the channels known."""
    db["persons"].update_one(
        {"_id": person.record, "revision": person.revision},
        {
            "$set": {"space": space_document(space), "card_number": card_number, "invitable": invitable},
            "$unset": {"comes_of_age_at": ""},
            "$inc": {"revision": 1},
            "$push": {"pending": {"$each": outbox.pending(*events)}},
        },
        session=session,
    )


def closed_unwarned(db: Database, before: datetime, limit: int) -> list[Person]:
    """Up to `limit` spaces closed before an instant, oldest first, of whose erasure nothing was said yet (CLO-10)."""
    return _closed(db, before, {"space.closure.warned_at": None}, limit)


def closed_and_warned(db: Database, before: datetime, warned: datetime, limit: int) -> list[Person]:
    """Up to `limit` spaces closed before an instant, oldest first, whose erasure was said before another (CLO-10)."""
    return _closed(db, before, {"space.closure.warned_at": {"$lte": warned}}, limit)


def _closed(db: Database, before: datetime, narrowed: Document, limit: int) -> list[Person]:
    query = {"space.closure.closed_at": {"$lte": before}, "space.closure.erasing": False, **narrowed}
    return [person_of(document) for document in db["persons"].find(query).sort("space.closure.closed_at").limit(limit)]


def announced(db: Database, session: ClientSession, after: str, limit: int) -> list[Person]:
    """The next persons other services know of, by record id."""
    query = {"space.state": {"$in": [state.value for state in ANNOUNCED]}, "_id": {"$gt": after}}
    return [person_of(found) for found in db["persons"].find(query, session=session).sort("_id").limit(limit)]


def forget(db: Database, session: ClientSession, record: str) -> None:
    """Erase a person, and their place as a parent of others."""
    db["persons"].delete_one({"_id": record}, session=session)
    db["persons"].update_many({"parents": record}, {"$pull": {"parents": record}}, session=session)


def _read(document: Document | None) -> Person | None:
    return None if document is None else person_of(document)
