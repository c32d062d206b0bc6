"""Problem documents (RFC 9457)."""

from chassis.problems import Problem
from tests.unit.chassis.library import Lent


def test_a_declared_problem_needs_no_argument() -> None:
    assert Lent().to_json("c-1") == {
        "type": "/problems/library.lent",
        "title": "Ce livre est prêté.",
        "status": 409,
        "detail": "Revenez demain.",
        "code": "library.lent",
        "correlationId": "c-1",
    }
    assert Lent().retry_after == 3


def test_what_is_given_replaces_what_is_declared() -> None:
    errors = [{"field": "title", "message": "Saisissez un titre."}]
    problem = Lent(detail="Revenez lundi.", errors=errors, retry_after=60)
    assert (problem.status, problem.detail, problem.retry_after) == (409, "Revenez lundi.", 60)
    assert problem.to_json("c")["errors"] == errors


def test_a_bare_problem_says_nothing_of_its_cause() -> None:
    assert (Problem().code, Problem().status) == ("internal", 500)
