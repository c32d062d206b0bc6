"""SeaweedFS: for each service that keeps files, a bucket and a key that opens no other."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

RIGHTS = "Read,Write,List,Tagging"


class ObjectStoreRefused(Exception):
    """The object store's shell did not do what it was told."""


@dataclass(frozen=True)
class Shell:
    """The store's own shell; master and filer as host:port.grpc-port."""

    weed: Path
    master: str
    filer: str

    def run(self, lines: list[str]) -> str:
        """Run lines and return what was printed; secrets go by standard input, not by arguments."""
        answer = subprocess.run(
            [str(self.weed), "shell", f"-master={self.master}", f"-filer={self.filer}"],
            input="\n".join([*lines, ""]),
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
        return answer.stdout


def grant(shell: Shell, admin_secret: str, bucket: str, access_key: str, secret_key: str) -> None:
    """A bucket, a key that opens this bucket and no other, and fsync before a write is answered.

    An administrator identity is made first: without any identity the gateway would let anyone in.
    """
    lines = [
        f"s3.configure -user=admin -access_key=admin -secret_key={admin_secret} -actions=Admin -apply",
        f"s3.configure -user={access_key} -access_key={access_key} -secret_key={secret_key}"
        f" -buckets={bucket} -actions={RIGHTS} -apply",
        f"fs.configure -locationPrefix=/buckets/{bucket}/ -fsync -apply",
    ]
    buckets = shell.run([*lines, "s3.bucket.list"])
    if f" {bucket}\t" not in buckets:
        shell.run([f"s3.bucket.create -name={bucket}"])
    if f'"Write:{bucket}"' not in buckets or f'"/buckets/{bucket}/"' not in buckets:
        raise ObjectStoreRefused(f"no key or no fsync for bucket {bucket}")


def remove(shell: Shell, bucket: str, access_key: str) -> None:
    """Delete a bucket with its objects, and its key."""
    lines = [
        f"s3.bucket.delete -name={bucket}",
        f"s3.configure -user={access_key} -delete -apply",
        f"fs.configure -locationPrefix=/buckets/{bucket}/ -delete -apply",
    ]
    shell.run(lines)
