"""What the notifier reads from the environment, and nothing else does."""

from dataclasses import dataclass, field
from pathlib import Path

from chassis.objects import ObjectStoreSettings


@dataclass(frozen=True, kw_only=True)
class NotifierSettings(ObjectStoreSettings):
    """Settings of the notifier's processes; the field in capitals is the variable's name."""

    notifier_private_key: Path  # JWK file: the only key that opens what identity seals for us
    contact_key: bytes = field(repr=False)  # 32 bytes: seals addresses, names and codes at rest
    smtp_host: str
    smtp_port: int
    mail_from: str  # the one fixed sender (HIS-16), "Display name <address>"
    storage_deadline_s: float = 5.0  # nobody waits for a letter to be put into its outbox
    lot_wait_s: float = 60.0  # how long a letter waits for others before its lot is closed
    letters_kept_days: int = 14  # how long letters and manifests stay in the outbox
    sms_domain: str = "sms.invalid"  # SMS leave as mail to <mobile>@<sms_domain>
    alert_email: str = ""  # of the medical officer, told of unusual emergency accesses; empty: nobody is written to
    notice_window_s: float = 0.0  # 0: one mail per action (C-15)
