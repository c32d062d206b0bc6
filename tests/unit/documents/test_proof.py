"""A copy says who made it: a person checks it alone, an import checks it before it believes anything."""

import io
import json
import urllib.request
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
from services.documents.takeaway import archive as reading
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


SITE, FORGERS = ISSUER, "https://sante-test.example"


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What each site publishes, by its address; another address is not reached."""
    sites: dict[str, str] = {}

    def fetched(address: str, timeout: float) -> io.BytesIO:
        return io.BytesIO(sites[address.removesuffix("/api/documents/export-keys")].encode())

    monkeypatch.setattr(urllib.request, "urlopen", fetched)
    return sites


def key_set(*signers: Signer) -> str:
    return json.dumps({"keys": [dict(each.public_jwk) for each in signers]})


@pytest.mark.feature("DOC-02")
def test_a_copy_is_not_believed_on_the_word_of_who_hands_it_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], published: dict[str, str]
) -> None:
    forger, ours = new_signer(tmp_path, "forger"), new_signer(tmp_path)
    contents = packed(forger)
    contents[proof.NAME] = proof.statement(forger, FORGERS, "exp_a", contents[manifest.NAME], AT)
    copy = written(tmp_path / "copie.zip", contents)
    published |= {FORGERS: key_set(forger), SITE: key_set(ours)}
    assert verify_export.main([str(copy)]) == 2  # its site and its keys are there, but only the copy names them
    (tmp_path / "copie.cles.json").write_text(key_set(forger))
    assert verify_export.main([str(copy)]) == 2
    told = capsys.readouterr().out
    assert "dites à qui vous vous fiez" in told
    assert "Rien n'a été modifié" not in told
    assert verify_export.main([str(copy), "--source", SITE]) == 1
    assert verify_export.main([str(copy), "--key", str(ours.public_jwk["kid"])]) == 1
    assert "n'est pas signée par une clé connue" in capsys.readouterr().out


@pytest.mark.feature("DOC-02")
def test_keys_of_the_site_are_fetched_each_time_and_kept_for_when_they_are_named(
    tmp_path: Path, published: dict[str, str]
) -> None:
    ours = new_signer(tmp_path)
    copy, kept = written(tmp_path / "copie.zip", packed(ours)), tmp_path / "copie.cles.json"
    published[SITE] = key_set(ours)
    kept.write_text(key_set(new_signer(tmp_path, "forger")))
    assert verify_export.main([str(copy), "--source", f"{SITE}/"]) == 0
    assert verify_export.main([str(copy), "--key", str(ours.public_jwk["kid"])]) == 0
    del published[SITE]
    assert verify_export.main([str(copy), "--source", SITE]) == 2
    assert verify_export.main([str(copy), "--keys", str(kept)]) == 0


@pytest.mark.feature("DOC-02")
def test_a_copy_of_another_site_than_the_one_named_is_an_alarm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signer = new_signer(tmp_path)
    copy, keys = written(tmp_path / "copie.zip", packed(signer)), keys_of(tmp_path, signer)
    assert verify_export.main([str(copy), "--keys", keys, "--source", ISSUER.upper().replace("HTTPS", "https")]) == 0
    assert verify_export.main([str(copy), "--keys", keys, "--source", FORGERS]) == 1
    assert f"ALERTE. Cette copie a été signée par {ISSUER}, pas par {FORGERS}." in capsys.readouterr().out


PACKED = "donnees/documents.json"
TEXT = json.dumps({"documents": [{"title": f"Bilan {number}", "size": number**3} for number in range(12)]}).encode()


def deflated(folder: Path, name: str = PACKED) -> tuple[Signer, bytes, range]:
    """A copy whose texts are deflated, and where the packed bytes of one of them stand."""
    signer = new_signer(folder)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in packed(signer, {**FILES, PACKED: TEXT}).items():
            archive.writestr(each, content)
        told = archive.getinfo(name)
    start = told.header_offset + 30 + len(name)
    return signer, made.getvalue(), range(start, start + told.compress_size)


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def refused_by_import(copy: Path) -> bool:
    try:
        with reading.opened(copy) as archive:
            reading.verify(archive, manifest.read(reading.text(archive, manifest.NAME)))
    except manifest.ManifestBroken:
        return True
    return False


@pytest.mark.feature("DOC-02")
@pytest.mark.parametrize("name", [PACKED, manifest.NAME, proof.NAME])
def test_a_damaged_file_is_an_alarm_in_french_and_no_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    signer, content, places = deflated(tmp_path, name)
    keys, copy = keys_of(tmp_path, signer), tmp_path / "copie.zip"
    for place in places[:-3]:  # the mark of the end is not read when all bytes came: a flip there changes nothing
        copy.write_bytes(flipped(content, place))
        assert verify_export.main([str(copy), "--keys", keys]) == 1, place
        told = capsys.readouterr().out
        assert f"ALERTE. {name} : ce fichier" in told
        assert "Cette copie n'est pas intacte." in told
        if name != proof.NAME:  # which import-export reads and checks apart
            assert refused_by_import(copy), place


@pytest.mark.parametrize(("field", "value"), [(8, 1), (8, 32), (10, 12), (10, 14), (10, 99)])
def test_a_file_said_to_be_encrypted_or_packed_otherwise_is_an_alarm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], field: int, value: int
) -> None:
    """Fields of the directory's entry: 8 its flags (encrypted, patched), 10 its method (bzip2, LZMA, unknown)."""
    signer, content, _ = deflated(tmp_path)
    place = content.rindex(PACKED.encode()) - 46 + field
    copy = tmp_path / "copie.zip"
    copy.write_bytes(content[:place] + bytes([value]) + content[place + 1 :])
    assert verify_export.main([str(copy), "--keys", keys_of(tmp_path, signer)]) == 1
    assert f"ALERTE. {PACKED} : ce fichier est abîmé et ne se lit plus." in capsys.readouterr().out
    assert refused_by_import(copy)


def test_whatever_byte_of_a_copy_is_flipped_nothing_else_than_an_answer_comes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signer, content, _ = deflated(tmp_path)
    keys, copy = keys_of(tmp_path, signer), tmp_path / "copie.zip"
    for place in range(0, len(content), 5):
        copy.write_bytes(flipped(content, place))
        status = verify_export.main([str(copy), "--keys", keys])
        told = capsys.readouterr().out
        assert ("ALERTE." in told) == (status == 1), place
        assert ("Vérification impossible" in told) == (status == 2), place
        refused_by_import(copy)
