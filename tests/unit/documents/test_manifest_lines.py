"""The insurer's manifest, line by line."""

import json
from typing import Any

import pytest

from services.documents.domain.insurer import Line, LineRefused, line_of, rows_of

ROW = {
    "document": "DMP-1",
    "record": "rec_7Qm2xV9aKp4LsT8wYb3Nd1",
    "file": "2019/bilan.pdf",
    "type": "11502-2",
    "title": "Bilan",
    "document_date": "2019-04-02",
}


def line(**changes: Any) -> Line:
    return line_of(1, ROW | changes)


def test_a_line_of_csv_and_of_ndjson_say_the_same() -> None:
    csv = [";".join(ROW) + "\n", ";".join(ROW.values()) + "\n"]
    (from_csv,) = [line_of(number, row) for number, row in rows_of("a.csv", csv)]
    (from_json,) = [line_of(number + 1, row) for number, row in rows_of("a.ndjson", [json.dumps(ROW) + "\n", "\n"])]
    assert from_csv == from_json


def test_the_same_document_has_the_same_key_whatever_else_changes() -> None:
    assert line().key == line(title="Autre").key
    assert line().key != line(document="DMP-2").key


@pytest.mark.feature("OPS-07")
def test_only_what_was_a_dmp_before_july_2021_is_taken_over() -> None:
    assert line(dmp_opened="2021-06-30").former
    with pytest.raises(LineRefused, match="dmp_opened"):
        line(dmp_opened="2021-07-01")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"record": ""}, "missing: record"),
        ({"nir": "284058832102532"}, "unknown: nir"),
        ({"file": "../secret"}, "file"),
        ({"file": "/etc/passwd"}, "file"),
        ({"file": "a\\..\\b"}, "file"),
        ({"document_date": "2 avril"}, "document_date"),
        ({"document": "x" * 201}, "document"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, str], reason: str) -> None:
    with pytest.raises(LineRefused, match=reason):
        line(**changes)


def test_an_unreadable_line_is_a_refused_line() -> None:
    rows = dict(rows_of("a.ndjson", ["{", "[]", json.dumps(ROW)]))
    for number in (1, 2):
        with pytest.raises(LineRefused, match="unreadable"):
            line_of(number, rows[number])
    assert line_of(3, rows[3]).document == "DMP-1"
