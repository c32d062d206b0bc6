"""What leaves a service's HTTP face, whatever came in."""

import uuid

import flask
import pytest
from flask.testing import FlaskClient
from pymongo.errors import ServerSelectionTimeoutError

from chassis import http
from chassis.auth import TokenVerifier
from tests.unit.chassis.conftest import LogLines
from tests.unit.chassis.library import BOOK, OPERATIONS, Ended, Issuer, make, settings

BOOKS = "/api/library/books"
NIR = "185057800608436"


@pytest.fixture
def operator(issuer: Issuer) -> dict[str, str]:
    token = issuer.token(role="operator", rec=None)
    return {"Authorization": f"Bearer {token}", "Idempotency-Key": "key-00001"}


@pytest.fixture
def patient(issuer: Issuer) -> dict[str, str]:
    return {"Authorization": f"Bearer {issuer.token()}"}


def test_a_public_operation_answers_anyone(client: FlaskClient) -> None:
    answer = client.get(f"{BOOKS}/{BOOK}")
    assert (answer.status_code, answer.json) == (200, {"id": BOOK})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_body_status_and_headers_of_a_function_make_the_answer(client: FlaskClient, operator: dict[str, str]) -> None:
    answer = client.post(BOOKS, json={"title": "Été"}, headers=operator)
    assert (answer.status_code, answer.json) == (201, {"title": "Été"})
    assert answer.headers["Location"] == f"{BOOKS}/{BOOK}"
    assert "Été" in answer.text
    gone = client.delete(f"{BOOKS}/{BOOK}", headers=operator)
    assert (gone.status_code, gone.data, gone.headers.get("Content-Type")) == (204, b"", None)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", "Bearer é"])
def test_without_a_good_token_nothing_runs(header: str | None, client: FlaskClient) -> None:
    answer = client.get(BOOKS, headers={} if header is None else {"Authorization": header})
    assert answer.status_code == 401
    assert answer.json is not None
    assert answer.json["code"] == "library.unauthenticated"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.content_type == "application/problem+json"


def test_every_operation_that_asks_for_a_token_refuses_without_one_and_in_other_roles(
    client: FlaskClient, issuer: Issuer
) -> None:
    support = {"Authorization": f"Bearer {issuer.token(role='support', rec=None)}"}
    for method, path in (("GET", BOOKS), ("POST", BOOKS), ("DELETE", f"{BOOKS}/{BOOK}")):
        assert client.open(path, method=method).status_code == 401
        refused = client.open(path, method=method, headers=support)
        assert refused.status_code == 403
        assert refused.json is not None
        assert refused.json["code"] == "library.role-refused"


def test_a_machine_needs_the_scope_that_the_operation_names_and_people_do_not(
    client: FlaskClient, issuer: Issuer, patient: dict[str, str]
) -> None:
    def as_machine(scope: str) -> dict[str, str]:
        token = issuer.token(role="organisation", rec=None, client_id="mac_1", scope=scope)
        return {"Authorization": f"Bearer {token}"}

    assert client.get(BOOKS, headers=as_machine("books:lend books:read")).status_code == 200
    assert client.get(BOOKS, headers=patient).status_code == 200
    for scope in ("", "books:lend", "books:readers"):
        refused = client.get(BOOKS, headers=as_machine(scope))
        assert refused.status_code == 403
        assert refused.json is not None
        assert refused.json["code"] == "library.scope-refused"


def test_authentication_comes_before_everything_that_could_tell_something(client: FlaskClient) -> None:
    assert client.post(BOOKS, data="{", content_type="application/json").status_code == 401
    assert client.delete(f"{BOOKS}/nothing").status_code == 401


@pytest.mark.feature("LOG-11")
def test_an_ended_session_is_refused_on_the_next_request(
    client: FlaskClient, patient: dict[str, str], ended: Ended
) -> None:
    assert client.get(BOOKS, headers=patient).status_code == 200
    ended.sids.add("ses_1")
    assert client.get(BOOKS, headers=patient).status_code == 401


def test_an_operation_behind_a_cookie_authenticates_by_itself(client: FlaskClient, app: flask.Flask) -> None:
    app.testing = False
    # Its function asks for an actor that no token brought: that is our mistake, not the caller's.
    assert client.post("/api/library/renewal").status_code == 500


@pytest.mark.parametrize(
    "book", ["boo_1", "boo_00000000000000000000001", "doc_0000000000000000000001", "$gt", "%00", NIR]
)
def test_an_id_of_the_wrong_shape_is_an_id_that_nothing_has(book: str, client: FlaskClient) -> None:
    answer = client.get(f"{BOOKS}/{book}")
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["code"] == "library.not-found"


@pytest.mark.parametrize(
    "path", ["/", "/api", f"{BOOKS}/", f"//api/library/books/{BOOK}", "/api/library//books", "/static/x"]
)
def test_what_the_contract_does_not_name_does_not_exist(path: str, client: FlaskClient) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_another_method_is_told_which_ones_there_are(client: FlaskClient) -> None:
    for method in ("PUT", "OPTIONS", "TRACE"):
        answer = client.open(BOOKS, method=method)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_a_problem_raised_by_a_function_is_the_answer(client: FlaskClient, operator: dict[str, str]) -> None:
    answer = client.post(BOOKS, json={"title": "Lent"}, headers={**operator, "X-Correlation-Id": "corr-0001"})
    assert answer.status_code == 409
    assert answer.headers["Retry-After"] == "3"
    assert answer.json == {
        "type": "/problems/library.lent",
        "title": "Ce livre est prêté.",
        "status": 409,
        "detail": "Revenez demain.",
        "code": "library.lent",
        "correlationId": "corr-0001",
    }


def test_the_unexpected_says_nothing(client: FlaskClient, operator: dict[str, str], log_lines: LogLines) -> None:
    answer = client.post(BOOKS, json={"title": "Secret"}, headers=operator)
    assert answer.status_code == 500
    assert answer.json is not None
    assert answer.json["code"] == "internal"
    failed, answered = log_lines()
    assert (failed["code"], failed["error"]) == ("http.failed", "Secret")
    assert "library.py" in failed["at"]
    assert answered["status"] == 500
    assert NIR not in answer.text + str(failed) + str(answered)


def test_the_database_away_is_a_wait_not_a_failure(issuer: Issuer) -> None:
    def unreachable(book: str) -> None:
        raise ServerSelectionTimeoutError("mongodb://user:password@host")

    app = http.create_app(
        settings(),
        {**OPERATIONS, "showBook": unreachable},
        lambda: None,
        TokenVerifier(settings(), Ended(), issuer.find),
    )
    answer = app.test_client().get(f"{BOOKS}/{BOOK}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "password" not in answer.text


def test_ids_come_in_and_go_out_or_are_made(client: FlaskClient) -> None:
    given = client.get(f"{BOOKS}/{BOOK}", headers={"X-Request-Id": "a" * 32, "X-Correlation-Id": "from-browser"})
    assert (given.headers["X-Request-Id"], given.headers["X-Correlation-Id"]) == ("a" * 32, "from-browser")
    made = client.get(f"{BOOKS}/{BOOK}")
    assert uuid.UUID(made.headers["X-Request-Id"]).version == 7
    assert made.headers["X-Correlation-Id"] == made.headers["X-Request-Id"]


@pytest.mark.parametrize("given", [NIR, "a b", "short", "x" * 65, "é" * 10, "a-" + NIR, "<script>alert(1)"])
def test_an_id_that_is_none_is_replaced(given: str, client: FlaskClient) -> None:
    answer = client.get("/nowhere", headers={"X-Request-Id": given, "X-Correlation-Id": given})
    assert uuid.UUID(answer.headers["X-Request-Id"])
    assert uuid.UUID(answer.headers["X-Correlation-Id"])


def test_refusals_carry_the_ids_too(client: FlaskClient) -> None:
    for answer in (client.get("/nowhere"), client.get(BOOKS), client.put(BOOKS)):
        assert answer.json is not None
        assert answer.headers["X-Correlation-Id"] == answer.json["correlationId"]


def test_the_access_line_has_the_route_and_never_the_address(
    client: FlaskClient, patient: dict[str, str], log_lines: LogLines
) -> None:
    client.get(f"{BOOKS}/{BOOK}?secret={NIR}")
    client.get(BOOKS, headers=patient, query_string={"sort": "year"})
    client.get(f"/elsewhere/{NIR}")
    client.get("/health/live")
    refused, listed, unknown = log_lines()
    assert (refused["route"], refused["problem"]) == ("/api/library/books/<book>", "library.invalid-request")
    assert (listed["route"], listed["role"], listed["status"]) == (BOOKS, "patient", 200)
    assert (unknown["route"], unknown["status"]) == ("unmatched", 404)
    assert BOOK not in str((refused, listed, unknown))
    assert NIR not in str((refused, listed, unknown))


def test_health_and_metrics_tell_by_route(client: FlaskClient) -> None:
    client.get(f"{BOOKS}/{BOOK}")
    assert client.get("/health/live").json == {"status": "live"}
    assert client.get("/health/ready").json == {"status": "ready"}
    metrics = client.get("/metrics").text
    assert 'route="/api/library/books/<book>",service="library",status="200"' in metrics
    assert BOOK not in metrics


def test_a_service_that_cannot_work_is_not_ready(issuer: Issuer) -> None:
    def readiness() -> None:
        raise ConnectionError

    app = http.create_app(settings(), OPERATIONS, readiness, TokenVerifier(settings(), Ended(), issuer.find))
    assert app.test_client().get("/health/ready").status_code == 503
    assert app.test_client().get("/health/live").status_code == 200


def test_invented_methods_make_no_metrics(client: FlaskClient) -> None:
    client.open(BOOKS, method="SMUGGLE")
    assert "SMUGGLE" not in client.get("/metrics").text


def test_an_envelope_that_is_too_big_is_refused(issuer: Issuer, operator: dict[str, str]) -> None:
    client = make(issuer, Ended(), max_content_length=100).test_client()
    answer = client.post(BOOKS, json={"title": "x" * 200}, headers=operator)
    assert answer.status_code == 413
    assert answer.json is not None
    assert answer.json["code"] == "library.too-large"
