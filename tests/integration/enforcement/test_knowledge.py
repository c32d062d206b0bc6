"""What is not known for sure lets nobody in, and the reason is named: for figures and logs."""

from collections.abc import Iterator

import pytest

from chassis import freshness, mongo
from chassis.connection import Database
from chassis.freshness import Freshness
from enforcement.knowledge import Doubt, Knowledge
from enforcement.lanes import LANES, STREAM, lane_of
from enforcement.store import grids, projections
from tests.integration.enforcement.told import grid_told, listed, new_id
from tests.support.platform import until


@pytest.fixture
def watch(db: Database) -> Iterator[Freshness]:
    """Freshness that nobody has proven; once proven it lasts as long as a test."""
    db[freshness.COLLECTION].delete_many({})
    db[grids.GRID].delete_many({})
    made = Freshness(db, STREAM, max_age_s=3600)
    yield made
    made.close()


class Heart:
    """Consent's, one beat at a time."""

    def __init__(self, db: Database) -> None:
        self._db, self._counter = db, 0

    def beat(self, grid: str, lanes: list[int]) -> None:
        """Two beats: the first is what the second is seen to move from."""
        for _ in range(2):
            self._counter += 1
            freshness.beat(None, self._db, STREAM, 1, lanes, self._counter, said={"grid_version": grid})


@pytest.mark.feature("ACC-10", "GRD-07")
def test_a_professional_is_known_when_nothing_is_missing(db: Database, watch: Freshness) -> None:
    record, doctor, heart = new_id("rec"), new_id("pro"), Heart(db)
    known, lane, nothing, something = Knowledge(db, watch), lane_of(record), [0] * LANES, [0] * LANES
    something[lane] = 1

    def found() -> object:
        return known.reader_for(doctor, record)

    assert (found(), known.practitioner_for(doctor, record)) == (Doubt.CONSENT_SILENT, Doubt.CONSENT_SILENT)
    heart.beat("2024-09-25", nothing)
    watch.look()
    heart.beat("2024-09-25", something)
    until(lambda: found() is Doubt.GAP_IN_STREAM, seconds=180)
    assert known.practitioner_for(doctor, record) is Doubt.GAP_IN_STREAM
    freshness.applied(None, db, STREAM, 1, lane, 1)
    until(lambda: found() is Doubt.ANOTHER_GRID, seconds=180)
    assert known.practitioner_for(doctor, record) is Doubt.UNKNOWN_PROFESSIONAL
    mongo.transaction(db, lambda session: grids.tell(session, db, grid_told()))
    until(lambda: found() is Doubt.UNKNOWN_PROFESSIONAL, seconds=180)
    entry = listed(doctor, "G15_10", "SM54")
    mongo.transaction(db, lambda session: projections.tell_professional(session, db, entry))
    listed_as, grid = projections.practitioner(db, doctor), grids.held(db)
    assert found() == (listed_as, grid)
    assert known.practitioner_for(doctor, record) == listed_as
    heart.beat("2031-01-01", something)
    until(lambda: found() is Doubt.ANOTHER_GRID, seconds=180)
    assert known.grid() == grid
