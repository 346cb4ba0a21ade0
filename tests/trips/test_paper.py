"""Pages on paper: what is read, whole, without what is clicked."""

import pytest
import time_machine
from playwright.sync_api import expect

from tests.world import NOW, build

# The width of A4 between the margins of the print styles, in pixels of the style sheet.
PAPER = {"width": 710, "height": 1000}
PAGES = (
    "/programmes/HOU",
    "/milestones/HOU-01",
    "/returns/HOU/2026-10",
    "/periods/2026-10",
    "/outcomes/8",
    "/requirements/PO8-T1-1",
)


@pytest.fixture
def rdl(transactional_db, visitor):
    with time_machine.travel(NOW):
        build()
        yield visitor("rdl")


@pytest.mark.django_db(transaction=True)
def test_a_printed_page_is_whole_and_shows_no_addresses(rdl):
    page = rdl.page
    for address in PAGES:
        page.emulate_media(media="screen")
        rdl.go(address)
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PAPER["width"], f"{address} runs off the paper: {wide} pixels"
        after = page.eval_on_selector_all(
            "a.govuk-link[href]", "all => all.map(a => getComputedStyle(a, '::after').content)"
        )
        assert set(after) <= {"none"}, (address, after)
        rdl.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.django_db(transaction=True)
def test_what_is_clicked_is_left_out_and_what_is_not_there_is_said(rdl):
    page = rdl.page
    rdl.go("/programmes/HOU")
    expect(page.get_by_role("columnheader", name="Update")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("columnheader", name="Update")).to_be_hidden()
    expect(page.locator(".app-as-at-form")).to_be_hidden()
    page.emulate_media(media="screen")
    rdl.go("/returns/HOU/2026-10")
    page.emulate_media(media="print")
    expect(page.get_by_text("Milestones: 0 reported")).to_be_visible()
