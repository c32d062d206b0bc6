"""Object storage: the only importer of the S3 client. What is put here is sealed already."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error

from services.documents.errors import StorageUnavailable
from services.documents.settings import DocumentsSettings

_CONNECTIONS = 32
_CONNECT_S, _READ_S = 1.0, 5.0
_REGION = "us-east-1"  # named, so that the client does not ask the store for it


class StoredObject(NamedTuple):
    """An object as listed."""

    name: str
    modified: datetime


class ObjectMissing(Exception):
    """The store answers, and has no such object."""

    log_safe = True


class Files:
    """A bucket, over connections that are kept open. Every operation raises StorageUnavailable."""

    def __init__(self, settings: DocumentsSettings) -> None:
        pool = urllib3.PoolManager(
            maxsize=_CONNECTIONS,
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

    def put(self, name: str, content: bytes) -> None:
        """Store an object; when it returns, the store has it on disk."""
        try:
            self._client.put_object(self._bucket, name, io.BytesIO(content), len(content))
        except (MinioException, urllib3.exceptions.HTTPError, OSError) as failure:
            raise StorageUnavailable from failure

    def get(self, name: str) -> bytes:
        """The object's bytes. Raises ObjectMissing too."""
        try:
            response = self._client.get_object(self._bucket, name)
            try:
                return bytes(response.data)
            finally:
                response.release_conn()
        except S3Error as failure:
            if failure.code == "NoSuchKey":
                raise ObjectMissing from None
            raise StorageUnavailable from failure
        except (MinioException, urllib3.exceptions.HTTPError, OSError) as failure:
            raise StorageUnavailable from failure

    def delete(self, name: str) -> None:
        """Remove an object; one that is gone already is as well."""
        try:
            self._client.remove_object(self._bucket, name)
        except (MinioException, urllib3.exceptions.HTTPError, OSError) as failure:
            raise StorageUnavailable from failure

    def listed(self, prefix: str = "") -> Iterator[StoredObject]:
        """Every object whose name starts with `prefix`."""
        try:
            for entry in self._client.list_objects(self._bucket, prefix=prefix, recursive=True):
                if entry.object_name is not None and entry.last_modified is not None:
                    yield StoredObject(entry.object_name, entry.last_modified)
        except (MinioException, urllib3.exceptions.HTTPError, OSError) as failure:
            raise StorageUnavailable from failure

    def ensure_bucket(self) -> None:
        """Create the bucket if it is not there; for a new installation."""
        try:
            if not self._client.bucket_exists(self._bucket):
                self._client.make_bucket(self._bucket)
        except (MinioException, urllib3.exceptions.HTTPError, OSError) as failure:
            raise StorageUnavailable from failure
