"""Chromium for the trips, and an eye that looks at every page a trip comes to."""

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from tests.world import PASSWORD

# Debian's browser as root and without a display; it must not call home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start Debian's Chromium, or say what to type."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing. Type: apt-get install -y chromium", pytrace=False)
    if not (settings.ROOT / "static" / "dist" / "app.css").exists():
        pytest.fail("The style sheet is not built. Type: ./run set-up --tests", pytrace=False)
    return browser_type_launch_args | {"executable_path": chromium, "args": FLAGS}


class Visitor:
    """A person at a browser of their own."""

    def __init__(self, context: BrowserContext, site: str, *, script: bool) -> None:
        self.context, self.site, self.script = context, site, script
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: Any) -> None:
        # A refusal is an answer, which Chromium reports as a failed load.
        refused = re.search(r"status of (401|409|422)\b", message.text)
        if message.type == "error" and not refused:
            self.complaints.append(message.text)

    def sign_in(self, name: str) -> None:
        """Sign in through the form and come to the home page."""
        self.go(reverse("sign_in"))
        self.page.get_by_label("Email address").fill(f"{name}@council.example")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(f"{self.site}{reverse('dashboards:home')}")
        self.look()

    def go(self, address: str) -> None:
        """Open an address of the site and look at its page."""
        answer = self.page.goto(self.site + address)
        assert answer and answer.status == 200, (address, answer and answer.status)
        self.look()

    def look(self) -> None:
        """Hold that the page that is shown breaks no rule of axe and fits 320 pixels."""
        if not self.script:
            return
        where = self.page.url
        found = Axe().run(self.page)
        assert found.violations_count == 0, f"{where}\n{found.generate_report()}"
        self.page.set_viewport_size(NARROW)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROW["width"], f"{where} scrolls sideways: {wide} pixels of 320"
        self.page.set_viewport_size(WIDE)
        assert not self.complaints, (where, self.complaints)


@pytest.fixture
def visitor(browser: Browser, live_server) -> Iterator[Any]:
    """A function that gives a person a browser, signed in; `script=False` is without JavaScript."""
    contexts = []

    def visit(name: str, *, script: bool = True) -> Visitor:
        context = browser.new_context(viewport=WIDE, java_script_enabled=script)
        context.set_default_timeout(20_000)
        contexts.append(context)
        one = Visitor(context, live_server.url, script=script)
        one.sign_in(name)
        return one

    yield visit
    for context in contexts:
        context.close()
