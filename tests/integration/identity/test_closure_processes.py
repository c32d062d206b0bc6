"""The story of closure on the real platform."""

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import closure as story
from tests.support.platform import Platform


@pytest.mark.feature("CLO-01", "CLO-03", "CLO-05", "CLO-06", "CLO-07", "CLO-08")
def test_the_story_of_closure_holds(mes: Installation) -> None:
    assert story.STORY.play(Platform(mes))
