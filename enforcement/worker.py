"""What every enforcement point hears: a base for the worker class of a service.

`policy` takes nothing but consent's policy stream, so that a block never waits behind a backlog; `closures`, whose
answer somebody waits for too; `sessions`, whose end nobody may wait for; `people` takes the rest. A service that does
more with an event overrides the method and decorates it again.
"""

from abc import ABC, abstractmethod

from chassis.connection import Database, Session
from chassis.events import Event
from chassis.worker import on
from enforcement import hearing


class EnforcementPoint(ABC):
    """The consumers. A service adds `name`, `db` and what it does when a record is erased.

    `sweeps`: a timer of the service removes objects of erased records.
    """

    name: str
    db: Database
    sweeps = False

    @abstractmethod
    def forget(self, record: str, session: Session) -> None:
        """Delete everything of the service's own about a record that is erased, in the transaction of `session`."""

    @on(
        "consent.PSAuthorized",
        "consent.PSContacted",
        "consent.PSBlocked",
        "consent.PSUnblocked",
        "consent.EmergencyAccessOpened",
        "consent.EmergencyAccessEnded",
        "consent.AdministratorAppointed",
        "consent.AdministratorRemoved",
        queue="policy",
    )
    def apply_relation(self, event: Event, session: Session) -> None:
        """Open or close a record to a professional, and say that it is done."""
        hearing.apply_relation(self.name, self.db, event, session)

    @on("consent.RelationsStated", queue="policy")
    def apply_relations_stated(self, event: Event, session: Session) -> None:
        """Rebuild a lane of relations."""
        hearing.apply_relations_stated(self.name, self.db, event, session)

    @on("consent.PolicyHeartbeat", queue="policy")
    def prove_freshness(self, event: Event, session: Session) -> None:
        """Note how far consent's stream goes."""
        hearing.hear_heartbeat(self.db, event, session)

    @on("identity.ProfileActivated", queue="people")
    def open_record(self, event: Event, session: Session) -> None:
        """Hold that a record is open."""
        hearing.apply_record_state(self.db, event, session)

    @on("identity.OppositionRegistered", queue="people")
    def shut_record(self, event: Event, session: Session) -> None:
        """Hold that its person refused a record."""
        hearing.apply_record_state(self.db, event, session)

    @on("identity.ProfileClosed", "identity.ProfileReactivated", queue="closures")
    def freeze_or_thaw_record(self, event: Event, session: Session) -> None:
        """Refuse everyone a closed record, let them in again, and say that it is done."""
        hearing.apply_closure(self.name, self.db, event, session)

    @on("identity.RecordsStated", queue="people")
    def hold_records(self, event: Event, session: Session) -> None:
        """Hold the states of many records."""
        hearing.apply_records_stated(self.name, self.db, event, session)

    @on("identity.RepresentationGranted", queue="people")
    def let_representative_act(self, event: Event, session: Session) -> None:
        """Let an account act for a child."""
        hearing.grant_representation(self.db, event, session)

    @on("identity.RepresentationEnded", queue="people")
    def stop_representative(self, event: Event, session: Session) -> None:
        """Let it act no more."""
        hearing.end_representation(self.db, event, session)

    @on("identity.ProfessionalListed", queue="people")
    def hold_professional(self, event: Event, session: Session) -> None:
        """Hold a directory entry."""
        hearing.list_professional(self.db, event, session)

    @on("identity.SessionEnded", queue="sessions")
    def refuse_session(self, event: Event, session: Session) -> None:
        """Refuse the tokens of a session that ended."""
        hearing.end_session(self.db, event, session)

    @on("identity.DataDeletionRequested", queue="people")
    def erase_record(self, event: Event, session: Session) -> None:
        """Destroy all that the service holds of a record, and say that it is done."""
        hearing.erase_record(self.name, self.db, event, session, self.forget, self.sweeps)


class GridPoint(EnforcementPoint):
    """An enforcement point whose decision asks the authorization grid."""

    @on("consent.AuthorizationGridUpdated", queue="policy")
    def put_grid_in_force(self, event: Event, session: Session) -> None:
        """Hold the grid that decides from now on."""
        hearing.apply_grid(self.db, event, session)
