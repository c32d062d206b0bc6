"""What the profile hears. Methods are named for their effect.

Three queues: `policy` takes nothing but consent's policy stream, so that a block never waits behind a
backlog; `closures`, whose answer somebody waits for too; `people` takes the rest.
"""

from chassis.events import Event
from chassis.worker import Database, Settings, on
from services.profile.actions import hearing
from services.profile.settings import ProfileSettings
from services.profile.store import Session, prepare
from services.profile.vault import Vault


class ProfileWorker:
    """The consumers of profile."""

    name = "profile"
    db = Database(prepare=prepare)
    settings = Settings(ProfileSettings)

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
        """Open or close a profile to a professional, and say that it is done."""
        hearing.apply_relation(self.db, event, session)

    @on("consent.RelationsStated", queue="policy")
    def apply_relations_stated(self, event: Event, session: Session) -> None:
        """Rebuild a lane of relations."""
        hearing.apply_relations_stated(self.db, event, session)

    @on("consent.PolicyHeartbeat", queue="policy")
    def prove_freshness(self, event: Event, session: Session) -> None:
        """Note how far consent's stream goes."""
        hearing.hear_heartbeat(self.db, event, session)

    @on("consent.AuthorizationGridUpdated", queue="policy")
    def put_grid_in_force(self, event: Event, session: Session) -> None:
        """Hold the grid that decides from now on."""
        hearing.apply_grid(self.db, event, session)

    @on("identity.ProfileActivated", "identity.OppositionRegistered", queue="people")
    def hold_record(self, event: Event, session: Session) -> None:
        """Hold the state of a record."""
        hearing.apply_record_state(self.db, event, session)

    @on("identity.ProfileClosed", "identity.ProfileReactivated", queue="closures")
    def freeze_or_thaw_record(self, event: Event, session: Session) -> None:
        """Refuse everyone a closed record, let them in again, and say that it is done."""
        hearing.apply_closure(self.db, event, session)

    @on("identity.RecordsStated", queue="people")
    def hold_records(self, event: Event, session: Session) -> None:
        """Hold the states of many records."""
        hearing.apply_records_stated(self.db, event, session)

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
        """Destroy a record's key and profile."""
        hearing.erase_record(self.db, event, session)

    @on("documents.ExportRequested", queue="people")
    def contribute_to_export(self, event: Event, session: Session) -> None:
        """Give the profile to a person who takes everything away."""
        hearing.contribute_to_export(self.db, Vault(self.db, self.settings.master_key), event, session)
