"""What is published binds every history, and says nothing of any."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.verify_history import Unreadable, verify
from services.consent.domain.checkpoint import ORIGIN, claims, digest_of, files, is_due, label, place
from services.consent.domain.history import Act, Entry, Head, Performer, appended, body_of
from services.consent.signing import HistorySigner

RECORD, OTHER, DOCUMENT = "rec_1", "rec_2", "doc_1"
ACT = Act(
    event_id="019aab2e-0000-7000-8000-000000000001",
    record=RECORD,
    at="2026-11-22T09:00:00.000Z",
    actor=Performer(kind="professional", id="pro_1", display_name="Zoé LEROUX", profession="Médecin", structure=None),
    action="document-consulted",
    object={"kind": "document", "id": DOCUMENT, "type": "11488-4"},
    capacity="authorized",
    ground="care",
    grid="2024-09-25",
)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> HistorySigner:
    return signer_in(tmp_path_factory.mktemp("keys"))


def signer_in(folder: Path) -> HistorySigner:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(pem)
    return HistorySigner(folder / "key.pem")


@dataclass
class House:
    """A service that keeps chains and publishes their heads."""

    signer: HistorySigner
    chains: dict[str, list[Entry]] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)
    published: dict[str, str] = field(default_factory=dict)
    grown: set[str] = field(default_factory=set)
    acts: int = 0

    def append(self, count: int, act: Act = ACT) -> None:
        for _ in range(count):
            self.acts += 1
            made = replace(act, event_id=f"event-{self.acts}")
            entry, self.heads[act.chain] = appended(self.heads.get(act.chain, Head()), made)
            self.chains.setdefault(act.chain, []).append(entry)
            self.grown.add(act.chain)

    def publish(self) -> None:
        number = len(self.statements) + 1
        contents = files([(chain, self.heads[chain]) for chain in self.grown], number)
        previous = digest_of(self.statements[-1]) if self.statements else ORIGIN
        self.statements.append(self.signer.sign(claims(number, "https://test.invalid", number, previous, contents)))
        self.published |= {digest_of(content): content for content in contents}
        self.grown.clear()

    def export(self, record: str = RECORD) -> list[str]:
        names = [name for name in self.chains if name.partition("/")[0] == record]
        lines: list[dict[str, Any]] = [{"format": "mes-history/1", "record": record, "chains": names}]
        for name in names:
            lines += [
                {"chain": name, "entry": body_of(each.act, each.number, each.prev_hash), "hash": each.hash}
                for each in self.chains[name]
            ]
        return [json.dumps(line) for line in lines]

    def faults(self, lines: list[str] | None = None) -> list[str]:
        keys = [self.signer.public_jwk]
        told = self.export() if lines is None else lines
        return verify(told, self.statements, keys, self.published.__getitem__).faults

    def forge(self, entries: list[Entry]) -> None:
        """Make the whole chain anew, with hashes and head that hold, as who owns the database can."""
        self.chains[RECORD], head = [], Head()
        for each in entries:
            entry, head = appended(head, each.act)
            self.chains[RECORD].append(entry)
        self.heads[RECORD] = head


def days(signer: HistorySigner, acts: list[int]) -> House:
    """One checkpoint a day, after so many acts of the day."""
    house = House(signer)
    for count in acts:
        house.append(count)
        house.append(1, replace(ACT, record=OTHER))
        house.publish()
    return house


a_week = st.lists(st.integers(0, 4), min_size=1, max_size=7).filter(any)


@pytest.mark.feature("HIS-07")
@given(a_week, st.integers(0, 3))
@settings(max_examples=40)
def test_an_honest_history_holds_published_or_not_yet(signer: HistorySigner, week: list[int], fresh: int) -> None:
    house = days(signer, week)
    house.append(fresh)
    report = verify(house.export(), house.statements, [signer.public_jwk], house.published.__getitem__)
    assert (report.faults, report.entries, report.fresh) == ([], sum(week) + fresh, fresh)


FORGERIES: dict[str, Callable[[list[Entry], int], list[Entry]]] = {
    "edit": lambda entries, at: [
        replace(each, act=replace(each.act, ground="samu")) if each.number == at + 1 else each for each in entries
    ],
    "drop": lambda entries, at: [each for each in entries if each.number != at + 1],
    "add": lambda entries, at: [*entries[:at], replace(entries[at], act=replace(ACT, event_id="new")), *entries[at:]],
    "truncate": lambda entries, at: entries[:at],
    "swap": lambda entries, at: [*entries[:at], *reversed(entries[at : at + 2]), *entries[at + 2 :]],
}


@pytest.mark.feature("HIS-07")
@pytest.mark.parametrize("forgery", FORGERIES)
@given(week=a_week, data=st.data())
@settings(max_examples=40)
def test_a_chain_forged_whole_with_its_head_is_found(
    signer: HistorySigner, forgery: str, week: list[int], data: st.DataObject
) -> None:
    house = days(signer, week)
    entries = house.chains[RECORD]
    longest = len(entries) - (2 if forgery == "swap" else 1)
    if longest < 0:
        return
    forged = FORGERIES[forgery](entries, data.draw(st.integers(0, longest)))
    house.forge(forged)
    assert house.faults()
    # Nor does publishing the forged head from now on help: what was published before stays.
    house.grown.add(RECORD)
    house.publish()
    assert house.faults()


@given(week=a_week, data=st.data())
@settings(max_examples=40)
def test_an_export_in_which_one_character_differs_is_found(
    signer: HistorySigner, week: list[int], data: st.DataObject
) -> None:
    house = days(signer, week)
    lines = house.export()
    line = data.draw(st.integers(1, len(lines) - 1))
    row = json.loads(lines[line])
    name = data.draw(st.sampled_from(sorted(row["entry"])))
    row["entry"][name] = 7_000 if name == "number" else "other"
    assert house.faults([*lines[:line], json.dumps(row), *lines[line + 1 :]])


Row = dict[str, Any]

PRETENDED: dict[str, Callable[[Row], Row]] = {
    "altered": lambda row: {**row, "entry": {**row["entry"], "ground": "samu"}, "withheld": True},
    "shown": lambda row: {**row, "withheld": True},
    "beside": lambda row: {**masked(row), "said": row["entry"]["action"]},
    "not quite": lambda row: {**masked(row), "withheld": "oui"},
    "another digest": lambda row: {**masked(row), "hash": "0" * 64},
    "taken back": lambda row: {**masked(row), "withheld": False},
}


def masked(row: Row) -> Row:
    """The line as the service gives it to who may not know what it says."""
    place = {name: row["entry"][name] for name in ("number", "prev_hash")}
    return {"chain": row["chain"], "entry": place, "hash": row["hash"], "withheld": True}


@pytest.mark.feature("HIS-07")
def test_a_line_that_its_reader_may_not_know_is_counted_and_keeps_its_place(signer: HistorySigner) -> None:
    house = days(signer, [3])
    lines = house.export()
    lines[2] = json.dumps(masked(json.loads(lines[2])))
    report = verify(lines, house.statements, [signer.public_jwk], house.published.__getitem__)
    assert (report.faults, report.entries, report.withheld) == ([], 3, 1)


@pytest.mark.feature("HIS-07")
@pytest.mark.parametrize("forgery", PRETENDED)
def test_a_line_is_not_let_pass_because_it_says_it_is_withheld(signer: HistorySigner, forgery: str) -> None:
    house = days(signer, [3])
    lines = house.export()
    lines[3] = json.dumps(PRETENDED[forgery](json.loads(lines[3])))
    assert house.faults(lines)


def test_statements_made_anew_or_by_another_key_are_found(signer: HistorySigner, tmp_path: Path) -> None:
    house = days(signer, [1, 2, 1])
    kept = list(house.statements)
    del house.statements[1]
    assert house.faults()
    another = days(signer_in(tmp_path), [1, 2, 1])
    assert "clé connue" in verify(house.export(), another.statements, [signer.public_jwk], {}.__getitem__).faults[0]
    house.statements = [kept[0], *days(signer, [2, 2, 1]).statements[1:]]
    assert "refaite" in house.faults()[0]


def test_a_statement_that_is_not_signed_with_our_algorithm_counts_for_nothing(signer: HistorySigner) -> None:
    house = days(signer, [1])
    _, body, signature = house.statements[0].split(".")
    header = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "history-checkpoint+jwt"}).encode())
    house.statements = [f"{header.decode().rstrip('=')}.{body}.{signature}"]
    assert "clé connue" in house.faults()[0]


def test_a_published_file_that_was_changed_is_refused(signer: HistorySigner) -> None:
    house = days(signer, [1])
    house.published = dict.fromkeys(house.published, "nothing\n")
    with pytest.raises(Unreadable):
        house.faults()


def test_the_chain_of_a_concealed_document_is_apart_and_bound_too(signer: HistorySigner) -> None:
    house = House(signer)
    house.append(2)
    house.append(3, replace(ACT, concealed=True))
    house.publish()
    assert house.faults() == []
    assert [each.number for each in house.chains[RECORD]] == [1, 2]
    del house.chains[f"{RECORD}/{DOCUMENT}"][2]
    assert house.faults()


@pytest.mark.feature("HIS-07")
def test_what_is_published_names_nobody_and_never_says_the_same_twice(signer: HistorySigner) -> None:
    house = days(signer, [1])
    house.grown |= set(house.heads)
    house.publish()
    first, second = (content for content in house.published.values())
    assert not set(first.split()) & set(second.split())
    for secret in (RECORD, OTHER, house.heads[RECORD].hash, "LEROUX"):
        assert secret not in first + second + "".join(house.statements)


def test_every_label_is_in_the_file_where_the_verifier_looks(signer: HistorySigner) -> None:
    heads = [(f"rec_{number}", Head(1, "0" * 64)) for number in range(2_500)]
    made = files(heads, 7)
    assert len(made) == 4
    assert sum(content.count("\n") for content in made) == 2_500
    assert all(label(chain, 7) in made[place(label(chain, 7), 4)] for chain, _ in heads)


def test_a_period_begins_at_the_same_moment_for_all() -> None:
    day = 86_400
    assert is_due(5, None, day)
    assert not is_due(day - 1, 0, day)
    assert is_due(day, day - 1, day)
