"""The environment of each service: what its settings read, and nothing meant for another service."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from deploy.native import settings
from deploy.native.processes import PROCESSES
from deploy.native.servers import clamd, mongod, openid, rabbitmq, seaweedfs
from deploy.native.settings import CHECKOUT, professional_login
from deploy.native.state import State

LOCK = CHECKOUT / "requirements.lock"


class Environments:
    """Environments of the services of one installation, whose servers may be another's; `chosen` goes to each."""

    def __init__(self, state: State, servers: State, name: str, chosen: Mapping[str, str] | None = None) -> None:
        self._state, self._servers, self._name, self._chosen = state, servers, name, chosen or {}

    def database(self, service: str) -> str:
        """Name of the MongoDB database of a service."""
        return f"{self._name}_{service}"

    @property
    def buckets(self) -> dict[str, str]:
        """The bucket of each service that has one; the access key that opens it, and no other, has the same name."""
        return {
            "documents": f"{self._name}-documents",
            "messaging": f"{self._name}-attachments",
            "notifier": f"{self._name}-letters",
        }

    def bucket_secret(self, service: str) -> str:
        """The secret of that access key."""
        return self._state.secret(f"s3-{service}")

    def _object_store(self, service: str) -> dict[str, str]:
        return {
            "S3_ENDPOINT": seaweedfs.endpoint(self._servers),
            "S3_BUCKET": self.buckets[service],
            "S3_ACCESS_KEY": self.buckets[service],
            "S3_SECRET_KEY": self.bucket_secret(service),
        }

    @property
    def public_url(self) -> str:
        """Where people reach the platform: the gateway."""
        return f"https://localhost:{self._state.port('https')}"

    def of(self, service: str) -> dict[str, str]:
        """What every process and command of a service needs."""
        password = self._state.secret(f"database-{service}")
        database = self.database(service)
        keys = f"http://127.0.0.1:{self._state.port('identity-api')}/.well-known/jwks.json"
        common = {
            "SERVICE": service,
            "MONGO_URL": mongod.url(self._servers, service, password, database),
            "MONGO_DB": database,
            "BROKER_URL": rabbitmq.url(self._servers, service, self._name),
            "PUBLIC_URL": self.public_url,
            "JWKS_URL": keys,
            "RELAY_BELL": f"127.0.0.1:{self._state.port(f'{service}-relay')}",
            "LOG_LEVEL": "INFO",
            "PYTHONUNBUFFERED": "1",
            # An arena a thread would keep what each of them once needed: argon2 alone takes 19 MiB.
            "MALLOC_ARENA_MAX": "2",
        }
        return {**common, **self._own(service), **self._chosen}

    def of_process(self, service: str, kind: str) -> dict[str, str]:
        """The same, with what is a process's own.

        Workers and relays open a port for their health; the processes of an API share a folder for
        their metrics.
        """
        if kind == "api":
            folder = self._state.path("run", "metrics", service)
            return self.of(service) | {"PROMETHEUS_MULTIPROC_DIR": str(folder)}
        return self.of(service) | {"PROBE_PORT": str(self._state.port(f"{service}-{kind}"))}

    def _own(self, service: str) -> dict[str, str]:
        match service:
            case "identity":
                return {
                    "SIGNING_KEY": str(self._state.path("keys", "signing.pem")),
                    "NOTIFIER_PUBLIC_KEY": str(self._state.path("keys", "notifier-public.json")),
                    "NIR_KEY": self._key("nir"),
                    "NIR_HASH_KEY": self._key("nir-hash"),
                    "CODE_HASH_KEY": self._key("code-hash"),
                    **openid.client_settings(self._state),
                    **professional_login(),
                }
            case "notifier":
                return {
                    "NOTIFIER_PRIVATE_KEY": str(self._state.path("keys", "notifier-private.json")),
                    "CONTACT_KEY": self._key("contact"),
                    "SMTP_HOST": "127.0.0.1",
                    "SMTP_PORT": str(self._state.port("smtp")),
                    "MAIL_FROM": "ne-pas-repondre@espace-sante.invalid",
                    "SMS_DOMAIN": "sms.invalid",
                    "ALERT_EMAIL": "medecin-responsable@espace-sante.invalid",
                    "NOTICE_WINDOW_S": "0",
                    "LOT_WAIT_S": "5",
                    **self._object_store("notifier"),
                }
            case "documents":
                return {
                    **self._object_store("documents"),
                    **self._master_keys("documents"),
                    "EXPORT_SIGNING_KEY": str(self._state.path("keys", "export-signing.pem")),
                } | self._antivirus()
            case "messaging":
                return {**self._object_store("messaging"), **self._master_keys("messaging")}
            case "consent":
                return {
                    "ENFORCEMENT_POINTS": "documents,messaging,profile",
                    "HISTORY_SIGNING_KEY": str(self._state.path("keys", "history-signing.pem")),
                    "EMERGENCY_KEY": self._key("consent-emergency"),
                }
            case "profile":
                return self._master_keys("profile")
        return {}

    def _antivirus(self) -> dict[str, str]:
        if not settings.scans_deposits():
            return {}
        return {"CLAMD_SOCKET": str(clamd.endpoint(self._state.path("servers", clamd.NAME)))}

    def _master_keys(self, service: str) -> dict[str, str]:
        """The second one only while an operator replaces the first (docs/decisions/master-key-rotation.md)."""
        name, before = f"{service}-master", f"{service}-master-before"
        replaced = {"MASTER_KEY_BEFORE": self._key(before)} if self._state.has_secret(before) else {}
        return {"MASTER_KEY": self._key(name), **replaced}

    def _key(self, name: str) -> str:
        """32 bytes in base64, as the services' settings take them."""
        raw = base64.urlsafe_b64decode(self._state.secret(name) + "=")
        return base64.b64encode(raw).decode()


def code_digest(service: str) -> str:
    """Digest of all the code a service's processes load: when it changes, `up` restarts them."""
    digest = hashlib.sha256(LOCK.read_bytes())
    for path in _files(["chassis", "enforcement", "contracts", f"services/{service}", "deploy/gunicorn.conf.py"]):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(parts: Iterable[str]) -> list[Path]:
    found: list[Path] = []
    for part in parts:
        root = CHECKOUT / part
        found += [root] if root.is_file() else root.rglob("*")
    return sorted(path for path in found if path.is_file() and path.suffix != ".pyc")


PORTS = tuple(process.name for process in PROCESSES)
