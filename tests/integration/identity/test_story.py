"""The thin story: import, invite, identify, activate, log in, search."""

import pytest

from tests.integration.identity.place import Place, activation, credentials


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
