"""Deletions under fire: asked as the person asks, and what each service then holds."""

import time

from tests.support.platform import Patient, Platform, until

ERASING = ("documents-worker", "consent-worker", "messaging-worker", "notifier-worker", "profile-worker")
LISTENING = (
    *ERASING,
    "identity-worker",
    *(f"{name}-relay" for name in ("documents", "consent", "messaging", "notifier", "profile", "identity")),
)
FAREWELL = "Vos données Mon espace santé sont supprimées"


def ask(platform: Platform, patient: Patient, proof: dict[str, str] | None = None) -> str:
    """Request a deletion as the person does; its id."""
    body = proof or platform.proof(patient)
    return str(patient.api.call("requestDeletion", expect=202, path=patient.here, body=body).json()["id"])


def confirmed(platform: Platform, deletion: str) -> set[str]:
    """The services that have confirmed; the page never says done before all have."""
    shown = platform.anyone.call("showDeletion", expect=200, path={"deletion": deletion}).json()
    said = {each["service"] for each in shown["services"] if each["confirmed_at"]}
    assert (shown["state"] == "done") == (len(said) == len(ERASING))
    return said


def held(platform: Platform, record: str) -> dict[str, int]:
    """What each service still holds of a record, its marks aside."""
    mongo = platform.installation.mongo
    documents, consent, notifier = mongo("documents"), mongo("consent"), mongo("notifier")
    return {
        "keys": documents["record_keys"].count_documents({"_id": record}),
        "documents": documents["documents"].count_documents({"record": record}),
        "relations": consent["relations"].count_documents({"record": record}),
        "history": consent["history"].count_documents({"record": record}),
        "contacts": notifier["contacts"].count_documents({"_id": record, "erased": {"$ne": True}}),
        "persons": mongo("identity")["persons"].count_documents({"_id": record}),
    }


def is_lost(platform: Platform, patient: Patient, after_s: float) -> bool:
    """Kill consent `after_s` seconds into a deletion; whether it still has not erased long after it is back."""
    deletion = ask(platform, patient)
    # The vault hears the same event at the same moment, and consent takes its time after acknowledging it.
    until(lambda: "documents" in confirmed(platform, deletion), seconds=180)
    time.sleep(after_s)
    platform.installation.kill("consent-worker")
    platform.installation.wait_ready("consent-worker")
    end = time.monotonic() + 12
    while time.monotonic() < end:
        if "consent" in confirmed(platform, deletion):
            return False
        time.sleep(0.1)
    return True
