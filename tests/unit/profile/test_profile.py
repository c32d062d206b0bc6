"""Entries and sections as values."""

from dataclasses import replace
from datetime import date

import pytest

from services.profile.domain.entries import Author, AuthorKind, Content, Entry, faults
from services.profile.domain.profile import MOST_ENTRIES, Full, NoSuchEntry, NotEmpty, Outdated, Profile
from services.profile.domain.sections import SECTIONS, Code

TODAY = date(2026, 3, 3)
ENTRY = Entry("ent_1", Content("Pollens"), Author(AuthorKind.PATIENT, "acc_a"), "2026-03-03T10:00:00.000Z", "key-1")
EMPTY = Profile("rec_a")


def having(*entries: Entry) -> Profile:
    profile = EMPTY
    for entry in entries:
        profile = profile.added(Code.ALLERGIES, entry)
    return profile


@pytest.mark.feature("PRO-05", "PRO-06", "PRO-07", "PRO-08", "PRO-09", "PRO-11", "PRO-12")
@pytest.mark.parametrize(
    ("code", "content", "wrong"),
    [
        (Code.CONDITIONS, Content("Asthme", started_on="2019", ended_on="2020-05"), set()),
        (Code.CONDITIONS, Content("Asthme", detail="Sévère"), {"detail"}),
        (Code.TREATMENTS, Content("Ventoline", "2 bouffées par jour", "2019-03", "2027"), set()),
        (Code.ALLERGIES, Content("Pollens", "Éternuements", "2019"), set()),
        (Code.ALLERGIES, Content("Pollens", ended_on="2020"), {"ended_on"}),
        (Code.ALLERGIES, Content("   "), {"label"}),
        (Code.VACCINATIONS, Content("Grippe"), {"started_on"}),
        (Code.VACCINATIONS, Content("Grippe", started_on="2026-03-03"), set()),
        (Code.VACCINATIONS, Content("Grippe", started_on="2026-03-04"), {"started_on"}),
        (Code.VACCINATIONS, Content("Grippe", started_on="2026-04"), {"started_on"}),
        (Code.VACCINATIONS, Content("Grippe", started_on="2025-02-30"), {"started_on"}),
        (Code.HOSPITALISATIONS, Content("Appendicite", "CHU", "2020-05-10", "2020-05-09"), {"ended_on"}),
        (Code.HOSPITALISATIONS, Content("Appendicite", "CHU", "2020-05-10", "2020"), set()),
        (Code.FAMILY_HISTORY, Content("Diabète"), {"detail"}),
        (Code.FAMILY_HISTORY, Content("Diabète", "Mère"), set()),
        (Code.PRACTITIONERS, Content("Dr Roux", "Allergologue"), set()),
        (Code.PRACTITIONERS, Content("Dr Roux", "Allergologue", "2020"), {"started_on"}),
    ],
)
def test_an_entry_says_what_its_section_asks_for_and_nothing_else(
    code: Code, content: Content, wrong: set[str]
) -> None:
    assert set(faults(SECTIONS[code], content, TODAY)) == wrong


@pytest.mark.feature("PRO-18")
def test_an_entry_keeps_who_entered_it_and_when_through_every_change() -> None:
    after = having(ENTRY).changed(Code.ALLERGIES, "ent_1", 1, Content("Pollens de bouleau"), "2026-03-04T08:00:00.000Z")
    changed = after.entry(Code.ALLERGIES, "ent_1")
    expected = replace(ENTRY, content=Content("Pollens de bouleau"), version=2, changed_at="2026-03-04T08:00:00.000Z")
    assert changed == expected
    with pytest.raises(Outdated):
        after.changed(Code.ALLERGIES, "ent_1", 1, Content("Autre"), "2026-03-05T08:00:00.000Z")
    assert after.removed(Code.ALLERGIES, "ent_1").section(Code.ALLERGIES).entries == ()
    with pytest.raises(NoSuchEntry):
        after.removed(Code.CONDITIONS, "ent_1")


@pytest.mark.feature("PRO-04", "NAV-06")
def test_nothing_to_declare_is_an_answer_that_an_entry_takes_back() -> None:
    assert EMPTY.completion() == (0, len(SECTIONS))
    declared = EMPTY.declared(Code.ALLERGIES, True)
    assert declared.completion() == (1, len(SECTIONS))
    filled = declared.added(Code.ALLERGIES, ENTRY)
    assert not filled.section(Code.ALLERGIES).nothing
    assert filled.completion() == (1, len(SECTIONS))
    with pytest.raises(NotEmpty):
        filled.declared(Code.ALLERGIES, True)
    assert filled.removed(Code.ALLERGIES, "ent_1").completion() == (0, len(SECTIONS))


def test_a_section_holds_a_bounded_number_of_entries() -> None:
    full = having(*(replace(ENTRY, id=f"ent_{number}") for number in range(MOST_ENTRIES)))
    with pytest.raises(Full):
        full.added(Code.ALLERGIES, ENTRY)


def test_an_intention_is_its_authors_own() -> None:
    profile = having(ENTRY)
    assert profile.meant(Code.ALLERGIES, "acc_a", "key-1") == ENTRY
    assert profile.meant(Code.ALLERGIES, "acc_b", "key-1") is None
    assert profile.meant(Code.CONDITIONS, "acc_a", "key-1") is None
