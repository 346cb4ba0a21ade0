"""Every page in Chromium at 1280 and 320 pixels, now and as at the past: axe's rules and its width.

The pages are those of the permission matrix, each opened as a role that may; every role has a home
of its own. What an act leads to is looked at on the trips.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.test_permission_matrix import LINES, Site, build_site
from tests.trips.faults import NARROW, WIDE, faults_of
from tests.world import NOW

# What a browser keeps as a file, or shows as plain text.
NO_PAGES = (
    *("_csv", "_download", "_manifest", "_verifier", "_read_file"),
    *("evidence_pack", "pack_annex", "health"),
)
A_DAY, A_MONTH = "as_at=2026-10-30", "month=2026-09"
# The kinds of element, by name and classes, of the page that is shown or that an address answers
# with. How a kind looks at a past day is looked at once: the other pages only frame what they show.
KINDS = """
async (address) => {
  let page = document
  if (address) {
    const answer = await fetch(address)
    if (!answer.ok) return [`${answer.status}`]
    page = new DOMParser().parseFromString(await answer.text(), "text/html")
  }
  const all = [...page.querySelectorAll("body *")]
  return [...new Set(all.map((one) => `${one.localName}.${one.className}`))]
}
"""
WITH_A_PAST = {
    "assurance:cell",
    "assurance:divergence",
    "assurance:evidence",
    "assurance:evidence_piece",
    "assurance:directions",
    "assurance:outcome",
    "assurance:outcomes",
    "assurance:recommendation",
    "assurance:council_request",
    "assurance:recommendations",
    "assurance:questions",
    "assurance:requests",
    "assurance:requirement",
    "assurance:requirements",
    "assurance:step_down",
    "assurance:amendments",
    "assurance:official_words",
    "assurance:quarters",
    "assurance:coverage",
    "assurance:links",
    "assurance:requirement_links",
    "dashboards:milestones",
    "dashboards:plan",
    "dashboards:plan_outcome",
    "dashboards:plan_outcomes",
    "dashboards:portfolio",
    "dashboards:runway",
    "kpis:indicator",
    "kpis:indicator_history",
    "kpis:indicators",
    "kpis:scorecard",
    "packs:board_action",
    "packs:board_actions",
    "packs:meeting",
    "packs:meetings",
    "programmes:benefit",
    "programmes:benefits",
    "programmes:budget",
    "programmes:budgets",
    "programmes:change",
    "programmes:changes",
    "programmes:committees",
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
    "programmes:lot",
    "programmes:money",
    "programmes:receipts",
    "programmes:saving",
    "programmes:savings",
}


@pytest.fixture
def site(transactional_db, settings, tmp_path) -> Iterator[Site]:
    settings.PACK_STORE = tmp_path
    settings.EVIDENCE_STORE = tmp_path
    with time_machine.travel(NOW):
        yield build_site(tmp_path)


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    page = browser.new_page(base_url=live_server.url)
    yield page
    page.close()


def be(page: Page, site: Site, role: str) -> None:
    """Let the browser be signed in as a role, or as nobody."""
    page.context.clear_cookies()
    if role in site.sessions:
        name, session = settings.SESSION_COOKIE_NAME, site.sessions[role]
        cookie = {"name": name, "value": session, "domain": "localhost", "path": "/"}
        page.context.add_cookies([cookie])


def go(page: Page, address: str, *, status: int = 200) -> None:
    answer = page.goto(address)
    assert answer and answer.status == status, (address, answer and answer.status)


def pages_of(site: Site) -> dict[str, list[tuple[str, str]]]:
    """Return the name and address of each page, by a role that may open it."""
    pages = defaultdict(list)
    for line in LINES:
        if line.method == "GET" and not line.name.endswith(NO_PAGES):
            may = [role for role, answer in line.expected.items() if answer == "ok"]
            for role in may if line.name == "dashboards:home" else may[:1]:
                pages[role].append((line.name, site.address(line)))
    return pages


@pytest.mark.django_db(transaction=True)
def test_every_page_breaks_no_rule_of_axe_and_fits_320_pixels(site, page):
    wrong, with_a_past, sizes, looked_at = {}, set(), [WIDE, NARROW], set()
    page.on("pageerror", lambda error: wrong.setdefault(page.url, str(error)))
    for role, pages in pages_of(site).items():
        be(page, site, role)
        for name, address in pages:
            go(page, address)
            shown = {address: faults_of(page, *sizes)}
            sizes.reverse()  # the next page begins at this size, which spares a change
            kinds = page.evaluate(KINDS)
            if any("app-as-at-choice" in kind.split() for kind in kinds):
                with_a_past.add(name)
            looked_at.update(kinds)
            for past in (A_DAY, A_MONTH) if name in WITH_A_PAST else ():
                if not looked_at.issuperset(page.evaluate(KINDS, f"{address}?{past}")):
                    go(page, f"{address}?{past}")
                    shown[past] = faults_of(page, sizes[0], fits=[sizes[1]])
                    sizes.reverse()
                    looked_at.update(page.evaluate(KINDS))
            wrong |= {(role, address, when): faults for when, faults in shown.items() if faults}
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
        be(page, site, role)
        go(page, address, status=status)
        assert faults_of(page, WIDE, NARROW) == [], address


def test_control_sentences_that_run_together_are_found(page):
    page.set_content("<p>It is <b>met</b>.<span>The next</span> is not. It ends at 17.30.</p>")
    assert faults_of(page, fits=[WIDE]) == ["at 1280: runs together: met.The"]
