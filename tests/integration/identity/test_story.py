"""The thin story: import, invite, identify, activate, log in; and the letters it sends."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from tests.integration.identity.place import Place, activation, credentials, insured

SEALED = Path(__file__).parents[3] / "contracts" / "sealed"


@pytest.mark.feature("ACT-12", "ACT-31", "ACT-32", "ACT-33", "ACT-36", "LOG-03", "LOG-04", "LOG-12")
def test_from_the_code_in_the_letter_to_a_session(place: Place) -> None:
    identified = place.identified()
    assert identified["given_name"] == "Inaya"
    assert identified["state"] == "invited"
    assert identified["contact"] == {"email": "inaya1@exemple.invalid", "mobile": "+33612345678"}
    record = place.post("/activations", activation(identified["ticket"]), expect=201)["record"]
    started = place.post("/logins", credentials(), expect=201)
    assert started["channels"][0] == {"channel": "email", "masked": "i…@exemple.invalid"}
    code = place.send_code(started["login"])
    client = place.client()
    session = place.post(f"/logins/{started['login']}/session", {"code": code}, expect=201, client=client)
    assert session["actor"]["record"] == record
    assert session["actor"]["display_name"] == "Inaya M."
    assert session["actor"]["first_login"] is True
    token = session["access_token"]
    me = client.get("/api/identity/me", headers={"Authorization": f"Bearer {token}"})
    assert (me.status_code, me.json) == (200, session["actor"])


@pytest.mark.feature("ACT-03", "ACT-18", "LOG-04", "OPS-02")
def test_every_letter_holds_what_the_notifier_was_promised(place: Place) -> None:
    place.activated(1, scheme="msa")
    login = place.post("/logins", credentials(), expect=201)["login"]
    place.send_code(login)
    line = insured(1)
    asked = {name: line[name] for name in ("nir", "vitale_serial", "birth_date")}
    place.post("/provisional-codes", {**asked, "channel": "sms"}, expect=202)
    place.issue_codes()
    letter, card = (
        jsonschema_rs.validator_for(json.loads((SEALED / name).read_text()), validate_formats=True)
        for name in ("letter.json", "contact-card.json")
    )
    purposes = {
        "InvitationIssued": "invitation",
        "ProvisionalCodeGenerated": "provisional-code",
        "LoginCodeRequested": "login-code",
    }
    for kind, purpose in purposes.items():
        (sent,) = place.letters(kind)
        letter.validate(sent)
        assert sent["purpose"] == purpose
    assert place.letters("InvitationIssued")[0]["sender"] == "msa"
    for sent in place.letters("ContactCardIssued"):
        card.validate(sent)
