"""Random actors, records, relations, documents and grids, small enough that they often meet."""

from hypothesis import strategies as st

from services.documents.domain.decision import (
    DocumentFacts,
    Patient,
    Professional,
    Record,
    RecordState,
    Relation,
    RelationState,
)
from services.documents.domain.grid import Grid

RECORDS = ["rec_one", "rec_two"]
PEOPLE = ["pro_one", "pro_two", "acc_one"]
TYPES = ["11488-4", "EXPPAT_3", "REMB", "unheard-of"]
COLUMNS = ["MEDECIN", "INFIRMIER", "OPTICIEN"]

patients = st.builds(Patient, st.just("acc_one"), st.sampled_from([*RECORDS, None]))
professionals = st.builds(Professional, st.sampled_from(PEOPLE[:2]), st.sampled_from([*COLUMNS, "UNHEARD_OF", None]))
viewers = st.one_of(patients, professionals)
records = st.builds(Record, st.sampled_from(RECORDS), st.sampled_from([*RecordState, None]))
relations = st.none() | st.builds(Relation, st.sampled_from(RelationState), st.booleans())
documents = st.builds(
    DocumentFacts, st.sampled_from(RECORDS), st.sampled_from(TYPES), st.sampled_from(PEOPLE), st.booleans()
)
grids = st.dictionaries(st.sampled_from(TYPES[:3]), st.frozensets(st.sampled_from(COLUMNS)), max_size=3).map(
    lambda readers: Grid("2024-09-25", (), readers)
)
