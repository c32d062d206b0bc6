"""Someone in front of a browser."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.support.mailbox import login_code
from tests.support.platform import LOGIN_CODE, Platform

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
VIOLATIONS = """async () => (await axe.run()).violations.map(
  (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`)"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

PATIENCE_MS = 60_000
"""How long a page may take for what it is to show: a slow machine is no fault. What comes costs nothing of it."""

expect.set_options(timeout=PATIENCE_MS)


@cache
def _axe() -> str:
    return (ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text()


class Visitor:
    """A page, and the gestures that every story repeats."""

    def __init__(self, page: Page, platform: Platform) -> None:
        page.set_default_timeout(PATIENCE_MS)
        self.page = page
        self.platform = platform

    def look(self, name: str, *, shows: Locator) -> None:
        """Once the page shows this: no accessibility fault, and a picture of it, narrow and wide."""
        expect(shows.first).to_be_visible()
        self.page.evaluate(_axe())
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for width, height in ((360, 740), (1280, 800)):
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.evaluate(PAINTED)
            violations: list[Any] = self.page.evaluate(VIOLATIONS)
            assert violations == [], f"{name} at {width} px: {violations}"
            self.page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)

    def heading(self, name: str) -> Locator:
        """A heading that holds these words."""
        return self.page.get_by_role("heading", name=name)

    def follow(self, name: str) -> None:
        """Click the first link of this name."""
        self.page.get_by_role("link", name=name).first.click()

    def press(self, name: str) -> None:
        """Click the button of exactly this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def press_and_confirm(self, name: str) -> None:
        """An act that matters is asked twice."""
        self.press(name)
        dialog = self.page.get_by_role("alertdialog")
        dialog.get_by_role(
            "button", name=name.split()[0] if name.startswith(("Bloquer", "Débloquer")) else name
        ).click()
        expect(dialog).to_have_count(0)

    def fill(self, **fields: str) -> None:
        """Type into the fields of these labels, underscores for spaces."""
        for label, value in fields.items():
            self.page.get_by_label(label.replace("_", " "), exact=True).fill(value)

    def choose(self, name: str) -> None:
        """Choose one of several, with the keyboard."""
        self.page.get_by_role("radio", name=name).press("Space")

    def confirmed(self, words: str) -> None:
        """The confirmation at the bottom of the page says this."""
        expect(self.page.get_by_role("status", name="Confirmation")).to_contain_text(words)

    def log_in(self, identifier: str, email: str, password: str, picture: str | None = None) -> None:
        """Both factors, on the login page in view."""
        page, mailbox = self.page, self.platform.mailbox
        already = len([mail for mail in mailbox.to(email) if LOGIN_CODE in mail["subject"]])
        if picture:
            self.look(f"{picture}-acces", shows=page.get_by_role("button", name="Continuer"))
        self.fill(Identifiant=identifier, Mot_de_passe=password)
        self.press("Continuer")
        if picture:
            self.look(f"{picture}-moyen", shows=page.get_by_role("button", name="Recevoir le code"))
        self.choose("Par e-mail")
        self.press("Recevoir le code")
        code = page.get_by_role("textbox", name="Code à usage unique")
        if picture:
            self.look(f"{picture}-code", shows=code)
        code.fill(login_code(mailbox.wait(email, LOGIN_CODE, count=already + 1)))
        self.press("Se connecter")
