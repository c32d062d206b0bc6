"""Processes killed with -9 while they invite or create spaces: everyone once, nobody twice (OPS-06, ACT-03)."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from services.identity.actions import campaign
from services.identity.domain.campaign import Plan, paris_day
from services.identity.queries.waves import campaign_view
from tests.integration.identity.place import Place, insured
from tests.support.platform import until

PEOPLE = 1_200


def kill_once_begun(environment: dict[str, str], command: str, begun: Callable[[], bool]) -> None:
    """Start an operator command and kill it as soon as it has done something."""
    process = subprocess.Popen(
        [sys.executable, "-m", "services.identity.cli", command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 300
    while not begun() and time.monotonic() < end:
        time.sleep(0.005)
    process.kill()
    process.wait(120)


@pytest.mark.feature("OPS-01", "OPS-06", "ACT-03", "ACT-05")
def test_killed_while_inviting_and_while_creating_each_person_is_counted_once(
    place: Place, identity_environment: dict[str, str]
) -> None:
    place.import_lines(*(insured(number) for number in range(PEOPLE)))
    place.clock = datetime.now(UTC)
    today = paris_day(place.clock)
    plan = Plan("Première", today, today + timedelta(days=60), PEOPLE)
    campaign.plan_wave(place.parts, plan, "acc_test", place.clock)
    persons = place.db["persons"]

    def invited() -> int:
        return persons.count_documents({"space.state": "invited"})

    kill_once_begun(identity_environment, "invite-waves", lambda: invited() > 0)

    def left() -> int:
        """How many were invited, once the database has done what the dead process asked of it last."""
        counted = invited()
        seen = {counted, campaign_view(place.parts)["totals"]["invited"], len(place.said("InvitationIssued"))}
        return counted if seen == {counted} else 0

    assert until(left, seconds=60) < PEOPLE, "killed too late to show anything"
    while campaign.advance_waves(place.parts, place.clock):
        pass
    subjects = [event["subject"] for event in place.said("InvitationIssued")]
    assert len(subjects) == len(set(subjects)) == PEOPLE

    # The delay runs out for all of them at once; the clock of the process is the machine's.
    long_ago = place.clock - timedelta(days=1)
    persons.update_many({}, {"$set": {"space.deadline": long_ago, "invitation.delivery": "delivered"}})

    def created() -> int:
        return persons.count_documents({"space.state": "auto_created"})

    kill_once_begun(identity_environment, "create-due", lambda: created() > 0)
    assert 0 < created() < PEOPLE, "killed too late to show anything"
    subprocess.run(
        [sys.executable, "-m", "services.identity.cli", "create-due"],
        env=identity_environment,
        check=True,
        capture_output=True,
    )
    stated = [row["record"] for event in place.said("RecordsStated") for row in event["data"]["records"]]
    assert len(stated) == len(set(stated)) == PEOPLE
    totals = campaign_view(place.parts)["totals"]
    assert (totals["invited"], totals["auto_created"]) == (PEOPLE, PEOPLE)
