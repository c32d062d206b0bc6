"""The story of a family on the real platform."""

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import family as story
from tests.support.platform import Platform


@pytest.mark.feature("MIN-05", "MIN-08", "MIN-13", "MIN-19", "MIN-20", "MIN-22", "MIN-23", "HIS-08")
def test_the_story_of_a_family_holds(mes: Installation) -> None:
    assert story.STORY.play(Platform(mes))
