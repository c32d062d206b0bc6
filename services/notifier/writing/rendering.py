"""From a letter to words: the only place that knows the templates.

Every HTML template is escaped by Jinja2; a name cannot become markup. The wording follows the
mails of the service (HIS-04, HIS-09 to HIS-16, OPS-02 to OPS-04).
"""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from services.notifier.domain import Kind, Letter
from services.notifier.writing.greeting import given_names_in_capitals, long_date, spoken_instant

SUBJECTS = {
    Kind.INVITATION: "Votre service Mon espace santé a été créé",
    Kind.PROVISIONAL_CODE: "Votre code provisoire Mon espace santé",
    Kind.MAJORITY_CODE: "Vous êtes majeur : votre espace santé vous revient",
    Kind.LOGIN_CODE: "Votre code d'accès à Mon espace santé",
    Kind.ACTIVITY: "Activité sur votre profil Mon espace santé",
    Kind.MESSAGE: "Vous avez un nouveau message dans Mon espace santé",
    Kind.ACTIVATED: "Votre compte Mon espace santé est activé",
    Kind.OPPOSED: "Votre opposition à Mon espace santé est enregistrée",
    Kind.OPPOSED_LATE: "Votre opposition à Mon espace santé est enregistrée",
    Kind.SUPPORT: "Le 3422 est intervenu sur votre compte Mon espace santé",
    Kind.CONTACT_CODE: "Confirmez vos coordonnées Mon espace santé",
    Kind.CONTACT_CHANGED: "Vos coordonnées Mon espace santé ont changé",
    Kind.PASSWORD_CHANGED: "Votre mot de passe Mon espace santé a changé",
    Kind.CREDENTIALS_RECOVERED: "Votre identifiant et votre mot de passe Mon espace santé ont changé",
    Kind.NEW_DEVICE: "Nouvelle connexion à Mon espace santé",
    Kind.REPRESENTATION_WITHDRAWN: "Un droit sur le profil d'un enfant a pris fin",
    Kind.ATTACHMENT_WITHDRAWN: "Vous n'avez plus accès au profil d'un enfant",
    Kind.REPRESENTATIVE_INVITED: "Un parent vous invite à partager le profil d'un enfant",
    Kind.EMERGENCY: "Votre espace Mon espace santé a été ouvert en urgence",
    Kind.EMERGENCY_ALERT: "Accès en urgence : un usage inhabituel à examiner",
    Kind.EXPORT_READY: "La copie de vos données Mon espace santé est prête",
    Kind.PROFILE_CLOSED: "Votre profil Mon espace santé est clôturé",
    Kind.PROFILE_REACTIVATED: "Votre profil Mon espace santé est réactivé",
    Kind.RETENTION_ENDING: "Votre profil clôturé Mon espace santé va être supprimé",
    Kind.RETENTION_OVER: "La conservation de votre profil Mon espace santé est terminée",
    Kind.DELETION_REQUESTED: "Votre demande de suppression est enregistrée",
    Kind.DELETION_DONE: "Vos données Mon espace santé sont supprimées",
}
OF_A_CHILD = {
    Kind.PROFILE_CLOSED: "Le profil Mon espace santé de votre enfant est clôturé",
    Kind.PROFILE_REACTIVATED: "Le profil Mon espace santé de votre enfant est réactivé",
    Kind.RETENTION_ENDING: "Le profil clôturé Mon espace santé de votre enfant va être supprimé",
    Kind.RETENTION_OVER: "La conservation du profil Mon espace santé de votre enfant est terminée",
    Kind.DELETION_REQUESTED: "La demande de suppression des données de votre enfant est enregistrée",
    Kind.DELETION_DONE: "Les données Mon espace santé de votre enfant sont supprimées",
}
# OPS-02: who invites depends on the person's scheme; the address it comes from never does (HIS-16).
SENDERS = {
    "assurance-maladie": "L'Assurance Maladie",
    "ministere": "Le Ministère des Solidarités et de la Santé",
    "msa": "La Mutualité sociale agricole (MSA)",
}
DATA_PROTECTION = (
    "Le service Mon espace santé mis en œuvre par l'Assurance Maladie et le Ministère des Solidarités"
    " et de la Santé garantit la protection de vos données personnelles conformément au Règlement"
    " Général sur la Protection des Données. L'envoi de ce courrier s'inscrit dans le cadre du"
    " traitement de données dénommé « Mon espace santé » mis en œuvre conjointement par l'Assurance"
    " Maladie et le Ministère des Solidarités et de la Santé."
)

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    auto_reload=False,
)


@dataclass(frozen=True)
class Rendered:
    """A mail ready to be wrapped: its subject, its plain text and its HTML."""

    subject: str
    text: str
    html: str


def subject_of(letter: Letter) -> str:
    """What a letter is about; what concerns a child is not said as if it were the reader (MIN-09, OPS-03, CLO-09)."""
    if letter.kind is Kind.INVITATION and letter.child_name:
        return "Le service Mon espace santé de votre enfant a été créé"
    return OF_A_CHILD[letter.kind] if letter.about == "child" and letter.kind in OF_A_CHILD else SUBJECTS[letter.kind]


def render_mail(letter: Letter, public_url: str, copy_url: str | None) -> Rendered:
    """The mail in both forms; the only rendering that may hold a code. Without `copy_url` it has no web copy."""
    words = _words(letter, public_url) | {
        "copy_url": copy_url,
        "code": letter.code or "",
        "web": False,
        "layout": "mail.html.j2",
    }
    return Rendered(
        subject=subject_of(letter),
        text=_templates.get_template(f"{letter.kind}.txt.j2").render(words),
        html=_templates.get_template(f"{letter.kind}.html.j2").render(words),
    )


def render_web_copy(letter: Letter, public_url: str) -> str:
    """The same letter as a page (HIS-12), without code, script, style or anything from elsewhere."""
    words = _words(letter, public_url) | {"web": True, "layout": "page.html.j2"}
    return _templates.get_template(f"{letter.kind}.html.j2").render(words)


def render_sms(letter: Letter, public_url: str) -> str:
    """One short text, no name, no link to a copy."""
    words = _words(letter, public_url) | {"code": letter.code or ""}
    return _templates.get_template("sms.txt.j2").render(words).strip()


def _words(letter: Letter, public_url: str) -> dict[str, object]:
    return {
        "kind": letter.kind.value,
        "subject": subject_of(letter),
        "names": given_names_in_capitals(letter.given_names),
        "minutes": letter.minutes,
        "child": letter.child,
        "child_name": letter.child_name,
        "sender": SENDERS.get(letter.sender, SENDERS["assurance-maladie"]),
        "deadline": long_date(letter.deadline) if letter.deadline else None,
        "happened_at": spoken_instant(letter.happened_at) if letter.happened_at else None,
        "device": letter.device,
        "about": letter.about,
        "reference": letter.reference,
        "public_url": public_url.rstrip("/"),
        "data_protection": DATA_PROTECTION,
    }
