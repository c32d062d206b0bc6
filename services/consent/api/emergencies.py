"""Emergency access: the person's switches, opening one, the queue of the medical officer."""

from collections.abc import Callable, Mapping
from typing import Any

from chassis.http import current_actor
from services.consent.actions import emergency as opening
from services.consent.actions.acknowledgement import wait_for_points
from services.consent.actions.emergency import Asked
from services.consent.api.acknowledged import acknowledged_in_ms, state_of
from services.consent.domain.emergency import Cause, Ground
from services.consent.queries import emergencies, relations
from services.consent.settings import ConsentSettings
from services.consent.store import Database
from services.consent.store.relations import Placed

Answer = tuple[Any, int]


class Emergencies:
    """Seven operations, each one call of an action or a view."""

    def __init__(self, db: Database, settings: ConsentSettings) -> None:
        self._db, self._settings = db, settings

    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """Functions by operationId."""
        return {
            "showEmergencySettings": self.show_settings,
            "changeEmergencySettings": self.change_settings,
            "listRecordEmergencies": self.list_of_record,
            "openEmergency": self.open,
            "listEmergencies": self.list_queue,
            "reviewEmergency": self.review,
            "listEmergencyAlerts": self.list_alerts,
        }

    def show_settings(self, record: str) -> Answer:
        """The switches."""
        return emergencies.show_settings(self._db, current_actor(), record), 200

    def change_settings(self, record: str, body: dict[str, bool]) -> Answer:
        """Set them; 202 while an access that ends with it may still be open somewhere."""
        _, ended = opening.change_settings(self._db, current_actor(), record, body)
        waited = acknowledged_in_ms(self._db, self._settings, ended.place if ended else None)
        told = {**emergencies.settings_view(self._db, record), "state": state_of(waited)}
        return told, 202 if waited is None else 200

    def list_of_record(self, record: str) -> Answer:
        """A record's accesses."""
        key = self._settings.emergency_key
        return emergencies.list_of_record(self._db, key, current_actor(), record), 200

    def open(self, record: str, body: dict[str, str]) -> Answer:
        """Open a record in an emergency."""
        asked = Asked(Ground(body["ground"]), Cause(body["cause"]), body["words"].strip())
        placed = opening.open_emergency(self._db, self._settings, current_actor(), record, asked)
        return relations.access_view(placed.relation), 201 if self._applied(placed) else 202

    def list_queue(self, query: dict[str, Any]) -> Answer:
        """A page of what waits for review, or was reviewed."""
        reviewed, cursor, limit = query.get("reviewed", False), query.get("cursor"), query.get("limit", 20)
        key = self._settings.emergency_key
        return emergencies.list_queue(self._db, key, current_actor(), reviewed, cursor, limit), 200

    def review(self, emergency: str, body: dict[str, Any]) -> Answer:
        """Keep a verdict."""
        opening.review(self._db, current_actor(), emergency, body["justified"], body["note"].strip())
        return None, 204

    def list_alerts(self) -> Answer:
        """What was raised."""
        return emergencies.list_alerts(self._db, current_actor()), 200

    def _applied(self, placed: Placed) -> bool:
        points, longest = self._settings.enforcement_points, self._settings.acknowledgement_wait_s
        return wait_for_points(self._db, placed.place, points, longest) is not None
