"""How long identity itself takes: a code checked among few and many persons, a login apart from argon2id.

The service's own actions on a database of their own, in this process: no network, no mail, no other service beside.
"""

import random
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from chassis import mongo, settings
from chassis.clock import now
from deploy.native.installation import Installation
from deploy.native.servers import mongod
from services.identity import store
from services.identity.actions.identify import identify
from services.identity.actions.login import finish_login, send_code, start_login
from services.identity.deliveries import Deliveries
from services.identity.domain.accounts import Kind
from services.identity.domain.codes import issue_provisional_code, new_provisional_code
from services.identity.domain.nir import Nir, control_key
from services.identity.domain.people import Contact, Sex, Traits
from services.identity.domain.spaces import invite
from services.identity.keyring import new_id
from services.identity.parts import Parts, assemble
from services.identity.passwords import Passwords
from services.identity.sealed import seal_contact
from services.identity.settings import IdentitySettings
from services.identity.store import accounts, persons, registry
from tests.load.report import Row, at_most, grown, percentiles
from tests.support.platform import PASSWORD

SMALL = 10_000
CHECKS, WARM = 1_000, 100
P50_RATIO, P99_RATIO = 1.5, 2.5
_BATCH = 500
_REACHED = Contact("mesure@courriel.example", None)
_TRAITS = Traits("Mesure", ("Camille",), date(1984, 5, 12), Sex.F)


def rows(installation: Installation, most: int, logins: int) -> list[Row]:
    """Milliseconds of a code check among `most` persons beside SMALL, and of `logins` logins."""
    with _apart(installation) as parts:
        small = _checked(parts, 0, SMALL)
        large = _checked(parts, SMALL, most)
        told = [
            grown(f"code check among {most:,} persons ({SMALL:,} beside) p50", "ms", small[0], large[0], P50_RATIO),
            grown(f"code check among {most:,} persons ({SMALL:,} beside) p99", "ms", small[1], large[1], P99_RATIO),
            at_most(f"persons looked at to check a code among {most:,}", _looked_at(parts), "", 1),
        ]
        return told + _logins(parts, logins)


class _Letters(Deliveries):
    """Seals as ever, and keeps the last letter: there is no mailbox here."""

    last: dict[str, Any]

    def seal(self, content: dict[str, Any]) -> str:
        self.last = content
        return super().seal(content)


class _Timed(Passwords):
    """The service's hashing, with the seconds it took so far."""

    seconds = 0.0

    def matches(self, kept: str | None, password: str) -> bool:
        begun = time.perf_counter()
        right = super().matches(kept, password)
        self.seconds += time.perf_counter() - begun
        return right


@contextmanager
def _apart(installation: Installation) -> Iterator[Parts]:
    """The service's parts on a database that no process of the installation reads; gone afterwards."""
    servers = installation.servers
    url = mongod.url(servers, mongod.ADMIN, servers.secret("mongod-admin"), "admin")
    environment = {**installation.env("identity"), "MONGO_URL": url, "MONGO_DB": f"{installation.name}_bench_identity"}
    told = settings.load(IdentitySettings, environment)
    db = mongo.connect(told)
    store.prepare(db)
    try:
        deliveries = _Letters(told.notifier_public_key)
        yield replace(assemble(db, told), deliveries=deliveries, passwords=_Timed(told.hashing_slots))
    finally:
        db.client.drop_database(db.name)


def _checked(parts: Parts, first: int, end: int) -> tuple[float, float]:
    """Register the persons from `first` to `end`, then time checks of right codes of some: p50 and p99 in ms."""
    for start in range(first, end, _BATCH):
        _register(parts, range(start, min(start + _BATCH, end)))
    took = []
    for number in random.Random(1).sample(range(first, end), CHECKS + WARM):
        code, source = _invited(parts, number), f"198.51.100.{number % 250}"
        begun = time.perf_counter()
        identify(parts, code=code, nir=_nir(number).digits, vitale_serial=_serial(number), source=source, now=now())
        took.append(1000 * (time.perf_counter() - begun))
    cuts = statistics.quantiles(took[WARM:], n=100, method="inclusive")
    return cuts[49], cuts[98]


def _register(parts: Parts, numbers: range) -> None:
    created = [_registered(parts, number) for number in numbers]
    mongo.transaction(parts.db, lambda session: registry.write(parts.db, session, "imp_bench", created, [], []))


def _registered(parts: Parts, number: int) -> registry.Registered:
    nir, record = _nir(number), new_id("rec")
    return registry.Registered(
        record=record,
        nir_index=parts.keyring.nir_index(nir),
        nir_sealed=parts.keyring.seal(nir.digits, f"nir:{record}"),
        serial_index=parts.keyring.serial_index(_serial(number)),
        traits=_TRAITS,
        traits_index=parts.keyring.traits_index(str(number)),
        contact_sealed=seal_contact(parts.keyring, _REACHED, record),
        address_sealed=None,
        scheme="regime-general",
        invitable=True,
        content=str(number),
        comes_of_age_at=None,
    )


def _invited(parts: Parts, number: int) -> str:
    """Write a fresh code to one person; the code."""
    person = persons.by_nir(parts.db, parts.keyring.nir_index(_nir(number)))
    assert person is not None, "registered above"
    code = new_provisional_code()
    kept = issue_provisional_code(parts.keyring.provisional_code(person.record, code), now(), parts.code_life)
    assert persons.move(parts.db, None, person, invite(person.space, kept, parts.opposition_delay), []), "alone here"
    return code


def _looked_at(parts: Parts) -> int:
    plan = parts.db["persons"].find({"nir_index": parts.keyring.nir_index(_nir(1))}).explain()
    return int(plan["executionStats"]["totalDocsExamined"])


def _nir(number: int) -> Nir:
    rest, month = divmod(number, 12)
    commune, order = rest % 989, rest // 989
    body = f"284{month + 1:02}75{commune + 1:03}{order + 1:03}"
    return Nir(body, f"{control_key(body):02}")


def _serial(number: int) -> str:
    return f"{10_000_000_000 + number}"


def _logins(parts: Parts, times: int) -> list[Row]:
    """Whole logins of one person, the time of argon2id taken out and told beside."""
    hashing, letters = parts.passwords, parts.deliveries
    assert isinstance(hashing, _Timed)
    assert isinstance(letters, _Letters)
    account = _account(parts)
    apart, hashed = [], []
    for _ in range(times):
        before, begun = hashing.seconds, time.perf_counter()
        started = start_login(parts, account.identifier, PASSWORD, "patient", "198.51.100.1", now())
        send_code(parts, started.login, "email", now())
        finish_login(parts, started.login, letters.last["code"], now())
        whole, argon = time.perf_counter() - begun, hashing.seconds - before
        apart.append(1000 * (whole - argon))
        hashed.append(1000 * argon)
    return [
        *percentiles("login (password, code sent, code given) apart from argon2id", apart),
        *percentiles("argon2id of a login (19 MiB, 2 passes, 1 lane)", hashed),
    ]


def _account(parts: Parts) -> accounts.Account:
    account_id = new_id("acc")
    account = accounts.Account(
        id=account_id,
        kind=Kind.PATIENT,
        identifier="mesure",
        password_hash=parts.passwords.hash(PASSWORD),
        contact_sealed=seal_contact(parts.keyring, _REACHED, account_id),
        display_name=_TRAITS.display_name,
        created_at=now(),
        given_names=_TRAITS.given_names,
    )
    accounts.save(parts.db, None, account)
    return account
