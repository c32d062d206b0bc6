"""A parent answers a doctor for a child: the doctor reads that a representative wrote, the history says for whom."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.test_family import enter, menu, short
from tests.journeys.visitor import Visitor
from tests.smoke.stories.messages import send
from tests.support.platform import Patient, Platform, until

Visitors = Callable[[], Visitor]
SUBJECT = "Vaccins de la rentrée"
QUESTION = "Bonjour, il manque un rappel."
ANSWER = "Merci docteur, nous venons mercredi."


@pytest.mark.feature("MIN-06", "MSG-29", "HIS-08")
def test_a_parent_answers_for_a_child(platform: Platform, visitor: Visitors) -> None:
    (parent, lola), carer, other = platform.parent(), platform.professional(), platform.patient()
    child = platform.opened_for(parent, lola)
    platform.shared(child, other)
    carer.declares_care_of(child)
    until(lambda: carer.api.call("listConversations", expect=(200, 403, 503), path=child.here).status_code == 200)
    send(carer.api, "startConversation", child.here, {}, subject=SUBJECT, text=QUESTION)

    me = visitor()
    enter(me, parent)
    menu(me, parent.person).get_by_role("menuitem", name=short(lola)).click()
    band = me.page.get_by_role("region", name="Profil consulté")
    expect(band).to_contain_text(short(lola))
    me.follow("Messages")
    expect(me.page.get_by_role("list", name="Conversations")).to_contain_text(SUBJECT)
    me.follow(SUBJECT)
    expect(me.page.get_by_text(QUESTION)).to_be_visible()
    expect(band).to_contain_text(short(lola))
    me.fill(Votre_message=ANSWER)
    me.press("Envoyer")
    me.confirmed("Votre message est envoyé.")
    me.look("messages-enfant", shows=me.page.get_by_text(ANSWER))

    # The parent's own mailbox holds nothing of it.
    menu(me, lola).get_by_role("menuitem", name=short(parent.person)).click()
    expect(band).to_have_count(0)
    me.page.goto("/messages")
    expect(me.page.get_by_text("Aucun message pour l'instant")).to_be_visible()

    doctor = visitor()
    doctor.page.goto("/pro/connexion")
    doctor.log_in(carer.identifier, carer.email, carer.password)
    doctor.page.get_by_role("textbox", name="Matricule INS").fill(lola.nir)
    doctor.press("Rechercher")
    doctor.follow("Ouvrir le dossier")
    doctor.page.get_by_role("link", name="Messages", exact=True).click()
    doctor.follow(SUBJECT)
    doctor.look("pro-messages-enfant", shows=doctor.page.get_by_text(ANSWER))
    expect(doctor.page.get_by_text("Le représentant légal").first).to_be_visible()

    second = visitor()
    enter(second, other)
    menu(second, other.person).get_by_role("menuitem", name=short(lola)).click()
    expect(second.page.get_by_role("region", name="Profil consulté")).to_contain_text(short(lola))
    sent_and_read = {("message-sent", "representative"), ("conversation-consulted", "representative")}
    until(lambda: _acts(other, child) >= sent_and_read)
    second.page.goto(second.page.url.replace("/accueil", "/historique"))
    entry = second.page.get_by_role("listitem").filter(has_text=f"{short(parent.person)} pour {short(lola)}")
    expect(entry.filter(has_text="a lu des messages").first).to_be_visible()
    second.look("messages-enfant-historique", shows=entry.filter(has_text="a envoyé un message"))


def _acts(reader: Patient, child: Patient) -> set[tuple[str, str]]:
    """What was done in the child's space, by what kind of person."""
    items = reader.api.call("listHistory", expect=200, path=child.here).json()["items"]
    return {(entry["action"], entry["actor"]["kind"]) for entry in items}
