"""What a service is given natively to replace its master key."""

from pathlib import Path

import pytest

from deploy.native.environment import Environments
from deploy.native.installation import OWN_PORTS, SERVER_PORTS
from deploy.native.state import State


@pytest.mark.parametrize("service", ["documents", "messaging", "profile"])
def test_the_master_key_moved_aside_is_given_beside_the_new_one(service: str, tmp_path: Path) -> None:
    state = State(tmp_path)
    state.write("ports.json", dict.fromkeys((*OWN_PORTS, *SERVER_PORTS), 1))
    environments = Environments(state, state, "mes")
    old = environments.of(service)
    assert "MASTER_KEY_BEFORE" not in old
    secrets = state.read("secrets.json", {})
    secrets[f"{service}-master-before"] = secrets.pop(f"{service}-master")
    state.write("secrets.json", secrets)
    new = environments.of(service)
    assert new["MASTER_KEY_BEFORE"] == old["MASTER_KEY"] != new["MASTER_KEY"]
