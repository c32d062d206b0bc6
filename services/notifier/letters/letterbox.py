"""The letter outbox: a bucket the printer collects from. The only importer of the S3 client here."""

import io
from collections.abc import Iterator
from datetime import datetime

import urllib3
from minio import Minio
from minio.error import MinioException

from services.notifier.errors import Deferred
from services.notifier.settings import NotifierSettings

_CONNECT_S, _READ_S = 1.0, 5.0
_REGION = "us-east-1"  # named, so that the client does not ask the store for it
_FAULTS = (MinioException, urllib3.exceptions.HTTPError, OSError)
_UNAVAILABLE = 421  # said as mail servers do: for now, and nothing about this letter


class Letterbox:
    """A bucket. Each operation raises Deferred when the object store does not serve."""

    def __init__(self, settings: NotifierSettings) -> None:
        pool = urllib3.PoolManager(
            maxsize=4,
            timeout=urllib3.Timeout(connect=_CONNECT_S, read=_READ_S),
            retries=urllib3.Retry(total=1, connect=1, read=0, status=0, other=0, redirect=0),
        )
        self._bucket = settings.s3_bucket
        self._client = Minio(
            settings.s3_endpoint,
            access_key=settings.s3_access_key,
            secret_key=settings.s3_secret_key,
            secure=settings.s3_secure,
            region=_REGION,
            http_client=pool,
        )

    def put(self, name: str, content: bytes, media_type: str) -> None:
        """Store an object; when it returns, the store has it on disk."""
        try:
            self._client.put_object(self._bucket, name, io.BytesIO(content), len(content), content_type=media_type)
        except _FAULTS:
            raise Deferred(_UNAVAILABLE) from None

    def remove(self, name: str) -> None:
        """Remove an object; one that is gone already is as well."""
        try:
            self._client.remove_object(self._bucket, name)
        except _FAULTS:
            raise Deferred(_UNAVAILABLE) from None

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Names of the objects put before a moment."""
        try:
            for entry in self._client.list_objects(self._bucket, recursive=True):
                if entry.object_name and entry.last_modified and entry.last_modified < moment:
                    yield entry.object_name
        except _FAULTS:
            raise Deferred(_UNAVAILABLE) from None
