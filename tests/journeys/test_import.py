"""An operator imports the insurer's file: progress, figures, each refused line with its number and reason."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from deploy.demo.people import child_of
from tests.journeys.visitor import Visitor
from tests.support.platform import INVITATION, Platform, fresh_person, registry_line

Visitors = Callable[[], Visitor]


def hand_in(me: Visitor, name: str, lines: Sequence[str]) -> None:
    """Choose a file of these lines on the page of imports."""
    with me.page.expect_file_chooser() as chooser:
        me.press("parcourir les fichiers")
    content = "\n".join(lines).encode()
    chooser.value.set_files({"name": name, "mimeType": "application/x-ndjson", "buffer": content})


@pytest.mark.feature("OPS-10")
def test_an_operator_imports_a_file_and_sends_the_invitations(platform: Platform, visitor: Visitors) -> None:
    operator = platform.operator()
    people = [fresh_person() for _ in range(3)]
    wrong = json.loads(registry_line(fresh_person()))
    wrong["nir"] = wrong["nir"][:-2] + f"{(int(wrong['nir'][-2:]) + 1) % 97:02}"
    lines = [registry_line(people[0]), json.dumps(wrong), *map(registry_line, people[1:]), "pas du JSON"]

    me = visitor()
    page = me.page
    page.goto("/ops/connexion")
    me.log_in(operator.identifier, operator.email, operator.password)
    me.look("ops-imports", shows=me.heading("Imports d'assurés"))
    hand_in(me, "assures.ndjson", lines)

    expect(me.heading("Import de assures.ndjson")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Avancement")).to_be_visible()
    refused = page.get_by_role("table", name="Lignes refusées, avec leur raison")
    me.look("ops-import", shows=refused)
    expect(refused.get_by_role("row").filter(has_text="clé")).to_contain_text("2")
    expect(refused.get_by_role("row").filter(has_text="JSON")).to_contain_text("5")
    expect(page.get_by_text("Terminé")).to_be_visible()

    me.press_and_confirm("Envoyer les invitations")
    me.confirmed("Les invitations partent.")
    for person in people:
        platform.mailbox.wait(str(person.email), INVITATION)


@pytest.mark.feature("MIN-08", "OPS-10")
def test_a_file_that_forgot_the_children_waits_for_an_operator(platform: Platform, visitor: Visitors) -> None:
    operator = platform.operator()
    today = datetime.now(UTC).date()
    adults = [fresh_person() for _ in range(51)]
    # Each born in another month: no two have one number.
    born = [today - timedelta(days=400 + 31 * number) for number in range(51)]
    minors = [child_of(adult, fresh_person(birth_date=day)) for adult, day in zip(adults, born, strict=True)]
    parents = [replace(adult, children=(minor.nir,)) for adult, minor in zip(adults, minors, strict=True)]
    platform.register(*minors, *parents, invite=False)

    me = visitor()
    page = me.page
    page.goto("/ops/connexion")
    me.log_in(operator.identifier, operator.email, operator.password)
    hand_in(me, "sans-enfants.ndjson", [registry_line(adult) for adult in adults])
    held = page.get_by_text("Rien n'a été retiré")
    me.look("ops-import-retenu", shows=held)
    expect(page.get_by_text("51 des 51 rattachements")).to_be_visible()
    expect(page.get_by_text("Retraits à vérifier")).to_be_visible()

    me.press("Retirer ces rattachements")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("51 parents")
    expect(dialog).to_contain_text("51 enfants")
    dialog.get_by_role("button", name="Retirer ces rattachements").click()
    me.confirmed("Les rattachements sont en cours de retrait.")
    expect(page.get_by_text("ils sont faits")).to_be_visible()
    expect(page.get_by_text("Terminé")).to_be_visible()
