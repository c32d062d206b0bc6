"""The worker of the imaginary service beta, as `python -m chassis.worker` runs it."""

import os
import signal
from typing import Any

from chassis import correlation, events, outbox
from chassis.events import Event
from chassis.worker import Database, Permanent, every, on


class BetaWorker:
    """Counts; answers what is urgent; dies of what is deadly."""

    name = "beta"
    db = Database()

    @on("alpha.Counted", queue="counts")
    def add_up(self, event: Event, session: Any) -> None:
        if event.data["counter"] == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        if event.data["counter"] == "hopeless":
            raise Permanent("hopeless")
        change = {"$inc": {"total": event.data["by"]}}
        self.db.counters.update_one({"_id": event.data["counter"]}, change, upsert=True, session=session)

    @on("alpha.Urgent", queue="urgent")
    def notice(self, event: Event, session: Any) -> None:
        said = events.new("beta.Noticed", "subject", event.data)
        outbox.add(self.db, session, said)

    @every(seconds=0.1)
    def tick(self) -> None:
        self.db.ticks.insert_one({"correlation": correlation.current()})

    @every(seconds=0.5)
    def stumble(self) -> None:
        raise RuntimeError("fermeture-du-dossier")
