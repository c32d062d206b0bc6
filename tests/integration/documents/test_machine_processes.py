"""Machine deposits on the real platform, through the gateway, with real tokens."""

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import machine as story
from tests.support.platform import Platform


@pytest.mark.feature("DOC-19", "GRD-10", "PSS-10", "PSS-13")
def test_the_story_of_a_hospitals_software_holds(mes: Installation) -> None:
    assert story.STORY.play(Platform(mes))
