"""Vérifie une copie de données (ZIP), sans faire confiance à qui l'a fournie.

Checks a downloaded copy: every file against the manifest of hashes, and the manifest against its signature. Needs
Python 3.11 and `cryptography`, nothing of the platform; form and reasons: docs/decisions/exports.md.

    python verify_export.py copie.zip --source https://…   # fetches the keys of this site, keeps them beside the copy
    python verify_export.py copie.zip --keys cles.json     # keys kept earlier, nothing is fetched
    python verify_export.py copie.zip --key THUMBPRINT     # only a signature by this key counts (RFC 7638)

Whom to trust is said by who runs it: neither the site a copy names nor a file that lies beside it is believed.
Exit status: 0 when all holds, 1 when something was changed, 2 when it could not be checked.
"""

import argparse
import base64
import hashlib
import json
import lzma
import struct
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
import zlib
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
# What zipfile and its decompressors raise on bytes that were changed: RuntimeError is an entry said to be encrypted, or
# (NotImplementedError) packed by an unknown method; OSError is bzip2's.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, ValueError, OSError)


class Unreadable(Exception):
    """What was given cannot be checked at all; the message says why, in French."""


class Damaged(Exception):
    """A file without which nothing can be checked does not unpack; the message says which, in French."""


@dataclass
class Report:
    """What was found. `faults` empty means that all holds."""

    files: int = 0
    issuer: str = ""
    signed_at: datetime | None = None
    faults: list[str] = field(default_factory=list)


def verify(archive: zipfile.ZipFile, keys: Iterable[Mapping[str, Any]]) -> Report:
    """Check an archive against its manifest, and the manifest against these keys. Raises Unreadable or Damaged."""
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
    """Where the copy says it comes from, not yet something to believe. Raises Unreadable or Damaged."""
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
        try:
            if _measured(archive, name) != listed[name]:
                report.faults.append(f"{name} : ce fichier a été modifié.")
        except DAMAGED:
            report.faults.append(_damage(name))


def _measured(archive: zipfile.ZipFile, name: str) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with archive.open(name) as file:
        while piece := file.read(AT_ONCE):
            size += len(piece)
            digest.update(piece)
    return size, digest.hexdigest()


def _text(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        if archive.getinfo(name).file_size > LARGEST_TEXT:
            raise Unreadable(f"{name} est trop grand.")
        return archive.read(name)
    except KeyError:
        raise Unreadable(f"{name} manque : ce n'est pas une copie signée.") from None
    except DAMAGED:
        raise Damaged(_damage(name)) from None


def _damage(name: str) -> str:
    return f"{name} : ce fichier est abîmé et ne se lit plus."


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
    parser.add_argument("--source", help="adresse du site dont la copie doit venir ; ses clés sont téléchargées")
    parser.add_argument("--keys", type=Path, help="clés publiées, gardées dans un fichier")
    parser.add_argument("--key", action="append", help="empreinte d'une clé de confiance (RFC 7638)")
    asked = parser.parse_args(arguments)
    try:
        with _opened(asked.copy) as archive:
            report = verify(archive, _keys(asked, archive))
    except Damaged as fault:
        report = Report(faults=[str(fault)])
    except (Unreadable, OSError, ValueError, KeyError, TypeError, urllib.error.URLError) as fault:
        print(f"Vérification impossible : {fault}")
        return 2
    if asked.source and report.issuer and _place(report.issuer) != _place(asked.source):
        report.faults.append(f"Cette copie a été signée par {report.issuer}, pas par {asked.source}.")
    return _say(report)


def _opened(copy: Path) -> zipfile.ZipFile:
    if not copy.is_file():
        raise Unreadable(f"{copy} manque.")
    try:
        return zipfile.ZipFile(copy)
    except DAMAGED:
        raise Unreadable("ce fichier n'est pas un ZIP, ou il est abîmé.") from None


def _keys(asked: argparse.Namespace, archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    """The keys that whoever runs this said to trust: of a site, of a file, or by their thumbprints."""
    if asked.keys is not None:
        return _trusted(asked, asked.keys.read_text("utf-8"))
    if asked.source is None and asked.key is None:
        raise Unreadable("dites à qui vous vous fiez, par --source (l'adresse du site) ou --keys (ses clés, gardées).")
    trusted = _trusted(asked, _fetched((asked.source or issuer_of(archive)).rstrip("/")))
    # For `--keys`, when the site is gone one day; never read unless named.
    asked.copy.with_suffix(".cles.json").write_text(json.dumps({"keys": trusted}), "utf-8")
    return trusted


def _trusted(asked: argparse.Namespace, published: str) -> list[dict[str, Any]]:
    return [key for key in json.loads(published)["keys"] if asked.key is None or thumbprint(key) in asked.key]


def _place(address: str) -> tuple[str | None, int, str]:
    told = urllib.parse.urlsplit(address)
    return told.hostname, told.port or 443, told.path.rstrip("/")


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
