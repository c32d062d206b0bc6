"""The story of closure on the real platform, and what is left of somebody after it."""

import contextlib
import re

import pytest

from deploy.native.installation import Installation
from tests.smoke.stories import closure as story
from tests.support.platform import Platform, until

SERVICES = ("identity", "documents", "consent", "messaging", "notifier", "profile")
# Marks that nothing may come back (the opaque id alone), the register of deletions, and farewells already sent.
MARKS = {
    ("identity", "erasures"),
    ("documents", "records"),
    ("consent", "records"),
    ("consent", "history_heads"),
    ("messaging", "records"),
    ("notifier", "contacts"),
    ("notifier", "notices"),
    ("profile", "profiles"),
    ("profile", "records"),
}


def left(mes: Installation, record: str) -> set[tuple[str, str]]:
    """The collections in which the record is named in a document that is no mark."""
    named = re.compile(re.escape(record))
    return {
        (service, collection)
        for service in SERVICES
        for collection in mes.mongo(service).list_collection_names()
        for document in mes.mongo(service)[collection].find()
        if (service, collection) not in MARKS and named.search(str(document))
    }


@pytest.mark.feature("CLO-01", "CLO-03", "CLO-05", "CLO-06", "CLO-07", "CLO-08")
def test_the_story_of_closure_holds_and_leaves_nothing_of_the_person(mes: Installation) -> None:
    platform = Platform(mes)
    assert story.STORY.play(platform)
    record = platform.kept["patient"].record
    # What was under way when the record was erased is gone soon after.
    with contextlib.suppress(AssertionError):
        until(lambda: not left(mes, record), seconds=180, every=1)
    assert left(mes, record) == set()
