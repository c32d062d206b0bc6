"""A person checks their history with what is published, whatever the database says by then."""

import base64
import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask import Flask

from chassis import clock, events
from chassis.connection import Database
from contracts import verify_history
from services.consent.actions import checkpoint, people, trace
from services.consent.actions.grid import DELIVERED, load_grid
from services.consent.api import build
from services.consent.domain.history import Head, appended
from services.consent.queries.history import read
from services.consent.settings import ConsentSettings
from services.consent.signing import HistorySigner
from services.consent.store import checkpoints, concealed, history
from tests.integration.consent.caller import Tokens
from tests.integration.consent.simultaneously import five_at_once
from tests.integration.consent.story import (
    DOCUMENT,
    LEROUX,
    MARTIN,
    OTHER_RECORD,
    RECORD,
    Story,
    about_document,
    deletion_requested,
    document_consulted,
    document_deposited,
    documents_listed,
    message_sent,
)
from tests.support.contract import operations

ISSUER = "https://test.invalid"


class Reader:
    """Inaya's browser and her verifier, fed by the API alone."""

    def __init__(self, app: Flask, tokens: Tokens, folder: Path) -> None:
        self._client, self._tokens, self.folder = app.test_client(), tokens, folder

    def get(self, operation: str, query: dict[str, Any] | None = None, actor: Any = None, **path: str) -> Any:
        """The answer, which its contract documents."""
        asked = operations()[operation]
        headers = {"Authorization": f"Bearer {self._tokens.of(actor)}"} if actor else {}
        answer = self._client.get(asked.path.format(**path), query_string=query, headers=headers)
        assert asked.complain(answer.status_code, answer.mimetype, answer.json) is None
        return answer

    def export(self, form: str, **search: str) -> bytes:
        """The file."""
        return bytes(self.get("exportHistory", {"format": form, **search}, Story.inaya, record=RECORD).data)

    def fetch(self) -> None:
        """Keep what is published now, as the verifier does with --folder."""
        (self.folder / "files").mkdir(exist_ok=True)
        (self.folder / "keys.json").write_bytes(self.get("listCheckpointKeys").data)
        known = len(list(self.folder.glob("*.jws")))
        for item in self.get("listCheckpoints", {"after": known, "limit": 100}).json["items"]:
            (self.folder / f"{item['number']:08}.jws").write_text(item["statement"])
            body = item["statement"].split(".")[1]
            for name in json.loads(base64.urlsafe_b64decode(body + "=="))["files"]:
                (self.folder / "files" / name).write_bytes(self.get("showCheckpointFile", digest=name).data)

    def verify(self) -> int:
        """The verifier's exit status for an export made now."""
        export = self.folder / "historique.ndjson"
        export.write_bytes(self.export("ndjson"))
        return verify_history.main([str(export), "--folder", str(self.folder), "--offline"])


@pytest.fixture
def signer(consent_settings: ConsentSettings) -> HistorySigner:
    return HistorySigner(consent_settings.history_signing_key)


@pytest.fixture
def reader(consent_settings: ConsentSettings, db: Database, tmp_path: Path) -> Reader:
    tokens = Tokens(consent_settings, db)
    return Reader(build(consent_settings, tokens.verifier), tokens, tmp_path)


def publish(db: Database, signer: HistorySigner) -> None:
    assert checkpoint.publish(db, signer, ISSUER, clock.now())


def edit(db: Database) -> None:
    db["history"].update_one({"number": 3}, {"$set": {"actor.display_name": "Personne"}})


def drop(db: Database) -> None:
    db["history"].delete_one({"number": 3})


def reorder(db: Database) -> None:
    for old, new in ((2, 0), (3, 2), (0, 3)):
        db["history"].update_one({"number": old}, {"$set": {"number": new}})


def truncate(db: Database) -> None:
    db["history"].delete_many({"number": {"$gt": 3}})


def truncate_with_the_head(db: Database) -> None:
    truncate(db)
    kept = db["history"].find_one({"number": 3})
    assert kept
    db["history_heads"].update_one({"_id": RECORD}, {"$set": {"number": 3, "hash": kept["hash"]}})


def forge_everything(db: Database) -> None:
    """Another history with hashes that hold, and its head: all that the owner of the database can do."""
    entries = list(history.chain(db, RECORD)[0])
    db["history"].delete_many({})
    head = Head()
    for each in [*entries[:2], *entries[3:]]:
        entry, head = appended(head, each.act)
        db["history"].insert_one(history._document(entry))
    told = {"number": head.number, "hash": head.hash, "unpublished": True}
    db["history_heads"].update_one({"_id": RECORD}, {"$set": told})


def drop_all(db: Database) -> None:
    db["history"].delete_many({})
    db["history_heads"].delete_many({})


@pytest.mark.feature("HIS-07")
@pytest.mark.parametrize(
    "mutation", [edit, drop, reorder, truncate, truncate_with_the_head, forge_everything, drop_all]
)
def test_a_mutation_of_the_database_is_found_by_the_person(
    db: Database,
    story: Story,
    reader: Reader,
    signer: HistorySigner,
    mutation: Callable[[Database], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    story.hears(trace.record_act, *[document_consulted() for _ in range(5)])
    publish(db, signer)
    reader.fetch()
    assert reader.verify() == 0
    assert "5 lignes" in capsys.readouterr().out
    mutation(db)
    assert reader.verify() == 1
    publish(db, signer)
    reader.fetch()
    assert reader.verify() == 1


@pytest.mark.feature("HIS-07")
def test_published_statements_made_anew_are_found_by_who_kept_the_former_ones(
    db: Database, story: Story, reader: Reader, signer: HistorySigner
) -> None:
    story.hears(trace.record_act, *[document_consulted() for _ in range(5)])
    publish(db, signer)
    reader.fetch()
    forge_everything(db)
    db["history_checkpoints"].delete_many({})
    publish(db, signer)
    publish(db, signer)
    reader.fetch()
    assert reader.verify() == 1


def test_lines_of_today_are_said_to_be_fresh_and_held_from_the_next_statement_on(
    db: Database, story: Story, reader: Reader, signer: HistorySigner, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(db, signer)
    story.hears(trace.record_act, document_consulted())
    reader.fetch()
    assert reader.verify() == 0
    assert "1 lignes récentes" in capsys.readouterr().out
    publish(db, signer)
    reader.fetch()
    assert reader.verify() == 0
    assert "récentes" not in capsys.readouterr().out


def test_only_what_has_grown_is_published_again(db: Database, story: Story, signer: HistorySigner) -> None:
    story.hears(trace.record_act, document_consulted())
    publish(db, signer)
    publish(db, signer)
    story.hears(trace.record_act, document_consulted())
    publish(db, signer)
    told = [base64.urlsafe_b64decode(each.statement.split(".")[1] + "==") for each in checkpoints.after(db, 0, 10)]
    assert [json.loads(each)["heads"] for each in told] == [1, 0, 1]


def test_five_who_publish_at_once_make_one_chain_of_statements(
    db: Database, story: Story, reader: Reader, signer: HistorySigner
) -> None:
    story.hears(trace.record_act, document_consulted())
    five_at_once(lambda: checkpoint.publish(db, signer, ISSUER, clock.now()))
    publish(db, signer)
    reader.fetch()
    assert reader.verify() == 0
    made = [each.number for each in checkpoints.after(db, 0, 10)]
    assert made == list(range(1, len(made) + 1))


def test_a_checkpoint_is_published_once_a_period(db: Database, signer: HistorySigner) -> None:
    now = clock.now()
    for later in (0, 0, 1, 86_400, 86_401):
        checkpoint.publish_when_due(db, signer, ISSUER, now + timedelta(seconds=later), every_s=86_400)
    assert 2 <= len(checkpoints.after(db, 0, 10)) <= 3


@pytest.mark.feature("HIS-07")
def test_what_is_published_of_an_erased_record_says_nothing(
    db: Database, story: Story, reader: Reader, signer: HistorySigner
) -> None:
    story.hears(trace.record_act, document_consulted())
    publish(db, signer)
    story.hears(people.erase_record, deletion_requested())
    reader.fetch()
    published = "".join(path.read_text() for path in reader.folder.rglob("*") if path.is_file())
    assert RECORD not in published
    assert list(history.chains(db)) == [RECORD]  # the mark that it is forgotten
    assert list(history.chain(db, RECORD)[0]) == []
    publish(db, signer)


SECRET = {"patient_until": None, "representatives": True}


def test_a_representative_checks_a_chain_without_gaps_that_does_not_hold_secret_care(
    db: Database, story: Story, signer: HistorySigner
) -> None:
    story.hears(trace.record_act, documents_listed())
    author = {"id": LEROUX, "role": "professional"}
    story.hears(trace.record_act, about_document("DocumentDeposited", 1, author, concealed=SECRET))
    story.hears(trace.record_act, documents_listed())
    publish(db, signer)
    whole = read(db, story.inaya, RECORD)
    of_parent = type(whole)(db, RECORD, concealed.unseen(db, RECORD, clock.now(), by_representative=True))
    from services.consent.queries.history import proof

    rows = [json.loads(line) for line in proof(of_parent, ISSUER)]
    assert rows[0]["chains"] == [RECORD]
    assert [row["entry"]["number"] for row in rows[1:]] == [1, 2]
    assert DOCUMENT not in json.dumps(rows)
    assert [row["chain"] for row in map(json.loads, list(proof(whole, ISSUER))[1:])].count(f"{RECORD}/{DOCUMENT}") == 1


@pytest.mark.feature("HIS-01")
def test_the_history_is_searched_by_author_kind_and_period(db: Database, story: Story, reader: Reader) -> None:
    first = clock.today()
    story.hears(trace.record_act, documents_listed(), document_consulted(), document_consulted(MARTIN))
    story.hears(trace.record_act, document_deposited("professional", MARTIN))

    def found(**search: str) -> list[tuple[str, str]]:
        items = reader.get("listHistory", search, Story.inaya, record=RECORD).json["items"]
        return [(each["actor"]["display_name"], each["action"]) for each in items]

    assert found(actor=LEROUX) == [("Camille LEROUX", "document-consulted"), ("Camille LEROUX", "documents-listed")]
    assert found(action="document-consulted", actor=MARTIN) == [("Lou MARTIN", "document-consulted")]
    assert len(found(**{"from": first.isoformat(), "to": clock.today().isoformat()})) == 4
    assert found(to=(first - timedelta(days=1)).isoformat()) == []
    refused = reader.get("listHistory", {"from": "hier"}, Story.inaya, record=RECORD)
    assert refused.status_code == 422
    seen = reader.get("showHistoryOverview", actor=Story.inaya, record=RECORD).json
    assert seen["total"] == 4
    assert {each["key"]: each["acts"] for each in seen["actors"]} == {LEROUX: 2, MARTIN: 2}
    assert {each["action"]: each["acts"] for each in seen["actions"]}["document-consulted"] == 2
    assert sum(each["acts"] for each in seen["months"]) == 4


@pytest.mark.feature("HIS-06")
def test_the_table_and_the_document_say_who_what_and_when(db: Database, story: Story, reader: Reader) -> None:
    story.hears(trace.record_act, documents_listed(), document_consulted(MARTIN))
    rows = list(csv.reader(io.StringIO(reader.export("csv").decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Date", "Heure", "Qui"]
    assert [(row[2], row[3], row[5]) for row in rows[1:]] == [
        ("Lou MARTIN", "Infirmier", "A consulté un document"),
        ("Camille LEROUX", "Médecin", "A consulté la liste des documents"),
    ]
    assert len(list(csv.reader(io.StringIO(reader.export("csv", actor=MARTIN).decode()), delimiter=";"))) == 2
    pdf = pypdfium2.PdfDocument(reader.export("pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "Lou MARTIN" in text
    assert "A consulté la liste des documents" in text


@pytest.mark.feature("HIS-06")
def test_an_entry_says_on_which_object_on_the_screen_in_the_table_and_on_paper(
    db: Database, story: Story, reader: Reader
) -> None:
    load_grid(db, json.loads(DELIVERED.read_text()), clock.today())
    parent = {"id": "acc_parent", "role": "patient", "record": OTHER_RECORD}
    deleted = about_document("DocumentDeleted", 2, {"id": LEROUX, "role": "professional"})
    answered = events.new("messaging.MessageSent", RECORD, {**message_sent().data, "sender": "patient"}, actor=parent)
    vaccinated = events.new(
        "profile.ProfileEntryAdded",
        RECORD,
        {"record": RECORD, "section": "vaccinations", "entry": "ent_3Hs8dK2pW6vX1mZ9qR4tYc"},
        actor=parent,
    )
    story.hears(trace.record_act, deleted, answered, vaccinated, documents_listed())
    items = reader.get("listHistory", actor=Story.inaya, record=RECORD).json["items"]
    labels = {each["action"]: each["object"] and each["object"]["label"] for each in items}
    assert labels == {
        "document-deleted": "CR ou fiche de consultation ou de visite",
        "message-sent": "Camille LEROUX",
        "profile-entry-added": "Vaccinations",
        "documents-listed": None,
    }
    rows = list(csv.reader(io.StringIO(reader.export("csv").decode("utf-8-sig")), delimiter=";"))
    assert {row[6] for row in rows} == {"Sur quoi", "", *filter(None, labels.values())}
    paper = pypdfium2.PdfDocument(reader.export("pdf"))
    text = " ".join("".join(page.get_textpage().get_text_bounded() for page in paper).split())
    assert all(label in text for label in ("CR ou fiche de consultation", "Vaccinations"))


def test_a_page_of_a_search_looks_at_keys_alone_until_it_has_found_it(db: Database, story: Story) -> None:
    story.hears(trace.record_act, *[document_consulted() for _ in range(30)], document_consulted(MARTIN))
    plan = db["history"].find({"record": RECORD, "actor.id": MARTIN}).sort([("at", -1), ("_id", -1)]).limit(5)
    assert plan.explain()["executionStats"]["totalDocsExamined"] == 1
    plan = db["history"].find({"record": RECORD}).sort([("at", -1), ("_id", -1)]).limit(5)
    assert plan.explain()["executionStats"]["totalDocsExamined"] == 5


@pytest.mark.feature("HIS-07")
def test_no_operation_changes_or_removes_an_entry() -> None:
    writing = [each.id for each in operations().values() if "history" in each.path and each.method != "get"]
    assert writing == []


def test_the_verifier_is_given_to_whoever_asks(reader: Reader) -> None:
    assert b"def verify(" in reader.get("showHistoryVerifier").data
    assert reader.get("showCheckpointFile", digest="0" * 64).status_code == 404
