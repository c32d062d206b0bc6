"""What can go wrong in the vault: one class per reaction, in words that say what to do."""

from chassis.problems import Problem


class NotFound(Problem):
    """No such document for this person: unknown, elsewhere, hidden or outside the grid, all alike."""

    code, status = "documents.not-found", 404
    # Word for word what the house answers for an address that nothing has: nobody can tell them apart.
    title = "Cette page ou cet élément n'existe pas."
    detail = "Vérifiez l'adresse."


class NoAccess(Problem):
    """A professional without a relation, or blocked: the answer does not tell which (C-11)."""

    code, status = "documents.no-access", 403
    title = "Vous n'avez pas accès à ce dossier."
    detail = "Déclarez la prise en charge du patient, avec son accord, avant de consulter son dossier."


class ReadOnly(Problem):
    """An emergency access lets read, and nothing else (EMG-06)."""

    code, status = "documents.read-only", 403
    title = "Un accès en urgence ne permet que la consultation."
    detail = "Pour déposer un document, déclarez la prise en charge du patient, avec son accord."


class RecordClosed(Problem):
    """The person closed or refused the space: no deposit is taken (CLO-06, ACT-30)."""

    code, status = "documents.record-closed", 409
    title = "Cet espace santé est fermé à la demande de son titulaire."
    detail = "Aucun document ne peut y être déposé. Remettez-le directement à la personne."


class RightsUnknown(Problem):
    """Rights may be stale, and stale means no."""

    code, status, retry_after = "documents.rights-unknown", 503, 2
    title = "Vos droits d'accès ne peuvent pas être vérifiés pour le moment."
    detail = "Par sécurité, le dossier n'est pas affiché. Réessayez dans quelques secondes."


class TraceLost(Problem):
    """The trace of a read could not be committed, and nobody reads without one."""

    code, status, retry_after = "documents.trace-lost", 503, 2
    title = "Votre accès n'a pas pu être enregistré dans l'historique du patient."
    detail = "Sans cette trace, le dossier ne peut pas être affiché. Réessayez dans quelques secondes."


class StorageUnavailable(Problem):
    """The object store does not answer, or does not answer what was put in it."""

    code, status, retry_after = "documents.storage-unavailable", 503, 5
    title = "Le coffre-fort ne répond pas pour le moment."
    detail = "Rien n'a été perdu ni enregistré à moitié. Réessayez dans quelques instants."


class DocumentDamaged(StorageUnavailable):
    """The bytes of this document are missing or not what was stored."""

    code = "documents.content-damaged"
    title = "Ce document ne peut pas être lu pour le moment."
    detail = "Son contenu ne correspond pas à ce qui a été déposé. Nos équipes sont prévenues ; réessayez plus tard."


class ExportNotReady(Problem):
    """The archive is being prepared, or is no longer kept."""

    code, status = "documents.export-not-ready", 409
    title = "Cette copie de vos données n'est pas disponible."
    detail = "Si elle est en préparation, attendez l'e-mail qui l'annonce. Sinon, demandez une nouvelle copie."


class StorageFull(Problem):
    """The object store has no room left: reading goes on, depositing waits for the operator."""

    code, status, retry_after = "documents.storage-full", 507, 60
    title = "Le coffre-fort n'a plus de place pour le moment."
    detail = "Votre document n'a pas été enregistré. Nos équipes sont prévenues : réessayez un peu plus tard."


class Busy(Problem):
    """Too many files are being looked into at this moment."""

    code, status, retry_after = "documents.busy", 503, 3
    title = "Beaucoup de fichiers sont en cours de traitement."
    detail = "Rien n'a été enregistré ni perdu. Réessayez dans quelques secondes."


class TooLarge(Problem):
    """More than 5 × 1024 × 1024 bytes (DOC-10, C-32)."""

    code, status = "documents.too-large", 413
    title = "Ce fichier est trop volumineux."
    detail = (
        "La taille maximale autorisée est de 5 Mo. Réduisez la qualité de la numérisation ou partagez le "
        "document en plusieurs fichiers."
    )


class FormatRefused(Problem):
    """The bytes are of none of the accepted formats (DOC-08, DOC-11)."""

    code, status = "documents.format-refused", 415
    title = "Ce format de fichier n'est pas accepté."
    detail = "Choisissez un fichier JPG, PDF, PNG, TXT, RTF ou TIF."


class NameMismatch(Problem):
    """The name or the declared type says one thing, the bytes another (DOC-12)."""

    code, status = "documents.name-mismatch", 422
    title = "Le nom du fichier ne correspond pas à son contenu."

    def __init__(self, found: str) -> None:
        super().__init__(
            detail=f"Son contenu est au format {found}. Enregistrez-le à nouveau depuis le logiciel d'origine, ou "
            f"corrigez la fin de son nom, puis recommencez."
        )


class FileEmpty(Problem):
    """No byte at all."""

    code, status = "documents.file-empty", 422
    title = "Ce fichier est vide."
    detail = "Vérifiez le fichier sur votre appareil, puis choisissez-le à nouveau."


class FileDamaged(Problem):
    """Of an accepted format, but it cannot be read to the end."""

    code, status = "documents.file-damaged", 422
    title = "Ce fichier est abîmé et ne peut pas être lu."
    detail = "Ouvrez-le sur votre appareil, enregistrez-le à nouveau, puis recommencez."


class FileProtected(Problem):
    """Encrypted with a password: nobody could read it here."""

    code, status = "documents.file-protected", 422
    title = "Ce fichier est protégé par un mot de passe."
    detail = "Enregistrez une copie sans mot de passe, puis recommencez."


class ActiveContent(Problem):
    """A script, an action, an attached file or another file hidden inside."""

    code, status = "documents.active-content", 422
    title = "Ce fichier contient un programme ou un autre fichier."
    detail = (
        "Par sécurité, il n'est pas accepté. Imprimez-le vers un nouveau fichier PDF (« Imprimer », puis "
        "« Enregistrer en PDF »), puis recommencez."
    )


class Infected(Problem):
    """The antivirus recognised it."""

    code, status = "documents.infected", 422
    title = "L'antivirus a reconnu un programme malveillant dans ce fichier."
    detail = "Il n'a pas été enregistré. Vérifiez votre appareil avec un antivirus avant de recommencer."


class ScanFailed(Problem):
    """The antivirus gave no verdict, and no verdict is not a clean one."""

    code, status, retry_after = "documents.scan-unavailable", 503, 10
    title = "Ce fichier n'a pas pu être analysé par l'antivirus."
    detail = "Par sécurité, il n'a pas été enregistré. Réessayez dans quelques instants."


class ImageTooBig(Problem):
    """More pixels than can be safely decoded."""

    code, status = "documents.image-too-big", 422
    title = "Cette image a trop de pixels."
    detail = "Réduisez ses dimensions ou numérisez-la avec une résolution de 300 points par pouce, puis recommencez."


class TooComplex(Problem):
    """Looking into it would take more memory or time than a file may cost."""

    code, status = "documents.file-too-complex", 422
    title = "Ce fichier est trop complexe pour être vérifié."
    detail = "Imprimez-le vers un nouveau fichier PDF, ou enregistrez-le dans un format plus simple, puis recommencez."


class PreviewImpossible(Problem):
    """The document is kept whole, but cannot be drawn within what a preview may cost."""

    code, status = "documents.preview-impossible", 422
    title = "L'aperçu de ce document ne peut pas être affiché."
    detail = "Téléchargez-le pour l'ouvrir avec une application de votre appareil."


class MalformedForm(Problem):
    """The request is not a well-formed multipart form with one file."""

    code, status = "documents.malformed-form", 400
    title = "La demande n'a pas pu être lue."
    detail = "Envoyez un formulaire multipart/form-data avec un seul fichier dans le champ « file »."


class NotAForm(Problem):
    """Another media type than multipart/form-data."""

    code, status = "documents.unsupported-media-type", 415
    title = "La demande n'est pas dans le bon format."
    detail = "Envoyez un formulaire multipart/form-data."


class InvalidRequest(Problem):
    """Fields that do not fit; each is named."""

    code, status = "documents.invalid-request", 422
    title = "Certaines informations ne conviennent pas."
    detail = "Corrigez les champs indiqués, puis recommencez."

    def __init__(self, **messages: str) -> None:
        super().__init__(errors=[{"field": field, "message": message} for field, message in messages.items()])


class KeyReused(Problem):
    """An idempotency key that already stands for another deposit."""

    code, status = "documents.idempotency-key-reused", 422
    title = "Cette demande a déjà servi pour un autre document."
    detail = "Recommencez le dépôt depuis le début."


class VersionChanged(Problem):
    """If-Match names another version than the present one."""

    code, status = "documents.version-changed", 412
    title = "Ce document a été modifié entre-temps."
    detail = "Rechargez la page pour voir la dernière version, puis recommencez."


class NotYours(Problem):
    """A document that someone else deposited is neither changed, replaced nor deleted (DOC-29, PSS-04, C-33)."""

    code, status = "documents.not-yours", 403
    title = "Ce document a été déposé par quelqu'un d'autre."
    detail = (
        "Seul son auteur peut le remplacer ou le supprimer. Le patient peut le masquer aux professionnels de santé."
    )


class NotAuthor(Problem):
    """Among professionals, author and administrator hide and announce; only the patient shows again (PSS-06)."""

    code, status = "documents.not-author", 403
    title = "Cette action ne vous est pas ouverte sur ce document."
    detail = (
        "Seuls l'auteur du document et le professionnel administrateur peuvent le masquer ou l'annoncer ; seul le "
        "patient peut l'afficher de nouveau."
    )


class NotAsked(Problem):
    """A professional hides at the patient's request only, and says so (PSS-05, ADM-05)."""

    code, status = "documents.request-not-attested", 422
    title = "La demande du patient est nécessaire."
    detail = "Attestez que le patient a demandé de masquer ce document, puis recommencez."


class CannotCombine(Problem):
    """Kept from the patient and hidden from professionals at once (terminology of the national record)."""

    code, status = "documents.cannot-combine", 409
    title = "Un document n'est pas à la fois masqué aux professionnels et en attente d'annonce au patient."
    detail = "Annoncez d'abord le document au patient."


class Replaced(Problem):
    """An old version is only read."""

    code, status = "documents.replaced", 409
    title = "Ce document a été remplacé par une version plus récente."
    detail = "Ouvrez la version actuelle pour la modifier, la remplacer ou la supprimer."


class TypesMissing(Problem):
    """No table of types is loaded yet: a fault of the installation, not of the request."""

    code, status, retry_after = "documents.types-missing", 503, 30
    title = "Le service n'est pas encore prêt."
    detail = "Réessayez dans quelques instants."


class PersonOpposed(Problem):
    """Software of an organisation deposits for someone who refused their space (PSS-13)."""

    code, status = "documents.person-opposed", 409
    title = "Cette personne s'est opposée à la création de son espace santé."
    detail = "N'envoyez pas ce document : remettez-le-lui par un autre moyen."


class PersonClosed(Problem):
    """Software of an organisation deposits for someone who closed their space (PSS-13)."""

    code, status = "documents.person-closed", 409
    title = "Cette personne a fermé son espace santé."
    detail = "N'envoyez pas ce document : remettez-le-lui par un autre moyen."


SHUT_TO_SOFTWARE: dict[str, type[Problem]] = {"opposed": PersonOpposed, "closed": PersonClosed}
"""By state of the record; software knows the person, and needs to know why."""
