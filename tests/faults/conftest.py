"""One installation that all faults are done to, on servers of its own: they are killed too."""

from collections.abc import Iterator

import pytest

from deploy.native.installation import Installation
from tests.support.platform import Platform


@pytest.fixture(scope="package")
def platform() -> Iterator[Platform]:
    """People on an installation of the faults' own."""
    with Installation.temporary(own_servers=True) as installation:
        yield Platform(installation)
