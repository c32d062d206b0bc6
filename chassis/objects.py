"""Object storage. What is put here is sealed already.

Every operation ends within `STORAGE_DEADLINE_S` or little more, whatever the store does: down, slow, silent or cut off.
"""

import hashlib
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error

from chassis.settings import ServiceSettings

_CONNECTIONS = 32
_CONNECT_S = 0.8
_LEAST_PART = 5 * 2**20
_AT_ONCE = 64 * 1024
_REGION = "us-east-1"  # named, so that the client does not ask the store for it

# A store that fails answers what it likes: XML cut in the middle, bytes that are no text.
_FAULTS = (MinioException, urllib3.exceptions.HTTPError, OSError, ValueError, SyntaxError)
_FULL = frozenset({"InsufficientStorage", "XMinioStorageFull", "QuotaExceeded"})
_INSUFFICIENT_STORAGE = 507


class StoredObject(NamedTuple):
    """An object as listed."""

    name: str
    modified: datetime


class ObjectMissing(Exception):
    """The store answers, and has no such object."""

    log_safe = True


@dataclass(frozen=True, kw_only=True)
class ObjectStoreSettings(ServiceSettings):
    """Of a service that keeps objects. `S3_ENDPOINT` is host:port."""

    s3_endpoint: str
    s3_access_key: str = field(repr=False)
    s3_secret_key: str = field(repr=False)
    s3_bucket: str
    s3_secure: bool = False
    storage_deadline_s: float = 1.7
    """What one operation of the object store may take; then the person is told, and may try again."""


class ObjectStore:
    """A bucket, over connections that are kept open."""

    def __init__(
        self, settings: ObjectStoreSettings, unavailable: type[Exception], full: type[Exception] | None = None
    ) -> None:
        """What every operation raises when the store does not serve, and `put` when it is full: the service's words."""
        self._unavailable, self._full = unavailable, full or unavailable
        pool = urllib3.PoolManager(
            maxsize=_CONNECTIONS,
            timeout=urllib3.Timeout(connect=_CONNECT_S, total=settings.storage_deadline_s),
            retries=urllib3.Retry(total=1, connect=1, read=0, status=0, other=0, redirect=0),
        )
        self._bucket = settings.s3_bucket
        self._deadline_s = settings.storage_deadline_s
        self._client = Minio(
            settings.s3_endpoint,
            access_key=settings.s3_access_key,
            secret_key=settings.s3_secret_key,
            secure=settings.s3_secure,
            region=_REGION,
            http_client=pool,
        )

    def put(self, name: str, content: bytes, media_type: str = "application/octet-stream") -> None:
        """Store an object; when it returns, the store has it on disk, byte for byte.

        The store says the MD5 of what it kept (ETag of a simple PUT): bytes changed on the way are not taken for ours.
        """
        try:
            # In one part, whatever its size: only then is the tag the MD5 of the whole.
            part_size = max(len(content), _LEAST_PART)
            kept = self._client.put_object(
                self._bucket, name, io.BytesIO(content), len(content), content_type=media_type, part_size=part_size
            )
        except _FAULTS as failure:
            raise self._full if _is_full(failure) else self._unavailable from failure
        if kept.etag != hashlib.md5(content, usedforsecurity=False).hexdigest():
            self.delete(name)
            raise self._unavailable

    def get(self, name: str) -> bytes:
        """The object's bytes, all of them. Raises ObjectMissing too."""
        until = time.monotonic() + self._deadline_s
        try:
            response = self._client.get_object(self._bucket, name)
            try:
                content = _received(response, until)
            except BaseException:
                response.close()  # what may still come on this connection belongs to nobody
                raise
            finally:
                response.release_conn()
        except S3Error as failure:
            if failure.code == "NoSuchKey":
                raise ObjectMissing from None
            raise self._unavailable from failure
        except _FAULTS as failure:
            raise self._unavailable from failure
        if len(content) != int(response.headers.get("Content-Length", -1)):
            raise self._unavailable
        return content

    def delete(self, name: str) -> None:
        """Remove an object; one that is gone already is as well."""
        try:
            self._client.remove_object(self._bucket, name)
        except _FAULTS as failure:
            raise self._unavailable from failure

    def listed(self, prefix: str = "") -> Iterator[StoredObject]:
        """Every object whose name starts with `prefix`."""
        try:
            for entry in self._client.list_objects(self._bucket, prefix=prefix, recursive=True):
                if entry.object_name is not None and entry.last_modified is not None:
                    yield StoredObject(entry.object_name, entry.last_modified)
        except _FAULTS as failure:
            raise self._unavailable from failure


def _received(response: urllib3.BaseHTTPResponse, until: float) -> bytes:
    parts = []
    while part := response.read1(_AT_ONCE):
        parts.append(part)
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


def _is_full(failure: Exception) -> bool:
    if isinstance(failure, S3Error):
        return failure.code in _FULL or failure.response.status == _INSUFFICIENT_STORAGE
    return getattr(failure, "_code", None) == _INSUFFICIENT_STORAGE
