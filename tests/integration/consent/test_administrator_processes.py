"""The story of the administrator on the real platform, as `make smoke STORY=administrator` plays it."""

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import administrator as story
from tests.support.platform import Platform


@pytest.mark.feature("ADM-01", "ADM-06", "ADM-10", "ADM-11", "GRD-02", "ACC-03")
def test_the_story_of_the_administrator_holds(mes: Installation) -> None:
    assert story.STORY.play(Platform(mes))
