"""The objects of messaging: sealed attachments, with its words when the store fails."""

from chassis.objects import ObjectStore, ObjectStoreSettings
from services.messaging.errors import StorageUnavailable


class Files(ObjectStore):
    """Every operation raises StorageUnavailable."""

    def __init__(self, settings: ObjectStoreSettings) -> None:
        super().__init__(settings, StorageUnavailable)


def object_name(record: str, attachment: str) -> str:
    """Where the bytes of an attachment lie."""
    return f"{record}/{attachment}"
