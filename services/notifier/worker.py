"""What the notifier hears, and the loop that sends. Methods are named for their effect."""

from chassis.events import Event
from chassis.worker import Database, Permanent, Settings, every, on
from services.notifier import actions
from services.notifier.errors import CannotOpen
from services.notifier.parts import now
from services.notifier.sending import keep_sending, parts_of
from services.notifier.settings import NotifierSettings
from services.notifier.store import Session


class NotifierWorker:
    """Two queues: `deliveries` for what people wait for, `notices` for the rest."""

    name = "notifier"
    db = Database()
    settings = Settings(NotifierSettings)

    @on(
        "identity.InvitationIssued",
        "identity.ProvisionalCodeGenerated",
        "identity.LoginCodeRequested",
        queue="deliveries",
    )
    def deliver_sealed_letter(self, event: Event, session: Session) -> None:
        """Send a code or an invitation."""
        try:
            actions.deliver_sealed_letter(parts_of(self), event, session, now())
        except CannotOpen:
            raise Permanent("cannot-open") from None

    @on("identity.ContactCardIssued", queue="deliveries")
    def keep_contact_card(self, event: Event, session: Session) -> None:
        """Remember how to reach someone."""
        try:
            actions.keep_contact_card(parts_of(self), event, session, now())
        except CannotOpen:
            raise Permanent("cannot-open") from None

    @on(
        "documents.DocumentDeposited",
        "documents.DocumentConsulted",
        "documents.DocumentsListed",
        "consent.PSAuthorized",
        queue="notices",
    )
    def tell_patient_of_activity(self, event: Event, session: Session) -> None:
        """Tell the patient that someone else acted on their record."""
        actions.tell_of_activity(parts_of(self), event, session, now())

    @on("identity.ProfileActivated", queue="notices")
    def confirm_activation(self, event: Event, session: Session) -> None:
        """Confirm that a space is open."""
        actions.confirm_activation(parts_of(self), event, session, now())

    @on("identity.OppositionRegistered", queue="notices")
    def confirm_opposition(self, event: Event, session: Session) -> None:
        """Confirm that a refusal is recorded."""
        actions.confirm_opposition(parts_of(self), event, session, now())

    @on("identity.DataDeletionRequested", queue="notices")
    def erase_record(self, event: Event, session: Session) -> None:
        """Forget a person."""
        actions.erase_record(parts_of(self), event, session)

    @every(seconds=1.0)
    def keep_sending(self) -> None:
        """See to it that the sending loop runs."""
        keep_sending(parts_of(self))
