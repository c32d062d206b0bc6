"""Searching through the API: filters, words, order, pages, counts."""

from typing import Any

import pytest

from tests.integration.documents.vault import Person, Vault


@pytest.fixture
def filed(inaya: Person, doctor: Person) -> dict[str, str]:
    """Five documents by name, in the order of their deposit."""
    told: list[tuple[str, Person, dict[str, str]]] = [
        ("blood", inaya, {"title": "Prise de sang d'été", "document_date": "2026-03-01", "section": "BIOLOGIE"}),
        ("echo", inaya, {"title": "Échographie du GENOU", "document_date": "2024-01-10", "section": "RADIO_SC"}),
        ("report", doctor, {"title": "Compte rendu : genou", "document_date": "2025-06-30", "type": "11488-4"}),
        ("card", inaya, {"title": "Carte", "document_date": "2020-01-01", "section": "", "kind": "carte-identite"}),
        ("secret", inaya, {"title": "Genou, note", "document_date": "2026-02-02", "section": "CPT_REND"}),
    ]
    found = {name: by.deposit(record=inaya.record, **fields).json["id"] for name, by, fields in told}
    inaya.change(found["secret"], {"hidden": True})
    return found


def found_by(person: Person, record: str, filed: dict[str, str], **sought: Any) -> list[str]:
    """Names of what a search finds, in its order."""
    called = {id_: name for name, id_ in filed.items()}
    return [called[each["id"]] for each in person.search(record, **sought)["items"]]


@pytest.mark.feature("DOC-02", "DOC-31")
@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        ({}, ["secret", "card", "report", "echo", "blood"]),
        ({"order": "document_date"}, ["blood", "secret", "report", "echo", "card"]),
        ({"words": "genou"}, ["secret", "report", "echo"]),
        ({"words": "ECHOG"}, ["echo"]),
        ({"words": "genou compte"}, ["report"]),
        ({"words": "été"}, ["blood"]),
        ({"words": "énou"}, []),
        ({"section": "CPT_REND"}, ["secret", "report"]),
        ({"section": "CPT_REND", "type": "11488-4"}, ["report"]),
        ({"section": "BIOLOGIE", "type": "11488-4"}, []),
        ({"section": "NOWHERE"}, []),
        ({"since": "2025-06-30", "until": "2026-02-02", "order": "document_date"}, ["secret", "report"]),
        ({"depositor": "professional"}, ["report"]),
        ({"mine": True, "words": "genou"}, ["secret", "echo"]),
        ({"words": "leroux"}, ["report"]),
    ],
)
def test_a_patient_finds_what_they_look_for(
    inaya: Person, filed: dict[str, str], sought: dict[str, Any], expected: list[str]
) -> None:
    assert found_by(inaya, inaya.record, filed, **sought) == expected


@pytest.mark.feature("DOC-32", "GRD-06")
def test_a_professional_finds_and_counts_only_what_they_may_see(
    inaya: Person, doctor: Person, filed: dict[str, str]
) -> None:
    assert found_by(doctor, inaya.record, filed, words="genou") == ["report", "echo"]
    counts = doctor.search(inaya.record, counts=True)["counts"]
    assert counts == {"total": 4, "sections": {"BIOLOGIE": 1, "RADIO_SC": 1, "CPT_REND": 1, "DOC_ADM": 1}}
    assert inaya.search(counts=True)["counts"]["total"] == 5
    assert inaya.search(counts=True, words="genou")["counts"] == {
        "total": 3,
        "sections": {"CPT_REND": 2, "RADIO_SC": 1},
    }


@pytest.mark.parametrize("order", ["deposited_at", "document_date"])
def test_pages_of_a_search_follow_each_other(inaya: Person, order: str) -> None:
    days = ["2026-01-02", "2026-01-01", "2026-01-02", "2026-01-02", "2026-01-03"]
    ids = [inaya.deposit(document_date=day).json["id"] for day in days]
    by_date = sorted(zip(days, ids, strict=True), reverse=True)
    expected = ids[::-1] if order == "deposited_at" else [id_ for _, id_ in by_date]
    found: list[str] = []
    sought: dict[str, Any] = {"limit": 2, "order": order}
    while True:
        page = inaya.search(**sought)
        found += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        sought["cursor"] = page["next"]
    assert found == expected


def test_a_professionals_search_is_traced_without_its_words(vault: Vault, inaya: Person, doctor: Person) -> None:
    inaya.deposit()
    doctor.search(inaya.record, words="grossesse")
    told = vault.told_about(inaya.record)[-1]
    assert told["type"] == "documents.DocumentsListed"
    assert "grossesse" not in repr(told)


@pytest.mark.parametrize(
    ("sought", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": {"$gt": ""}}, "words"),
        ({"words": "a" * 101}, "words"),
        ({"since": "hier"}, "since"),
        ({"depositor": "mafia"}, "depositor"),
        ({"order": "title"}, "order"),
        ({"cursor": "AAAA"}, "cursor"),
        ({"limit": 101}, "limit"),
        ({"$where": "1"}, "$where"),
    ],
)
def test_a_search_asked_for_wrongly_is_refused(inaya: Person, sought: dict[str, Any], field: str) -> None:
    problem = inaya.refused("searchDocuments", 422, "documents.invalid-request", json=sought)
    assert field in problem["errors"][0]["field"]


def test_a_cursor_of_another_order_is_refused(inaya: Person) -> None:
    for _ in range(2):
        inaya.deposit()
    cursor = inaya.search(limit=1)["next"]
    inaya.refused(
        "searchDocuments", 422, "documents.invalid-request", json={"cursor": cursor, "order": "document_date"}
    )
