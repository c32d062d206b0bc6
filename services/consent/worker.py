"""What consent does when something happens elsewhere, and every second."""

from collections.abc import Sequence

from chassis import clock, correlation
from chassis.events import Event
from chassis.worker import Database, Permanent, Settings, every, on
from services.consent import store
from services.consent.actions import checkpoint, contact, contribute, emergency, grid, people, policy, trace
from services.consent.acts import ActorMissing
from services.consent.settings import ConsentSettings
from services.consent.signing import HistorySigner
from services.consent.store import Session


class ConsentWorker:
    """Queues: history (what others did), acknowledgements and closures (urgent), people, rebuilds."""

    name = "consent"
    db = Database(prepare=store.prepare)
    settings = Settings(ConsentSettings)

    @on(
        "documents.DocumentsListed",
        "documents.DocumentConsulted",
        "documents.DocumentDeposited",
        "documents.AllDocumentsHidden",
        "documents.AllDocumentsUnhidden",
        "documents.DocumentAnnounced",
        "documents.DocumentDeleted",
        "documents.DocumentHidden",
        "documents.DocumentUnhidden",
        "documents.DocumentVisibilityChanged",
        "documents.ExplanationRead",
        "identity.SupportActed",
        "messaging.AttachmentConsulted",
        "messaging.ConversationConsulted",
        "messaging.ConversationsListed",
        "messaging.MessageSent",
        "profile.ProfileConsulted",
        "profile.ProfileEntryAdded",
        "profile.ProfileEntryChanged",
        "profile.ProfileEntryRemoved",
        "profile.ProfileSectionDeclared",
        queue="history",
        together=True,
        gather_s=0.2,
    )
    def record_acts(self, events: Sequence[Event], session: Session) -> None:
        """What others did: read, deposited, wrote, changed documents or the profile, or helped at the 3422."""
        try:
            trace.record_acts(session, self.db, events)
        except ActorMissing as missing:
            raise Permanent("actor-missing") from missing

    @on("documents.PolicyApplied", "messaging.PolicyApplied", "profile.PolicyApplied", queue="acknowledgements")
    def note_acknowledgement(self, event: Event, session: Session) -> None:
        """An enforcement point has caught up."""
        try:
            policy.note_acknowledgement(session, self.db, event)
        except ValueError as foreign:
            raise Permanent("foreign-point") from foreign

    @on("identity.ProfileActivated", "identity.OppositionRegistered", queue="people")
    def keep_record_state(self, event: Event, session: Session) -> None:
        """A record opened or was refused."""
        people.keep_record_state(session, self.db, event)

    @on("identity.ProfileClosed", "identity.ProfileReactivated", queue="closures")
    def freeze_or_thaw_record(self, event: Event, session: Session) -> None:
        """A record was closed, or is open again."""
        people.freeze_or_thaw_record(session, self.db, event)

    @on("identity.RecordsStated", queue="people")
    def keep_record_states(self, event: Event, session: Session) -> None:
        """States of many records, told again."""
        people.keep_record_states(session, self.db, event)

    @on("identity.ProfessionalListed", queue="people")
    def keep_professional(self, event: Event, session: Session) -> None:
        """A directory entry."""
        people.keep_professional(session, self.db, event)

    @on("identity.OrganisationListed", queue="people")
    def keep_organisation(self, event: Event, session: Session) -> None:
        """An organisation whose software deposits."""
        people.keep_organisation(session, self.db, event)

    @on("identity.RepresentationGranted", queue="people")
    def let_representative_act(self, event: Event, session: Session) -> None:
        """An account acts for a child."""
        people.grant_representation(session, self.db, event)

    @on("identity.RepresentationEnded", queue="people")
    def stop_representative(self, event: Event, session: Session) -> None:
        """It does not any more."""
        people.end_representation(session, self.db, event)

    @on("identity.SessionEnded", queue="sessions")
    def end_session(self, event: Event, session: Session) -> None:
        """A session is over."""
        people.end_session(session, self.db, event)

    @on("identity.DataDeletionRequested", queue="people")
    def erase_record(self, event: Event, session: Session) -> None:
        """A record has to be forgotten."""
        people.erase_record(session, self.db, event)

    @on("identity.SharedNameNoticed", queue="emergencies")
    def note_same_name(self, event: Event, session: Session) -> None:
        """Who opened a record in an emergency may be family."""
        emergency.note_same_name(session, self.db, event)

    @on("documents.ExportRequested", queue="exports")
    def contribute_to_export(self, event: Event, session: Session) -> None:
        """Someone takes everything away; a representative's doing is in the history."""
        contribute.contribute_to_export(session, self.db, event)

    @on("documents.RebuildRequested", "messaging.RebuildRequested", "profile.RebuildRequested", queue="rebuilds")
    def tell_again(self, event: Event, session: Session) -> None:
        """An enforcement point rebuilds a projection."""
        policy.answer_rebuild(session, self.db, event)

    @every(seconds=1.0)
    def send_heartbeat(self) -> None:
        """Say that the policy stream is alive."""
        policy.send_heartbeat(self.db)

    @every(seconds=0.5)
    def announce_new_contacts(self) -> None:
        """Tell of professionals who deposited without reading."""
        while contact.announce_new_contacts(self.db):
            continue

    @every(seconds=5.0)
    def publish_histories(self) -> None:
        """Sign and publish the heads of the histories, once a period."""
        key, issuer = self.settings.history_signing_key, self.settings.public_url
        every_s = self.settings.history_checkpoint_s
        checkpoint.publish_when_due(self.db, HistorySigner(key), issuer, clock.now(), every_s)

    @every(seconds=60.0)
    def turn_to_due_grid(self) -> None:
        """Put a version of the grid in force that was loaded ahead of its date."""
        grid.turn_to_due_grid(self.db)

    @every(seconds=3600.0)
    def complete_directory(self) -> None:
        """Ask identity for what an earlier version of this service did not keep."""
        people.ask_for_missing_practices(self.db, correlation.fresh())

    @every(seconds=30.0)
    def look_for_later_care(self) -> None:
        """Raise emergencies that no care relation followed."""
        while emergency.look_for_later_care(self.db, self.settings):
            continue

    @every(seconds=1.0)
    def restate_waiting_lanes(self) -> None:
        """Tell the lanes again that somebody asked for."""
        while policy.restate_one_lane(self.db):
            continue
