"""What is painted first stays where it is: neither fonts nor the script that come late move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page, Route

from programmes.words import Delivery
from tests.trips.faults import NARROW, WIDE
from tests.world import NOW, build, when

MOST_SHIFT = 0.02  # of the window; 0.1 is what Chromium's makers call good
PAGES = {
    "dashboards:home": [],
    "dashboards:portfolio": [],
    "programmes:programme": ["HOU"],
    "assurance:outcomes": [],
}
PAINTED = """
() => new Promise((resolve) => new PerformanceObserver(
  (list) => list.getEntriesByName('first-contentful-paint').forEach(() => resolve())
).observe({ type: 'paint', buffered: true }))
"""
WATCH = """
window.shifts = []
new PerformanceObserver((list) => window.shifts.push(...list.getEntries()))
  .observe({ type: 'layout-shift', buffered: true })
"""
# Two frames after what came late was laid out, its shift has been told.
SHIFT = """
() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(
  () => resolve(window.shifts.reduce((sum, shift) => sum + shift.value, 0))))))
"""


@pytest.fixture
def world(transactional_db):
    with time_machine.travel(NOW):
        yield build(rows=12)


@contextmanager
def held(page: Page, *addresses: str) -> Iterator[None]:
    """Hold back the files at these addresses until the block ends."""
    waiting: list[Route] = []
    for address in addresses:
        page.route(address, lambda route: waiting.append(route))
    yield
    assert len({route.request.url for route in waiting}) >= len(addresses), "nothing was held back"
    for route in waiting:
        route.continue_()
    for address in addresses:
        page.unroute(address)


def shift_of(page: Page, address: str) -> float:
    """Return how much of a page moves after its first paint, fonts and script coming late."""
    with held(page, "**/*.woff2", "**/app.js"):
        page.goto(address, wait_until="commit")
        page.evaluate(PAINTED)
    page.wait_for_load_state("load")
    page.wait_for_selector(".js-enabled")
    page.evaluate("document.fonts.ready.then(() => true)")
    return page.evaluate(SHIFT)


@pytest.mark.django_db(transaction=True)
def test_nothing_moves_after_the_first_paint(world, visitor):
    cpmo: Any = visitor("cpmo")
    moved = {}
    for size in (NARROW, WIDE):
        for name, row in PAGES.items():
            page = cpmo.context.new_page()
            page.set_viewport_size(size)
            page.add_init_script(WATCH)
            moved[name, size["width"]] = shift_of(page, cpmo.site + reverse(name, args=row))
            page.close()
    assert {key: shift for key, shift in moved.items() if shift > MOST_SHIFT} == {}


@pytest.mark.django_db(transaction=True)
def test_the_menu_of_a_phone_is_there_without_the_script(world, visitor):
    """Closed while the script is awaited; open where it does not come, or none runs."""
    cpmo: Any = visitor("cpmo")
    page, home = cpmo.context.new_page(), cpmo.site + reverse("dashboards:home")
    page.set_viewport_size(NARROW)
    portfolio = page.get_by_role("navigation", name="Main").get_by_role("link", name="Portfolio")
    page.route("**/app.js", lambda route: route.abort())
    page.goto(home)
    portfolio.wait_for(state="visible")
    page.unroute("**/app.js")
    page.goto(home)
    portfolio.wait_for(state="hidden")
    page.get_by_role("button", name="Menu").click()
    portfolio.wait_for(state="visible")
    reader: Any = visitor("rdl", script=False)
    reader.page.set_viewport_size(NARROW)
    reader.page.goto(home)
    assert reader.page.get_by_role("link", name="Portfolio").first.is_visible()


@pytest.mark.django_db(transaction=True)
def test_the_portfolio_folds_its_charts_in_a_narrow_window_only(world, visitor):
    """A card is a name, both ratings and a run of facts; what the wide page shows opens at once."""
    cpmo: Any = visitor("cpmo", script=False)
    page = cpmo.page
    page.goto(cpmo.site + reverse("dashboards:portfolio"))
    fold = page.locator(".app-fold", has=page.locator(".app-pictures"))
    drawing, line = fold.locator("svg:visible").first, fold.locator("> summary")
    page.set_viewport_size(WIDE)
    assert drawing.is_visible() and not line.is_visible()
    page.set_viewport_size(NARROW)
    assert line.is_visible() and not fold.locator(".app-pictures").is_visible()
    cards = page.locator(".app-portfolio tbody tr")
    assert max(card.bounding_box()["height"] for card in cards.all()) <= 140
    line.click()
    assert fold.locator(".app-pictures").is_visible()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_an_address_opens_the_fold_that_holds_what_it_names(world, visitor, script):
    """The completed rows of a programme are one line; a link to one of them shows it."""
    done = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 10, 30), "reason": "Done."}
    world.report("HOU-01", forecast=when(""), **done)
    cpmo: Any = visitor("cpmo", script=script)
    page, row = cpmo.page, cpmo.page.locator("#row-HOU-01")
    page.goto(cpmo.site + reverse("programmes:programme", args=["HOU"]))
    assert not row.is_visible()
    page.goto(cpmo.site + reverse("programmes:programme", args=["HOU"]) + "#row-HOU-01")
    row.wait_for(state="visible")


@pytest.mark.django_db(transaction=True)
def test_a_narrow_window_has_cards_of_few_lines_and_paper_has_what_is_folded(world, visitor):
    cpmo: Any = visitor("cpmo", script=False)
    page = cpmo.page
    page.set_viewport_size(NARROW)
    page.goto(cpmo.site + reverse("programmes:programme", args=["HOU"]))
    cards = page.locator(".app-milestones tbody tr")
    assert max(card.bounding_box()["height"] for card in cards.all()) <= 140
    drawing = page.locator("#plan svg:visible")
    assert not drawing.count()
    page.emulate_media(media="print")
    page.set_viewport_size(WIDE)
    assert drawing.count() == 1
