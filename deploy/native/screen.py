"""What the operator sees: progress, the table of parts, and where to go first."""

import time

from rich.console import Console
from rich.table import Table

from deploy.demo.guide import first_steps
from deploy.native.installation import Installation

CONSOLE = Console(highlight=False, soft_wrap=True)


def announce(text: str) -> None:
    """One line of progress."""
    CONSOLE.print(f"· {text}", markup=False)


def status(installation: Installation) -> bool:
    """Print a line per program; returns whether all are ready."""
    states = installation.status()
    if not states:
        CONSOLE.print("nothing runs for this checkout: start it with `make up`", markup=False)
        return False
    table = Table("program", "state", "ready", "pid", "up for", box=None, pad_edge=False)
    all_ready = True
    for name, facts in states.items():
        ready = facts["statename"] == "RUNNING" and installation.is_ready(name)
        all_ready &= ready
        since = _duration(time.time() - facts["start"]) if facts["pid"] else "-"
        table.add_row(name, facts["statename"].lower(), "yes" if ready else "NO", str(facts["pid"] or "-"), since)
    CONSOLE.print(table)
    return all_ready


def welcome(installation: Installation, seconds: float) -> None:
    """Addresses, people, first steps."""
    state = installation.servers
    lines = [
        "",
        f"Mon espace santé is up ({seconds:.0f} s).",
        "",
        f"  Patient space        {installation.url}/",
        f"  Professional space   {installation.url}/pro",
        f"  Operator space       {installation.url}/ops",
        f"  Mail inbox (all)     {installation.mail_url}",
        f"  Broker console       {installation.console_url}   user admin, password: see below",
        f"  Authority to trust   {installation.ca}",
        "",
        f"Passwords of the servers are in {state.path('secrets.json')} (broker-admin for the console).",
    ]
    CONSOLE.print("\n".join(lines), markup=False)
    if installation.state.read("demo.json", False):
        CONSOLE.print(first_steps(installation), markup=False)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s"
