"""Sessions: renewed by cookie, idle, ended everywhere (LOG-11)."""

import base64
import json
from typing import Any

import jwt
import pytest
from flask.testing import FlaskClient

from services.identity import api
from tests.integration.identity.place import Place, activation, insured


def opened(place: Place) -> tuple[FlaskClient, dict[str, Any]]:
    place.activated()
    client = place.client()
    return client, place.logged_in(client=client)


def renew(place: Place, client: FlaskClient, expect: int) -> Any:
    with place.at_clock():
        answer = client.post("/api/identity/session/token", base_url="https://localhost")
    assert answer.status_code == expect, answer.text
    return answer.json


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.feature("LOG-11")
def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(place: Place) -> None:
    place.activated()
    login = place.post(
        "/logins", {"identifier": "inaya.martin", "password": activation("")["password"], "space": "patient"}, 201
    )["login"]
    code = place.send_code(login)
    cookie = place.answer(f"/logins/{login}/session", {"code": code}).headers["Set-Cookie"]
    name, *attributes = cookie.split("; ")
    assert name.startswith("__Host-mes-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(attributes)
    assert not any(attribute.startswith("Domain") for attribute in attributes)
    secret = name.partition("=")[2]
    assert len(secret) >= 43  # 256 bits
    assert secret not in json.dumps(list(place.db["sessions"].find({}, {"_id": 0})), default=str)


@pytest.mark.feature("LOG-11")
def test_a_token_says_who_in_which_session_for_five_minutes_and_verifies_with_the_published_key(place: Place) -> None:
    _, session = opened(place)
    keys = place.client().get("/.well-known/jwks.json").json
    assert keys
    assert all("d" not in key for key in keys["keys"])
    token = session["access_token"]
    header = jwt.get_unverified_header(token)
    key = next(jwt.PyJWK(key) for key in keys["keys"] if key["kid"] == header["kid"])
    claims = jwt.decode(token, key, algorithms=["EdDSA"], audience="mes", issuer="https://test.invalid")
    assert (header["alg"], header["typ"]) == ("EdDSA", "at+jwt")
    assert claims["exp"] - claims["iat"] == 300 == session["expires_in"]
    assert claims["rec"] == session["actor"]["record"]
    assert claims["role"] == "patient"
    assert {"iss", "aud", "sub", "sid", "jti"} <= set(claims)
    assert "family_name" not in claims


@pytest.mark.feature("LOG-11")
def test_a_session_in_use_lasts_twelve_hours_and_no_longer(place: Place) -> None:
    client, _ = opened(place)
    for _ in range(24):
        place.wait(minutes=29, seconds=30)
        assert renew(place, client, 200)["actor"]["display_name"] == "Inaya M."
    place.wait(minutes=12)
    renew(place, client, 401)


@pytest.mark.feature("LOG-11")
def test_a_session_left_alone_ends_after_thirty_minutes(place: Place) -> None:
    client, _ = opened(place)
    place.wait(minutes=30)
    renew(place, client, 401)


@pytest.mark.feature("LOG-11")
def test_logging_out_ends_the_cookie_and_the_token_and_tells_every_service(place: Place) -> None:
    client, session = opened(place)
    token = session["access_token"]
    assert client.get("/api/identity/me", headers=bearer(token)).status_code == 200
    left = client.delete("/api/identity/session", headers=bearer(token), base_url="https://localhost")
    assert left.status_code == 204
    assert "Max-Age=0" in left.headers["Set-Cookie"]
    renew(place, client, 401)
    other_process = Place(place.db, api.create_app(place.parts.settings))
    assert other_process.client().get("/api/identity/me", headers=bearer(token)).status_code == 401
    (event,) = place.said("SessionEnded")
    sid = jwt.decode(token, options={"verify_signature": False})["sid"]
    assert event["data"]["session"] == sid == event["subject"]


@pytest.mark.feature("LOG-11")
@pytest.mark.parametrize("cookie", [None, "", "x" * 43])
def test_no_cookie_or_a_guessed_one_renews_nothing(place: Place, cookie: str | None) -> None:
    client = place.client()
    if cookie is not None:
        client.set_cookie("__Host-mes-session", cookie, secure=True)
    assert renew(place, client, 401)["code"] == "identity.session-over"


@pytest.mark.feature("LOG-11")
def test_forged_foreign_and_unsigned_tokens_are_refused(place: Place) -> None:
    _, session = opened(place)
    token = session["access_token"]
    head, body, signature = token.split(".")
    plain = base64.urlsafe_b64encode(b'{"alg":"none","typ":"at+jwt"}').rstrip(b"=").decode()
    changed = body[:-4] + ("AAAA" if body[-4:] != "AAAA" else "BBBB")
    claims = jwt.decode(token, options={"verify_signature": False})
    hmac_signed = jwt.encode(
        claims, "x" * 32, algorithm="HS256", headers=jwt.get_unverified_header(token) | {"alg": "HS256"}
    )
    for forged in (f"{plain}.{body}.", f"{head}.{changed}.{signature}", f"{head}.{body}.", hmac_signed, "x", ""):
        answer = place.client().get("/api/identity/me", headers=bearer(forged))
        assert answer.status_code == 401, forged


@pytest.mark.feature("LOG-10", "LOG-11")
def test_recovering_the_account_by_identifying_again_ends_its_sessions_and_replaces_its_credentials(
    place: Place,
) -> None:
    client, session = opened(place)
    record = session["actor"]["record"]
    line = insured(1)
    who = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**who, "channel": "email"}, expect=202)
    place.issue_codes()
    letter = place.letters("ProvisionalCodeGenerated")[-1]
    # The code goes where the account is reached, not where the insurer once wrote.
    assert letter["to"]["email"] == "inaya@exemple.invalid"
    body = {"code": letter["code"], "nir": line["nir"], "vitale_serial": line["vitale_serial"]}
    identified = place.post("/identifications", body, expect=200)
    assert identified["state"] == "activated"
    again = place.post("/activations", activation(identified["ticket"], "nouvelle.lune"), expect=201)
    assert again["record"] == record
    renew(place, client, 401)
    assert place.db["accounts"].count_documents({}) == 1
    place.post("/logins", {"identifier": "inaya.martin", "password": "x", "space": "patient"}, expect=401)
    assert place.logged_in("nouvelle.lune")["actor"]["first_login"] is False


@pytest.mark.feature("LOG-12")
def test_only_the_first_login_ever_is_the_first(place: Place) -> None:
    _, session = opened(place)
    assert session["actor"]["first_login"] is True
    place.wait(minutes=1)
    assert place.logged_in()["actor"]["first_login"] is False
