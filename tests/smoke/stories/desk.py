"""The 3422 desk: a caller identified, sent a code, corrected by two agents; an opposition by telephone."""

from typing import Any

from deploy.demo.people import InsuredPerson
from tests.smoke.story import Story
from tests.support.platform import Account, Patient, Platform, fresh_person, until

STORY = Story("desk")


def answers(person: InsuredPerson, **more: str) -> dict[str, Any]:
    """What a caller answers."""
    return {
        "channel": "phone",
        "family_name": person.family_name,
        "given_name": person.given_name,
        "birth_date": str(person.birth_date),
        "sex": person.sex,
        "matricule_end": person.nir[-5:],
        **more,
    }


@STORY.step("two agents log in; a wrong answer finds nobody")
def at_work(mes: Platform) -> None:
    ada = mes.kept["ada"] = mes.agent()
    basile = mes.kept["basile"] = mes.agent()
    patient = mes.kept["patient"] = mes.patient()
    wrong = answers(patient.person, vitale_serial="11111111111")
    ada.api.refused("openDeskCall", 404, "identity.caller-unknown", body=wrong)
    basile.api.call("listDocuments", expect=403, path=patient.here)


@STORY.step("a correction proposed by one is approved by the other")
def corrected(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]
    ada: Account = mes.kept["ada"]
    basile: Account = mes.kept["basile"]
    told = answers(patient.person, vitale_serial=str(patient.person.vitale_serial))
    call = {"call": ada.api.call("openDeskCall", expect=201, body=told).json()["id"]}
    body = {"field": "mobile", "value": "06 39 98 00 42", "evidence": "Facture vue au guichet"}
    change = {"change": ada.api.call("proposeIdentityChange", expect=201, path=call, body=body).json()["id"]}
    approve = {"decision": "approve"}
    ada.api.refused("decideIdentityChange", 409, "identity.four-eyes", path=change, body=approve)
    basile.api.call("decideIdentityChange", expect=200, path=change, body=approve)
    assert patient.api.call("showAccount", expect=200).json()["contact"]["mobile"] == "+33639980042"


@STORY.step("the person reads each act in their history and is told by mail")
def told(mes: Platform) -> None:
    patient: Patient = mes.kept["patient"]

    def acts() -> list[str]:
        entries = patient.api.call("listHistory", expect=200, path=patient.here).json()["items"]
        return [entry["action"] for entry in entries if entry["actor"]["kind"] == "support"]

    wanted = [
        "support-change-applied",
        "support-change-proposed",
        "support-caller-identified",
        "support-identification-failed",
    ]
    until(lambda: sorted(acts()) == sorted(wanted))
    mes.mailbox.wait(patient.email, "Le 3422 est intervenu", count=3)


@STORY.step("a caller with the code of the letter opposes, and could change their mind")
def opposed(mes: Platform) -> None:
    person, ada = fresh_person(), mes.kept["ada"]
    mes.register(person)
    body = answers(person, provisional_code=mes.provisional_code(person))
    opened = ada.api.call("openDeskCall", expect=201, body=body).json()
    path = {"call": opened["id"]}
    done = ada.api.call("recordDeskOpposition", expect=201, path=path, body={"confirmed": True}).json()
    assert (done["state"], done["opposition"]["channel"]) == ("opposed", "phone")
    mes.mailbox.wait(str(person.email), "Votre opposition à Mon espace santé est enregistrée")
    ada.api.call("sendDeskCode", expect=202, path=path, body={"channel": "email"})
    mes.mailbox.wait(str(person.email), "Votre code provisoire")


@STORY.afterwards
def dismissed(mes: Platform) -> None:
    if "patient" in mes.kept:
        mes.forget(mes.kept["patient"])
    for name in ("ada", "basile"):
        if name in mes.kept:
            mes.dismiss(mes.kept[name])
