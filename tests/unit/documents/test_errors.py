"""What people are told when something is refused."""

import inspect

import pytest

from chassis.http.requests import not_found
from chassis.problems import Problem
from services.documents import errors
from services.documents.errors import InvalidRequest, NameMismatch, NotFound

PROBLEMS = [
    each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, Problem) and each is not Problem
]
MADE = [NameMismatch("PDF") if each is NameMismatch else each() for each in PROBLEMS]


def test_each_problem_has_a_code_of_its_own() -> None:
    codes = [each.code for each in MADE]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("documents.") for code in codes)


@pytest.mark.feature("DOC-11")
@pytest.mark.parametrize("problem", MADE, ids=lambda problem: problem.code)
def test_each_problem_says_in_french_what_happened_and_what_to_do(problem: Problem) -> None:
    assert problem.title.endswith(".")
    assert problem.detail.endswith(".")
    assert problem.title != problem.detail
    assert (problem.retry_after is not None) == (problem.status in (503, 507))


def test_a_document_that_may_not_be_seen_is_worded_like_an_address_that_nothing_has() -> None:
    unknown = not_found("documents")
    assert (unknown.code, unknown.status, unknown.title, unknown.detail) == (
        NotFound.code,
        NotFound.status,
        NotFound.title,
        NotFound.detail,
    )


def test_fields_are_named() -> None:
    assert InvalidRequest(title="Donnez un titre.").errors == [{"field": "title", "message": "Donnez un titre."}]
