"""What `make compose-env` writes is all that the compose file asks for, and nothing that exists is lost."""

import os
import re
import stat
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from pymongo.uri_parser import parse_uri

from deploy import compose_env, generated
from deploy.native.processes import SERVICES
from deploy.provision import servers

FOLDER = Path(generated.__file__).parent
EXAMPLE = (FOLDER / "compose.env.example").read_text()
# Empty is a choice here, and the default: no provider, no antivirus, no key being replaced.
OPTIONAL = re.compile(r"PIP_OPTIONS|PSC_\w+|PROFESSIONAL_PASSWORDS|DOCUMENTS_CLAMD_HOST|\w+_KEY_BEFORE")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in filter(compose_env.CHOSEN.fullmatch, list(os.environ)):
        monkeypatch.delenv(name)
    (tmp_path / "compose.env.example").write_text(EXAMPLE)
    return tmp_path


def _written(folder: Path) -> dict[str, str]:
    return dict(compose_env.LINE.findall((folder / "compose.env").read_text()))


def test_every_variable_that_has_to_say_something_does(folder: Path) -> None:
    compose_env.main(folder)
    written = _written(folder)
    asked = dict(generated.VARIABLE.findall((FOLDER / "compose.yaml").read_text()))
    assert set(written) == set(asked)
    assert {name for name, value in written.items() if not value} == {
        name for name, default in asked.items() if not default and OPTIONAL.fullmatch(name)
    }
    assert stat.S_IMODE((folder / "compose.env").stat().st_mode) == 0o600
    secrets = [value for name, value in written.items() if not asked[name] and value and "ACCESS" not in name]
    assert len(secrets) == len(set(secrets))


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_is_its_own_user(folder: Path, service: str) -> None:
    compose_env.main(folder)
    written = _written(folder)
    named = parse_uri(written[f"{service.upper()}_MONGO_URL"])
    assert (named["username"], named["options"]["authSource"]) == (service, written[f"{service.upper()}_MONGO_DB"])
    amqp = urlsplit(written[f"{service.upper()}_BROKER_URL"])
    assert (amqp.username, amqp.hostname, amqp.path) == (service, "rabbitmq", "/mes")


def test_every_key_file_that_a_container_mounts_is_made_and_can_be_read_there(folder: Path) -> None:
    compose_env.main(folder)
    containers = yaml.safe_load((FOLDER / "compose.yaml").read_text())["services"]
    volumes = [volume for container in containers.values() for volume in container.get("volumes", [])]
    mounted = {match[1] for volume in volumes if (match := re.match(r"\$\{KEYS:-./keys\}/([^:]+):", volume))}
    assert mounted == set(compose_env.MOUNTED)
    assert {stat.S_IMODE((folder / "keys" / name).stat().st_mode) for name in mounted} == {0o644}
    assert stat.S_IMODE((folder / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "keys" / "ca-key.pem").stat().st_mode) == 0o600


def test_a_second_run_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compose_env.main(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    capsys.readouterr()
    compose_env.main(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert capsys.readouterr().out == "compose.env: nothing was missing\nkeys: nothing was missing\n"


def test_an_older_file_gets_what_it_lacks_and_keeps_the_rest(folder: Path) -> None:
    (folder / "compose.env").write_text("# ours\nPUBLIC_URL=https://sante.example\nS3_ADMIN_KEY=\nOWN=1\n")
    compose_env.main(folder)
    written = _written(folder)
    assert (written["PUBLIC_URL"], written["OWN"]) == ("https://sante.example", "1")
    assert written["S3_ADMIN_KEY"]
    assert written["PROFILE_MASTER_KEY"]
    assert (folder / "compose.env").read_text().startswith("# ours\n")


def test_a_new_file_takes_over_the_names_of_images_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASE_IMAGE", "registry.example/debian:12")
    monkeypatch.setenv("DOCUMENTS_MASTER_KEY", "of somebody else")
    compose_env.main(folder)
    written = _written(folder)
    assert written["BASE_IMAGE"] == "registry.example/debian:12"
    assert written["DOCUMENTS_MASTER_KEY"] != "of somebody else"


def test_what_is_made_is_never_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compose_env.main(folder)
    printed = capsys.readouterr().out
    assert "S3_ADMIN_KEY" in printed
    asked = dict(generated.VARIABLE.findall((FOLDER / "compose.yaml").read_text()))
    made = [value for name, value in _written(folder).items() if not asked[name] and value and "ACCESS" not in name]
    assert not [value for value in made if value in printed]


def test_what_provisions_names_all_that_it_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IDENTITY_MONGO_URL", "IDENTITY_BROKER_URL", "MONGO_ADMIN_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SERVICES", "identity")
    monkeypatch.setenv("BROKER_ADMIN_PASSWORD", "known")
    with pytest.raises(SystemExit, match="IDENTITY_MONGO_URL, IDENTITY_BROKER_URL, MONGO_ADMIN_PASSWORD;"):
        servers.main()
