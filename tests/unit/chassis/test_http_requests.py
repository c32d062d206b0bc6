"""Requests against their contract: what is refused, in which words, about which field."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as at
from hypothesis import strategies as some

from chassis import paging
from tests.unit.chassis.library import Issuer

BOOKS = "/api/library/books"
Headers = dict[str, str]


@pytest.fixture
def operator(issuer: Issuer) -> Headers:
    token = issuer.token(role="operator", rec=None)
    return {"Authorization": f"Bearer {token}", "Idempotency-Key": "key-00001"}


@pytest.fixture
def patient(issuer: Issuer) -> Headers:
    return {"Authorization": f"Bearer {issuer.token()}"}


def refused(client: FlaskClient, headers: Headers, body: Any) -> dict[str, str]:
    answer = client.post(BOOKS, json=body, headers=headers)
    assert answer.status_code == 422, answer.text
    assert answer.json is not None
    assert answer.json["code"] == "library.invalid-request"
    return {error["field"]: error["message"] for error in answer.json["errors"]}


GOOD = {"title": "Un titre"}


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "title", "Ce champ est obligatoire."),
        ({"title": "x"}, "title", "Saisissez un titre."),
        ({"title": {"$gt": ""}}, "title", "Saisissez un titre."),
        ({**GOOD, "isbn": "12"}, "isbn", "Quatre chiffres sont attendus."),
        ({**GOOD, "isbn": {"$ne": None}}, "isbn", "Un texte de quatre chiffres."),
        ({**GOOD, "language": {"$in": []}}, "language", "Un texte est attendu."),
        ({**GOOD, "language": "de"}, "language", "Cette valeur ne fait pas partie des choix possibles."),
        ({**GOOD, "year": 12}, "year", "La plus petite valeur acceptée est 1450."),
        ({**GOOD, "year": 9999}, "year", "La plus grande valeur acceptée est 2100."),
        ({**GOOD, "year": "1999"}, "year", "Un nombre entier est attendu."),
        ({**GOOD, "year": 1999.5}, "year", "Un nombre entier est attendu."),
        ({**GOOD, "lent": 1}, "lent", "La valeur attendue est vrai ou faux."),
        ({**GOOD, "published": "2026-02-30"}, "published", "Saisissez une date comme 1985-05-31."),
        ({**GOOD, "contact": "nobody"}, "contact", "Saisissez une adresse e-mail comme prenom.nom@exemple.fr."),
        ({**GOOD, "authors": {}}, "authors", "Une liste est attendue."),
        ({**GOOD, "authors": [{"name": c} for c in "ABC"]}, "authors", "Indiquez au plus 2 élément(s)."),
        ({**GOOD, "authors": [{"name": "A"}] * 2}, "authors", "Un élément figure deux fois."),
        ({**GOOD, "authors": [{"name": "A"}, {"name": "b"}]}, "authors.1.name", "Saisissez un nom."),
        ({**GOOD, "authors": [{}]}, "authors.0.name", "Ce champ est obligatoire."),
        ({**GOOD, "authors": [{"name": "A", "$where": "1"}]}, "authors.0.$where", "Ce champ n'est pas attendu."),
        ({**GOOD, "admin": True}, "admin", "Ce champ n'est pas attendu."),
        ([GOOD], "body", "Un groupe de champs est attendu."),
        ("null", "body", "Un groupe de champs est attendu."),
    ],
    ids=str,
)
def test_a_field_that_does_not_fit_is_named_in_french(
    body: Any, field: str, message: str, client: FlaskClient, operator: Headers
) -> None:
    assert refused(client, operator, body)[field] == message


def test_all_fields_that_do_not_fit_are_named_at_once(client: FlaskClient, operator: Headers) -> None:
    assert refused(client, operator, {"isbn": "1", "more": 1}).keys() == {"title", "isbn", "more"}


def test_a_thousand_mistakes_make_a_short_answer(client: FlaskClient, operator: Headers) -> None:
    assert len(refused(client, operator, {f"field{number}": 1 for number in range(500)})) == 50


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{'title': 'x'}",
        '{"title": NaN}',
        '{"title": "Un", "title": "Deux"}',
        '{"title": "half \\ud800 a character"}',
        b'{"title": "\xff\xfe"}',
        "[" * 3000,
    ],
    ids=repr,
)
def test_what_is_not_json_is_unreadable(text: str | bytes, client: FlaskClient, operator: Headers) -> None:
    answer = client.post(BOOKS, data=text, content_type="application/json", headers=operator)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "library.malformed-json"


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_json_is_expected_as_json(media_type: str, client: FlaskClient, operator: Headers) -> None:
    answer = client.post(BOOKS, data='{"title": "Un titre"}', content_type=media_type, headers=operator)
    assert answer.status_code == 415
    assert answer.json is not None
    assert answer.json["code"] == "library.unsupported-media-type"


def test_a_charset_beside_the_media_type_is_no_harm(client: FlaskClient, operator: Headers) -> None:
    content_type = "application/json; charset=utf-8"
    assert client.post(BOOKS, data='{"title": "Un"}', content_type=content_type, headers=operator).status_code == 201


@at(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(some.recursive(some.none() | some.booleans() | some.floats() | some.integers() | some.text(), some.lists))
def test_no_body_breaks_the_service(client: FlaskClient, operator: Headers, body: object) -> None:
    for sent in ([body], {"title": body}, {"title": "Un titre", "authors": body}):
        assert client.post(BOOKS, json=sent, headers=operator).status_code in {201, 400, 422}


def test_a_declared_header_is_required_and_checked(client: FlaskClient, operator: Headers) -> None:
    del operator["Idempotency-Key"]
    assert refused(client, operator, GOOD) == {"Idempotency-Key": "Ce champ est obligatoire."}
    short = {**operator, "Idempotency-Key": "short"}
    assert refused(client, short, GOOD) == {"Idempotency-Key": "Saisissez au moins 8 caractère(s)."}


def test_query_parameters_arrive_typed_with_their_defaults(client: FlaskClient, patient: Headers) -> None:
    plain = client.get(BOOKS, headers=patient)
    assert plain.json == {"query": {"limit": 20}, "for": "acc_1"}
    full = client.get(f"{BOOKS}?limit=5&lent=true&shelf=1&shelf=2&sort=year", headers=patient)
    assert full.json is not None
    assert full.json["query"] == {"limit": 5, "lent": True, "shelf": [1, 2], "sort": "year"}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("limit=١", "limit"),
        ("limit=", "limit"),
        ("limit=99999999999999999999", "limit"),
        ("limit=5&limit=6", "limit"),
        ("lent=yes", "lent"),
        ("sort[$gt]=", "sort[$gt]"),
        ("sort=size", "sort"),
        ("shelf=1&shelf=2&shelf=3", "shelf"),
        ("page=2", "page"),
        ("cursor=" + "x" * 301, "cursor"),
        ("cursor=forged", "cursor"),
        ("cursor=" + paging.encode(7), "cursor"),
    ],
)
def test_a_query_that_does_not_fit_is_refused_by_name(
    query: str, field: str, client: FlaskClient, patient: Headers
) -> None:
    answer = client.get(f"{BOOKS}?{query}", headers=patient)
    assert answer.status_code == 422
    assert answer.json is not None
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_an_operation_without_query_takes_none(client: FlaskClient) -> None:
    assert client.get(f"{BOOKS}/boo_0000000000000000000001?x=1").status_code == 422


def test_files_are_left_to_the_function(client: FlaskClient) -> None:
    answer = client.post("/api/library/covers", data={"front": (io.BytesIO(b"png"), "front.png")})
    assert (answer.status_code, answer.json) == (201, {"files": ["front"]})
    assert client.post("/api/library/covers", json={}).status_code == 415
    heavy = client.post("/api/library/covers", data={"front": (io.BytesIO(b"x" * 20_000), "front.png")})
    assert heavy.status_code == 413
