"""What may stand in a message, and what an attached file is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.messaging.domain.attachment import UNKNOWN, media_type_of, name_of
from services.messaging.domain.identifiers import derived
from services.messaging.domain.message import SUBJECT_LENGTH, TEXT_LENGTH, File, Letter, faults


def test_a_first_message_has_a_subject_and_a_text() -> None:
    assert faults(Letter("Vos résultats", "Bonjour,\n\tTout va bien."), begins=True) == {}
    assert faults(Letter("x" * SUBJECT_LENGTH, "y" * TEXT_LENGTH), begins=True) == {}
    assert faults(Letter(None, "Merci."), begins=False) == {}


@pytest.mark.parametrize("subject", [None, "", "   ", "x" * (SUBJECT_LENGTH + 1), "deux\nlignes"])
def test_a_subject_is_one_line_of_80_characters_at_most(subject: str | None) -> None:
    assert set(faults(Letter(subject, "Bonjour"), begins=True)) == {"subject"}


@pytest.mark.parametrize("text", ["", " \n ", "x" * (TEXT_LENGTH + 1), "avec un\0 dedans"])
def test_a_text_is_there_and_bounded(text: str) -> None:
    assert set(faults(Letter(None, text), begins=False)) == {"text"}


def test_an_answer_keeps_the_subject_of_its_conversation() -> None:
    assert set(faults(Letter("Un autre", "Merci."), begins=False)) == {"subject"}


def test_a_key_stands_for_the_place_the_words_and_the_files() -> None:
    letter = Letter(None, "Merci.", (File("a.pdf", b"%PDF-1"),))
    others = [
        Letter(None, "Merci !", letter.files),
        Letter(None, "Merci.", (File("a.pdf", b"%PDF-2"),)),
        Letter(None, "Merci."),
    ]
    assert len({each.fingerprint("here") for each in (letter, *others)} | {letter.fingerprint("there")}) == 5
    assert letter.fingerprint("here") == Letter(None, "Merci.", (File("a.pdf", b"%PDF-1"),)).fingerprint("here")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"{\\rtf1", "application/rtf"),
        ("Température : 38,2 °C\r\n".encode(), "text/plain"),
        (b"<html><script>", UNKNOWN),
        (b"MZ\x90\0", UNKNOWN),
        (b"PK\x03\x04", UNKNOWN),
        (b"\xfe\xff\0a", UNKNOWN),
        (b"before %PDF-", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("bilan.pdf", "bilan.pdf"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\mes\\bilan sanguin.pdf", "C mes bilan sanguin.pdf"),
        ("a\r\nSet-Cookie: x", "a Set-Cookie x"),
        ("\u202efdp.exe", "fdp.exe"),
        ("", "fichier"),
        ("...", "fichier"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_file_name_is_safe_to_show_and_to_save_under(told: str, kept: str) -> None:
    assert name_of(told) == kept


@given(st.text())
def test_no_file_name_is_empty_or_leaves_its_folder(told: str) -> None:
    kept = name_of(told)
    assert kept
    assert not set(kept) & set('/\\\r\n\0"')


@given(st.text(), st.text())
def test_ids_are_opaque_and_the_same_for_the_same_intention(author: str, key: str) -> None:
    made = derived("msg", author, key)
    assert re.fullmatch(r"msg_[0-9A-Za-z]{22}", made)
    assert made == derived("msg", author, key)
    assert made != derived("msg", author, key, "1")
