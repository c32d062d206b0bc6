"""A log line says a fixed sentence, ids, counts and codes; never a person."""

import json
import logging
import string

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chassis import correlation, logs
from chassis.settings import SettingsMissing
from tests.unit.chassis.conftest import LogLines

NIR = "185057800608436"
TOLD = logs.Line("tests.told", logs.INFO, "something was told")


def test_a_line_is_one_json_object_with_its_fields_and_correlation(log_lines: LogLines) -> None:
    with correlation.bound("0190-abc"):
        logs.write(TOLD, count=3, route="/books/<book>", gone=None)
    (line,) = log_lines()
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "service": "library",
        "process": "api",
        "code": "tests.told",
        "message": "something was told",
        "correlation": "0190-abc",
        "count": 3,
        "route": "/books/<book>",
        "gone": None,
    }


def test_a_field_cannot_take_the_place_of_what_every_line_says(log_lines: LogLines) -> None:
    logs.write(TOLD, service="forged", code="forged")
    (line,) = log_lines()
    assert (line["service"], line["code"]) == ("library", "tests.told")


@pytest.mark.parametrize(
    "number", [NIR, NIR[:13], NIR[:14], "1 85 05 78 006 084 36", "2 85 05 2A 006 084 36", "185052A006084"]
)
def test_a_persons_number_is_masked_wherever_it_stands(number: str, log_lines: LogLines) -> None:
    logs.write(TOLD, address=f"<{number}@patient.mssante.fr>")
    logging.getLogger("some.library").warning("sent to x%sx" % number)  # noqa: G002, UP031 - as libraries do
    assert [logs.MASK in json.dumps(line, ensure_ascii=False) for line in log_lines()] == [True, True]


def test_a_number_given_as_a_number_is_masked_too(log_lines: LogLines) -> None:
    logs.write(TOLD, who=int(NIR))
    assert log_lines()[0]["who"] == logs.MASK


@given(some.text(string.digits + string.ascii_letters + " -@.é", max_size=60), some.integers(13, 15), some.data())
def test_no_run_of_thirteen_to_fifteen_digits_survives(around: str, length: int, data: some.DataObject) -> None:
    run = data.draw(some.text(string.digits, min_size=length, max_size=length))
    place = data.draw(some.integers(0, len(around)))
    assert run not in logs.mask(f"{around[:place]}/{run}/{around[place:]}")


@given(some.uuids())
def test_ids_of_ours_are_left_readable(an_id: object) -> None:
    assert logs.mask(str(an_id)) == str(an_id)
    assert logs.mask("rec_1234567890abcdefghij12") == "rec_1234567890abcdefghij12"


def test_a_library_says_its_template_but_not_what_it_would_fill_in(log_lines: LogLines) -> None:
    logging.getLogger("some.library").error("cannot decode %s", {"body": "Madame Martin"})
    (line,) = log_lines()
    assert (line["code"], line["message"]) == ("library.some.library", "cannot decode %s")
    assert "Martin" not in json.dumps(line)


def test_a_librarys_exception_is_placed_but_not_quoted(log_lines: LogLines) -> None:
    try:
        raise ValueError("Madame Martin")
    except ValueError:
        logging.getLogger("some.library").exception("failed")
    (line,) = log_lines()
    assert line["error"] == "ValueError"
    assert "test_logs.py" in line["at"]
    assert "Martin" not in json.dumps(line)


def test_an_exception_that_holds_only_names_may_speak(log_lines: LogLines) -> None:
    try:
        raise SettingsMissing(["MONGO_URL"], [])
    except SettingsMissing:
        logging.getLogger("gunicorn.error").exception("Exception in worker process")
    assert log_lines()[0]["reason"] == "settings missing: MONGO_URL"


def test_two_lines_cannot_share_a_code() -> None:
    assert logs.Line("tests.told", logs.INFO, "something was told") == TOLD
    with pytest.raises(ValueError, match="tests"):
        logs.Line("tests.told", logs.INFO, "something else")


def test_no_sentence_of_the_catalogue_has_a_hole() -> None:
    assert not [line.code for line in logs.CATALOGUE.values() if set("%{}") & set(line.message)]
