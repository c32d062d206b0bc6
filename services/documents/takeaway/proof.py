"""Who made an archive: its manifest's digest, signed (docs/decisions/exports.md, « Signed »).

`contracts/verify_export.py` checks the same, with nothing of the platform.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import jwt

from chassis.signing import Signer, thumbprint
from services.documents.takeaway.manifest import ManifestBroken

NAME = "manifest.jws"
MEDIA_TYPE = "export-manifest+jwt"


def signer_of(key_file: Path) -> Signer:
    """What signs manifests with this key (PEM). Raises OSError, ValueError or TypeError when there is no such key."""
    return Signer(key_file, MEDIA_TYPE)


def statement(signer: Signer, issuer: str, export: str, manifest: bytes, at: datetime) -> bytes:
    """The content of `manifest.jws` for this manifest."""
    claims = {"iss": issuer, "iat": int(at.timestamp()), "export": export, "manifest": _digest(manifest)}
    return signer.sign(claims).encode()


def check(told: bytes, manifest: bytes, keys: Iterable[Mapping[str, Any]]) -> str:
    """The issuer, when one of these keys (JWK) signed for exactly this manifest. Raises ManifestBroken."""
    try:
        known = {thumbprint(each): jwt.PyJWK.from_dict({**each, "alg": "EdDSA"}) for each in keys}
        text = told.decode("ascii")
        header = jwt.get_unverified_header(text)
        if header.get("typ") != MEDIA_TYPE or header.get("kid") not in known:
            raise ManifestBroken("it is signed by no key that is trusted here")
        claims: dict[str, Any] = jwt.decode(
            text,
            known[header["kid"]],
            algorithms=["EdDSA"],
            # Clocks of two places differ; the statement proves what was signed, not when it was read.
            options={"require": ["iss", "iat", "export", "manifest"], "verify_iat": False},
        )
    except (jwt.PyJWTError, UnicodeDecodeError, KeyError, TypeError) as fault:
        raise ManifestBroken(f"its signature does not hold: {type(fault).__name__}") from None
    if claims["manifest"] != _digest(manifest):
        raise ManifestBroken("its signature is of another manifest")
    return str(claims["iss"])


def _digest(manifest: bytes) -> str:
    return hashlib.sha256(manifest).hexdigest()
