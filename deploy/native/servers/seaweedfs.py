"""SeaweedFS as S3 object store: master, volume, filer and S3 gateway in one process."""

import http.client
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from deploy.native.state import State
from deploy.native.supervision import Program
from deploy.provision import buckets

PORTS = ("weed-master", "weed-master-grpc", "weed-volume", "weed-volume-grpc", "weed-filer",
         "weed-filer-grpc", "s3", "s3-grpc")  # fmt: skip


def programs(state: State) -> list[Program]:
    """weed, on the loopback. The S3 gateway creates no identity over HTTP (`-s3.iam=false`)."""
    folder = state.path("servers", "seaweedfs")
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        str(_binary()),
        "-logtostderr=true",
        "server",
        f"-dir={folder}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        f"-master.port={state.port('weed-master')}",
        f"-master.port.grpc={state.port('weed-master-grpc')}",
        # Small volumes, many of them: each bucket takes several for itself.
        "-master.volumeSizeLimitMB=64",
        "-volume.max=200",
        "-master.telemetry=false",
        # Alone in its cluster, a master that comes back has no one to wait for.
        "-master.electionTimeout=1s",
        # No other node reads from this one: nothing to wait for before it stops.
        "-volume.preStopSeconds=0",
        f"-volume.port={state.port('weed-volume')}",
        f"-volume.port.grpc={state.port('weed-volume-grpc')}",
        "-filer",
        f"-filer.port={state.port('weed-filer')}",
        f"-filer.port.grpc={state.port('weed-filer-grpc')}",
        "-s3",
        f"-s3.port={state.port('s3')}",
        f"-s3.port.grpc={state.port('s3-grpc')}",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        "-s3.iam=false",
        "-s3.allowDeleteBucketNotEmpty=true",
    ]
    # Asked to stop, it lingers for 15 s; it has synced what it answered, so it is not waited for.
    return [Program("seaweedfs", command, {"HOME": str(folder)}, stop_seconds=3)]


def endpoint(state: State) -> str:
    """host:port of the S3 interface (plain HTTP on the loopback)."""
    return f"127.0.0.1:{state.port('s3')}"


def is_ready(state: State) -> bool:
    """Whether the S3 gateway answers and a volume server has joined the master."""
    return _answers(state.port("s3"), "/healthz") and _has_volume_server(state)


def provision(state: State, bucket: str, access_key: str, secret_key: str) -> None:
    """A bucket, a key that opens this bucket and no other, and fsync before a write is answered."""
    with _alone(state):
        buckets.grant(_shell(state), state.secret("s3-admin"), bucket, access_key, secret_key)


def remove(state: State, bucket: str, access_key: str) -> None:
    """Delete a bucket with its objects, and its key."""
    with _alone(state):
        buckets.remove(_shell(state), bucket, access_key)


def _alone(state: State) -> AbstractContextManager[None]:
    """One at a time: the shell changes the accounts by reading and writing them all."""
    return state.locked("object-store")


def _shell(state: State) -> buckets.Shell:
    return buckets.Shell(
        _binary(),
        master=f"127.0.0.1:{state.port('weed-master')}.{state.port('weed-master-grpc')}",
        filer=f"127.0.0.1:{state.port('weed-filer')}.{state.port('weed-filer-grpc')}",
    )


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _has_volume_server(state: State) -> bool:
    return _answers(state.port("weed-volume"), "/healthz") and _answers(state.port("weed-master"), "/dir/assign")


def _binary() -> Path:
    return Path(sys.executable).with_name("weed")
