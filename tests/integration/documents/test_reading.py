"""Reading: who sees what, in the list and one by one, and what is said about it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.integration.documents.vault import Person, Vault
from tests.integration.enforcement.told import new_id
from tests.unit.documents import uploads

READS = ("showDocument", "openDocument")


def traces(vault: Vault, record: str) -> list[tuple[str, dict[str, Any]]]:
    """What is told of professionals' reads."""
    told = [(each["type"].partition(".")[2], each["data"]) for each in vault.told_about(record)]
    return [each for each in told if each[0] in ("DocumentsListed", "DocumentConsulted")]


@pytest.mark.feature("PSS-02", "GRD-01", "GRD-06", "DOC-02")
def test_a_professional_lists_and_opens_what_the_grid_gives_them(vault: Vault, inaya: Person, doctor: Person) -> None:
    content = uploads.pdf(padding=500)
    document = inaya.deposit(content).json["id"]
    (listed,) = doctor.list(inaya.record)
    assert listed["depositor"] == {"kind": "patient", "display_name": "Le patient", "mine": False}
    shown = doctor.call("showDocument", 200, record=inaya.record, document=document)
    assert shown.json == listed
    assert shown.headers["ETag"] == '"1"'
    assert doctor.call("openDocument", 200, record=inaya.record, document=document).data == content
    ground = {"record": inaya.record, "professional": doctor.id, "ground": "care", "grid_version": "2024-09-25"}
    seen = {"patient_until": None, "representatives": False}
    consulted = ground | {"document": document, "type": "DOCPAT05", "concealed": seen}
    assert traces(vault, inaya.record) == [
        ("DocumentsListed", ground),
        ("DocumentConsulted", consulted | {"what": "information"}),
        ("DocumentConsulted", consulted | {"what": "content"}),
    ]


def test_the_patients_own_reads_leave_no_trace(vault: Vault, inaya: Person) -> None:
    document = inaya.deposit().json["id"]
    inaya.list()
    for read in READS:
        inaya.call(read, 200, document=document)
    assert traces(vault, inaya.record) == []


@pytest.mark.feature("HIS-08")
def test_a_representatives_reads_are_traced_without_a_mail_for_each(vault: Vault, inaya: Person) -> None:
    child = vault.patient()
    document = child.deposit().json["id"]
    inaya.represents(child)
    inaya.list(child.record)
    inaya.call("openDocument", 200, record=child.record, document=document)
    (listed, consulted) = [each for each in vault.told_about(child.record) if "quiet" in each["data"]]
    assert (listed["type"], listed["data"]) == ("documents.DocumentsListed", {"record": child.record, "quiet": True})
    assert (consulted["type"], consulted["data"]["document"]) == ("documents.DocumentConsulted", document)
    for told in (listed, consulted):
        assert (told["actorid"], told["actorrecord"]) == (inaya.id, inaya.record)


def test_a_read_whose_trace_cannot_be_committed_is_not_answered(
    vault: Vault, inaya: Person, doctor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = inaya.deposit().json["id"]

    def lost(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("services.documents.traces.outbox.add", lost)
    for read in (*READS, "listDocuments"):
        doctor.refused(read, 503, "documents.trace-lost", record=inaya.record, document=document)


def test_reads_at_once_are_each_traced_once(vault: Vault, inaya: Person, doctor: Person) -> None:
    document = inaya.deposit().json["id"]

    def read(_: int) -> int:
        return doctor.call("openDocument", 200, record=inaya.record, document=document).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, range(40))) == [200] * 40
    assert len(traces(vault, inaya.record)) == 40
    ids = [each["id"] for each in vault.told_about(inaya.record)]
    assert len(set(ids)) == len(ids) == 41


@pytest.mark.feature("GRD-03", "GRD-05", "GRD-06")
def test_the_list_differs_with_the_profession(vault: Vault, inaya: Person, doctor: Person) -> None:
    for type_code in ("11488-4", "EXPPAT_3", "57833-6"):
        if type_code == "EXPPAT_3":
            inaya.deposit(section="DIR_ANT")
        else:
            doctor.deposit(record=inaya.record, type=type_code)
    seen = {}
    for name, profession in (("doctor", "G15_10"), ("nurse", "G15_60"), ("optician", "G15_28"), ("other", "G15_31")):
        person = vault.professional(profession, None)
        person.relate(inaya.record, "authorized")
        seen[name] = {each["type"]["code"] for each in person.list(inaya.record)}
    assert seen == {
        "doctor": {"11488-4", "EXPPAT_3", "57833-6"},
        "nurse": {"11488-4", "EXPPAT_3", "57833-6"},
        "optician": set(),
        "other": set(),
    }


def refusals(person: Person, record: str, document: str) -> list[TestResponse]:
    """The answers to information and content, which must not exist for this person."""
    return [person.call(read, 404, record=record, document=document) for read in READS]


@pytest.mark.feature("DOC-32", "DOC-23", "DOC-28", "GRD-05", "GRD-06")
def test_what_may_not_be_seen_does_not_exist(vault: Vault, inaya: Person, doctor: Person) -> None:
    hidden = inaya.deposit(hidden="true").json["id"]
    ungridded = doctor.deposit(record=inaya.record, type="PRESC-AAT").json["id"]
    other = vault.patient()
    elsewhere = other.deposit().json["id"]
    nurse = vault.professional("G15_60", None)
    nurse.relate(inaya.record, "authorized")
    answers = []
    for document in (hidden, ungridded, elsewhere, new_id("doc"), "doc_" + "é" * 22, "doc_1"):
        answers += refusals(nurse, inaya.record, document)
    bodies = [{name: value for name, value in each.json.items() if name != "correlationId"} for each in answers]
    assert all(body == bodies[0] for body in bodies)
    varying = {"X-Correlation-Id", "X-Request-Id"}
    headers = [{name: value for name, value in each.headers if name not in varying} for each in answers]
    assert all(each == headers[0] for each in headers)
    assert nurse.list(inaya.record) == []
    assert [name for name, _ in traces(vault, inaya.record)] == ["DocumentsListed"]


@pytest.mark.feature("DOC-32")
def test_a_record_with_hidden_documents_looks_like_one_without(vault: Vault) -> None:
    full, twin = vault.patient(), vault.patient()
    doctor = vault.professional()
    for patient in (full, twin):
        doctor.relate(patient.record, "authorized")
    for _ in range(5):
        full.deposit(hidden="true")
    pages = [doctor.call("listDocuments", 200, record=each.record) for each in (full, twin)]
    assert pages[0].data == pages[1].data
    assert pages[0].headers["Content-Length"] == pages[1].headers["Content-Length"]


@pytest.mark.feature("DOC-23", "GRD-08")
def test_the_author_reads_back_what_is_hidden_or_outside_the_grid(vault: Vault, inaya: Person) -> None:
    optician = vault.professional("G15_28", None)
    optician.relate(inaya.record, "authorized")
    document = optician.deposit(record=inaya.record, type="34112-3").json["id"]
    inaya.call("changeDocument", 200, document=document, json={"hidden": True}, headers={"If-Match": '"1"'})
    assert [each["id"] for each in optician.list(inaya.record)] == [document]
    optician.call("openDocument", 200, record=inaya.record, document=document)
    name, told = traces(vault, inaya.record)[-1]
    assert (name, told["ground"], told["grid_version"]) == ("DocumentConsulted", "author", None)


@pytest.mark.feature("DOC-23", "DOC-27", "GRD-09")
def test_the_administrator_sees_what_is_hidden_within_the_grid(vault: Vault, inaya: Person) -> None:
    visible = inaya.deposit(hidden="true").json["id"]
    inaya.deposit(hidden="true", section="DIR_ANT")
    dentist = vault.professional("G15_40", None)
    dentist.relate(inaya.record, "authorized", administrator=True)
    assert [each["id"] for each in dentist.list(inaya.record)] == [visible]
    dentist.call("openDocument", 200, record=inaya.record, document=visible)
    name, told = traces(vault, inaya.record)[-1]
    assert (name, told["ground"], told["grid_version"]) == ("DocumentConsulted", "administrator", "2024-09-25")


@pytest.mark.feature("ACC-08", "ACC-10", "GRD-08")
def test_a_blocked_professional_is_refused_on_every_route_and_unblocking_restores(
    vault: Vault, inaya: Person, doctor: Person
) -> None:
    own = doctor.deposit(record=inaya.record).json["id"]
    doctor.relate(inaya.record, "blocked")
    for operation in ("listDocuments", *READS):
        doctor.refused(operation, 403, "documents.no-access", record=inaya.record, document=own)
    doctor.deposit(record=inaya.record, expect=403)
    doctor.relate(inaya.record, "authorized")
    assert [each["id"] for each in doctor.list(inaya.record)] == [own]


@pytest.mark.feature("ACC-08")
def test_the_refusal_does_not_tell_a_block_from_a_missing_relation(vault: Vault, inaya: Person) -> None:
    stranger, blocked = vault.professional(), vault.professional()
    blocked.relate(inaya.record, "blocked")
    told = [
        each.refused("listDocuments", 403, "documents.no-access", record=inaya.record) | {"correlationId": ""}
        for each in (stranger, blocked)
    ]
    assert told[0] == told[1]


@pytest.mark.feature("GRD-10")
def test_a_professional_who_only_deposited_reads_back_their_own(vault: Vault, inaya: Person) -> None:
    inaya.deposit()
    doctor = vault.professional()
    doctor.relate(inaya.record, "contact")
    own = doctor.deposit(record=inaya.record).json["id"]
    assert [each["id"] for each in doctor.list(inaya.record)] == [own]


def test_another_patients_record_does_not_exist(vault: Vault, inaya: Person) -> None:
    other = vault.patient()
    document = other.deposit().json["id"]
    for operation in ("listDocuments", *READS):
        inaya.refused(operation, 404, "documents.not-found", record=other.record, document=document)
    refusals(inaya, inaya.record, document)
    inaya.deposit(record=other.record, expect=404)


def test_a_professional_of_whom_nothing_is_known_yet_is_asked_to_wait(vault: Vault, inaya: Person) -> None:
    unknown = Person(vault, new_id("pro"), "professional", None)
    unknown.relate(inaya.record, "authorized")
    unknown.refused("listDocuments", 503, "documents.rights-unknown", record=inaya.record)


def test_a_professional_who_left_the_directory_reads_nothing(vault: Vault, inaya: Person) -> None:
    gone = vault.professional(active=False)
    gone.relate(inaya.record, "authorized")
    gone.refused("listDocuments", 403, "documents.no-access", record=inaya.record)


def test_pages_follow_each_other_newest_first(inaya: Person, doctor: Person) -> None:
    deposited = [inaya.deposit(uploads.text(), f"{n}.txt", "text/plain").json["id"] for n in range(7)]
    hidden = deposited.pop(3)
    inaya.call("changeDocument", 200, document=hidden, json={"hidden": True}, headers={"If-Match": '"1"'})
    found: list[str] = []
    query: dict[str, Any] = {"limit": 2}
    while True:
        page = doctor.call("listDocuments", 200, record=inaya.record, query_string=query).json
        found += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert found == deposited[::-1]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"cursor": "AAAA"}, {"sort": "1"}])
def test_a_list_asked_for_wrongly_is_refused(inaya: Person, query: dict[str, Any]) -> None:
    problem = inaya.refused("listDocuments", 422, "documents.invalid-request", query_string=query)
    assert problem["errors"][0]["field"] == next(iter(query))


@pytest.mark.parametrize(
    ("name", "ending"), [("pdf", "pdf"), ("png", "jpg"), ("tif", "tif"), ("txt", "txt"), ("rtf", "rtf")]
)
def test_bytes_are_a_download_of_a_fixed_type_never_a_page(inaya: Person, name: str, ending: str) -> None:
    content, file_name, declared = uploads.GOOD[name]
    document = inaya.deposit(content, file_name, declared, title='<img src=x> "été"/..\\').json["id"]
    answer = inaya.call("openDocument", 200, document=document)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''")
    assert disposition.endswith("." + ending)
    assert not set('<>"/\\') & set(disposition.partition("''")[2])


def test_the_charset_of_a_text_is_said(inaya: Person) -> None:
    document = inaya.deposit("été".encode("windows-1252"), "a.txt", "text/plain").json["id"]
    answer = inaya.call("openDocument", 200, document=document)
    assert answer.headers["Content-Type"] == "text/plain; charset=windows-1252"


@pytest.mark.parametrize("spoil", ["flip", "swap", "cut", "remove"])
def test_wrong_bytes_are_never_served(vault: Vault, inaya: Person, spoil: str) -> None:
    document, other = (inaya.deposit(uploads.pdf(padding=99)).json["id"] for _ in range(2))
    name, files = f"{inaya.record}/{document}", vault.parts.files
    sealed = files.get(name)
    if spoil == "remove":
        files.delete(name)
    else:
        flipped = sealed[:50] + bytes([sealed[50] ^ 1]) + sealed[51:]
        files.put(name, {"flip": flipped, "swap": files.get(f"{inaya.record}/{other}"), "cut": sealed[:-5]}[spoil])
    inaya.refused("openDocument", 503, "documents.content-damaged", document=document)
