"""What goes on the wire: one sender, one recipient, an identity that survives a crash."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP

import pytest

from services.notifier.domain import Address, Medium
from services.notifier.errors import Refused
from services.notifier.writing.message import Envelope
from services.notifier.writing.rendering import Rendered

ENVELOPE = Envelope("ne-pas-repondre@espace-sante.example", "https://site.example:8443", "sms.example")
WRITTEN = datetime(2026, 5, 28, 9, 30, tzinfo=UTC)
RENDERED = Rendered("Été", "texte é", "<p>é</p>")
NOTICE = "019aab2e-5b1c-7d5e-9a3e-1f2d3c4b5a69"


def mail(to: str = "inaya@courriel.example") -> bytes:
    return ENVELOPE.mail(NOTICE, Address(Medium.EMAIL, to), RENDERED, WRITTEN).content


@pytest.mark.feature("HIS-16")
def test_every_mail_comes_from_the_one_fixed_sender() -> None:
    read = message_from_bytes(mail(), policy=SMTP)
    assert read["From"] == "Assurance Maladie - Mon espace santé <ne-pas-repondre@espace-sante.example>"
    assert read["Reply-To"] is None


@pytest.mark.feature("HIS-17")
def test_the_same_notice_always_gives_the_same_message() -> None:
    read, again = message_from_bytes(mail(), policy=SMTP), message_from_bytes(mail(), policy=SMTP)
    assert read["Message-ID"] == again["Message-ID"] == f"<{NOTICE}@site.example>"
    assert read["Date"] == again["Date"]


def test_a_mail_has_a_text_and_a_page_and_says_it_is_automatic() -> None:
    read = message_from_bytes(mail(), policy=SMTP)
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().strip() for part in read.iter_parts()] == ["texte é", "<p>é</p>"]
    assert read["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    "hostile",
    [
        "a@b.example\r\nBcc: x@y.invalid",
        "a@b.example\nBcc: x@y.invalid",
        "a@b.example, x@y.invalid",
        "a@b.example>, <x@y.invalid",
        "a@b.example x@y.invalid",
        "é@b.example",
        "a@é.example",
        "nobody",
        "@b.example",
        "a@",
        "",
    ],
)
def test_an_address_is_one_address_or_refused(hostile: str) -> None:
    with pytest.raises(Refused):
        ENVELOPE.mail(NOTICE, Address(Medium.EMAIL, hostile), RENDERED, WRITTEN)


@pytest.mark.feature("LOG-05", "ACT-18")
def test_an_sms_leaves_as_mail_to_the_mobile() -> None:
    sms = ENVELOPE.sms(NOTICE, "+33 6 39 98 00 01", "code 042917", WRITTEN)
    assert sms.recipient == "+33639980001@sms.example"
    read = message_from_bytes(sms.content, policy=SMTP)
    assert read.get_content_type() == "text/plain"
    assert read.get_content().strip() == "code 042917"
    assert read["To"] == sms.recipient


@pytest.mark.parametrize("hostile", ["0639@x", "06\r\nBcc: a@b", "", "+", "six", "٠٦٣٩٩٨٠٠٠١"])
def test_a_mobile_is_digits_or_refused(hostile: str) -> None:
    with pytest.raises(Refused):
        ENVELOPE.sms(NOTICE, hostile, "x", WRITTEN)


@pytest.mark.parametrize(
    "words", ["", ".", "..", "a\n.\nb", "é" * 200, "=3D", "fin \n", "tab\t\n", "a\r\nb\rc", "€" * 90]
)
def test_words_arrive_as_they_were_written(words: str) -> None:
    rendered = Rendered("Sujet", words, f"<p>{words}</p>")
    sent = ENVELOPE.mail(NOTICE, Address(Medium.EMAIL, "a@b.example"), rendered, WRITTEN).content
    plain, page = message_from_bytes(sent, policy=SMTP).iter_parts()
    expected = words.replace("\r\n", "\n").replace("\r", "\n")
    assert plain.get_content().replace("\r\n", "\n") == expected
    assert page.get_content().replace("\r\n", "\n") == f"<p>{expected}</p>"
    assert max(map(len, sent.split(b"\r\n"))) <= 78
    assert b"\n" not in sent.replace(b"\r\n", b"")


def test_an_id_that_is_none_of_ours_is_never_put_in_a_header() -> None:
    with pytest.raises(ValueError, match="not the id"):
        ENVELOPE.mail("x>\r\nBcc: a@b", Address(Medium.EMAIL, "a@b.example"), RENDERED, WRITTEN)
