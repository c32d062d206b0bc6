"""What the gate asks for with every request, of the record and of one document of it, in one round trip."""

from typing import NamedTuple

from chassis.connection import Database
from enforcement.store import standing
from enforcement.store.standing import Beside
from services.documents.store import documents, switches
from services.documents.store.documents import Kept


class Standing(NamedTuple):
    """What stands for all, whether the person hides everything, and the document; None where nothing is known."""

    common: standing.Standing
    all_hidden: bool
    kept: Kept | None


def read(
    db: Database,
    record: str,
    document: str | None = None,
    *,
    professional: str | None = None,
    representative: str | None = None,
) -> Standing:
    """Read what stands now; what is left out does not matter."""
    switch = switches.key(record)
    own = [Beside(switches.COLLECTION, {"_id": switch}, {"all_hidden": 1})]
    if document is not None:
        own.append(Beside(documents.COLLECTION, {"_id": document, "record": record}, documents.SEEN))
    held = standing.read(db, record, professional=professional, representative=representative, own=own)
    turned, kept = held.own.get(switch), held.own.get(document or "")
    return Standing(
        common=held,
        all_hidden=turned is not None and turned["all_hidden"],
        kept=None if kept is None else documents.kept(kept),
    )
