"""A parent opens a child's space, shares it, loses it when the insurer withdraws the child, and when it is of age."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.smoke.story import Story
from tests.support.api import Api
from tests.support.platform import Patient, Platform, until

STORY = Story("family")
INVITED = "Un parent vous invite à partager le profil d'un enfant"
DETACHED = "Vous n'avez plus accès au profil d'un enfant"
OTHER_PARENT = "Une autre personne que vous a réalisé des actions sur le profil d'un enfant"


@STORY.step("a parent is proposed the child their insurer attaches to them, and nobody else's")
def proposed(mes: Platform) -> None:
    mes.kept["parent"], mes.kept["minor"] = mes.parent()
    mes.kept["second"] = mes.patient()
    assert mes.kept["second"].api.call("listProposedChildren", expect=200).json()["children"] == []


@STORY.step("without the certificate nothing is added; with it the child's space is open")
def opened(mes: Platform) -> None:
    parent: Patient = mes.kept["parent"]
    (found,) = parent.api.call("listProposedChildren", expect=200).json()["children"]
    body = {"children": [found["record"]], "certified": False}
    parent.api.refused("addChildren", 422, "identity.invalid-request", body=body)
    mes.kept["child"] = mes.opened_for(parent, mes.kept["minor"])
    mes.kept["second"].api.refused("listDocuments", 404, "documents.not-found", path=mes.kept["child"].here)


@STORY.step("the second representative is asked for by name and accepts from their own account")
def shared(mes: Platform) -> None:
    child, second = mes.kept["child"], mes.kept["second"]
    nobody = {"family_name": "Personne", "given_name": "Nemo", "birth_date": "1970-01-01", "certified": True}
    asked = {
        "family_name": second.person.family_name,
        "given_name": second.person.given_name,
        "birth_date": str(second.person.birth_date),
        "certified": True,
    }
    invite = "inviteSecondRepresentative"
    told = [child.api.call(invite, expect=202, path=child.here, body=nobody).json()["message"]]
    child.api.call("cancelInvitation", expect=204, path=child.here)
    told.append(child.api.call(invite, expect=202, path=child.here, body=asked).json()["message"])
    assert told[0] == told[1], "found or not, the answer is the same"
    mes.mailbox.wait(second.email, INVITED)
    (invitation,) = second.api.call("listInvitations", expect=200).json()["invitations"]
    path = {"invitation": invitation["id"]}
    second.api.call("acceptInvitation", expect=201, path=path, body={"certified": True})
    until(lambda: second.api.call("listDocuments", expect=(200, 404, 503), path=child.here).status_code == 200)


@STORY.step("what one deposits for the child the other reads, in the history and by mail")
def told(mes: Platform) -> None:
    child, second = mes.kept["child"], mes.kept["second"]
    document = child.deposit()["id"]
    listed = second.api.call("listDocuments", expect=200, path=child.here).json()["items"]
    assert [each["id"] for each in listed] == [document]
    mes.mailbox.wait(second.email, OTHER_PARENT)
    assert not [mail for mail in mes.mailbox.to(child.email) if OTHER_PARENT in mail["text"]]
    account = child.api.call("whoAmI", expect=200).json()["id"]

    def deposits() -> list[dict[str, Any]]:
        items = second.api.call("listHistory", expect=200, path=child.here).json()["items"]
        return [each for each in items if each["action"] == "document-deposited"]

    (entry,) = until(deposits)
    assert (entry["capacity"], entry["actor"]["account"]) == ("representative", account)


@STORY.step("the insurer withdraws the attachment: who acted by it is out and told, who was invited stays; and back")
def detached(mes: Platform) -> None:
    parent, child, second = mes.kept["parent"], mes.kept["child"], mes.kept["second"]
    mes.register(replace(parent.person, children=()), invite=False)
    assert parent.api.call("listProfiles", expect=200).json()["children"] == []
    assert parent.api.call("listProposedChildren", expect=200).json()["children"] == []
    until(lambda: _refused(parent.api, child))
    mes.mailbox.wait(parent.email, DETACHED)

    def ends() -> list[str]:
        items = second.api.call("listHistory", expect=200, path=child.here).json()["items"]
        return [each["actor"]["kind"] for each in items if each["action"] == "representative-detached"]

    assert until(ends) == ["insurer"]
    mes.register(parent.person, invite=False)
    mes.opened_for(parent, mes.kept["minor"])


@STORY.step("the day the child is of age, both have lost everything")
def grown(mes: Platform) -> None:
    child, second = mes.kept["child"], mes.kept["second"]
    # The insurer corrects the birth date: majority has come, without waiting for nine years.
    mes.register(
        replace(mes.kept["minor"], birth_date=datetime.now(UTC).date() - timedelta(days=365 * 19)), invite=False
    )
    for holder in (child, second):
        until(lambda api=holder.api: api.call("listProfiles", expect=200).json()["children"] == [])  # type: ignore[misc]
        until(lambda api=holder.api: _refused(api, child))  # type: ignore[misc]


def _refused(api: Api, child: Patient) -> bool:
    return api.call("listDocuments", expect=(200, 404, 503), path=child.here).status_code == 404


@STORY.afterwards
def forgotten(mes: Platform) -> None:
    mes.forget(*(mes.kept[name] for name in ("child", "parent", "second") if name in mes.kept))
