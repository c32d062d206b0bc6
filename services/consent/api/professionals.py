"""The person's settings: professionals in contact, block, unblock, administrator."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.http import current_actor
from services.consent.actions.access import (
    appoint_administrator,
    block_professional,
    remove_administrator,
    unblock_professional,
)
from services.consent.actions.looking import note_look
from services.consent.api.acknowledged import acknowledged_in_ms, state_of
from services.consent.queries import relations as queries
from services.consent.queries import revocations as figures
from services.consent.settings import ConsentSettings
from services.consent.store import Database
from services.consent.store.relations import Placed

Answer = tuple[dict[str, Any], int]


class Professionals:
    """The lists, and each decision about one professional."""

    def __init__(self, db: Database, settings: ConsentSettings) -> None:
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
        waited = acknowledged_in_ms(self._db, self._settings, placed.place)
        body = {
            "state": state_of(waited),
            "acknowledged_in_ms": waited,
            "relation": queries.relation_view(self._db, placed.relation),
        }
        return body, 202 if waited is None else 200
