"""Random actors, records, relations, documents and grids, small enough that they often meet."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from enforcement.grid import Grid
from enforcement.record import RecordState
from enforcement.relation import Emergency, Ground, Relation, RelationState
from services.documents.domain.decision import (
    DocumentFacts,
    Organisation,
    Patient,
    Professional,
    Record,
    Representative,
)
from services.documents.domain.visibility import Visibility

RECORDS = ["rec_one", "rec_two"]
PEOPLE = ["pro_one", "pro_two", "acc_one", "acc_two", "org_one"]
TYPES = ["11488-4", "EXPPAT_3", "REMB", "unheard-of"]
COLUMNS = ["MEDECIN", "INFIRMIER", "OPTICIEN"]

NOON = datetime(2026, 5, 28, 12, tzinfo=UTC)
MOMENTS = [NOON - timedelta(hours=1), NOON, NOON + timedelta(hours=1)]

patients = st.builds(Patient, st.just("acc_one"), st.sampled_from([*RECORDS, None]))
representatives = st.builds(Representative, st.just("acc_two"), st.sampled_from([*RECORDS, None]))
columns = st.sampled_from([*COLUMNS, "UNHEARD_OF", None])
professionals = st.builds(Professional, st.sampled_from(PEOPLE[:2]), columns, st.sampled_from([True, True, False]))
organisations = st.builds(Organisation, st.just("org_one"))
viewers = st.one_of(patients, representatives, professionals, organisations)
records = st.builds(Record, st.sampled_from(RECORDS), st.sampled_from([*RecordState, None]), st.booleans())
grounds = st.sampled_from([Ground.IMMEDIATE_RISK, Ground.REGULATION])
emergencies = st.none() | st.builds(Emergency, grounds, st.sampled_from(MOMENTS))
relations = st.none() | st.builds(Relation, st.sampled_from(RelationState), st.booleans(), emergencies, st.booleans())
visibilities = st.builds(
    Visibility,
    hidden=st.booleans(),
    hidden_from=st.frozensets(st.sampled_from(PEOPLE[:2])),
    withheld_until=st.none() | st.sampled_from(MOMENTS),
    from_representatives=st.booleans(),
)
documents = st.builds(
    DocumentFacts, st.sampled_from(RECORDS), st.sampled_from(TYPES), st.sampled_from(PEOPLE), visibilities
)
grids = st.dictionaries(st.sampled_from(TYPES[:3]), st.frozensets(st.sampled_from(COLUMNS)), max_size=3).map(
    lambda readers: Grid("2024-09-25", (), readers)
)
