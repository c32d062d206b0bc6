"""What the notifier hears, and the loop that sends. Methods are named for their effect."""

from datetime import datetime

from chassis import logs
from chassis.clock import now
from chassis.events import Event
from chassis.worker import Database, Permanent, Settings, every, on, once_applied
from services.notifier import actions, contribution, lines, store
from services.notifier.errors import CannotOpen, Deferred
from services.notifier.letters import lots
from services.notifier.parts import Parts, assemble
from services.notifier.sending.loop import keep_sending, notices_written
from services.notifier.settings import NotifierSettings
from services.notifier.store import Session


class NotifierWorker:
    """Queues: `deliveries` for what people wait for, `sessions` for what must not wait, `notices` for the rest."""

    name = "notifier"
    db = Database(prepare=store.prepare)
    settings = Settings(NotifierSettings)

    @property
    def parts(self) -> Parts:
        """Database and keys; made once in the process."""
        return assemble(self.db, self.settings)

    @on(
        "identity.InvitationIssued",
        "identity.ProvisionalCodeGenerated",
        "identity.LoginCodeRequested",
        "identity.ContactCodeRequested",
        "identity.SecurityNoticeIssued",
        "identity.RepresentationProposed",
        "identity.ClosureNoticeIssued",
        queue="deliveries",
    )
    def deliver_sealed_letter(self, event: Event, session: Session) -> None:
        """Send a code, an invitation, or word of a change to an account or a profile."""
        try:
            actions.deliver_sealed_letter(self.parts, event, session, now())
        except CannotOpen:
            raise Permanent("cannot-open") from None

    @on("identity.ContactCardIssued", queue="deliveries")
    def keep_contact_card(self, event: Event, session: Session) -> None:
        """Remember how to reach someone."""
        try:
            actions.keep_contact_card(self.parts, event, session, now())
        except CannotOpen:
            raise Permanent("cannot-open") from None

    @on(
        "documents.AllDocumentsHidden",
        "documents.AllDocumentsUnhidden",
        "documents.DocumentAnnounced",
        "documents.DocumentDeleted",
        "documents.DocumentDeposited",
        "documents.DocumentHidden",
        "documents.DocumentConsulted",
        "documents.DocumentUnhidden",
        "documents.DocumentVisibilityChanged",
        "documents.DocumentsListed",
        "consent.PSAuthorized",
        "messaging.AttachmentConsulted",
        "messaging.ConversationConsulted",
        "messaging.ConversationsListed",
        "profile.ProfileConsulted",
        "profile.ProfileEntryAdded",
        "profile.ProfileEntryChanged",
        "profile.ProfileEntryRemoved",
        "profile.ProfileSectionDeclared",
        "consent.ProfessionalsListed",
        queue="notices",
        gather_s=0.05,
        unless=actions.is_nobodys_news,
    )
    def tell_patient_of_activity(self, event: Event, session: Session) -> None:
        """Tell the patient that someone else acted on their record."""
        actions.tell_of_activity(self.parts, event, session, now())

    @on("messaging.MessageSent", queue="notices")
    def tell_of_message(self, event: Event, session: Session) -> None:
        """Tell the patient that a professional wrote to them."""
        actions.tell_of_message(self.parts, event, session, now())

    @on("identity.SupportActed", "documents.ExplanationRead", queue="notices")
    def tell_patient_of_support(self, event: Event, session: Session) -> None:
        """Tell the person that an agent of the 3422 did something about them."""
        actions.tell_of_support(self.parts, event, session, now())

    @on(
        "consent.PSBlocked",
        "consent.PSUnblocked",
        "consent.EmergencySettingsChanged",
        "consent.AdministratorAppointed",
        "consent.AdministratorRemoved",
        "identity.ProfileClosed",
        "identity.ProfileReactivated",
        queue="notices",
    )
    def tell_other_representative(self, event: Event, session: Session) -> None:
        """Tell one parent what the other did for their child, and anybody what their administrator did."""
        actions.tell_other_representative(self.parts, event, session, now())

    @on("consent.EmergencyAccessOpened", queue="deliveries")
    def tell_patient_of_emergency(self, event: Event, session: Session) -> None:
        """Tell the person at once that their record was opened in an emergency."""
        actions.tell_of_emergency(self.parts, event, session, now())

    @on("consent.UnusualEmergencyUse", queue="deliveries")
    def alert_officer(self, event: Event, session: Session) -> None:
        """Have the medical officer look at how emergency access is used."""
        actions.alert_officer(self.parts, event, session, now())

    @on("identity.RepresentationGranted", queue="notices")
    def begin_telling_representative(self, event: Event, session: Session) -> None:
        """Someone is told about a child from now on."""
        until = datetime.fromisoformat(event.data["until"])
        actions.keep_representation(self.parts, event, until, session, now())

    @on("identity.RepresentationEnded", queue="notices")
    def stop_telling_representative(self, event: Event, session: Session) -> None:
        """Someone is told about a child no more."""
        actions.keep_representation(self.parts, event, None, session, now())

    @on("identity.ProfileActivated", queue="notices")
    def confirm_activation(self, event: Event, session: Session) -> None:
        """Confirm that a space is open."""
        actions.confirm_activation(self.parts, event, session, now())

    @on("identity.OppositionRegistered", queue="notices")
    def confirm_opposition(self, event: Event, session: Session) -> None:
        """Confirm that a refusal is recorded."""
        actions.confirm_opposition(self.parts, event, session, now())

    @on("documents.ExportRequested", queue="notices")
    def contribute_to_export(self, event: Event, session: Session) -> None:
        """Give what was written to a person who takes everything away; tell one parent of the other's copy (C-34)."""
        actions.tell_other_representative(self.parts, event, session, now())
        contribution.contribute_to_export(self.parts, event, session)

    @on("documents.ExportReady", queue="notices")
    def announce_export(self, event: Event, session: Session) -> None:
        """Say that an archive can be downloaded."""
        actions.announce_export(self.parts, event, session, now())

    @on("identity.SessionEnded", queue="sessions")
    def end_session(self, event: Event, session: Session) -> None:
        """A session is over."""
        actions.end_session(self.parts, event, session)

    @on("identity.DataDeletionRequested", queue="notices")
    def erase_record(self, event: Event, session: Session) -> None:
        """Forget a person."""
        actions.erase_record(self.parts, event, session)

    @every(seconds=5.0)
    def hand_over_letters(self) -> None:
        """Close the lots of letters that are due, with their manifests."""
        try:
            lots.hand_over_letters(self.parts, now())
        except Deferred:
            logs.write(lines.OUTBOX_AWAY)

    @every(seconds=600.0)
    def clear_outbox(self) -> None:
        """Remove letters kept long enough, and those of erased persons."""
        try:
            lots.clear_outbox(self.parts, now())
        except Deferred:
            logs.write(lines.OUTBOX_AWAY)

    @once_applied
    def send_what_was_written(self) -> None:
        """Wake the sending loop."""
        notices_written()

    @every(seconds=1.0)
    def keep_sending(self) -> None:
        """See to it that the sending loop runs."""
        keep_sending(self.parts)
