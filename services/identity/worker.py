"""What identity does when something happens elsewhere, and by the clock."""

import time
from collections.abc import Callable
from functools import lru_cache

from chassis import logs
from chassis.clock import now
from chassis.events import Event
from chassis.worker import Database, Settings, every, on
from services.identity import store
from services.identity.actions import (
    access_counts,
    acknowledgement,
    announce,
    campaign,
    codes,
    contribute,
    due,
    emergencies,
    erase,
    figures,
    majority,
    retention,
    second_representative,
    work,
)
from services.identity.keyring import new_id
from services.identity.parts import Parts, assemble
from services.identity.settings import IdentitySettings
from services.identity.store import ClientSession

SPACES_CREATED = logs.Line("identity.spaces-created", logs.INFO, "spaces created after their delay")
GROWN_UP = logs.Line("identity.grown-up", logs.INFO, "children who came of age")
CLOSED_WARNED = logs.Line("identity.closed-warned", logs.INFO, "closed profiles whose erasure was announced")
CLOSED_PURGED = logs.Line("identity.closed-purged", logs.INFO, "closed profiles erased after their retention")

_HOLDER = new_id("wrk")
# A timer gives way after this long, so that the others of the process have their turn.
_TURN_S = 2.0


@lru_cache(maxsize=2)
def _parts(db: store.Database, settings: IdentitySettings) -> Parts:
    return assemble(db, settings)


class IdentityWorker:
    """Queues of events by what they change; timers for imports, invitations, codes asked for, delays that run out."""

    name = "identity"
    db = Database(prepare=store.prepare)
    settings = Settings(IdentitySettings)

    @property
    def parts(self) -> Parts:
        """Database and keys; made once in the process."""
        return _parts(self.db, self.settings)

    @on(
        "documents.ServiceDataErased",
        "consent.ServiceDataErased",
        "messaging.ServiceDataErased",
        "notifier.ServiceDataErased",
        "profile.ServiceDataErased",
        queue="erasures",
    )
    def note_erased(self, event: Event, session: ClientSession) -> None:
        """A service has erased what it held about a record."""
        erase.note_erased(self.parts, session, event, now())

    @on(
        "documents.RebuildRequested",
        "consent.RebuildRequested",
        "messaging.RebuildRequested",
        "notifier.RebuildRequested",
        "profile.RebuildRequested",
        queue="rebuilds",
    )
    def tell_again(self, event: Event, session: ClientSession) -> None:
        """A service rebuilds a projection of ours."""
        announce.answer_rebuild(self.parts, session, event, now())

    @on("consent.EmergencyAccessOpened", queue="emergencies")
    def compare_names_in_emergency(self, event: Event, session: ClientSession) -> None:
        """See whether who opened a record in an emergency may be family."""
        emergencies.compare_names(self.parts, session, event)

    @on("documents.ExportRequested", queue="exports")
    def contribute_to_export(self, event: Event, session: ClientSession) -> None:
        """Give what is held of a person who takes everything away."""
        contribute.contribute_to_export(self.parts, session, event)

    @on(
        "documents.ProfileStateApplied",
        "consent.ProfileStateApplied",
        "messaging.ProfileStateApplied",
        "profile.ProfileStateApplied",
        queue="acknowledgements",
    )
    def note_enforced(self, event: Event, session: ClientSession) -> None:
        """A service enforces the state of a record."""
        acknowledgement.note_applied(self.parts, session, event, now())

    @every(seconds=0.5)
    def issue_requested_codes(self) -> None:
        """Send the provisional codes people asked for."""
        _by_turns(lambda: codes.issue_requested_codes(self.parts, now()) > 0)

    @every(seconds=0.5)
    def advance_imports(self) -> None:
        """Go on with imports and their invitations."""
        _by_turns(lambda: work.advance_imports(self.parts, _HOLDER, now()))

    @on("identity.ProfileActivated", queue="figures")
    def count_activation(self, event: Event, session: ClientSession) -> None:
        """A person counts as activated in the figures of their wave."""
        figures.count_activation(self.parts, session, event)

    @on("identity.OppositionRegistered", queue="figures")
    def count_opposition(self, event: Event, session: ClientSession) -> None:
        """A person counts as opposed."""
        figures.count_opposition(self.parts, session, event)

    @on("notifier.DeliveryReported", queue="figures")
    def note_delivery(self, event: Event, session: ClientSession) -> None:
        """An invitation reached its person, or could not."""
        figures.note_delivery(self.parts, session, event)

    @every(seconds=1)
    def advance_waves(self) -> None:
        """Invite the next persons of the waves that run."""
        _by_turns(lambda: campaign.advance_waves(self.parts, now()))

    @every(seconds=0.5)
    def tell_next_parts(self) -> None:
        """Go on telling what somebody rebuilds."""
        _by_turns(lambda: announce.tell_next_part(self.parts))

    @every(seconds=0.5)
    def address_invitations(self) -> None:
        """Look for the second representatives parents named."""
        _by_turns(lambda: second_representative.address_invitations(self.parts) > 0)

    @every(seconds=5)
    def declare_adults(self) -> None:
        """End what representatives may do for those who come of age."""
        while grown := majority.declare_adults(self.parts, now()):
            logs.write(GROWN_UP, count=grown)

    @every(seconds=3600)
    def purge_closed(self) -> None:
        """Say which closed profiles will be erased, and erase those whose retention has run out, where one is set."""
        while warned := retention.warn_closed(self.parts, now()):
            logs.write(CLOSED_WARNED, count=warned)
        while purged := retention.purge_closed(self.parts, now()):
            logs.write(CLOSED_PURGED, count=purged)

    @every(seconds=5)
    def count_access(self) -> None:
        """Count who has access, for the figures of the ministry."""
        access_counts.count_again(self.parts, now())

    @every(seconds=5)
    def create_due_spaces(self) -> None:
        """Create the spaces whose delay has run out."""
        _by_turns(self._create_some)

    def _create_some(self) -> bool:
        created = due.create_due_spaces(self.parts, now())
        if created:
            logs.write(SPACES_CREATED, count=created)
        return created > 0


def _by_turns(step: Callable[[], bool]) -> None:
    end = time.monotonic() + _TURN_S
    while step() and time.monotonic() < end:
        continue
