"""`python -m deploy.provision.objectstore`: buckets and their keys at SeaweedFS, for the containers.

It shares the network of the store, whose shell nobody else may reach. Buckets and keys are those that the services'
settings name (`<SERVICE>_S3_BUCKET`, …). To be run at every start: what exists is brought into line.
"""

import os
import subprocess
from pathlib import Path

from deploy.provision import buckets
from deploy.provision.asked import told, wait

SHELL = buckets.Shell(Path("/usr/local/bin/weed"), master="127.0.0.1:9333.19333", filer="127.0.0.1:8888.18888")


def main() -> None:
    """Provision each bucket. Exits with what is missing; raises TimeoutError when the store does not come up."""
    services = os.environ.get("SERVICES", "").split()
    kinds = ("S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY")
    asked = told([*(f"{service.upper()}_{kind}" for service in services for kind in kinds), "S3_ADMIN_KEY"])
    for service in services:
        bucket, access_key, secret_key = (asked[f"{service.upper()}_{kind}"] for kind in kinds)

        def granted(bucket: str = bucket, access_key: str = access_key, secret_key: str = secret_key) -> bool:
            buckets.grant(SHELL, asked["S3_ADMIN_KEY"], bucket, access_key, secret_key)
            return True

        wait(granted, buckets.ObjectStoreRefused, subprocess.SubprocessError)
    print(f"buckets at the object store: {', '.join(services)}")


if __name__ == "__main__":
    main()
