"""A real browser at the gateway, and a visitor who looks at every page the way tests do."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from deploy.native.installation import Installation
from tests.journeys.visitor import Visitor
from tests.support.platform import Platform

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_MS = 120_000


@pytest.fixture(scope="session")
def platform(mes: Installation) -> Platform:
    """People for the stories."""
    return Platform(mes)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed with the module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(ARGUMENTS), timeout=START_MS
        )
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser, platform: Platform) -> Iterator[Callable[[], Visitor]]:
    """Makes visitors, each with cookies of their own."""
    contexts = []

    def make() -> Visitor:
        context = browser.new_context(
            base_url=platform.installation.url, ignore_https_errors=True, locale="fr-FR", reduced_motion="reduce"
        )
        contexts.append(context)
        return Visitor(context.new_page(), platform)

    yield make
    for context in contexts:
        context.close()
