"""The only reader of the launcher's environment: where the state is and which ports are wanted."""

import os
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def state_folder() -> Path:
    """Folder of the installation of this checkout (`MES_STATE`, else `.state` in the checkout)."""
    wanted = os.environ.get("MES_STATE")
    return Path(wanted).resolve() if wanted else CHECKOUT / ".state"


def wanted_port(name: str) -> int | None:
    """Port that the operator asks for `name` (`MES_HTTPS_PORT`, `MES_MAIL_PORT`, …), or None."""
    value = os.environ.get(f"MES_{name.upper().replace('-', '_')}_PORT")
    return int(value) if value else None


def attempts() -> tuple[int, int]:
    """Attempts per second and burst, per address, that the gateway lets through to login routes.

    `MES_ATTEMPTS_PER_SECOND` and `MES_ATTEMPTS_BURST`: more where many people share an address.
    """
    return int(os.environ.get("MES_ATTEMPTS_PER_SECOND", "2")), int(os.environ.get("MES_ATTEMPTS_BURST", "40"))


def loads_demo() -> bool:
    """Whether `up` loads the fictional population (`MES_DEMO=no` says it does not)."""
    return os.environ.get("MES_DEMO", "yes") != "no"


def professional_login() -> dict[str, str]:
    """How professionals log in, as identity's settings name it: `PSC_*` and `PROFESSIONAL_PASSWORDS`."""
    return {name: told for name, told in os.environ.items() if name.startswith(("PSC_", "PROFESSIONAL_PASSWORDS"))}


def runs_provider() -> bool:
    """Whether `up` starts an OpenID provider for fictional professionals: with them, unless a real one is named."""
    return loads_demo() and not os.environ.get("PSC_ISSUER")


def scans_deposits() -> bool:
    """Whether `up` starts an antivirus for deposits (`MES_ANTIVIRUS=yes`)."""
    return os.environ.get("MES_ANTIVIRUS", "no") == "yes"


def signatures() -> Path:
    """Folder of the antivirus's signatures (`MES_ANTIVIRUS_DATABASE`, else where Debian's freshclam keeps them)."""
    return Path(os.environ.get("MES_ANTIVIRUS_DATABASE", "/var/lib/clamav")).resolve()


def child_environment() -> dict[str, str]:
    """What a child process inherits: enough to find programs, nothing of the operator's shell."""
    kept = {name: os.environ[name] for name in ("TMPDIR", "TZ") if name in os.environ}
    # nginx is in /usr/sbin, which a Debian user's PATH leaves out; node may be in .venv.
    path = os.pathsep.join(
        [str(Path(sys.executable).parent), os.environ.get("PATH", ""), "/usr/sbin", "/usr/bin", "/bin"]
    )
    return {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": path, **kept}
