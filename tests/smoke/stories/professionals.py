"""Professionals: listed by the Annuaire Santé, logged in with Pro Santé Connect, out as soon as they are removed."""

import secrets

from deploy.demo.claims import claims
from deploy.demo.extraction import extraction
from deploy.demo.professionals import Professional, professional
from deploy.native.servers import openid
from tests.smoke.story import Story
from tests.support.api import Api
from tests.support.openid import Provider
from tests.support.platform import Patient, Platform, until

STORY = Story("professionals", needs_launcher=True)


def _log_in(mes: Platform, login: str) -> tuple[Api, dict[str, str]]:
    """Go to the provider and back: a browser's API, and what it brings back."""
    browser = mes.anyone.holding(None)
    url = browser.call("startFederatedLogin", expect=201).json()["url"]
    back = Provider(openid.issuer(mes.installation.state)).log_in(url, login)
    return browser, {name: back[name] for name in ("code", "state")}


@STORY.step("the directory's extraction lists a doctor, whom the OpenID provider of the demonstration knows")
def listed(mes: Platform) -> None:
    ways = mes.anyone.call("listLoginWays", expect=200).json()
    assert ways["federated"], "make up runs a provider unless MES_DEMO=no or PSC_ISSUER names another"
    # Beyond the numbers that other stories draw from.
    entry = mes.kept["entry"] = professional(400_000 + secrets.randbelow(500_000))
    mes.operate("import-professionals", extraction([entry]))
    mes.kept["login"] = f"essai.{secrets.token_hex(6)}"
    openid.introduce(mes.installation.state, mes.kept["login"], claims(entry))


@STORY.step("the doctor logs in there, with PKCE, and comes back under that name")
def logged_in(mes: Platform) -> None:
    entry: Professional = mes.kept["entry"]
    browser, back = _log_in(mes, mes.kept["login"])
    browser.token = browser.call("finishFederatedLogin", expect=201, body=back).json()["access_token"]
    actor = browser.call("whoAmI", expect=200).json()
    assert (actor["role"], actor["record"]) == ("professional", None)
    assert entry.family_name.casefold() in actor["display_name"].casefold()
    mes.kept["doctor"], mes.kept["id"] = browser, actor["id"]


@STORY.step("what came back serves once, and only the browser that was sent")
def bound(mes: Platform) -> None:
    _, back = _log_in(mes, mes.kept["login"])
    stranger = mes.anyone.holding(None)
    stranger.refused("finishFederatedLogin", 401, "identity.federation-refused", body=back)


@STORY.step("the doctor sees no record before declaring care, and the patient reads profession and name")
def known(mes: Platform) -> None:
    doctor: Api = mes.kept["doctor"]
    patient = mes.kept["patient"] = mes.patient()
    until(lambda: doctor.call("listDocuments", expect=(403, 503), path=patient.here).status_code == 403)
    care = {"ground": "care", "patient_agreed": True}
    heard = (200, 201, 202, 404)
    until(lambda: doctor.call("declareCare", expect=heard, path=patient.here, body=care).status_code in (200, 201))
    (shown,) = patient.api.call("listProfessionals", expect=200, path=patient.here).json()["items"]
    assert shown["professional"]["id"] == mes.kept["id"]
    assert shown["professional"]["profession"] == "Médecin"


@STORY.step("who is removed from the directory is out at once, everywhere, and does not come back")
def removed(mes: Platform) -> None:
    doctor: Api = mes.kept["doctor"]
    patient: Patient = mes.kept["patient"]
    mes.installation.cli("identity", "remove-account", mes.kept["id"])
    until(lambda: doctor.call("listDocuments", expect=(200, 401, 403, 503), path=patient.here).status_code == 401)
    browser, back = _log_in(mes, mes.kept["login"])
    browser.refused("finishFederatedLogin", 401, "identity.federation-refused", body=back)


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    if "login" in mes.kept:
        openid.forget(mes.installation.state, mes.kept["login"])
