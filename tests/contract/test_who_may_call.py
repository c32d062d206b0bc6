"""Every operation against every kind of actor, generated from the contracts: nobody is where they do not belong."""

import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from deploy.native.installation import Installation
from tests.support.api import Api
from tests.support.contract import Operation, operations
from tests.support.platform import Platform

GUARDED = [operation for operation in operations().values() if operation.needs_token]
NOBODY = {
    "record": "rec_0000000000000000000000",
    "document": "doc_0000000000000000000000",
    "conversation": "cnv_0000000000000000000000",
    "message": "msg_0000000000000000000000",
    "attachment": "att_0000000000000000000000",
    "professional": "pro_0000000000000000000000",
    "import": "imp_0000000000000000000000",
    "page": "1",
    "export": "exp_0000000000000000000000",
    "change": "idc_0000000000000000000000",
    "session": "ses_0000000000000000000000",
    "call": "call_0000000000000000000000",
    "invitation": "inv_0000000000000000000000",
    "emergency": "00000000-0000-0000-0000-000000000000",
    "reference": "ABCDEFGHJK",
    "version": "2000-01-01",
    "entry": "00000000-0000-0000-0000-000000000000",
    "organisation": "org_0000000000000000000000",
    "account": "mac_0000000000000000000000",
    "wave": "wav_0000000000000000000000",
    "confirmation": "cnf_0000000000000000000000",
    "deletion": "del_0000000000000000000000",
    "former": "fsp_0000000000000000000000",
    "id": "doc-0000000000000000000000",
    "section": "allergies",
    "item": "ent_0000000000000000000000",
}


@pytest.fixture(scope="module")
def platform(mes: Installation) -> Platform:
    return Platform(mes)


@pytest.fixture(scope="module")
def known(platform: Platform) -> dict[str, Api]:
    patient, other = platform.patient(), platform.patient()
    platform.kept |= {"patient": patient, "other": other, "document": patient.deposit()["id"]}
    platform.kept |= {"software": platform.software(), "tokens": time.monotonic()}
    return {
        "patient": patient.api,
        "other": other.api,
        "professional": platform.professional().api,
        "operator": platform.operator().api,
        "organisation": platform.kept["software"].api,
        "support": platform.agent().api,
    }


@pytest.fixture
def actors(platform: Platform, known: dict[str, Api]) -> dict[str, Api]:
    """With tokens for longer than a test: they live five minutes, on a slow machine less than this file takes."""
    if time.monotonic() - platform.kept["tokens"] > 120:
        platform.kept["tokens"] = time.monotonic()
        for role, api in known.items():
            if role == "organisation":
                api.token = platform.kept["software"].new_token()
            else:
                api.token = api.call("renewToken", expect=200).json()["access_token"]
    return known


def example(schema: dict[str, Any]) -> Any:
    """Something that fits the schema well enough to get past the shape of a request."""
    if "oneOf" in schema:
        return example(schema["oneOf"][0])
    if "examples" in schema:
        return schema["examples"][0]
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        return {
            name: example(schema["properties"][name]) for name in schema.get("required", list(schema["properties"])[:1])
        }
    fitting = {
        "title": "Titre", "nir": "284058832102532", "matricule": "284058832102532", "family_name": "Martin",
        "given_name": "Ana",
    }  # fmt: skip
    if schema.get("format") == "date":
        return "2026-03-03"
    if isinstance(kind, list):
        return None
    if kind in ("integer", "number"):
        return schema.get("minimum", 0)
    return fitting.get(str(schema.get("title", "")), "Titre" if kind == "string" else False)


def arguments(operation: Operation, record: str, document: str) -> dict[str, Any]:
    """A well-formed call of the operation on this record."""
    path = {p["name"]: NOBODY[p["name"]] for p in operation.spec.get("parameters", []) if p["in"] == "path"}
    if "record" in path:
        path["record"] = record
    if "document" in path:
        path["document"] = document
    made: dict[str, Any] = {"path": path, "headers": {"Idempotency-Key": "abcdefgh12345678", "If-Match": '"1"'}}
    if asked := [p for p in operation.spec.get("parameters", []) if p["in"] == "query" and p.get("required")]:
        made["query"] = {p["name"]: NOBODY.get(p["name"]) or example(p["schema"]) for p in asked}
    content = operation.spec.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        made["body"] = example(content["application/json"]["schema"])
    if "multipart/form-data" in content:
        made["files"] = {"file": ("a.txt", b"bonjour", "text/plain")}
        if operation.service == "documents":
            made["form"] = {"title": "Titre", "document_date": "2026-03-03", "type": "11488-4", "section": "CPT_REND"}
    return made


@pytest.mark.feature("DOC-34", "ACC-02")
@pytest.mark.parametrize("operation", GUARDED, ids=lambda operation: operation.id)
def test_a_stranger_is_refused(platform: Platform, actors: dict[str, Api], operation: Operation) -> None:
    call = arguments(operation, platform.kept["patient"].record, platform.kept["document"])
    platform.anyone.holding(None).call(operation.id, expect=401, **call)


@pytest.mark.parametrize("operation", GUARDED, ids=lambda operation: operation.id)
def test_a_forged_stale_or_foreign_token_is_refused(
    platform: Platform, actors: dict[str, Api], operation: Operation
) -> None:
    call = arguments(operation, platform.kept["patient"].record, platform.kept["document"])
    for token in bad_tokens(str(actors["patient"].token)):
        platform.anyone.holding(token).call(operation.id, expect=401, **call)


@pytest.mark.parametrize("operation", GUARDED, ids=lambda operation: operation.id)
def test_a_role_the_contract_does_not_name_is_refused(
    platform: Platform, actors: dict[str, Api], operation: Operation
) -> None:
    call = arguments(operation, platform.kept["patient"].record, platform.kept["document"])
    for role in {"patient", "professional", "operator", "organisation", "support"} - set(operation.roles):
        problem = actors[role].call(operation.id, expect=403, **call).json()
        # The FHIR face says it as FHIR does, in an OperationOutcome (R4, 2.1.0).
        told = problem["issue"][0]["details"]["coding"][0]["code"] if "issue" in problem else problem["code"]
        assert told == f"{operation.service}.role-refused"


@pytest.mark.parametrize(
    "operation",
    [o for o in GUARDED if "patient" in o.roles and "{record}" in o.path],
    ids=lambda operation: operation.id,
)
def test_another_persons_record_does_not_exist(
    platform: Platform, actors: dict[str, Api], operation: Operation
) -> None:
    known = arguments(operation, platform.kept["patient"].record, platform.kept["document"])
    unknown = arguments(operation, NOBODY["record"], NOBODY["document"])
    answers = [actors["other"].call(operation.id, expect=404, **call).json() for call in (known, unknown)]
    for answer in answers:
        answer.pop("correlationId")
    assert answers[0] == answers[1]


def bad_tokens(good: str) -> list[str]:
    """The ways in which a token is not one: expired, another key, no signature, key as secret, claims changed."""
    claims = jwt.decode(good, options={"verify_signature": False})
    header = jwt.get_unverified_header(good)
    stranger = ed25519.Ed25519PrivateKey.generate()
    now = int(time.time())
    changed = json.loads(base64.urlsafe_b64decode(good.split(".")[1] + "=="))
    changed["role"] = "operator"
    body = base64.urlsafe_b64encode(json.dumps(changed).encode()).rstrip(b"=").decode()
    unsigned = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({**header, "alg": "none"}, claims)
    ]
    return [
        jwt.encode(claims, stranger, algorithm="EdDSA", headers=header),
        jwt.encode({**claims, "exp": now - 1}, stranger, algorithm="EdDSA", headers=header),
        jwt.encode(
            claims, "a-secret-that-is-long-enough-for-hs256", algorithm="HS256", headers={**header, "alg": "HS256"}
        ),
        f"{unsigned[0]}.{unsigned[1]}.",
        f"{good.split('.')[0]}.{body}.{good.split('.')[2]}",
        good[:-4] + ("AAAA" if good[-4:] != "AAAA" else "BBBB"),
        "not-a-token",
    ]
