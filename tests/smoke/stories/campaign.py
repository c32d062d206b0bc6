"""The opening campaign: a wave, invitations by e-mail and by letter, a new code, an opposition, the figures."""

import hashlib
import io
import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pikepdf
from minio import Minio

from tests.smoke.story import Story
from tests.support.mailbox import provisional_code
from tests.support.platform import INVITATION, Platform, fresh_person, registry_line, until

STORY = Story("campaign", needs_launcher=True)
NEW_CODE = "Votre code provisoire Mon espace santé"


def _wave(mes: Platform) -> dict[str, object]:
    planned = {"origin": "plan", "limit": 100}
    found = mes.kept["operator"].api.call("listWaves", expect=200, query=planned).json()["items"]
    return next(wave for wave in found if wave["id"] == mes.kept["wave"])


@STORY.step("an operator imports three persons and plans a wave for them")
def planned(mes: Platform) -> None:
    operator = mes.kept["operator"] = mes.operator()
    people = mes.kept["people"] = [fresh_person(), fresh_person(), fresh_person(email=None, mobile=None)]
    content = "\n".join(map(registry_line, people)).encode()
    file = {"file": ("assures.ndjson", content, "application/octet-stream")}
    job = operator.api.call("importInsured", expect=202, files=file).json()["id"]
    until(
        lambda: operator.api.call("showInsuredImport", expect=200, path={"import": job}).json()["state"] == "done",
    )
    today = datetime.now(UTC).astimezone(ZoneInfo("Europe/Paris")).date()
    plan = {"name": "Fumée", "starts_on": today.isoformat(), "ends_on": (today + timedelta(days=53)).isoformat()}
    body = {**plan, "daily_volume": 1000, "import": job}
    mes.kept["wave"] = operator.api.call("planWave", expect=201, body=body).json()["id"]


@STORY.step("two are invited by e-mail, the third by a letter that lies in the outbox, named by a manifest")
def invited(mes: Platform) -> None:
    for person in mes.kept["people"][:2]:
        mes.mailbox.wait(str(person.email), INVITATION)
    until(lambda: _wave(mes)["totals"]["delivered"] == 3)  # type: ignore[index]
    env = mes.installation.env("notifier")
    store = Minio(env["S3_ENDPOINT"], env["S3_ACCESS_KEY"], env["S3_SECRET_KEY"], secure=False)

    def read(file: str) -> bytes:
        return bytes(store.get_object(env["S3_BUCKET"], file).data)

    def ours() -> dict[str, str] | None:
        manifests = store.list_objects(env["S3_BUCKET"], "manifests/", recursive=True)
        newest = max(manifests, key=lambda each: str(each.object_name), default=None)
        letters = json.loads(read(str(newest.object_name)))["letters"] if newest else []
        return next(iter(letters), None)

    letter = until(ours)
    content = read(letter["file"])
    assert hashlib.sha256(content).hexdigest() == letter["sha256"]
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) == 1


@STORY.step("one of them has lost the code, is sent another by e-mail, and opposes with it")
def opposed(mes: Platform) -> None:
    person = mes.kept["people"][0]
    first = mes.provisional_code(person)
    asked = {"nir": person.nir, "vitale_serial": person.vitale_serial, "birth_date": person.birth_date.isoformat()}
    mes.anyone.call("requestProvisionalCode", expect=202, body={**asked, "channel": "email"})
    code = provisional_code(mes.mailbox.wait(str(person.email), NEW_CODE))
    proof = {"nir": person.nir, "vitale_serial": person.vitale_serial}
    mes.anyone.refused("identify", 401, "identity.identification-refused", body={**proof, "code": first})
    ticket = mes.identify(person, code)["ticket"]
    assert mes.anyone.call("oppose", expect=201, body={"ticket": ticket}).json()["channel"] == "online"


@STORY.step("the other activates; the figures of the wave tell both")
def counted(mes: Platform) -> None:
    person = mes.kept["people"][1]
    identifier = f"fumee.{hashlib.sha256(person.nir.encode()).hexdigest()[:10]}"
    mes.kept["record"] = mes.activate(person, identifier)
    expected = {"invited": 3, "delivered": 3, "failed": 0, "activated": 1, "opposed": 1, "auto_created": 0}
    until(lambda: _wave(mes)["totals"] == expected)


@STORY.step("held, the wave keeps what it did")
def held(mes: Platform) -> None:
    wave, api = _wave(mes), mes.kept["operator"].api
    held = api.call(
        "changeWave",
        expect=200,
        path={"wave": wave["id"]},
        body={"paused": True},
        headers={"If-Match": str(wave["etag"])},
    ).json()
    assert (held["state"], held["totals"]["invited"]) == ("paused", 3)


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    db = mes.installation.mongo("identity")
    wave = mes.kept.get("wave", "")
    for person in db["persons"].find({"invitation.wave": wave}, {"_id": 1}):
        mes.installation.cli("identity", "forget-record", person["_id"], "--wait", "20")
    for person in mes.kept.get("people", []):
        if person.email:
            mes.mailbox.forget(person.email)
    if "operator" in mes.kept:
        mes.dismiss(mes.kept["operator"])
