"""A person is helped: they choose an administrator, who blocks and does no more; everything is told and explained."""

from tests.smoke.story import Story
from tests.support.platform import Carer, Patient, Platform, until

STORY = Story("administrator")


@STORY.step("the grid in force is there for everybody, in classes that people know")
def granted(mes: Platform) -> None:
    patient = mes.kept["patient"] = mes.patient()
    grid = patient.api.call("showGrid", expect=200).json()
    assert {row["class"] for row in grid["rows"]} >= {"10", "42"}


@STORY.step("a doctor who has read in care is chosen, and somebody else who also has access is found by a few letters")
def chosen(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    document = patient.deposit(title="Compte rendu")["id"]
    doctor, nurse = mes.kept["doctor"], mes.kept["nurse"] = mes.professional(), mes.professional("G15_60")
    for carer in (doctor, nurse):
        carer.declares_care_of(patient)
    asked = {"path": patient.document(document)}
    until(lambda: doctor.api.call("openDocument", expect=(200, 503), **asked).status_code == 200)
    appoint = {**patient.here, "professional": doctor.id}
    until(lambda: patient.api.call("appointAdministrator", expect=(200, 202, 409), path=appoint).status_code != 409)
    found = doctor.api.call("searchProfessionals", expect=200, path=patient.here, body={"words": "infirmier"}).json()
    assert [each["professional"]["id"] for each in found["items"]] == [nurse.id]


@STORY.step("the administrator blocks at the person's request, and may neither unblock nor choose another")
def helped(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    doctor: Carer = mes.kept["doctor"]
    nurse: Carer = mes.kept["nurse"]
    path = {**patient.here, "professional": nurse.id}
    doctor.api.call("blockProfessional", expect=(200, 202), path=path)
    until(lambda: nurse.api.call("listDocuments", expect=(200, 403, 503), path=patient.here).status_code == 403)
    for operation in ("unblockProfessional", "appointAdministrator"):
        doctor.api.refused(operation, 403, "consent.role-refused", path=path)


@STORY.step("the history names who did it, and explains a reading with the grid and the profession of its day")
def explained(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]

    def entry(action: str) -> dict[str, str]:
        query = {"action": action}
        found = patient.api.call("listHistory", expect=200, path=patient.here, query=query).json()["items"]
        return found[0] if found else {}

    assert until(lambda: entry("professional-blocked"))["capacity"] == "administrator"
    read = until(lambda: entry("document-consulted"))
    path = {**patient.here, "entry": read["id"]}
    told = patient.api.call("explainHistoryEntry", expect=200, path=path).json()
    assert (told["column"]["code"], told["allowed"]) == ("MEDECIN", True)


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    mes.dismiss(*(mes.kept[name] for name in ("doctor", "nurse") if name in mes.kept))
