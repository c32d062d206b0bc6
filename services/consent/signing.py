"""The key that signs checkpoints of the histories."""

from pathlib import Path

from chassis.signing import Signer

MEDIA_TYPE = "history-checkpoint+jwt"


class HistorySigner(Signer):
    """Signs statements; only the worker and the operator's commands hold the key."""

    def __init__(self, key_file: Path) -> None:
        """Read the PEM file. Raises ValueError when it holds another kind of key."""
        super().__init__(key_file, MEDIA_TYPE)
