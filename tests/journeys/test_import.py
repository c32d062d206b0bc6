"""An operator imports the insurer's file: progress, figures, each refused line with its number and reason."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.support.platform import INVITATION, Platform, fresh_person, registry_line

Visitors = Callable[[], Visitor]


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
    with page.expect_file_chooser() as chooser:
        me.press("parcourir les fichiers")
    content = "\n".join(lines).encode()
    chooser.value.set_files({"name": "assures.ndjson", "mimeType": "application/x-ndjson", "buffer": content})

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
