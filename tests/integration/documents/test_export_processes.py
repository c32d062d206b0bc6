"""The story of an export on the real platform: gathered from every service."""

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import export as story
from tests.support.platform import Platform


@pytest.mark.feature("DOC-02", "NFR-09")
def test_the_story_of_an_export_holds(mes: Installation) -> None:
    assert story.STORY.play(Platform(mes))
