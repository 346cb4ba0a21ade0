"""A pack on screen says what its pages say, in the same order (Rule 32)."""

import re

import pytest
from lxml import html

from packs.twin import data_file, twin

MARKUP = """<!DOCTYPE html><html lang="en-GB"><head><title>T</title>
<style>p{color:red}</style></head>
<body>
<section class="cover" id="cover"><h1>TIB pack</h1>
<p style="color:red">As at <b>1 May</b></p></section>
<section id="contents"><h1>Contents</h1>
<table class="contents"><tr><td><a href="#rows">Rows</a></td>
<td class="page" data-to="#rows"></td></tr></table></section>
<section id="rows"><h1>1. Rows</h1><h2>Late</h2>
<table><caption>Late rows</caption><colgroup><col class="w50"><col class="w50"></colgroup>
<thead><tr><th scope="col">Ref</th><th scope="col">Why</th></tr></thead>
<tbody><tr class="group"><th colspan="2">Housing</th></tr>
<tr><td rowspan="2">HOU-01</td><td>One<br>two</td></tr>
<tr><td><p>Three</p><p>four</p></td></tr></tbody></table>
<p>After</p>
<figure><figcaption>Late by age</figcaption><svg><title>2 late</title><desc>A: 1; B: 1</desc>
<g><title>A is late</title></g><text>A</text></svg></figure>
<table class="facts"><tbody><tr><th>Owner</th><td>=HYPERLINK()</td></tr></tbody></table></section>
</body></html>"""


def shown() -> html.HtmlElement:
    """Return what the twin's page holds, as a tree."""
    found = twin(MARKUP, file_of=lambda number: f"/files/{number}.csv")
    return html.fragment_fromstring(str(found.body), create_parent="div")


def test_its_contents_are_the_sections_by_name():
    found = twin(MARKUP, file_of=str)
    assert found.contents == (("cover", "TIB pack"), ("rows", "1. Rows"))
    assert "Contents" not in found.body, "the list of contents is the page's own"


def test_it_says_what_the_pages_say_in_their_order():
    """The words are those of the markup, but for the ways to files and back to the contents."""
    page = shown()
    for link in (*page.find_class("app-pack__file"), *page.find_class("app-pack__back")):
        link.drop_tree()
    whole = html.document_fromstring(MARKUP).body
    whole.get_element_by_id("contents").drop_tree()
    assert page.text_content().split() == whole.text_content().split()


def test_headings_stand_under_the_heading_of_the_page():
    """WCAG 1.3.1: one first heading a page, and none left out below it."""
    assert [one.tag for one in shown().iter("h1", "h2", "h3", "h4")] == ["h2", "h2", "h3"]


def test_nothing_of_print_is_left():
    """The policy of the site's pages refuses styles of their own."""
    page = shown()
    assert not list(page.iter("style")) and not page.xpath(".//*[@style]")


def test_each_table_and_chart_scrolls_by_itself_and_has_a_file():
    """Rule 32: every chart with its data; WCAG 2.1.1: what scrolls takes the keyboard's focus."""
    regions = shown().find_class("app-table-region")
    assert [one.get("aria-label") for one in regions] == [
        "Late rows (1)", "Late by age (2)", "Late (3)"
    ]  # fmt: skip
    assert {one.get("tabindex") for one in regions} == {"0"}
    links = [one.find("a") for one in shown().find_class("app-pack__file")]
    assert [one.get("href") for one in links] == [f"/files/{n}.csv" for n in (1, 2, 3)]
    assert links[0].text_content() == "Download as CSV: Late rows"


def test_a_table_is_a_file_with_every_cell_in_its_row():
    """A cell over several rows stands in each; what spans columns stands in each of them."""
    found = data_file(MARKUP, 1)
    assert found.title == "Late rows" and found.heads == ("Ref", "Why")
    assert found.rows == (
        ("Housing", "Housing"), ("HOU-01", "One two"), ("HOU-01", "Three four")
    )  # fmt: skip


def test_a_chart_is_a_file_of_what_it_says():
    found = data_file(MARKUP, 2)
    assert found.heads == ("What the chart says",)
    assert found.rows == (("2 late",), ("A: 1",), ("B: 1",), ("A is late",))


def test_a_table_without_heads_is_headed_by_its_name():
    found = data_file(MARKUP, 3)
    assert found.heads == ("Late", "") and found.rows == (("Owner", "=HYPERLINK()"),)


@pytest.mark.parametrize("number", [0, -1, 4])
def test_there_is_no_other_file(number):
    assert data_file(MARKUP, number) is None


def test_a_mark_in_a_cell_is_said_by_its_title():
    """A strip of ratings in a row has words; its letters alone would say nothing."""
    markup = re.sub("One<br>two", "<svg><title>May Red</title><text>R</text></svg>", MARKUP)
    assert data_file(markup, 1).rows[1] == ("HOU-01", "May Red")
