"""The objects of documents: sealed files, former spaces and exports, with the vault's words when the store fails."""

from chassis.objects import ObjectStore, ObjectStoreSettings
from services.documents.domain.document import Document
from services.documents.errors import StorageFull, StorageUnavailable


class Files(ObjectStore):
    """Every operation raises StorageUnavailable; `put` StorageFull too."""

    def __init__(self, settings: ObjectStoreSettings) -> None:
        super().__init__(settings, StorageUnavailable, StorageFull)


def object_name(document: Document) -> str:
    """Where a document's bytes lie; also what they are sealed for, so that none can be put in another's place."""
    return f"{document.record}/{document.id}"
