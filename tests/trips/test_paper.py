"""Pages on paper: what is read, whole, without what is clicked."""

import re
import subprocess

import pytest
import time_machine
from playwright.sync_api import expect

from packs.twin import twin
from tests.assurance import shelf
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
    for words in ("View a past date", "View"):
        expect(page.locator(".app-as-at-choice").get_by_text(words, exact=True)).to_be_hidden()
    page.emulate_media(media="screen")
    rdl.go("/returns/HOU/2026-10")
    page.emulate_media(media="print")
    expect(page.get_by_text("Milestones: 0 reported")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_a_chart_is_on_one_sheet_with_the_finding_that_is_its_title(rdl, tmp_path):
    shelf.outcomes(9)
    rdl.go("/outcomes")
    # So much stands above it that its title alone has room on the first sheet.
    headline = "document.querySelector('.app-headline').style.marginBottom = '380px'"
    rdl.page.evaluate(headline)
    printed = tmp_path / "outcomes.pdf"
    rdl.page.pdf(format="A4", path=printed)
    output = subprocess.run(["pdftotext", printed, "-"], capture_output=True, check=True)
    sheets = output.stdout.decode().split("\f")
    (titled,) = [sheet for sheet in sheets if "Met: Commissioners" in sheet]
    assert sheets.index(titled) == 1 and "Test 1: Foundations fixed" in titled, titled


@pytest.mark.django_db(transaction=True)
def test_rule_21_the_step_down_position_of_ten_outcomes_prints_on_one_side(rdl):
    shelf.outcomes(9)
    rdl.go("/step-down")
    printed = rdl.page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_folded_by_outcome_is_whole_on_paper(rdl):
    shelf.outcomes(2)
    rdl.go("/coverage")
    row = rdl.page.get_by_role("link", name="PO9-T1-1")
    expect(row).to_be_hidden()
    rdl.page.emulate_media(media="print")
    expect(row).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_rule_32_a_pack_on_screen_prints_in_one_size_without_marks_of_folds(rdl):
    """Its sections follow one another: paper has no half-empty sheets for them."""
    markup = """<body><section id="cover"><h1>Pack</h1></section><section id="due"><h1>Due</h1>
    <table><caption>Late</caption><thead><tr><th scope="col">Ref</th></tr></thead>
    <tbody><tr><td>HOU-01 <p class="note">Late</p><span class="small">since May</span></td></tr>
    </tbody></table></section>"""
    found = twin(markup, file_of=str)
    page = rdl.page
    rdl.go("/packs")
    page.evaluate("body => document.querySelector('main').innerHTML = body",
                  f'<div class="app-pack">{found.body}</div>')  # fmt: skip
    page.emulate_media(media="print")
    sizes = page.eval_on_selector_all(
        ".app-table td, .app-table td *", "all => all.map(a => getComputedStyle(a).fontSize)"
    )
    assert len(sizes) > 2 and len(set(sizes)) == 1
    marks, breaks = page.eval_on_selector(
        ".app-pack__section",
        "a => [[a.firstChild, '::before'], [a]].map(one => getComputedStyle(...one))"
        ".map((said, n) => n ? said.breakBefore : said.display)",
    )
    assert (marks, breaks) == ("none", "auto")
