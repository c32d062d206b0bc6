"""Who may read and write."""

import pytest

from enforcement.record import RecordState
from enforcement.relation import RelationState
from services.messaging.domain.correspondence import Refusal, Sender, Side, enter, write

EVERY_RELATION = [None, *RelationState]
LET_IN = RelationState.AUTHORIZED


@pytest.mark.parametrize("state", [RecordState.OPPOSED, RecordState.CLOSED, RecordState.ERASED])
def test_a_shut_record_shows_its_messages_to_nobody(state: RecordState) -> None:
    assert enter(Side.PATIENT, state, None) is Refusal.NOT_FOUND
    assert enter(Side.PROFESSIONAL, state, LET_IN) is not None


@pytest.mark.parametrize("state", [None, RecordState.INVITED, RecordState.ACTIVATED, RecordState.AUTO_CREATED])
def test_a_person_whose_token_proves_the_activation_is_never_kept_waiting(state: RecordState | None) -> None:
    assert enter(Side.PATIENT, state, None) is None


@pytest.mark.parametrize("state", [None, *RecordState])
@pytest.mark.parametrize("relation", [each for each in EVERY_RELATION if each is not LET_IN])
def test_a_professional_who_is_not_let_in_learns_nothing_of_the_record(
    state: RecordState | None, relation: RelationState | None
) -> None:
    assert enter(Side.PROFESSIONAL, state, relation) is Refusal.NO_ACCESS


def test_a_professional_who_was_let_in_is_told_that_the_space_is_closed() -> None:
    assert enter(Side.PROFESSIONAL, RecordState.CLOSED, LET_IN) is Refusal.RECORD_CLOSED
    assert enter(Side.PROFESSIONAL, RecordState.OPPOSED, LET_IN) is Refusal.RECORD_CLOSED
    assert enter(Side.PROFESSIONAL, RecordState.ERASED, LET_IN) is Refusal.NOT_FOUND


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("state", [None, *RecordState])
def test_only_an_activated_space_has_a_mailbox(side: Side, state: RecordState | None) -> None:
    expected = None if state is RecordState.ACTIVATED else Refusal.NO_MAILBOX
    assert write(side, state, LET_IN) is expected


@pytest.mark.parametrize("relation", [each for each in EVERY_RELATION if each is not LET_IN])
def test_nobody_writes_to_a_professional_they_do_not_let_in(relation: RelationState | None) -> None:
    assert write(Side.PATIENT, RecordState.ACTIVATED, relation) is Refusal.RECIPIENT_UNAVAILABLE


def test_nobody_writes_to_a_professional_who_practises_no_more() -> None:
    refused = write(Side.PATIENT, RecordState.ACTIVATED, LET_IN, recipient_active=False)
    assert refused is Refusal.RECIPIENT_UNAVAILABLE


def test_a_representative_writes_on_the_patients_side() -> None:
    assert Sender.REPRESENTATIVE.side is Side.PATIENT
    assert Side.PATIENT.other is Side.PROFESSIONAL
    assert Side.PROFESSIONAL.other is Side.PATIENT
