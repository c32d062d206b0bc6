"""The story of professionals on the real platform."""

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import professionals as story
from tests.support.platform import Platform


@pytest.mark.feature("PSS-01", "LOG-11")
def test_the_story_of_professionals_holds(mes: Installation) -> None:
    assert story.STORY.play(Platform(mes))
