"""Every page in Chromium at 1280 and 320 pixels, now and as at the past: axe's rules and its width.

The pages are those of the permission matrix, each opened as a role that may; every role has a home
of its own. What an act leads to is looked at on the trips.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.test_permission_matrix import LINES, Site, build_site
from tests.trips.conftest import NARROW, WIDE, faults_of
from tests.world import NOW

# What a browser keeps as a file, or shows as plain text.
NO_PAGES = ("_csv", "_download", "health")
PASTS = ({"as_at": "2026-10-30"}, {"month": "2026-09"})
WITH_A_PAST = {
    "assurance:outcome",
    "assurance:outcomes",
    "assurance:requirement",
    "dashboards:milestones",
    "dashboards:plan",
    "dashboards:portfolio",
    "kpis:indicator",
    "kpis:indicator_history",
    "kpis:indicators",
    "kpis:scorecard",
    "programmes:change",
    "programmes:changes",
    "programmes:edition",
    "programmes:editions",
    "programmes:milestone",
    "programmes:opening",
    "programmes:openings",
    "programmes:structure",
    "programmes:dependencies",
    "programmes:dependency",
    "programmes:milestone_history",
    "programmes:points",
    "programmes:people",
    "programmes:programme",
    "programmes:programme_history",
    "programmes:programme_plan",
    "programmes:raid",
    "programmes:raid_entry",
    "programmes:saving",
    "programmes:savings",
}


@pytest.fixture
def site(transactional_db, settings, tmp_path) -> Iterator[Site]:
    settings.PACK_STORE = tmp_path
    with time_machine.travel(NOW):
        yield build_site(tmp_path)


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    page = browser.new_page(base_url=live_server.url)
    yield page
    page.close()


def go(page: Page, site: Site, role: str, address: str, *, status: int = 200) -> None:
    """Open an address as a role."""
    page.context.clear_cookies()
    if role in site.sessions:
        name, session = settings.SESSION_COOKIE_NAME, site.sessions[role]
        cookie = {"name": name, "value": session, "domain": "localhost", "path": "/"}
        page.context.add_cookies([cookie])
    answer = page.goto(address)
    assert answer and answer.status == status, (role, address, answer and answer.status)


def pages_of(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield the name and address of each page, and a role that may open it."""
    for line in LINES:
        if line.method == "GET" and not line.name.endswith(NO_PAGES):
            may = [role for role, answer in line.expected.items() if answer == "ok"]
            for role in may if line.name == "dashboards:home" else may[:1]:
                yield line.name, site.address(line), role


@pytest.mark.django_db(transaction=True)
def test_every_page_breaks_no_rule_of_axe_and_fits_320_pixels(site, page):
    wrong, with_a_past = {}, set()
    page.on("pageerror", lambda error: wrong.setdefault(page.url, str(error)))
    for name, address, role in pages_of(site):
        go(page, site, role, address)
        shown = {address: faults_of(page, WIDE, NARROW)}
        if page.locator(".app-as-at-choice").count():
            with_a_past.add(name)
        for words in PASTS if name in WITH_A_PAST else ():
            past = f"{address}?{urlencode(words)}"
            go(page, site, role, past)
            shown[past] = faults_of(page, NARROW, fits=[WIDE])
        wrong |= {(role, where): faults for where, faults in shown.items() if faults}
    assert wrong == {}
    assert with_a_past == WITH_A_PAST


@pytest.mark.django_db(transaction=True)
def test_a_refusal_and_what_is_found_or_not_are_pages_like_any_other(site, page):
    portfolio, search = reverse("dashboards:portfolio"), reverse("dashboards:search")
    for role, address, status in (
        ("none", portfolio, 403),
        ("cpmo", "/no-such-page", 404),
        ("cpmo", f"{portfolio}?as_at=tomorrow", 200),
        ("cpmo", f"{search}?q=activity", 200),
    ):
        go(page, site, role, address, status=status)
        assert faults_of(page, WIDE, NARROW) == [], address
