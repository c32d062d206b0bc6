"""An operator reads what was deposited in the month, and by whom; nobody can be found in it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.visitor import Visitor
from tests.support.platform import Platform

Visitors = Callable[[], Visitor]
TOLD = 11


@pytest.mark.feature("OPS-12")
def test_the_figures_of_a_month_tell_how_many_documents_of_which_types(platform: Platform, visitor: Visitors) -> None:
    operator, patient, me = platform.operator(), platform.patient(), visitor()
    # Of two types one may be withheld, as the next smallest beside a count that is too small.
    for section in ("ORD_SOIN", "BIOLOGIE"):
        for _ in range(TOLD):
            patient.deposit(section=section)
    page = me.page
    page.goto("/ops/connexion")
    me.log_in(operator.identifier, operator.email, operator.password)
    me.follow("Dépôts")
    origins = page.get_by_role("table", name="Documents déposés, par origine")
    me.look("ops-depots", shows=origins.get_by_role("row", name=re.compile("Ensemble")))
    types = page.get_by_role("table", name="Documents déposés, par type")
    told = types.get_by_role("row", name=re.compile(r"déposé par le patient [\d\s]+$"))
    expect(told.first).to_be_visible()
    page.get_by_label("Mois").select_option(index=23)
    me.look("ops-depots-vide", shows=page.get_by_text("Aucun document ce mois-ci"))
