"""The demonstration's files are what they say, and of types that exist."""

import json
from pathlib import Path

import pytest

from deploy.demo.documents import DemoDocument, demo_documents
from deploy.demo.load import NOT_ACTIVATED
from deploy.demo.people import story_families
from deploy.demo.professionals import professionals
from services.documents.domain.reference import read_table
from services.documents.formats.checking import check
from services.documents.formats.cleaning import clean

TYPES = Path(__file__).parents[3] / "services" / "documents" / "data"
DOCUMENTS = demo_documents()


def named(document: DemoDocument) -> str:
    return document.file_name


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_file_passes_the_checks_of_the_vault(document: DemoDocument) -> None:
    checked = check(
        document.content(),
        document.file_name,
        document.media_type,
        5 * 2**20,
        lambda label, content: clean(label, content, 50_000_000),
    )
    assert checked.media_type.split(";")[0] == document.media_type


def test_a_few_dozen_in_three_forms_some_hidden() -> None:
    assert 24 <= len(DOCUMENTS) <= 60
    assert {document.form for document in DOCUMENTS} == {"pdf", "jpg", "txt"}
    assert any(document.hidden for document in DOCUMENTS)
    assert len({document.key for document in DOCUMENTS}) == len(DOCUMENTS)


def test_each_has_an_official_type_or_a_section_and_a_depositor_who_exists() -> None:
    table = read_table(json.loads(max(TYPES.glob("document_types.*.json")).read_text("utf-8")))
    posts = {each.profession for each in professionals()}
    active = {family.adults[0].identifier for family in story_families()} - {NOT_ACTIVATED}
    for document in DOCUMENTS:
        assert document.patient in active
        if document.profession is None:
            assert table.patient_type(document.section) is not None
        else:
            assert document.profession in posts
            assert document.type_code in table.types


def test_the_same_words_give_the_same_bytes() -> None:
    for document in DOCUMENTS[:3]:
        assert document.content() == document.content()
