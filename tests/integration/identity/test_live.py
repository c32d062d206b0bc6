"""The same on the whole platform: the worker's timers, the relay, the notifier and the mailbox take part."""

import pytest
import requests

from deploy.native.installation import Installation
from tests.support.platform import Platform, fresh_person, registry_line, until


@pytest.fixture(scope="module")
def platform(mes: Installation) -> Platform:
    return Platform(mes)


@pytest.mark.feature("OPS-10", "ACT-03")
def test_an_operators_file_is_taken_in_by_the_worker_and_the_invitations_arrive(platform: Platform) -> None:
    person, operator = fresh_person(), platform.operator()
    content = (registry_line(person) + "\nnot a person\n").encode()
    sent = operator.api.call(
        "importInsured", expect=202, files={"file": ("assures.ndjson", content, "application/octet-stream")}
    ).json()
    path = {"import": sent["id"]}
    shown = until(
        lambda: (
            (found := operator.api.call("showInsuredImport", expect=200, path=path).json())["state"] == "done" and found
        )
    )
    assert (shown["created"], [row["line"] for row in shown["errors"]]) == (1, [2])
    operator.api.call("inviteImported", expect=202, path=path)
    assert platform.identify(person)["given_name"] == person.given_names[0]


@pytest.mark.feature("ACT-15", "ACT-16", "ACT-18", "ACT-21")
def test_a_code_asked_for_arrives_and_replaces_the_one_of_the_letter(platform: Platform) -> None:
    person = fresh_person()
    platform.register(person)
    first = platform.provisional_code(person)
    asked = {
        "nir": person.nir,
        "vitale_serial": person.vitale_serial,
        "birth_date": person.birth_date.isoformat(),
        "channel": "email",
    }
    platform.anyone.call("requestProvisionalCode", expect=202, body=asked)
    proof = {"nir": person.nir, "vitale_serial": person.vitale_serial}
    until(lambda: len(platform.mailbox.to(str(person.email))) == 2)
    platform.anyone.refused("identify", 401, "identity.identification-refused", body={**proof, "code": first})


@pytest.mark.feature("CLO-07")
def test_a_forgotten_record_is_erased_by_every_service(platform: Platform) -> None:
    patient = platform.patient()
    said = platform.installation.cli("identity", "forget-record", patient.record, "--wait", "180")
    assert "erased everywhere" in str(getattr(said, "stdout", said))
    database = platform.installation.mongo("identity")
    assert database["persons"].count_documents({"_id": patient.record}) == 0
    assert database["accounts"].count_documents({"record": patient.record}) == 0


@pytest.mark.feature("LOG-11")
def test_a_token_is_dead_in_every_service_soon_after_the_logout(platform: Platform) -> None:
    patient = platform.patient()
    patient.api.call("logOut", expect=204)
    for operation in ("listDocuments", "listHistory"):
        until(lambda name=operation: patient.api.call(name, expect=(200, 401), path=patient.here).status_code == 401)


def test_the_key_set_is_public_and_holds_no_private_part(mes: Installation) -> None:
    keys = requests.get(f"{mes.url}/.well-known/jwks.json", verify=str(mes.ca), timeout=60).json()["keys"]
    assert keys
    assert all(key["kty"] == "OKP" and "d" not in key for key in keys)
