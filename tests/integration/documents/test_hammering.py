"""A professional who goes on asking after a block: with tokens, remembered tags, parts of files, side by side."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

import pytest

from tests.integration.documents.vault import Person, Vault

DOORS = (
    "listDocuments",
    "showDocument",
    "openDocument",
    "listDocumentVersions",
    "listPages",
    "showPage",
    "showThumbnail",
)
REMEMBERED: tuple[dict[str, str], ...] = (
    {},
    {"If-None-Match": '"1"'},
    {"If-None-Match": "*"},
    {"If-Modified-Since": "Sat, 01 Jan 2033 00:00:00 GMT"},
    {"Range": "bytes=0-99"},
    {"Range": "bytes=-1", "If-Range": '"1"'},
)


def tries(count: int) -> Iterator[tuple[str, dict[str, str]]]:
    return islice(zip(cycle(DOORS), cycle(REMEMBERED), strict=False), count)


@pytest.mark.feature("ACC-08", "ACC-10")
def test_after_a_block_no_door_opens_however_it_is_knocked_at(vault: Vault, inaya: Person, doctor: Person) -> None:
    document = inaya.deposit().json["id"]
    own = doctor.deposit(record=inaya.record).json["id"]
    for door in DOORS:
        doctor.call(door, 200, record=inaya.record, document=document)
    reads = len(vault.told_about(inaya.record))
    doctor.relate(inaya.record, "blocked")

    def knock(asked: tuple[str, dict[str, str]]) -> set[str]:
        door, headers = asked
        return {
            str(doctor.call(door, 403, record=inaya.record, document=each, headers=headers).json["code"])
            for each in (document, own)
        }

    with ThreadPoolExecutor(8) as hands:
        answers = list(hands.map(knock, tries(6 * len(DOORS) * len(REMEMBERED))))
    assert set().union(*answers) == {"documents.no-access"}
    assert doctor.deposit(record=inaya.record, expect=403).json["code"] == "documents.no-access"
    assert len(vault.told_about(inaya.record)) == reads
