"""Messages and the medical profile while their service, or the network, is away: it is said, nothing typed is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.test_profile import logged_in
from tests.journeys.visitor import Visitor
from tests.smoke.stories.messages import send
from tests.support.platform import Platform, until

Visitors = Callable[[], Visitor]
WORDS = "Merci docteur, je viendrai mardi."


def restarting(route: Route) -> None:
    """What the gateway answers for a service that is away."""
    body = '{"type":"about:blank","status":503,"title":"Indisponible","code":"gateway.unavailable"}'
    route.fulfill(status=503, content_type="application/problem+json", headers={"Retry-After": "2"}, body=body)


def cut(route: Route) -> None:
    """No answer at all."""
    route.abort("connectionrefused")


def refusing(route: Route) -> None:
    """What the vault answers a professional of whom it has not heard yet that the person let them in."""
    body = '{"type":"about:blank","status":403,"title":"Refusé","code":"documents.no-access"}'
    route.fulfill(status=403, content_type="application/problem+json", body=body)


def back(page: Page, address: str) -> None:
    """The service is there again, and the person asks again."""
    page.unroute(address)
    page.get_by_role("main").get_by_role("button", name="Réessayer").click()


@pytest.mark.parametrize("fault", [restarting, cut])
def test_pages_say_that_the_service_is_away_and_ask_again(
    platform: Platform, visitor: Visitors, fault: Callable[[Route], None]
) -> None:
    patient, name = platform.patient(), fault.__name__
    me = logged_in(visitor, patient, "/connexion")
    expect(me.heading("Bonjour")).to_be_visible()
    for address, there, shown in (
        ("/messages", "**/api/messaging/**", "Aucun message pour l'instant"),
        ("/profil-medical", "**/api/profile/**", "0 rubrique sur 7 est renseignée."),
        ("/profil-medical/allergies", "**/api/profile/**", "Je n'ai rien à déclarer"),
    ):
        me.page.route(there, fault)
        me.page.goto(address)
        alert = me.page.get_by_role("main").get_by_role("alert")
        me.look(f"absent-{name}{address.replace('/', '-')}", shows=alert)
        expect(alert.get_by_role("button", name="Réessayer")).to_be_visible()
        back(me.page, there)
        expect(me.page.get_by_role("main").get_by_text(shown).first).to_be_visible()
        expect(alert).to_have_count(0)


def test_an_answer_that_cannot_leave_stays_written(platform: Platform, visitor: Visitors) -> None:
    patient, carer = platform.patient(), platform.professional()
    carer.declares_care_of(patient)
    until(lambda: carer.api.call("listConversations", expect=(200, 403, 503), path=patient.here).status_code == 200)
    begun = send(carer.api, "startConversation", patient.here, {}, subject="Rendez-vous", text="Quand venez-vous ?")
    me = logged_in(visitor, patient, "/connexion")
    expect(me.heading("Bonjour")).to_be_visible()
    me.page.goto(f"/messages/{begun['id']}")
    me.fill(Votre_message=WORDS)
    me.page.route(
        "**/messages", lambda route: restarting(route) if route.request.method == "POST" else route.fallback()
    )
    me.press("Envoyer")
    me.look("absent-message-non-envoye", shows=me.page.get_by_role("main").get_by_role("alert"))
    expect(me.page.get_by_label("Votre message", exact=True)).to_have_value(WORDS)
    me.page.unroute("**/messages")
    me.press("Envoyer")
    me.confirmed("Votre message est envoyé.")
    thread = patient.api.call("readConversation", expect=200, path=patient.here | {"conversation": begun["id"]}).json()
    assert [each["text"] for each in thread["messages"]] == [WORDS, "Quand venez-vous ?"]


def test_a_doctor_is_told_that_the_profile_is_away(platform: Platform, visitor: Visitors) -> None:
    patient, carer = platform.patient(), platform.professional()
    carer.declares_care_of(patient)
    doctor = logged_in(visitor, carer, "/pro/connexion")
    doctor.page.get_by_role("textbox", name="Matricule INS").fill(patient.person.nir)
    doctor.press("Rechercher")
    doctor.follow("Ouvrir le dossier")
    doctor.page.route("**/api/profile/**", restarting)
    doctor.page.get_by_role("link", name="Profil médical", exact=True).click()
    doctor.look("absent-pro-profil", shows=doctor.page.get_by_role("main").get_by_role("alert"))
    back(doctor.page, "**/api/profile/**")
    expect(doctor.page.get_by_role("main").get_by_role("heading", name="Allergies")).to_be_visible()

    # Consent lets them in, so a service that refuses is asked again.
    doctor.page.route("**/documents/search", refusing, times=1)
    with doctor.page.expect_response(lambda answer: answer.status == 403):
        doctor.page.get_by_role("navigation", name="Parties du dossier").get_by_role("link", name="Documents").click()
    expect(doctor.page.get_by_text("Aucun document à afficher")).to_be_visible()
