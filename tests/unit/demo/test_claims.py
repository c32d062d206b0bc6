"""The demonstration's provider tells of a professional what the directory's extraction tells."""

from pathlib import Path

import pytest

from deploy.demo.claims import claims
from deploy.demo.professionals import professionals
from deploy.native import settings
from deploy.native.servers import openid
from deploy.native.state import State
from services.identity.domain.federation import ClaimNames, read_claims
from services.identity.domain.practices import directory_entry

URL = "https://localhost:8443"


@pytest.mark.feature("PSS-01")
def test_each_professional_of_the_demonstration_comes_in_under_their_own_profession() -> None:
    for entry in professionals():
        identity = read_claims(claims(entry), ClaimNames())
        assert (identity.rpps, identity.given_name) == (entry.rpps, entry.given_name)
        told = directory_entry(identity.rpps, identity.family_name, identity.given_name, identity.practices)
        assert (told.profession_code, told.structure) == (entry.profession_code, entry.structure_name)
        assert (told.specialty_code or None) == entry.specialty_code


def test_only_the_installation_of_the_checkout_and_one_that_asks_run_a_provider(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PSC_ISSUER", raising=False)
    monkeypatch.delenv("MES_DEMO", raising=False)
    monkeypatch.setenv("MES_STATE", str(tmp_path / "checkout"))
    ours, another = State(settings.state_folder()), State(tmp_path / "another")
    ours.prepare([openid.NAME])
    assert openid.programs(another, URL) == []
    assert openid.client_settings(another) == {}
    another.write("installation.json", {"provider": True})
    assert openid.runs(another)
    (program,) = openid.programs(ours, URL)
    assert openid.client_settings(ours)["PSC_ISSUER"].endswith(str(ours.port(openid.NAME)))
    assert f"{URL}/pro/connexion/retour" in program.inputs
    for name, value in (("MES_DEMO", "no"), ("PSC_ISSUER", "https://auth.esw.esante.gouv.fr")):
        with monkeypatch.context() as told:
            told.setenv(name, value)
            assert openid.programs(ours, URL) == []
            assert openid.client_settings(ours) == {}
