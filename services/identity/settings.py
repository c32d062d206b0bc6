"""What identity reads from the environment, and nothing else does."""

from dataclasses import dataclass, field
from pathlib import Path

from chassis.settings import ServiceSettings


@dataclass(frozen=True, kw_only=True)
class IdentitySettings(ServiceSettings):
    """Settings of identity's processes; the field in capitals is the variable's name."""

    signing_key: Path  # PEM, Ed25519: signs access tokens
    nir_key: bytes = field(repr=False)  # 32 bytes: seals NIRs and contact details at rest
    nir_hash_key: bytes = field(repr=False)  # 32 bytes: the keyed index of NIRs, serials, traits and addresses
    code_hash_key: bytes = field(repr=False)  # 32 bytes: keyed hashes of codes, tickets and cookies
    notifier_public_key: Path  # JWK: seals what only the notifier may read
    opposition_delay_days: int = 42  # C-01
    provisional_code_days: int = 42  # ACT-19: same length, same start as the delay to oppose (C-02)
    postal_allowance_days: int = 5  # C-02: from the day a letter is handed over to the day it counts as received
    source_free_tries: int = 300  # wrong tries from one address before its pauses begin (many share one)
    hashing_slots: int = 2  # argon2id computations at the same time: 19 MiB and one core each
    version_epoch: int = 1  # raised when the database was restored from a backup
    max_content_length: int = 64 * 2**10  # forms only; the import of insured persons raises it for itself
    import_max_bytes: int = 100 * 2**20
    professional_passwords: bool = True  # identifier, password and code, beside the provider: for demonstrations
    psc_issuer: str = ""  # the OpenID provider of professionals (Pro Santé Connect); none: no such login
    psc_client_id: str = ""
    psc_client_secret: str = field(default="", repr=False)  # client_secret_basic, unless a key is told
    psc_client_key: Path = Path()  # PEM: private_key_jwt instead of the secret
    psc_client_key_algorithm: str = "RS256"
    psc_scope: str = "openid scope_all"
    psc_acr_values: str = "eidas1"
    psc_id_token_algorithms: tuple[str, ...] = ("RS256", "PS256", "ES256")
    psc_number_claim: str = "SubjectNameID"  # 8 and the RPPS number
    psc_profile_claim: str = "SubjectRefPro"  # professions and activities
    psc_timeout_s: float = 5.0
    erasing_services: tuple[str, ...] = ("documents", "consent", "messaging", "notifier", "profile")
    enforcement_points: tuple[str, ...] = (
        "documents",
        "consent",
        "messaging",
        "profile",
    )  # they say when a state holds
    acknowledgement_wait_s: float = 2.0  # how long the answer to a closure waits for them
    closed_retention_days: int = 0  # after so many days a closed profile is erased; 0: never (CLO-10, C-38)
    closed_retention_notice_days: int = 30  # so long before, its holder is told
