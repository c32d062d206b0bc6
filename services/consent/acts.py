"""What an event means in the activity history: who did what, in which capacity, on what ground (HIS-05, HIS-06)."""

from collections.abc import Callable
from datetime import datetime

from chassis.events import Event
from services.consent.domain.directory import Organisation, Professional
from services.consent.domain.history import Act, Performer
from services.consent.errors import DirectoryBehind

FindProfessional = Callable[[str], Professional | None]
FindOrganisation = Callable[[str], Organisation | None]

ACTIONS = {
    "consent.PSAuthorized": "access-declared",
    "consent.PSBlocked": "professional-blocked",
    "consent.PSUnblocked": "professional-unblocked",
    "consent.EmergencyAccessOpened": "emergency-opened",
    "consent.EmergencySettingsChanged": "emergency-settings-changed",
    "consent.AdministratorAppointed": "administrator-appointed",
    "consent.AdministratorRemoved": "administrator-removed",
    "consent.ProfessionalsListed": "professionals-listed",
    "documents.DocumentsListed": "documents-listed",
    "documents.DocumentConsulted": "document-consulted",
    "documents.DocumentDeposited": "document-deposited",
    "documents.DocumentHidden": "document-hidden",
    "documents.DocumentUnhidden": "document-unhidden",
    "documents.DocumentDeleted": "document-deleted",
    "documents.DocumentAnnounced": "document-announced",
    "documents.DocumentVisibilityChanged": "document-visibility-changed",
    "documents.AllDocumentsHidden": "all-documents-hidden",
    "documents.AllDocumentsUnhidden": "all-documents-unhidden",
    "documents.ExportRequested": "export-requested",
    "identity.ProfileClosed": "profile-closed",
    "identity.ProfileReactivated": "profile-reactivated",
    "messaging.AttachmentConsulted": "attachment-consulted",
    "messaging.ConversationConsulted": "conversation-consulted",
    "messaging.ConversationsListed": "conversations-listed",
    "identity.RepresentationEnded": "representative-detached",
    "messaging.MessageSent": "message-sent",
    "profile.ProfileConsulted": "profile-consulted",
    "profile.ProfileEntryAdded": "profile-entry-added",
    "profile.ProfileEntryChanged": "profile-entry-changed",
    "profile.ProfileEntryRemoved": "profile-entry-removed",
    "profile.ProfileSectionDeclared": "profile-section-declared",
}
_WITHOUT_ACTOR = {"documents.DocumentDeposited", "documents.DocumentAnnounced"}
"""The insurer deposits, and what was kept from the patient shows by itself when its time has come."""

_SUPPORTS = {"identity.SupportActed", "documents.ExplanationRead"}
"""What an agent of the 3422 did, which the event itself names."""

_INSURERS = {"identity.RepresentationEnded"}
"""What the insurer's own file does, without anybody's account."""

_AUTHORIZED = {"consent.PSAuthorized", "messaging.MessageSent"}
"""What only a professional whom the person lets in does."""

_CAPACITIES = {
    "care": "authorized",
    "author": "author",
    "administrator": "administrator",
    "emergency": "emergency",
    "samu": "emergency",
}
_NAMELESS = {"insurer": "Assurance Maladie", "support": "Assistance", "representative": "Représentant légal"}


class ActorMissing(Exception):
    """The event does not say who acted, so that nobody can tell whether it belongs to the history."""


def act_of(event: Event, find: FindProfessional, find_organisation: FindOrganisation) -> Act | None:
    """The entry that an event makes; None for the person's own acts (HIS-01, C-34).

    Raises DirectoryBehind while the name of who acted has not arrived, ActorMissing.
    """
    who = _who(event)
    if who is None:
        return None
    kind, who_id = who
    data = event.data
    return Act(
        event_id=event.id,
        record=data["record"],
        at=event.time,
        actor=_organisation(who_id, find_organisation) if kind == "organisation" else _performer(kind, who_id, find),
        action=_action(event),
        object=_object(event, kind),
        capacity=_capacity(event, kind, who_id),
        ground=_ground(event),
        grid=data.get("grid_version"),
        concealed=_is_concealed(event),
    )


def _is_concealed(event: Event) -> bool:
    told = event.data.get("concealed") or {}
    until = told.get("patient_until")
    return bool(told.get("representatives")) or (until is not None and event.at < datetime.fromisoformat(until))


def _ground(event: Event) -> str | None:
    if event.type == "consent.PSAuthorized":
        return "care"
    if event.type == "consent.EmergencyAccessOpened":
        return str(event.data["emergency"]["ground"])
    ground: str | None = event.data.get("ground")
    return ground


def _object(event: Event, kind: str) -> dict[str, str | None] | None:
    data = event.data
    if "document" in data:
        return {"kind": "document", "id": data["document"], "type": data.get("type")}
    if "section" in data:
        return {"kind": "profile-section", "id": data["section"], "type": None}
    if (kind == "representative" or _is_administrators(event)) and "professional" in data:
        return {"kind": "professional", "id": data["professional"], "type": None}
    return None


def _who(event: Event) -> tuple[str, str] | None:
    data = event.data
    if event.type in _INSURERS:
        return "insurer", "insurer"
    acting = event.actor or {}
    if acting.get("role") == "patient" and acting.get("record", data["record"]) != data["record"]:
        return "representative", acting["id"]
    if _is_administrators(event):
        return "professional", acting["id"]
    # A conversation names its professional, whoever writes or reads.
    if event.type.startswith("messaging.") and acting.get("role") == "patient":
        return None
    if "professional" in data:
        return "professional", data["professional"]
    depositor = data.get("depositor", {})
    if event.type == "documents.DocumentDeposited" and depositor["kind"] != "patient":
        return depositor["kind"], depositor["id"]
    if event.actor is None:
        if event.type in _WITHOUT_ACTOR:
            return None
        raise ActorMissing
    role, account = event.actor["role"], event.actor["id"]
    if role == "patient":
        return None
    return (role if role in {"professional", "organisation"} else "support"), account


def _is_administrators(event: Event) -> bool:
    """A professional blocked another one: only the administrator may (ADM-06, ADM-11)."""
    return event.type == "consent.PSBlocked" and (event.actor or {}).get("role") == "professional"


def _performer(kind: str, account: str, find: FindProfessional) -> Performer:
    if kind != "professional":
        return Performer(kind=kind, id=account, display_name=_NAMELESS[kind], profession=None, structure=None)
    listed = find(account)
    if listed is None:
        raise DirectoryBehind
    return Performer(
        kind=kind,
        id=account,
        display_name=listed.display_name,
        profession=listed.profession,
        structure=listed.structure,
    )


def _organisation(account: str, find: FindOrganisation) -> Performer:
    listed = find(account)
    if listed is None:
        raise DirectoryBehind
    return Performer(kind="organisation", id=account, display_name=listed.name, profession=listed.label, structure=None)


def _action(event: Event) -> str:
    if event.type in _SUPPORTS:
        return f"support-{event.data['act']}"
    return "document-replaced" if event.data.get("replaces") else ACTIONS[event.type]


def _capacity(event: Event, kind: str, account: str) -> str:
    if kind == "representative":
        return "representative"
    if event.type in _SUPPORTS:
        return "support"
    if event.type in _INSURERS:
        return "insurer"
    if event.type in _AUTHORIZED:
        return "authorized"
    if event.type == "consent.EmergencyAccessOpened":
        return "emergency"
    if event.type == "documents.DocumentDeposited":
        return "depositor"
    if event.data.get("ground") in _CAPACITIES:
        return _CAPACITIES[event.data["ground"]]
    # What concerns the whole record has no author: only an administrator does it for the person.
    depositor = event.data.get("depositor")
    return "author" if depositor and depositor["id"] == account else "administrator"
