"""The story of the medical profile on the whole platform: broker, history, mails and export take part."""

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import profile as story
from tests.support.platform import Platform


@pytest.mark.feature("PRO-08", "PRO-10", "PRO-19", "ACC-10")
def test_the_story_of_the_profile_holds(mes: Installation) -> None:
    assert story.STORY.play(Platform(mes))
