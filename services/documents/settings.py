"""The documents service's settings."""

from dataclasses import dataclass
from pathlib import Path

from chassis.objects import ObjectStoreSettings
from enforcement.keyring import KeyringSettings


@dataclass(frozen=True, kw_only=True)
class DocumentsSettings(ObjectStoreSettings, KeyringSettings):
    """`MASTER_KEY` is 32 bytes in base64 and wraps the records' data keys."""

    export_signing_key: Path
    """Ed25519 PEM that signs what people take away; read by the worker alone."""
    upload_max_bytes: int = 5 * 2**20
    """Of the uploaded file, inclusive (DOC-10, C-32)."""
    image_max_pixels: int = 25_000_000
    """An A4 page at 500 points per inch; decoded it takes about 100 MiB, and there may be two of it."""
    policy_max_age_s: float = 5.0
    """How old the last news of consent may be before professionals are refused."""
    clamd_host: str = ""
    """Where clamd listens (with `CLAMD_PORT`), or `CLAMD_SOCKET` on this machine; neither means no antivirus."""
    clamd_port: int = 3310
    clamd_socket: str = ""
    clamd_longest_s: float = 10.0
    """How long a verdict may take before the deposit is refused for want of one."""
    scrub_per_minute: int = 60
    """How many files are read again and compared with what was deposited; 0 for none."""
    scrub_round_s: int = 86_400
    """How long after the beginning of a round of all files the next may begin."""
    orphan_age_s: int = 3600
    """An object without metadata is an upload in progress until then, an orphan afterwards."""
    export_life_s: int = 7 * 86400
    """How long a person may download what they asked to take away."""
    withheld_at_most_s: int = 14 * 86400
    """How long a professional may keep a result from the patient until it is announced; then it shows by itself."""
    lot_max_bytes: int = 36 * 2**20
    """Of a batch or a FHIR bundle as it travels: five of the largest documents in base64, or many usual ones."""
