"""Who reads and writes which sections: the grid that ships with the platform, relations, emergencies."""

from datetime import UTC, datetime, timedelta

import pytest

from enforcement.record import RecordState
from enforcement.relation import Emergency, Ground, Relation, RelationState
from services.profile.domain.decision import Person, Professional, Refused, Rights, Viewer, decide, may_alter
from services.profile.domain.sections import SECTIONS, Code
from tests.unit.enforcement import grids

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
RECORD = "rec_7Qm2xV9aKp4LsT8wYb3Nd1"
AUTHORIZED = Relation(RelationState.AUTHORIZED)
RUNNING = Emergency(Ground.IMMEDIATE_RISK, NOW + timedelta(hours=1))


GRID = grids.grid()


def asked(
    viewer: Viewer, relation: Relation | None = None, state: RecordState | None = RecordState.ACTIVATED
) -> Rights | Refused:
    return decide(viewer, RECORD, state, relation, GRID, NOW)


def reads(column: str | None) -> set[Code]:
    decided = asked(Professional("pro_a", column), AUTHORIZED)
    return set(decided.reads) if isinstance(decided, Rights) else set()


@pytest.mark.feature("PRO-19")
def test_the_grid_opens_sections_by_profession_and_absent_means_no() -> None:
    assert reads("MEDECIN") == set(SECTIONS)
    # Coordination reads the profile, not the vaccination history; a row of its own decides that.
    assert reads("COORDINATION") == set(SECTIONS) - {Code.VACCINATIONS}
    for column in ("OPTICIEN", "ASSISTANT_SOCIAL", "no-such-column", None):
        assert asked(Professional("pro_a", column), AUTHORIZED) is Refused.GRID_REFUSES


@pytest.mark.feature("PRO-10", "PRO-17")
def test_professionals_write_vaccinations_alone_and_alter_their_own() -> None:
    doctor = Professional("pro_a", "MEDECIN")
    rights = asked(doctor, AUTHORIZED)
    assert isinstance(rights, Rights)
    assert rights.writes == {Code.VACCINATIONS}
    assert may_alter(doctor, rights, Code.VACCINATIONS, "pro_a")
    assert not may_alter(doctor, rights, Code.VACCINATIONS, "acc_b")
    assert not may_alter(doctor, rights, Code.ALLERGIES, "pro_a")


@pytest.mark.feature("PRO-18")
def test_the_person_and_who_represents_them_write_and_alter_everything() -> None:
    for person in (Person("acc_a", RECORD), Person("acc_b", RECORD, representative=True)):
        rights = asked(person)
        assert isinstance(rights, Rights)
        assert rights.reads == rights.writes == set(SECTIONS)
        assert may_alter(person, rights, Code.VACCINATIONS, "pro_a")
    assert asked(Person("acc_c", None)) is Refused.OTHER_RECORD


@pytest.mark.feature("PRO-19")
@pytest.mark.parametrize(
    ("relation", "refused"),
    [
        (None, Refused.NO_RELATION),
        (Relation(RelationState.BLOCKED), Refused.BLOCKED),
        (
            Relation(RelationState.BLOCKED, emergency=RUNNING),
            Refused.BLOCKED,
        ),
        (Relation(RelationState.CONTACT), Refused.NOT_AUTHORIZED),
        (Relation(RelationState.CONTACT, emergency=Emergency(Ground.IMMEDIATE_RISK, NOW)), Refused.NOT_AUTHORIZED),
    ],
    ids=["none", "blocked", "blocked-in-emergency", "deposited-only", "emergency-over"],
)
def test_who_is_not_authorised_reads_nothing(relation: Relation | None, refused: Refused) -> None:
    assert asked(Professional("pro_a", "MEDECIN"), relation) is refused


@pytest.mark.feature("EMG-06", "EMG-11")
def test_an_emergency_reads_and_writes_nothing() -> None:
    running = Relation(RelationState.CONTACT, emergency=Emergency(Ground.REGULATION, NOW + timedelta(seconds=1)))
    rights = asked(Professional("pro_a", "MEDECIN"), running)
    assert rights == Rights(frozenset(SECTIONS), frozenset(), Ground.REGULATION)


@pytest.mark.feature("CLO-05")
@pytest.mark.parametrize("state", [*RecordState, None], ids=str)
def test_a_shut_record_is_shut_to_all(state: RecordState | None) -> None:
    person, doctor = asked(Person("acc_a", RECORD), None, state), asked(Professional("p", "MEDECIN"), AUTHORIZED, state)
    shut = {RecordState.OPPOSED, RecordState.CLOSED, RecordState.ERASED}
    assert (person is Refused.RECORD_SHUT) == (state in shut)
    assert (doctor is Refused.RECORD_SHUT) == (state not in {RecordState.ACTIVATED, RecordState.AUTO_CREATED})
