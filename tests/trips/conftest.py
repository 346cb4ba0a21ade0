"""Chromium for the trips, and an eye that looks at every page a trip comes to."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.staticfiles import handlers
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from irp.models import User
from packs import pdf
from tests.trips.faults import AXE, NARROW, WIDE, faults_of
from tests.world import PASSWORD

# The browser that set-up unpacked; as root it has no sandbox, and it must not call home.
CHROMIUM = Path(sys.prefix) / "chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-maglev,--no-turbofan",  # no page lives long enough to repay compilers
]
# Whatever is painted passes between the browser's processes as files. Playwright has them in the
# temporary folder, on a disk, for a container may have little memory to share; others have plenty.
SHARED, PLENTY = Path("/dev/shm"), 1024**3
ON_A_DISK = "--disable-dev-shm-usage"

PATIENCE = 20_000  # milliseconds that a page may take on a machine that other tests keep busy
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser that set-up unpacked, or say what to type."""
    if not CHROMIUM.exists():
        pytest.fail("Chromium is missing. Type: ./run set-up --tests", pytrace=False)
    if not (settings.ROOT / "static" / "dist" / "app.css").exists():
        pytest.fail("The style sheet is not built. Type: ./run set-up --tests", pytrace=False)
    in_memory = SHARED.is_dir() and shutil.disk_usage(SHARED).free > PLENTY
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": FLAGS,
        "ignore_default_args": [ON_A_DISK] if in_memory else [],
    }


class KeptFiles(handlers.StaticFilesHandler):
    """The site's static files, and axe as one of them; a browser asks for each of them once."""

    def serve(self, request: HttpRequest) -> HttpResponse:
        """Return the file, to be kept whatever day the trip is on."""
        if request.path == AXE:
            answer = HttpResponse(AXE_SCRIPT, content_type="text/javascript")
        else:
            answer = super().serve(request)
        answer["Cache-Control"] = "max-age=315360000"
        return answer


@pytest.fixture(autouse=True, scope="session")
def _files_are_kept() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", KeptFiles)
        yield


class Visitor:
    """A person at a browser of their own."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.context, self.site = context, site
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: Any) -> None:
        # A refusal is an answer, which Chromium reports as a failed load. Who leaves a page breaks
        # off what htmx is asking; of a request that failed htmx says more than that it ended.
        no_fault = r"status of (401|409|422)\b|^htmx:(sendAbort|afterRequest)\b"
        if message.type == "error" and not re.search(no_fault, message.text):
            self.complaints.append(message.text)

    def be_signed_in(self, name: str) -> None:
        """Give the browser a session, as signing in would; it shows no page yet."""
        client = Client()
        client.force_login(User.objects.get(email=f"{name}@council.example"))
        cookie = settings.SESSION_COOKIE_NAME
        session = {"name": cookie, "value": client.cookies[cookie].value, "url": self.site}
        self.context.add_cookies([session])

    def sign_in(self, name: str) -> None:
        """Sign in through the form and come to the home page."""
        self.go(reverse("sign_in"))
        self.page.get_by_label("Email address").fill(f"{name}@council.example")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(f"{self.site}{reverse('dashboards:home')}")

    def go(self, address: str) -> None:
        """Open an address of the site; test_every_page_in_browser.py looks at each as it opens."""
        answer = self.page.goto(self.site + address)
        assert answer and answer.status == 200, (address, answer and answer.status)
        assert not self.complaints, (address, self.complaints)

    def look(self) -> None:
        """Hold that what an act led to breaks no rule of axe at 320 pixels, and fits there."""
        assert faults_of(self.page, NARROW, fits=[WIDE]) == [], self.page.url
        assert not self.complaints, (self.page.url, self.complaints)


def draw_at_once(markup: str, into: Path, **_: Any) -> int:
    """Draw a pack as its words alone, in the place of `pdf.draw`."""
    into.write_text(f"%PDF-{markup}")
    return 1


@pytest.fixture
def quick_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let drafts of packs be drawn at once; a final pack is drawn for real."""
    draw = pdf.draw

    def draw_finals(markup: str, into: Path, **how: Any) -> int:
        is_draft = "<td>DRAFT, version" in markup
        return draw_at_once(markup, into) if is_draft else draw(markup, into, **how)

    monkeypatch.setattr(pdf, "draw", draw_finals)


@pytest.fixture
def visitor(browser: Browser, live_server) -> Iterator[Any]:
    """A function that gives a person at a browser, signed in, the same one each time.

    `script=False` is a browser of theirs without JavaScript; `form=True` signs in as people do.
    """
    people: dict[tuple[str, bool], Visitor] = {}

    def visit(name: str, *, script: bool = True, form: bool = False) -> Visitor:
        if (name, script) in people:
            return people[name, script]
        context = browser.new_context(viewport=WIDE, java_script_enabled=script)
        context.set_default_timeout(PATIENCE)
        person = people[name, script] = Visitor(context, live_server.url)
        (person.sign_in if form else person.be_signed_in)(name)
        return person

    yield visit
    for person in people.values():
        person.context.close()
