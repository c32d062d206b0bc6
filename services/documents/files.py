"""The objects of documents: sealed files, former spaces and exports, with the vault's words when the store fails."""

from chassis.objects import ObjectStore, ObjectStoreSettings
from services.documents.errors import StorageFull, StorageUnavailable


class Files(ObjectStore):
    """Every operation raises StorageUnavailable; `put` StorageFull too."""

    def __init__(self, settings: ObjectStoreSettings) -> None:
        super().__init__(settings, StorageUnavailable, StorageFull)
