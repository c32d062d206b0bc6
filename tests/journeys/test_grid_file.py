"""A whole version of the grid as a file: refused with reasons, compared, published by another operator, read."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from deploy.native.installation import Installation
from services.consent.actions.grid import DELIVERED
from tests.journeys.visitor import Visitor
from tests.support.days import today
from tests.support.platform import PASSWORD, Account, Platform, fresh_person, until

KINDS = ("api", "worker", "relay")
NEEDED = ("gateway", "maildev", *(f"{name}-{kind}" for name in ("identity", "consent", "notifier") for kind in KINDS))
NEW_TYPE = "Compte rendu de téléexpertise odontologique"
Content = dict[str, Any]


@pytest.fixture(scope="module")
def own(servers: Installation) -> Iterator[Platform]:
    """A platform of its own: a version in force decides for everybody on it."""
    assert servers.url  # the new installation lives on the session's servers
    with Installation.temporary(only=NEEDED) as installation:
        installation.cli("consent", "load-grid")
        yield Platform(installation)


@pytest.fixture
def visitors(own: Platform, browser: Browser) -> Iterator[Callable[[], Visitor]]:
    """Makes visitors of that platform."""
    contexts = []

    def make() -> Visitor:
        context = browser.new_context(
            base_url=own.installation.url, ignore_https_errors=True, locale="fr-FR", reduced_motion="reduce"
        )
        contexts.append(context)
        return Visitor(context.new_page(), own)

    yield make
    for context in contexts:
        context.close()


def of_today(**said: Any) -> Content:
    """The delivered grid with one type more, which doctors and dentists read, from today on."""
    day = today().isoformat()
    content: Content = json.loads(DELIVERED.read_text("utf-8"))
    row = {"type": "new-type", "class": "10", "label": NEW_TYPE, "allowed": ["MEDECIN", "CHIRURGIEN_DENTISTE"]}
    return content | {"name": day, "effective": day, "source": "Arrêté d'essai", "rows": [*content["rows"], row]} | said


def without_doctors() -> Content:
    """Rows still name a column that was taken out."""
    content = of_today()
    return content | {"columns": [each for each in content["columns"] if each["id"] != "MEDECIN"]}


def without_columns() -> Content:
    content = of_today()
    del content["columns"]
    return content


def give(me: Visitor, content: bytes) -> None:
    with me.page.expect_file_chooser() as chooser:
        me.page.get_by_role("button", name="choisir un fichier").click()
    chooser.value.set_files({"name": "grille.json", "mimeType": "application/json", "buffer": content})


def refused(me: Visitor, content: bytes, title: str, *reasons: str) -> None:
    """The page says what is wrong, and where."""
    give(me, content)
    expect(me.page.get_by_role("alert")).to_contain_text(title)
    for reason in reasons:
        expect(me.page.get_by_role("list", name="À corriger")).to_contain_text(reason)


def at_the_grid(me: Visitor, operator: Account) -> None:
    me.page.goto("/ops/connexion")
    me.log_in(operator.identifier, operator.email, operator.password)
    me.follow("Grille")
    expect(me.page.get_by_role("table", name="Versions de la grille")).to_be_visible()


@pytest.mark.feature("GRD-02", "GRD-03", "GRD-07")
def test_a_file_is_refused_in_words_or_published_by_two_and_read_by_patients(
    own: Platform, visitors: Callable[[], Visitor]
) -> None:
    reader = visitors()
    _open_space(own, reader)
    reader.page.goto("/parametres/qui-peut-voir-quoi")
    expect(reader.heading("Qui peut voir quoi")).to_be_visible()
    expect(reader.page.get_by_text("Arrêté d'essai")).to_have_count(0)

    author, approver = own.operator(), own.operator()
    me = visitors()
    at_the_grid(me, author)
    _bad_files(me)
    version = of_today()
    give(me, json.dumps(version).encode())
    me.confirmed("un autre opérateur doit la publier")
    expect(me.page.get_by_role("alert")).to_have_count(0)

    other = visitors()
    at_the_grid(other, approver)
    other.page.get_by_label("À la version").select_option(version["name"])
    expect(other.page.get_by_text("Types ajoutés ou retirés")).to_contain_text(NEW_TYPE)
    other.look("ops-grille-fichier-comparaison", shows=other.heading("2 cases ouvertes"))
    other.press(f"Publier {version['name']}")
    other.page.get_by_role("alertdialog").get_by_role("button", name="Publier").click()
    other.confirmed("La version est publiée.")
    expect(other.page.get_by_role("row", name=version["name"])).to_contain_text("En vigueur")

    reader.page.reload()
    expect(reader.page.get_by_text("Arrêté d'essai")).to_be_visible()
    reader.page.get_by_label("Profession").select_option("CHIRURGIEN_DENTISTE")
    expect(reader.page.get_by_role("list").filter(has_text=NEW_TYPE)).to_have_count(1)
    reader.look("qui-peut-voir-quoi-nouveau", shows=reader.page.get_by_text(NEW_TYPE))


def _bad_files(me: Visitor) -> None:
    refused(me, b"nom;date\n", "Ce fichier n'est pas du JSON")
    refused(me, b"[]", "Certaines informations", "Un groupe de champs est attendu.")
    refused(me, json.dumps(without_columns()).encode(), "Certaines informations", "columns : Ce champ est obligatoire.")
    me.look("ops-grille-fichier-incomplet", shows=me.page.get_by_role("alert"))
    unknown = "La colonne « MEDECIN » n'existe pas."
    refused(me, json.dumps(without_doctors()).encode(), "Ce fichier n'est pas une grille", unknown)
    me.look("ops-grille-fichier-refuse", shows=me.page.get_by_role("alert"))
    past = of_today(name="2020-01-01", effective="2020-01-01")
    refused(me, json.dumps(past).encode(), "ne peut pas être proposée", "effective : Cette date est passée")
    first = json.loads(DELIVERED.read_text("utf-8"))["name"]
    refused(me, json.dumps(of_today(name=first)).encode(), "Une version porte déjà ce nom")


def _open_space(own: Platform, me: Visitor) -> None:
    person = fresh_person()
    own.register(person)
    identifier = f"grille.{person.nir[-6:]}"
    record = own.activate(person, identifier)
    until(lambda: own.installation.mongo("consent").records.find_one({"_id": record}))
    me.page.goto("/connexion")
    me.log_in(identifier, str(person.email), PASSWORD)
    expect(me.heading("Bienvenue")).to_be_visible()
