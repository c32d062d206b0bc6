"""What arrives sealed is opened strictly, and what is kept can be read by nobody else."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwe
from joserfc.jwk import ECKey, OctKey

from chassis.sealing import SealBroken
from services.notifier.domain import Contact, Kind, Letter
from services.notifier.errors import CannotOpen
from services.notifier.sealed import Opener, Vault, contact_from_json, letter_from_delivery

KEY, OTHER = ECKey.generate_key("P-256"), ECKey.generate_key("P-256")
HEADER = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM"}
INAYA = Contact(("Inaya",), "inaya@courriel.example", None, "email")
DELIVERY: dict[str, Any] = {
    "to": {"email": "inaya@courriel.example", "mobile": None, "channel": "email"},
    "given_names": ["Inaya"],
    "purpose": "login-code",
    "code": "042917",
    "expires_at": "2026-11-22T09:30:00.000Z",
}


@pytest.fixture
def opener(tmp_path: Path) -> Opener:
    path = tmp_path / "key.json"
    path.write_text(json.dumps(KEY.as_dict(private=True)))
    return Opener(path)


def test_what_was_sealed_for_us_opens(opener: Opener) -> None:
    sealed = jwe.encrypt_compact(HEADER, json.dumps(DELIVERY).encode(), KEY)
    contact, letter, expires = letter_from_delivery(opener.open(sealed), Kind.LOGIN_CODE)
    assert contact == INAYA
    assert letter.code == "042917"
    assert expires == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def changed(compact: str) -> str:
    """The same with another authentication tag, whatever it was."""
    head, _, tag = compact.rpartition(".")
    return f"{head}.{'B' if tag[0] == 'A' else 'A'}{tag[1:]}"


@pytest.mark.parametrize(
    "sealed",
    [
        jwe.encrypt_compact(HEADER, b"{}", OTHER),
        jwe.encrypt_compact({"alg": "ECDH-ES", "enc": "A256GCM"}, b"{}", KEY, algorithms=["ECDH-ES", "A256GCM"]),
        jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, b"{}", OctKey.generate_key(256)),
        jwe.encrypt_compact(HEADER, b"not json", KEY),
        jwe.encrypt_compact(HEADER, b"[1]", KEY),
        changed(jwe.encrypt_compact(HEADER, b"{}", KEY)),
        "a.b.c.d.e",
        "....",
        "",
    ],
    ids=["other key", "other algorithm", "direct key", "no JSON", "no object", "changed", "noise", "dots", "nothing"],
)
def test_anything_else_does_not(opener: Opener, sealed: str) -> None:
    with pytest.raises(CannotOpen):
        opener.open(sealed)


@pytest.mark.parametrize(
    "change",
    [
        {"to": None},
        {"to": "inaya@courriel.example"},
        {"given_names": None},
        {"code": KeyError},
        {"expires_at": "soon"},
        {"expires_at": "2026-11-22T09:30:00"},
        {"deadline": "31/12/2026"},
    ],
)
def test_a_delivery_with_a_hole_is_refused_without_a_value_in_the_message(change: dict[str, Any]) -> None:
    holed = {name: value for name, value in (DELIVERY | change).items() if value is not KeyError}
    with pytest.raises(CannotOpen) as refused:
        letter_from_delivery(holed, Kind.LOGIN_CODE)
    assert "inaya" not in str(refused.value)


def test_a_card_may_say_more_than_we_know() -> None:
    card = {"version": {"epoch": 1, "number": 1}, "given_names": ["Inaya"], "email": INAYA.email, "later": True}
    assert contact_from_json(card) == INAYA


def test_what_is_kept_opens_for_the_same_row_only() -> None:
    vault = Vault(bytes(32))
    sealed = vault.seal_contact("rec_1", INAYA)
    assert vault.open_contact("rec_1", sealed) == INAYA
    for attempt in (
        lambda: vault.open_contact("rec_2", sealed),
        lambda: Vault(b"\1" * 32).open_contact("rec_1", sealed),
    ):
        with pytest.raises(SealBroken):
            attempt()


@pytest.mark.feature("NFR-07")
def test_a_web_copy_is_kept_without_its_code() -> None:
    vault = Vault(bytes(32))
    letter = Letter(Kind.INVITATION, ("Inaya",), code="7KQ-2MD-X9T", deadline=date(2027, 1, 3))
    kept = vault.open_copy("n1", vault.seal_copy("n1", letter))
    assert kept.code is None
    assert kept.deadline == letter.deadline


def test_the_token_of_a_copy_is_long_steady_and_unlike_what_is_stored() -> None:
    vault = Vault(bytes(32))
    assert vault.copy_token("n1") == vault.copy_token("n1") != vault.copy_token("n2")
    assert len(vault.copy_token("n1")) * 4 >= 128
    assert vault.copy_index(vault.copy_token("n1")) != vault.copy_token("n1")
