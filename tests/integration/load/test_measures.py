"""What `make bench` does, done a few times: a measure that breaks is seen here. How long it takes proves nothing."""

import pytest

from deploy.native.installation import Installation
from tests.load import content, previews, waits
from tests.support.platform import Carer, Patient, Platform

OVER = "over"


@pytest.fixture(scope="module")
def platform(mes: Installation) -> Platform:
    return Platform(mes)


@pytest.fixture(scope="module")
def cared_for(platform: Platform) -> tuple[Patient, Carer]:
    patient, carer = platform.patient(), platform.professional()
    carer.declares_care_of(patient)
    return patient, carer


def test_deposits_and_reads_outlast_their_tokens(cared_for: tuple[Patient, Carer]) -> None:
    patient, carer = cared_for
    ours = content.Platform(patient, carer, content.document())
    for api, operation in ((patient.api, ours.deposit()), (carer.api, ours.read())):
        operation()
        api.token = OVER
        operation()
        assert api.token != OVER


def test_the_store_beside_gives_back_what_it_was_given(mes: Installation) -> None:
    store = content.Store(mes.env("documents"), content.document())
    try:
        store.put()()
        store.get()()
    finally:
        store.clean()


def test_every_consumer_that_is_waited_for_applies_the_events(
    mes: Installation, cared_for: tuple[Patient, Carer]
) -> None:
    lags = waits.events(mes, *cared_for, 3)
    assert {service: len(took) >= 3 for service, took in lags.items()} == {"consent": True, "notifier": True}


def test_blocks_under_a_steady_load_and_logins_are_timed(platform: Platform, cared_for: tuple[Patient, Carer]) -> None:
    patient, carer = cared_for
    busy = content.Platform(*cared_for, content.document())
    with waits.steadily(busy.deposit, 5, threads=2) as load:
        acknowledged, walls = waits.blocks(patient, carer, 2)
    assert (len(acknowledged), len(walls)) == (4, 4)
    assert load.reached > 0
    assert len(waits.logins(platform, patient, 2)) == 2


def test_pages_are_drawn(cared_for: tuple[Patient, Carer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "_TIMES", 2)
    assert previews.rows(cared_for[0])
