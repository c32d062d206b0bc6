"""Reading a multipart form: within the limit, in memory, field by field."""

import io
import random
from typing import Any

import pytest
from flask import Request
from urllib3.filepost import encode_multipart_formdata

from services.documents import errors
from services.documents.api.forms import read_upload

MAX_BYTES = 5 * 2**20


class Endless(io.RawIOBase):
    """A client that never stops sending, and counts what was taken."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.taken:
            head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
            buffer[: len(head)] = head
            self.taken = len(head)
            return len(head)
        self.taken += len(buffer)
        buffer[:] = b"a" * len(buffer)
        return len(buffer)


def request(body: io.IOBase, content_type: str, **environ: Any) -> Request:
    return Request({"REQUEST_METHOD": "POST", "wsgi.input": body, "CONTENT_TYPE": content_type, **environ})


def form(**fields: Any) -> Request:
    body, content_type = encode_multipart_formdata(fields)
    return request(io.BytesIO(body), content_type, CONTENT_LENGTH=str(len(body)))


@pytest.mark.feature("DOC-10")
def test_a_body_said_to_be_too_large_is_not_read_at_all() -> None:
    body = Endless()
    with pytest.raises(errors.TooLarge):
        read_upload(request(body, "multipart/form-data; boundary=x", CONTENT_LENGTH=str(10**9)), MAX_BYTES)
    assert body.taken == 0


@pytest.mark.feature("DOC-10")
def test_a_body_that_does_not_say_its_size_is_read_up_to_the_limit() -> None:
    body = Endless()
    endless = request(body, "multipart/form-data; boundary=x", **{"wsgi.input_terminated": True})
    with pytest.raises(errors.TooLarge):
        read_upload(endless, MAX_BYTES)
    assert body.taken <= MAX_BYTES + 256 * 1024


def test_what_was_typed_is_read() -> None:
    upload = read_upload(
        form(title="Été", document_date="2026-03-01", section="", hidden="true", file=("é.txt", b"abc", "text/plain")),
        MAX_BYTES,
    )
    assert (upload.title, upload.section, upload.type, upload.hidden) == ("Été", None, None, True)
    assert (upload.content, upload.name, upload.declared) == (b"abc", "é.txt", "text/plain")


@pytest.mark.parametrize("seed", range(20))
def test_any_bytes_up_to_the_limit_arrive_as_they_were_sent(seed: int) -> None:
    content = random.Random(seed).randbytes(random.Random(seed).choice([0, 1, 65_535, 100_000, 700_000, MAX_BYTES]))
    assert read_upload(form(title="a", document_date="2026-03-01", file=("a", content)), MAX_BYTES).content == content


def test_two_files_are_one_too_many() -> None:
    body, content_type = encode_multipart_formdata([("file", ("a", b"1")), ("file", ("b", b"2"))])
    with pytest.raises(errors.MalformedForm):
        read_upload(request(io.BytesIO(body), content_type, CONTENT_LENGTH=str(len(body))), MAX_BYTES)


def test_a_field_given_twice_is_named() -> None:
    body, content_type = encode_multipart_formdata(
        [("title", "a"), ("title", "b"), ("document_date", "2026-03-01"), ("file", ("a", b"1"))]
    )
    with pytest.raises(errors.InvalidRequest) as refusal:
        read_upload(request(io.BytesIO(body), content_type, CONTENT_LENGTH=str(len(body))), MAX_BYTES)
    assert [error["field"] for error in refusal.value.errors] == ["title"]


def test_many_fields_and_long_fields_are_refused() -> None:
    for fields in ({f"f{number}": "1" for number in range(40)}, {"title": "a" * 300_000}):
        with pytest.raises((errors.TooLarge, errors.MalformedForm)):
            read_upload(form(**fields), MAX_BYTES)
