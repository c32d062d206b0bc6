"""Software of an organisation on the whole platform: its token opens what it is registered for, and nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.native.installation import Installation
from tests.support.platform import Platform, until

EXAMPLE = Path(__file__).parents[2] / "docs" / "guides" / "machine_token.py"


@pytest.fixture(scope="module")
def platform(mes: Installation) -> Platform:
    return Platform(mes)


@pytest.mark.feature("DOC-19", "GRD-10")
def test_software_proves_itself_with_its_key_and_is_cut_off_by_the_operator(platform: Platform) -> None:
    software = platform.software("documents:deposit", name="Labo BioPCR Orly", kind="laboratory")
    shown = software.api.call("showOwnOrganisation", expect=200).json()
    assert (shown["name"], shown["scopes"]) == ("Labo BioPCR Orly", ["documents:deposit"])
    platform.installation.cli("identity", "suspend", software.organisation)
    until(lambda: software.api.call("showOwnOrganisation", expect=(200, 401)).status_code == 401)
    # Every other service has heard it too: refused as unknown there, no longer as a role out of place.
    nobody = {"record": "rec_0000000000000000000000"}
    until(lambda: software.api.call("listProfessionals", expect=(401, 403), path=nobody).status_code == 401)


def test_the_integrators_example_works_as_it_is_written(platform: Platform, tmp_path: Path) -> None:
    def example(*arguments: str) -> str:
        command = [sys.executable, str(EXAMPLE), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    key, keys = tmp_path / "key.pem", tmp_path / "jwks.json"
    keys.write_text(example("new-key", str(key)))
    assert key.stat().st_mode & 0o077 == 0
    organisation = platform.software().organisation
    register = ("--label", "Exemple", "--scope", "identity:match", "--keys", str(keys))
    client = platform.installation.cli("identity", "register-machine", organisation, *register).strip()
    there = (platform.anyone.url, client, str(key), "--ca", platform.anyone.ca)
    token = json.loads(example("token", *there))["access_token"]
    assert platform.anyone.holding(token).call("showOwnOrganisation", expect=200).json()["client"] == client
