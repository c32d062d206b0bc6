"""Vérifie un historique d'activité téléchargé, sans faire confiance à qui l'a fourni.

Checks a downloaded history (NDJSON) against the signed statements that are published every day. Needs
Python 3.11 and `cryptography`, nothing of the platform; form and reasons: docs/decisions/history-proof.md.

    python verify_history.py historique.ndjson --source https://…  # fetches what is new, keeps it in ./releves
    python verify_history.py historique.ndjson --folder DIR --offline
    … --key THUMBPRINT                                             # only statements signed by this key count

What is kept in the folder is compared next time: statements published once cannot be replaced unseen.
Whom to trust is said by who runs it: the site that the file names is not believed.
Exit status: 0 when all holds, 1 when something was changed, 2 when it could not be checked, also because
nothing was published, or nothing since two days.
"""

import argparse
import base64
import hashlib
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "mes-history/1"
ORIGIN = "0" * 64
MEDIA_TYPE = "history-checkpoint+jwt"
PERIOD_S = 86_400
"""A statement is published every day, acts or not: silence is no answer."""

ReadFile = Callable[[str], str]


class Unreadable(Exception):
    """What was given cannot be checked at all; the message says why, in French."""


@dataclass(frozen=True)
class Link:
    """One line of a chain, as checked: its number, the digest of the line before, its own."""

    number: int
    prev_hash: str
    hash: str


@dataclass(frozen=True)
class Statement:
    """A published statement: when it was made (seconds since 1970), and the digest that people compare."""

    at: int
    digest: str


@dataclass
class Report:
    """What was found. `faults` empty means that all holds, as far as the last statement reaches.

    `fresh` lines are not in a published statement yet; of `withheld` ones the place was checked, not the content.
    """

    entries: int = 0
    fresh: int = 0
    withheld: int = 0
    statements: int = 0
    last: Statement | None = None
    issuers: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> str:
    """RFC 8785 for strings, whole numbers, null and objects of them with ASCII names."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def verify(
    lines: Iterable[str], statements: Sequence[str], keys: Iterable[Mapping[str, Any]], read: ReadFile
) -> Report:
    """Check an export against the statements, in their order from the first; `read` gives a published file by name.

    Raises Unreadable.
    """
    report = Report()
    checked = list(_statements(statements, keys, report))
    report.statements = len(checked)
    if checked:
        report.last = Statement(checked[-1]["iat"], sha256(statements[len(checked) - 1]))
    report.issuers = {str(claims.get("iss")) for claims in checked}
    for name, links in _chains(lines, report).items():
        report.entries += len(links)
        report.fresh += len(links) - _covered(name, links, checked, read, report)
    return report


def _statements(texts: Sequence[str], keys: Iterable[Mapping[str, Any]], report: Report) -> Iterator[dict[str, Any]]:
    known = {_thumbprint(key): Ed25519PublicKey.from_public_bytes(_bytes(key["x"])) for key in keys}
    previous = ORIGIN
    for number, text in enumerate(texts, start=1):
        try:
            claims = _signed(text, known)
        except (ValueError, KeyError, TypeError, InvalidSignature):
            report.faults.append(f"Le relevé n° {number} n'est pas signé par une clé connue.")
            return
        if claims["checkpoint"] != number or claims["previous"] != previous:
            report.faults.append(f"Le relevé n° {number} ne suit pas le précédent : la suite publiée a été refaite.")
            return
        yield claims
        previous = sha256(text)


def _signed(text: str, known: Mapping[str, Ed25519PublicKey]) -> dict[str, Any]:
    head, body, signature = text.split(".")
    header = json.loads(_bytes(head))
    if header["alg"] != "EdDSA" or header["typ"] != MEDIA_TYPE:
        raise ValueError("another algorithm or type")
    known[header["kid"]].verify(_bytes(signature), f"{head}.{body}".encode())
    claims: dict[str, Any] = json.loads(_bytes(body))
    return claims


def _chains(lines: Iterable[str], report: Report) -> dict[str, list[Link]]:
    told = iter(lines)
    try:
        opening = json.loads(next(told))
        if opening["format"] != FORMAT:
            raise Unreadable("Ce fichier n'est pas un historique à vérifier.")
        record = str(opening["record"])
        chains: dict[str, list[Link]] = {name: [] for name in [record, *opening["chains"]]}
        for line in told:
            row = json.loads(line)
            _add(chains[row["chain"]], row, record, report)
    except (ValueError, KeyError, TypeError, StopIteration) as fault:
        raise Unreadable("Ce fichier n'est pas un historique à vérifier, ou il est abîmé.") from fault
    return chains


def _add(chain: list[Link], row: Mapping[str, Any], record: str, report: Report) -> None:
    entry = row["entry"]
    number, prev_hash = entry["number"], entry["prev_hash"]
    last = chain[-1] if chain else Link(0, "", ORIGIN)
    if number != last.number + 1:
        report.faults.append(f"Ligne {last.number + 1} : elle manque, ou l'ordre a changé.")
    elif prev_hash != last.hash:
        report.faults.append(f"Ligne {number} : elle ne suit pas la précédente.")
    if "withheld" in row:
        report.withheld += 1
        if not _shows_its_place_alone(row):
            report.faults.append(f"Ligne {number} : elle se dit masquée, et montre pourtant un contenu.")
    elif sha256(canonical(entry)) != row["hash"] or entry["record"] != record:
        report.faults.append(f"Ligne {number} : son contenu a été modifié.")
    chain.append(Link(number, prev_hash, row["hash"]))


def _shows_its_place_alone(row: Mapping[str, Any]) -> bool:
    """Of what the reader may not know a line has the place, and the digest that holds the chain together."""
    places = set(row) == {"chain", "entry", "hash", "withheld"} and set(row["entry"]) == {"number", "prev_hash"}
    return places and row["withheld"] is True


def _covered(
    chain: str, links: Sequence[Link], statements: Sequence[Mapping[str, Any]], read: ReadFile, report: Report
) -> int:
    """How many lines of a chain the statements bind: each names the chain's head of its day, or nothing."""
    covered = 0
    for claims in statements:
        number = claims["checkpoint"]
        label = sha256(f"mes-history-label\n{chain}\n{number}")
        told = _commitment_for(label, claims["files"], read)
        if told is None:
            continue
        for link in links[max(covered - 1, 0) :]:
            if told == sha256(f"mes-history-head\n{chain}\n{number}\n{link.number}\n{link.hash}"):
                covered = link.number
                break
        else:
            report.faults.append(
                f"Relevé n° {number} : l'historique qu'il a scellé n'est pas celui-ci ; des lignes ont été retirées"
                " ou remplacées."
            )
    return min(covered, len(links))


def _commitment_for(label: str, files: Sequence[str], read: ReadFile) -> str | None:
    name = files[int(label[:8], 16) * len(files) >> 32]
    content = read(name)
    if sha256(content) != name:
        raise Unreadable(f"Le fichier publié {name} est abîmé.")
    found = [line.split(" ")[1] for line in content.splitlines() if line.startswith(label)]
    if len(found) > 1:
        raise Unreadable(f"Le fichier publié {name} nomme deux fois le même historique.")
    return found[0] if found else None


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _thumbprint(key: Mapping[str, Any]) -> str:
    digest = hashlib.sha256(canonical({name: key[name] for name in ("crv", "kty", "x")}).encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class Folder:
    """Statements, keys and files that were fetched, kept side by side; what is there is never replaced."""

    def __init__(self, folder: Path, source: str | None) -> None:
        self._folder, self._source = folder, source
        (folder / "files").mkdir(parents=True, exist_ok=True)

    def statements(self) -> list[str]:
        """All statements from the first, the new ones fetched."""
        kept = [path.read_text() for path in sorted(self._folder.glob("*.jws"))]
        while self._source is not None:
            page = json.loads(self._fetch(f"?after={len(kept)}&limit=100"))["items"]
            if not page:
                break
            for each in page:
                kept.append(each["statement"])
                (self._folder / f"{len(kept):08}.jws").write_text(each["statement"])
        return kept

    def keys(self) -> list[dict[str, Any]]:
        """The published keys."""
        path = self._folder / "keys.json"
        if self._source is not None:
            path.write_text(self._fetch("/keys"))
        found: list[dict[str, Any]] = json.loads(path.read_text())["keys"]
        return found

    def read(self, name: str) -> str:
        """A published file."""
        path = self._folder / "files" / name
        if not path.exists():
            path.write_text(self._fetch(f"/files/{name}"))
        return path.read_text()

    def _fetch(self, rest: str) -> str:
        if self._source is None or not self._source.startswith("https://"):
            raise Unreadable("Il manque des relevés publiés : recommencez en ligne.")
        with urllib.request.urlopen(f"{self._source}/api/consent/history-checkpoints{rest}", timeout=30) as answer:
            return bytes(answer.read()).decode()


def main(arguments: Sequence[str] | None = None) -> int:
    """Check one file and say what was found."""
    parser = argparse.ArgumentParser(description="Vérifie un historique d'activité téléchargé.")
    parser.add_argument("export", type=Path, help="le fichier de preuve (historique.ndjson)")
    parser.add_argument("--source", help="adresse du site dont l'historique doit venir ; ses relevés sont téléchargés")
    parser.add_argument("--folder", type=Path, help="où garder les relevés publiés (par défaut « releves »)")
    parser.add_argument(
        "--offline", action="store_true", help="ne rien télécharger, se fier à ce que contient --folder"
    )
    parser.add_argument("--key", action="append", help="empreinte d'une clé de confiance (RFC 7638)")
    asked = parser.parse_args(arguments)
    try:
        report = _checked(asked)
    except (Unreadable, OSError, ValueError, KeyError, TypeError, urllib.error.URLError) as fault:
        print(f"Vérification impossible : {fault}")
        return 2
    return _say(report)


def _checked(asked: argparse.Namespace) -> Report:
    if asked.folder is None if asked.offline else asked.source is None:
        raise Unreadable("dites à qui vous vous fiez, par --source (l'adresse du site), ou --offline et --folder.")
    with asked.export.open(encoding="utf-8") as lines:
        folder = Folder(asked.folder or Path("releves"), None if asked.offline else asked.source.rstrip("/"))
        statements, keys = folder.statements(), folder.keys()
        trusted = [key for key in keys if asked.key is None or _thumbprint(key) in asked.key]
        report = verify(lines, statements, trusted, folder.read)
    for issuer in sorted(report.issuers if asked.source else ()):
        if _place(issuer) != _place(asked.source):
            report.faults.append(f"Les relevés ont été signés par {issuer}, pas par {asked.source}.")
    return report


def _place(address: str) -> tuple[str | None, int, str]:
    told = urllib.parse.urlsplit(address)
    return told.hostname, told.port or 443, told.path.rstrip("/")


def _say(report: Report) -> int:
    print(f"{report.entries} lignes, {report.statements} relevés publiés.")
    if report.fresh:
        print(f"{report.fresh} lignes récentes ne sont dans aucun relevé publié : vérifiez-les demain.")
    if report.withheld:
        print(f"{report.withheld} lignes ne sont pas montrées : leur place est contrôlée, pas leur contenu.")
    if report.last:
        print(f"Dernier relevé : {_moment(report.last.at)}, empreinte {report.last.digest} (à comparer entre vous).")
    for fault in report.faults:
        print(f"ALERTE. {fault}")
    if report.faults:
        print("L'historique n'est pas intact.")
        return 1
    unproved = _unproved(report.last)
    print(f"Vérification impossible : {unproved}" if unproved else "Rien n'a été modifié ni retiré.")
    return 2 if unproved else 0


def _unproved(last: Statement | None) -> str | None:
    """Why what holds together proves nothing: who publishes no statement, or has stopped, is bound by none."""
    if last is None:
        return "aucun relevé n'a été publié."
    if time.time() - last.at > 2 * PERIOD_S:
        return "plus aucun relevé n'est publié depuis deux jours."
    return None


def _moment(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%d/%m/%Y %H:%M} (UTC)"


if __name__ == "__main__":
    sys.exit(main())
