"""The vault on the real platform, through the gateway, as `make smoke STORY=documents` plays it."""

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import documents as story
from tests.support.platform import Platform


@pytest.mark.feature("DOC-02", "DOC-16", "DOC-24", "DOC-26")
def test_the_story_of_the_vault_holds(mes: Installation) -> None:
    assert story.STORY.play(Platform(mes))
