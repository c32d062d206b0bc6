"""Vérifie une copie de données (ZIP), sans faire confiance à qui l'a fournie.

Checks a downloaded copy: every file against the manifest of hashes, and the manifest against its signature. Needs
Python 3.11 and `cryptography`, nothing of the platform; form and reasons: docs/decisions/exports.md.

    python verify_export.py copie.zip                      # fetches the published keys, keeps them beside the copy
    python verify_export.py copie.zip --keys cles.json     # keys kept earlier, nothing is fetched
    python verify_export.py copie.zip --key THUMBPRINT     # only a signature by this key counts (RFC 7638)

Exit status: 0 when all holds, 1 when something was changed, 2 when it could not be checked.
"""

import argparse
import base64
import hashlib
import json
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MANIFEST, PROOF = "manifest.json", "manifest.jws"
FORMAT = "mon-espace-sante-export"
MEDIA_TYPE = "export-manifest+jwt"
AT_ONCE = 2**20
LARGEST_TEXT = 64 * 2**20


class Unreadable(Exception):
    """What was given cannot be checked at all; the message says why, in French."""


@dataclass
class Report:
    """What was found. `faults` empty means that all holds."""

    files: int = 0
    issuer: str = ""
    signed_at: datetime | None = None
    faults: list[str] = field(default_factory=list)


def verify(archive: zipfile.ZipFile, keys: Iterable[Mapping[str, Any]]) -> Report:
    """Check an archive against its manifest, and the manifest against these keys. Raises Unreadable."""
    report = Report()
    manifest = _text(archive, MANIFEST)
    _check_signature(_text(archive, PROOF), manifest, keys, report)
    try:
        told = json.loads(manifest)
        if told["format"] != FORMAT:
            raise Unreadable("Ce fichier n'est pas une copie de données.")
        listed = {each["path"]: (each["size"], each["sha256"]) for each in told["files"]}
    except (ValueError, KeyError, TypeError) as fault:
        raise Unreadable("La liste des empreintes ne se lit pas.") from fault
    _check_files(archive, listed, report)
    return report


def issuer_of(archive: zipfile.ZipFile) -> str:
    """Where the copy says it comes from: where to ask for keys, not yet something to believe. Raises Unreadable."""
    try:
        return str(_claims(_text(archive, PROOF))["iss"])
    except (ValueError, KeyError, TypeError) as fault:
        raise Unreadable("La signature ne se lit pas.") from fault


def _check_signature(proof: bytes, manifest: bytes, keys: Iterable[Mapping[str, Any]], report: Report) -> None:
    try:
        known = {thumbprint(key): Ed25519PublicKey.from_public_bytes(_bytes(key["x"])) for key in keys}
        head, _, signature = proof.decode("ascii").split(".")
        header = json.loads(_bytes(head))
        if header["alg"] != "EdDSA" or header["typ"] != MEDIA_TYPE:
            raise ValueError("another algorithm or type")
        known[header["kid"]].verify(_bytes(signature), proof.rpartition(b".")[0])
        claims = _claims(proof)
        report.issuer = str(claims["iss"])
        report.signed_at = datetime.fromtimestamp(claims["iat"], UTC)
        signed = claims["manifest"]
    except (ValueError, KeyError, TypeError, InvalidSignature):
        report.faults.append("La liste des empreintes n'est pas signée par une clé connue.")
        return
    if signed != hashlib.sha256(manifest).hexdigest():
        report.faults.append("La liste des empreintes n'est pas celle qui a été signée.")


def _check_files(archive: zipfile.ZipFile, listed: Mapping[str, tuple[int, str]], report: Report) -> None:
    present = [info.filename for info in archive.infolist()]
    for name in sorted(listed.keys() - set(present)):
        report.faults.append(f"{name} : ce fichier manque.")
    for name in sorted(name for name in set(present) - {MANIFEST, PROOF} if name not in listed):
        report.faults.append(f"{name} : ce fichier a été ajouté.")
    for name in sorted({name for name in present if present.count(name) > 1}):
        report.faults.append(f"{name} : ce fichier y est plusieurs fois.")
    for name in sorted(listed.keys() & set(present)):
        report.files += 1
        if _measured(archive, name) != listed[name]:
            report.faults.append(f"{name} : ce fichier a été modifié.")


def _measured(archive: zipfile.ZipFile, name: str) -> tuple[int, str] | None:
    size, digest = 0, hashlib.sha256()
    try:
        with archive.open(name) as file:
            while piece := file.read(AT_ONCE):
                size += len(piece)
                digest.update(piece)
    except zipfile.BadZipFile:
        return None
    return size, digest.hexdigest()


def _text(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        if archive.getinfo(name).file_size > LARGEST_TEXT:
            raise Unreadable(f"{name} est trop grand.")
        return archive.read(name)
    except KeyError:
        raise Unreadable(f"{name} manque : ce n'est pas une copie signée.") from None


def _claims(proof: bytes) -> dict[str, Any]:
    claims: dict[str, Any] = json.loads(_bytes(proof.decode("ascii").split(".")[1]))
    return claims


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def thumbprint(key: Mapping[str, Any]) -> str:
    """How a key is named: RFC 7638."""
    named = json.dumps({name: key[name] for name in ("crv", "kty", "x")}, sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(hashlib.sha256(named.encode()).digest()).rstrip(b"=").decode()


def main(arguments: Sequence[str] | None = None) -> int:
    """Check one copy and say what was found."""
    parser = argparse.ArgumentParser(description="Vérifie une copie de données téléchargée.")
    parser.add_argument("copy", type=Path, help="la copie (ZIP)")
    parser.add_argument("--keys", type=Path, help="clés publiées, gardées dans un fichier")
    parser.add_argument("--source", help="adresse du site (par défaut celle que nomme la copie)")
    parser.add_argument("--key", action="append", help="empreinte d'une clé de confiance (RFC 7638)")
    asked = parser.parse_args(arguments)
    try:
        with zipfile.ZipFile(asked.copy) as archive:
            trusted = [key for key in _keys(asked, archive) if asked.key is None or thumbprint(key) in asked.key]
            return _say(verify(archive, trusted))
    except zipfile.BadZipFile:
        print("Vérification impossible : ce fichier n'est pas un ZIP, ou il est abîmé.")
    except (Unreadable, OSError, ValueError, KeyError, TypeError, urllib.error.URLError) as fault:
        print(f"Vérification impossible : {fault}")
    return 2


def _keys(asked: argparse.Namespace, archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    kept: Path = asked.keys or asked.copy.with_suffix(".cles.json")
    if not kept.exists():
        if asked.keys is not None:
            raise Unreadable(f"{kept} manque.")
        kept.write_text(_fetched((asked.source or issuer_of(archive)).rstrip("/")), "utf-8")
    found: list[dict[str, Any]] = json.loads(kept.read_text("utf-8"))["keys"]
    return found


def _fetched(source: str) -> str:
    if not source.startswith("https://"):
        raise Unreadable("Les clés publiées ne se téléchargent que par https.")
    with urllib.request.urlopen(f"{source}/api/documents/export-keys", timeout=30) as answer:
        return bytes(answer.read(AT_ONCE)).decode()


def _say(report: Report) -> int:
    print(f"{report.files} fichiers.")
    if report.signed_at is not None:
        print(f"Signé par {report.issuer}, le {report.signed_at:%d/%m/%Y à %H:%M} (UTC).")
    for fault in report.faults:
        print(f"ALERTE. {fault}")
    print("Cette copie n'est pas intacte." if report.faults else "Rien n'a été modifié, ajouté ni retiré.")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
