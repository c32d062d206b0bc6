"""In a real browser: a person asks for a copy of everything, waits for it, downloads it."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.smoke.stories.export import MAIL
from tests.support.platform import Platform


@pytest.mark.feature("DOC-02")
def test_a_person_takes_a_copy_of_everything_away(
    platform: Platform, visitor: Callable[[], Visitor], tmp_path: Path
) -> None:
    patient = platform.patient()
    patient.deposit(title="Bilan sanguin", section="BIOLOGIE")
    me = visitor()
    me.page.goto("/connexion")
    me.log_in(patient.identifier, patient.email, patient.password)
    expect(me.heading(f"Bonjour {patient.person.given_name}")).to_be_visible()
    me.page.goto("/parametres")
    me.follow("Mes données")
    me.look("mes-donnees-aucune", shows=me.page.get_by_role("button", name="Demander une copie de mes données"))
    me.press("Demander une copie de mes données")
    me.confirmed("Votre demande est enregistrée")
    download = me.page.get_by_role("button", name="Télécharger ma copie")
    download.wait_for(timeout=60_000)
    me.look("mes-donnees-prete", shows=download)
    platform.mailbox.wait(patient.email, MAIL)
    with me.page.expect_download() as downloading:
        me.press("Télécharger ma copie")
    target = tmp_path / "copie.zip"
    downloading.value.save_as(target)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        archive.extract("index.html", tmp_path)
    assert downloading.value.suggested_filename.startswith("mon-espace-sante-")
    page = me.page.context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    reader = Visitor(page, platform)
    reader.look("copie-index", shows=reader.heading("Mes données de Mon espace santé"))
    assert "Bilan sanguin" in page.content()
