"""The story of messages on the real platform: every process takes part."""

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import messages as story
from tests.support.platform import Platform


@pytest.mark.feature("NAV-03", "DOC-33", "MSG-05", "MSG-07", "MSG-22", "MSG-27", "MSG-28", "MSG-58", "MSG-59")
def test_the_story_of_messages_holds(mes: Installation) -> None:
    assert story.STORY.play(Platform(mes))
