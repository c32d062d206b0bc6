"""The person's settings: professionals in contact, block, unblock, administrator."""

from collections.abc import Callable, Mapping
from typing import Any

from prometheus_client import Counter, Histogram

from chassis.http import current_actor
from services.consent import clock
from services.consent.actions.access import (
    appoint_administrator,
    block_professional,
    remove_administrator,
    unblock_professional,
)
from services.consent.actions.acknowledgement import wait_for_points
from services.consent.actions.looking import note_look
from services.consent.queries import relations as queries
from services.consent.queries import revocations as figures
from services.consent.settings import ConsentSettings
from services.consent.store import Db, revocations
from services.consent.store.relations import Placed

Answer = tuple[dict[str, Any], int]

ACKNOWLEDGED = Histogram(
    "consent_block_acknowledged_seconds",
    "From the commit of a block or unblock until every enforcement point had applied it",
    buckets=(0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1, 2),
)
SPREADING = Counter("consent_block_spreading", "Blocks and unblocks answered before every point had applied them")


class Professionals:
    """The lists, and each decision about one professional."""

    def __init__(self, db: Db, settings: ConsentSettings) -> None:
        self._db, self._settings = db, settings

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {
            "listProfessionals": self.list,
            "searchProfessionals": self.search,
            "blockProfessional": self.block,
            "unblockProfessional": self.unblock,
            "appointAdministrator": self.appoint,
            "removeAdministrator": self.remove_administrator,
            "showRevocationFigures": self.show_figures,
        }

    def list(self, record: str, query: dict[str, Any]) -> Answer:
        """A page of relations."""
        note_look(self._db, current_actor(), record)
        state, cursor, limit = query.get("state"), query.get("cursor"), query.get("limit", 20)
        return queries.list_professionals(self._db, current_actor(), record, state, cursor, limit), 200

    def search(self, record: str, body: dict[str, Any]) -> Answer:
        """A page of those who answer to some words."""
        state, cursor, limit = body.get("state"), body.get("cursor"), body.get("limit", 20)
        actor = current_actor()
        note_look(self._db, actor, record)
        return queries.list_professionals(self._db, actor, record, state, cursor, limit, body["words"]), 200

    def block(self, record: str, professional: str) -> Answer:
        """Block, and answer once it holds everywhere."""
        return self._answer(block_professional(self._db, current_actor(), record, professional))

    def unblock(self, record: str, professional: str) -> Answer:
        """Unblock, and answer once it holds everywhere."""
        return self._answer(unblock_professional(self._db, current_actor(), record, professional))

    def appoint(self, record: str, professional: str) -> Answer:
        """Appoint the administrator, and answer once they may act."""
        return self._answer(appoint_administrator(self._db, current_actor(), record, professional))

    def remove_administrator(self, record: str, professional: str) -> Answer:
        """Remove the administrator, and answer once they may no more."""
        return self._answer(remove_administrator(self._db, current_actor(), record, professional))

    def show_figures(self) -> Answer:
        """How fast decisions hold everywhere."""
        return figures.show_figures(self._db, self._settings), 200

    def _answer(self, placed: Placed) -> Answer:
        points, longest = self._settings.enforcement_points, self._settings.acknowledgement_wait_s
        waited = wait_for_points(self._db, placed.place, points, longest)
        effective = waited is not None
        if placed.place is not None:
            revocations.note(self._db, clock.now(), waited)
        if waited is None:
            SPREADING.inc()
        else:
            ACKNOWLEDGED.observe(waited / 1000)
        body = {
            "state": "effective" if effective else "spreading",
            "acknowledged_in_ms": waited,
            "relation": queries.relation_view(self._db, placed.relation),
        }
        return body, 200 if effective else 202
