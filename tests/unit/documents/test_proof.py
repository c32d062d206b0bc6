"""A copy says who made it: a person checks it alone, an import checks it before it believes anything."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from chassis.signing import Signer
from contracts import verify_export
from services.documents.takeaway import manifest, proof

AT = datetime(2026, 3, 1, 13, 5, tzinfo=UTC)
ISSUER = "https://sante.test.invalid"
FILES = {"index.html": b"<!doctype html>", "documents/00001-bilan.pdf": b"%PDF-1.7 bilan", "vide.txt": b""}

Contents = dict[str, bytes]


def new_signer(folder: Path, name: str = "ours", media_type: str = proof.MEDIA_TYPE) -> Signer:
    key = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / f"{name}.pem").write_bytes(key)
    return Signer(folder / f"{name}.pem", media_type)


def packed(signer: Signer, files: Contents = FILES) -> Contents:
    listed = manifest.manifest("rec_a", "2026-03-01T13:05:00Z", {name: manifest.entry(c) for name, c in files.items()})
    return {**files, manifest.NAME: listed, proof.NAME: proof.statement(signer, ISSUER, "exp_a", listed, AT)}


def written(path: Path, contents: Contents) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def keys_of(folder: Path, *signers: Signer) -> str:
    (folder / "cles.json").write_text(json.dumps({"keys": [dict(each.public_jwk) for each in signers]}))
    return str(folder / "cles.json")


@pytest.mark.feature("DOC-02")
def test_an_untouched_copy_holds_and_says_where_it_comes_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signer, former = new_signer(tmp_path), new_signer(tmp_path, "former")
    copy = written(tmp_path / "copie.zip", packed(signer))
    keys = keys_of(tmp_path, former, signer)
    assert verify_export.main([str(copy), "--keys", keys]) == 0
    told = capsys.readouterr().out
    assert "3 fichiers." in told
    assert f"Signé par {ISSUER}, le 01/03/2026 à 13:05 (UTC)." in told
    assert "Rien n'a été modifié" in told
    kid = str(signer.public_jwk["kid"])
    assert verify_export.main([str(copy), "--keys", keys, "--key", kid]) == 0
    assert verify_export.main([str(copy), "--keys", keys, "--key", str(former.public_jwk["kid"])]) == 1
    contents = packed(signer)
    assert proof.check(contents[proof.NAME], contents[manifest.NAME], [signer.public_jwk]) == ISSUER


def changed(contents: Contents) -> str:
    contents["vide.txt"] = b"plus vide"
    return "vide.txt : ce fichier a été modifié."


def added(contents: Contents) -> str:
    contents["autre.txt"] = b"x"
    return "autre.txt : ce fichier a été ajouté."


def removed(contents: Contents) -> str:
    del contents["index.html"]
    return "index.html : ce fichier manque."


def made_anew(contents: Contents) -> str:
    """Whoever changes a file can make the hashes anew, but not the signature."""
    files = {**FILES, "vide.txt": b"plus vide"}
    contents["vide.txt"] = files["vide.txt"]
    contents[manifest.NAME] = manifest.manifest("rec_a", "x", {name: manifest.entry(c) for name, c in files.items()})
    return "La liste des empreintes n'est pas celle qui a été signée."


def unsigned(contents: Contents) -> str:
    body = json.dumps({"iss": ISSUER, "iat": 1, "export": "exp_a", "manifest": "0" * 64})
    contents[proof.NAME] = jwt.encode(json.loads(body), None, algorithm="none").encode()
    return "n'est pas signée par une clé connue."


def cut(contents: Contents) -> str:
    contents[proof.NAME] = contents[proof.NAME][:-4] + b"AAAA"
    return "n'est pas signée par une clé connue."


@pytest.mark.feature("DOC-02")
@pytest.mark.parametrize("harm", [changed, added, removed, made_anew, unsigned, cut])
def test_whatever_is_changed_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: Callable[[Contents], str]
) -> None:
    signer = new_signer(tmp_path)
    contents = packed(signer)
    words = harm(contents)
    copy = written(tmp_path / "copie.zip", contents)
    assert verify_export.main([str(copy), "--keys", keys_of(tmp_path, signer)]) == 1
    told = capsys.readouterr().out
    assert words in told
    assert "Cette copie n'est pas intacte." in told


@pytest.mark.parametrize("harm", [made_anew, unsigned, cut])
def test_an_import_believes_no_manifest_that_is_not_signed(tmp_path: Path, harm: Callable[[Contents], str]) -> None:
    signer = new_signer(tmp_path)
    contents = packed(signer)
    harm(contents)
    with pytest.raises(manifest.ManifestBroken):
        proof.check(contents[proof.NAME], contents[manifest.NAME], [signer.public_jwk])


def test_a_key_unknown_a_statement_of_another_kind_and_another_export_prove_nothing(tmp_path: Path) -> None:
    ours, theirs = new_signer(tmp_path), new_signer(tmp_path, "theirs")
    history = new_signer(tmp_path, "history", "history-checkpoint+jwt")
    mine = packed(ours)[manifest.NAME]
    other = packed(ours, {"autre.txt": b"x"})
    statements: list[tuple[bytes, Any]] = [
        (packed(theirs)[proof.NAME], ours),
        (proof.statement(history, ISSUER, "exp_a", mine, AT), history),
        (other[proof.NAME], ours),
        (b"\xff", ours),
        (b"a.b.c", ours),
    ]
    for statement, trusted in statements:
        with pytest.raises(manifest.ManifestBroken):
            proof.check(statement, mine, [trusted.public_jwk])


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ({"manifest.json": b"{}"}, "manifest.jws manque"),
        ({"manifest.jws": b"a.b.c"}, "manifest.json manque"),
        (None, "n'est pas un ZIP"),
    ],
)
def test_what_cannot_be_checked_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], contents: Contents | None, words: str
) -> None:
    copy = tmp_path / "copie.zip"
    copy.write_bytes(b"not a zip")
    if contents is not None:
        written(copy, contents)
    assert verify_export.main([str(copy), "--keys", keys_of(tmp_path)]) == 2
    assert words in capsys.readouterr().out
