"""The campaign: persons imported and invited per second, beside the raw database and what the nation needs.

Then a smaller file whose worker is killed with -9 while it reads and while it invites: everyone once, nobody twice.
"""

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import psutil
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from pymongo.collection import Collection
from pymongo.database import Database

from deploy.demo.people import InsuredPerson, insured_person
from deploy.native.installation import Installation
from tests.load.report import Row, against, at_most
from tests.support.api import Api
from tests.support.platform import Platform, registry_line, until

# 69 million letters in 54 days (OPS-01): what the whole country needs, every second.
NATION_PER_S = 69e6 / (54 * 24 * 3600)
MAILS = 500
FIRST = 400_000
FLAT_MIB = 64
# At least so many for the killed worker: several steps of the import, and many of the invitations.
STRUCK = 2_000
IMPORT_RATIO = 0.05


def rows(installation: Installation, persons: int) -> list[Row]:
    """Have the worker import `persons` and invite them, as an operator does; check a code before and after."""
    operator = Platform(installation).operator().api
    with _plain_mail_server(installation):
        return _campaign(installation, operator, persons)


@contextlib.contextmanager
def _plain_mail_server(installation: Installation) -> Iterator[None]:
    """In place of the catcher, a server that forgets: it keeps every mail in memory, and ends at some ten thousand."""
    env = installation.env("notifier")
    installation.stop("maildev")
    server = Controller(Sink(), hostname=env["SMTP_HOST"], port=int(env["SMTP_PORT"]))
    server.start()
    try:
        yield
    finally:
        server.stop()
        installation.start("maildev")


def _campaign(installation: Installation, operator: Api, persons: int) -> list[Row]:
    db = installation.mongo("identity")
    few, looked_at_before = _examined(db["persons"])
    with _peak(installation, "identity-worker") as grown:
        begun = time.perf_counter()
        job = _upload(operator, range(persons))
        until(lambda: _import(db, job)["state"] == "done", seconds=3600, every=0.2)
        importing = time.perf_counter() - begun
        _invite(operator, job)
        begun = time.perf_counter()
        until(lambda: _import(db, job)["invited"] == persons, seconds=3600, every=0.2)
        inviting = time.perf_counter() - begun
        until(lambda: _mailed(installation) >= min(MAILS, persons), seconds=600, every=0.2)
        mailed = _mailed(installation) / (time.perf_counter() - begun)
    raw = _timed(lambda: _insert_raw(db["persons"], persons))
    many, looked_at = _examined(db["persons"])
    invited = persons / inviting
    return [
        against(f"import of {persons} persons", persons / importing, persons / raw, IMPORT_RATIO),
        _nation("invitations written, beside what the nation needs", invited),
        _nation("invitations mailed meanwhile, beside what the nation needs", mailed),
        at_most("memory the worker grew by, import and invitations", grown[0], "MiB", FLAT_MIB),
        at_most(f"persons looked at to check a code among {few}", looked_at_before, "", 1),
        at_most(f"persons looked at to check a code among {many}", looked_at, "", 1),
        _struck(installation, operator, range(persons, persons + max(STRUCK, persons // 10))),
    ]


def _upload(operator: Api, numbers: range) -> str:
    """Have an operator send a file of these persons; the id of the import."""
    _renew(operator)
    content = "\n".join(map(registry_line, map(_person, numbers))).encode()
    file = {"file": ("campagne.ndjson", content, "application/octet-stream")}
    return str(operator.call("importInsured", expect=202, files=file).json()["id"])


def _invite(operator: Api, job: str) -> None:
    _renew(operator)
    operator.call("inviteImported", expect=202, path={"import": job})


def _renew(operator: Api) -> None:
    # A token lives five minutes, a large file takes longer; and a new login would wait behind the mails.
    operator.token = operator.call("renewToken", expect=200).json()["access_token"]


def _struck(installation: Installation, operator: Api, numbers: range) -> Row:
    """Import and invite, the worker killed with -9 in the midst of both; whoever is not invited exactly once counts."""
    db = installation.mongo("identity")
    job = _upload(operator, numbers)
    read = until(lambda: _import(db, job)["line"], seconds=60, every=0.005)
    installation.kill("identity-worker")
    # Whoever takes over waits until the dead one's lease has run out.
    until(lambda: _import(db, job)["state"] == "done", seconds=600)
    _invite(operator, job)
    invited = until(lambda: _import(db, job)["invited"], seconds=60, every=0.005)
    installation.kill("identity-worker")
    until(lambda: _import(db, job)["invited"] >= len(numbers), seconds=600)
    records = [str(each["_id"]) for each in db["persons"].find({"import": job}, {"_id": 1})]
    notices = installation.mongo("notifier")["notices"]
    mine = {"kind": "invitation", "record": {"$in": records}}
    until(lambda: notices.count_documents(mine) >= len(numbers), seconds=600, every=0.5)
    written = Counter(str(each["record"]) for each in notices.find(mine, {"record": 1}))
    wrong = len(numbers) - sum(count == 1 for count in written.values())
    name = f"of {len(numbers)} not invited exactly once, worker killed -9 at line {read} and invitation {invited}"
    return at_most(name, wrong, "", 0)


def _person(number: int) -> InsuredPerson:
    # Numbers of order come again every 999 persons: another month of birth then, so that no two share a NIR.
    years, months = divmod((FIRST + number) // 999 - FIRST // 999, 12)
    born = date(1940 + years, 1 + months, 1 + number % 28)
    return insured_person(FIRST + number, birth_date=born, email=f"campagne{number}@courriel.example")


def _import(db: Database[dict[str, Any]], job: str) -> dict[str, Any]:
    return db["imports"].find_one({"_id": job}) or {}


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _insert_raw(persons: Collection[dict[str, object]], count: int) -> None:
    """The same documents put into a collection of their own by the driver alone, in lots of 500."""
    beside = persons.database["bench_raw"]
    template = persons.find_one({}) or {}
    for start in range(0, count, 500):
        lot = [{**template, "_id": f"raw-{start + place}", "nir_index": f"raw-{start + place}"} for place in range(500)]
        beside.insert_many(lot[: count - start], ordered=False)
    beside.drop()


def _mailed(installation: Installation) -> int:
    return int(installation.mongo("notifier")["notices"].count_documents({"kind": "invitation", "state": "sent"}))


def _nation(name: str, rate: float) -> Row:
    ratio = rate / NATION_PER_S
    return Row(name, rate, "/s", NATION_PER_S, ratio, "ratio ≥ 1", ratio >= 1)


def _examined(persons: Collection[dict[str, object]]) -> tuple[int, int]:
    """How many persons there are, and how many the look-up of one by number looks at."""
    known = persons.find_one({}, {"nir_index": 1}) or {"nir_index": "none"}
    plan = persons.find({"nir_index": known["nir_index"]}).explain()
    return persons.estimated_document_count(), int(plan["executionStats"]["totalDocsExamined"])


@contextlib.contextmanager
def _peak(installation: Installation, name: str) -> Iterator[list[float]]:
    """By how many MiB a process grew at most while the block ran, in a list that is filled at its end."""
    processes = [psutil.Process(pid) for pid in installation.pids(name)]
    held, grown, over = _resident(processes), [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            grown[0] = max(grown[0], _resident(processes) - held)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield grown
    finally:
        over.set()
        watcher.join()


def _resident(processes: list[psutil.Process]) -> float:
    return sum(process.memory_info().rss for process in processes if process.is_running()) / 2**20
