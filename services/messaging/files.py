"""Object storage of the attachments: the only importer of the S3 client here. What is put here is sealed already."""

import hashlib
import io
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error

from services.messaging.errors import StorageUnavailable
from services.messaging.settings import MessagingSettings

_CONNECT_S = 0.8
_LEAST_PART = 5 * 2**20
_REGION = "us-east-1"  # named, so that the client does not ask the store for it

# A store that fails answers what it likes: XML cut in the middle, bytes that are no text.
_FAULTS = (MinioException, urllib3.exceptions.HTTPError, OSError, ValueError, SyntaxError)


class StoredObject(NamedTuple):
    """An object as listed."""

    name: str
    modified: datetime


class ObjectMissing(Exception):
    """The store answers, and has no such object."""

    log_safe = True


class Files:
    """A bucket, over connections that are kept open. Every operation raises StorageUnavailable."""

    def __init__(self, settings: MessagingSettings) -> None:
        pool = urllib3.PoolManager(
            maxsize=8,
            timeout=urllib3.Timeout(connect=_CONNECT_S, total=settings.storage_deadline_s),
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
        """Store an object; when it returns, the store has it on disk, byte for byte (the ETag is its MD5)."""
        part_size = max(len(content), _LEAST_PART)
        try:
            kept = self._client.put_object(self._bucket, name, io.BytesIO(content), len(content), part_size=part_size)
        except _FAULTS as failure:
            raise StorageUnavailable from failure
        if kept.etag != hashlib.md5(content, usedforsecurity=False).hexdigest():
            self.delete(name)
            raise StorageUnavailable

    def get(self, name: str) -> bytes:
        """The object's bytes, all of them. Raises ObjectMissing too."""
        try:
            response = self._client.get_object(self._bucket, name)
            try:
                return bytes(response.read())
            finally:
                response.close()
                response.release_conn()
        except S3Error as failure:
            if failure.code == "NoSuchKey":
                raise ObjectMissing from None
            raise StorageUnavailable from failure
        except _FAULTS as failure:
            raise StorageUnavailable from failure

    def delete(self, name: str) -> None:
        """Remove an object; one that is gone already is as well."""
        try:
            self._client.remove_object(self._bucket, name)
        except _FAULTS as failure:
            raise StorageUnavailable from failure

    def listed(self, prefix: str = "") -> Iterator[StoredObject]:
        """Every object whose name starts with `prefix`."""
        try:
            for entry in self._client.list_objects(self._bucket, prefix=prefix, recursive=True):
                if entry.object_name is not None and entry.last_modified is not None:
                    yield StoredObject(entry.object_name, entry.last_modified)
        except _FAULTS as failure:
            raise StorageUnavailable from failure
