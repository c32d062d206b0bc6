"""One installation that all faults are done to, on servers of its own: they are killed too."""

from collections.abc import Iterator

import pytest

from deploy.native.installation import Installation
from tests.faults.seen import Seen
from tests.support.platform import Platform, until


@pytest.fixture(scope="package")
def platform() -> Iterator[Platform]:
    """People on an installation of the faults' own."""
    # No more patient than a real one: how soon it doubts and what it does then is what these tests are about.
    with Installation.temporary(own_servers=True, patience={}) as installation:
        yield Platform(installation)


@pytest.fixture
def seen(platform: Platform) -> Seen:
    """A patient with a document, and a professional who may read it."""
    patient, carer = platform.patient(), platform.professional()
    document = patient.deposit()["id"]
    carer.declares_care_of(patient)
    ready = Seen(platform, patient, carer, document)
    until(lambda: ready.lists() == 200, seconds=180)
    return ready
