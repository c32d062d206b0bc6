"""The documents service's settings (documented in docs/guides, generated from here)."""

from dataclasses import dataclass, field

from chassis.settings import ServiceSettings


@dataclass(frozen=True, kw_only=True)
class DocumentsSettings(ServiceSettings):
    """`S3_ENDPOINT` is host:port; `MASTER_KEY` is 32 bytes in base64 and wraps the records' data keys."""

    s3_endpoint: str
    s3_access_key: str = field(repr=False)
    s3_secret_key: str = field(repr=False)
    s3_bucket: str
    s3_secure: bool = False
    master_key: bytes = field(repr=False)
    upload_max_bytes: int = 5 * 2**20
    """Of the uploaded file, inclusive (DOC-10, C-32)."""
    image_max_pixels: int = 30_000_000
    """An A4 page at 550 points per inch; decoded it takes about 120 MiB."""
    policy_max_age_s: float = 5.0
    """How old the last news of consent may be before professionals are refused."""
    orphan_age_s: int = 3600
    """An object without metadata is an upload in progress until then, an orphan afterwards."""
    export_life_s: int = 7 * 86400
    """How long a person may download what they asked to take away."""
    withheld_at_most_s: int = 14 * 86400
    """How long a professional may keep a result from the patient until it is announced; then it shows by itself."""
