"""What can go wrong with messages: one class per reaction, in words that say what to do."""

from chassis.problems import Problem


class NotFound(Problem):
    """No such record, conversation or attachment for this person: unknown and somebody else's alike."""

    code, status = "messaging.not-found", 404
    title = "Cette page ou cet élément n'existe pas."
    detail = "Vérifiez l'adresse."


class NoAccess(Problem):
    """A professional whom the person has not let in, or has blocked: the answer does not tell which (C-11)."""

    code, status = "messaging.no-access", 403
    title = "Vous n'avez pas accès à ce dossier."
    detail = "Déclarez la prise en charge du patient, avec son accord, avant de lui écrire."


class RecordClosed(Problem):
    """The person closed or refused the space: its messages are frozen (CLO-06)."""

    code, status = "messaging.record-closed", 409
    title = "Cet espace santé est fermé à la demande de son titulaire."
    detail = "Aucun message ne peut y être échangé. Contactez directement la personne."


class NoMailbox(Problem):
    """The space was created automatically and nobody has come: only its person opens the mailbox (C-03)."""

    code, status = "messaging.no-mailbox", 409
    title = "Cette personne n'a pas encore activé sa messagerie."
    detail = "Elle pourra recevoir vos messages lorsqu'elle aura activé son espace santé."


class RecipientUnavailable(Problem):
    """The professional was blocked, or practises no more (C-11)."""

    code, status = "messaging.recipient-unavailable", 409
    title = "Vous ne pouvez plus écrire à ce professionnel."
    detail = "Si vous l'avez bloqué, débloquez-le dans vos paramètres de confidentialité pour lui répondre."


class RightsUnknown(Problem):
    """Rights may be stale, and stale means no."""

    code, status, retry_after = "messaging.rights-unknown", 503, 2
    title = "Vos droits d'accès ne peuvent pas être vérifiés pour le moment."
    detail = "Par sécurité, les messages ne sont pas affichés. Réessayez dans quelques secondes."


class StorageUnavailable(Problem):
    """The object store does not answer."""

    code, status, retry_after = "messaging.storage-unavailable", 503, 5
    title = "Les pièces jointes ne sont pas disponibles pour le moment."
    detail = "Rien n'a été perdu ni envoyé à moitié. Réessayez dans quelques instants."


class AttachmentDamaged(StorageUnavailable):
    """The bytes of this attachment are missing or not what was sent."""

    code = "messaging.attachment-damaged"
    title = "Cette pièce jointe ne peut pas être lue pour le moment."
    detail = "Son contenu ne correspond pas à ce qui a été envoyé. Réessayez plus tard."


class TooLarge(Problem):
    """A file of more than 5 × 1024 × 1024 bytes, or more files than a message takes (C-32)."""

    code, status = "messaging.too-large", 413
    title = "Ce message est trop volumineux."
    detail = "Joignez au plus 5 fichiers, de 5 Mo au plus chacun."


class FormatRefused(Problem):
    """A person attaches what the documents accept, and nothing else (C-32)."""

    code, status = "messaging.format-refused", 415
    title = "Ce format de fichier n'est pas accepté."
    detail = "Joignez un fichier JPG, PDF, PNG, TXT, RTF ou TIF."


class NotAForm(Problem):
    """A message comes as a form: its text, and files."""

    code, status = "messaging.unsupported-media-type", 415
    title = "Ce type de contenu n'est pas accepté."
    detail = "Envoyez un formulaire multipart/form-data."


class MalformedForm(Problem):
    """The form cannot be read."""

    code, status = "messaging.malformed-form", 400
    title = "Le formulaire envoyé est illisible."
    detail = "Réessayez l'envoi du message."


class InvalidRequest(Problem):
    """Fields that do not fit; each is named: `InvalidRequest(subject="…")`."""

    code, status = "messaging.invalid-request", 422
    title = "Certains champs sont à corriger."
    detail = "Corrigez les champs indiqués, puis réessayez."

    def __init__(self, **fields: str) -> None:
        super().__init__(errors=[{"field": name, "message": message} for name, message in fields.items()])


class KeyReused(Problem):
    """The idempotency key already stands for another message."""

    code, status = "messaging.key-reused", 409
    title = "Cette demande a déjà servi à envoyer un autre message."
    detail = "Recommencez l'envoi depuis la page."
