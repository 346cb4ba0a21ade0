"""A pack on screen says what its pages say, in the same order (Rule 32)."""

import re

import pytest
from lxml import html

from packs.twin import twin
from packs.twin_files import data_file

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


def shown(markup: str = MARKUP, *, opened: bool = False) -> html.HtmlElement:
    """Return what the twin's page holds, as a tree."""
    found = twin(markup, file_of=lambda number: f"/files/{number}.csv", opened=opened)
    return html.fragment_fromstring(str(found.body), create_parent="div")


def test_its_contents_are_the_sections_by_name():
    found = twin(MARKUP, file_of=str)
    assert [(content.name, content.heading) for content in found.contents] == [
        ("cover", "TIB pack"), ("rows", "1. Rows")
    ]  # fmt: skip
    assert "Contents" not in found.body, "the list of contents is the page's own"


def test_each_section_but_the_first_is_a_fold_that_its_address_opens():
    """What an address names is within its fold: a browser opens the folds around it."""
    [fold] = shown().iter("details")
    assert fold.get("open") is None and "app-printed" in fold.get("class")
    assert fold.find("summary/h2").text_content() == "1. Rows"
    assert fold.find("section").get("id") == "rows"
    assert [details.get("open") for details in shown(opened=True).iter("details")] == [""]


def test_reports_and_outcomes_are_folds_and_stand_in_the_contents():
    report = '<article class="report first" id="report-HOU"><h2>Housing</h2><p>Late</p></article>'
    markup = MARKUP.replace("<h1>1. Rows</h1>", f"<h1>1. Rows</h1>{report}")
    assert twin(markup, file_of=str).contents[1].parts == (("report-HOU", "Housing"),)
    found = shown(markup).get_element_by_id("report-HOU").getparent()
    assert (found.tag, found.find("summary/h3").text_content()) == ("details", "Housing")


def test_the_groups_of_a_long_table_are_folds_with_every_row_and_address_of_it():
    rows = "".join(f"<tr><td>R-{n}</td><td>Why {n}</td></tr>" for n in range(30))
    second = '<tr class="group"><th colspan="2" id="open-JOB">Jobs</th></tr>'
    markup = MARKUP.replace(
        "</tbody></table>\n<p>After", f"{second}{rows}</tbody></table>\n<p>After"
    )
    page = shown(markup)
    folds = page.find_class("app-pack__group")
    assert [fold.find("summary").text_content() for fold in folds] == ["Housing", "Jobs"]
    assert [len(list(fold.iterfind(".//tbody/tr"))) for fold in folds] == [2, 30]
    assert page.get_element_by_id("open-JOB").tag == "table"
    assert page.text_content().count("Late rows") == 2, "its caption, and the name of its file"
    assert len(data_file(markup, 1).rows) == 34, "its file is whole"


def test_rows_are_cards_with_the_words_of_their_columns_and_a_matrix_scrolls():
    head = '<tr><th scope="col">Ref</th><th scope="col">Why</th><th scope="col">On</th></tr>'
    row = "<tr><td>A</td><td>B</td><td>C</td></tr>"
    table = f"<table><thead>{head}</thead><tbody>{row}</tbody></table>"
    cards = shown(MARKUP.replace("<p>After</p>", table)).find_class("app-table-region--cards")
    assert [cell.get("data-label") for cell in cards[1].iter("td")] == ["Ref", "Why", "On"]
    assert not cards[0].xpath(".//td[@data-label]"), "of two columns each says by itself what it is"
    matrix = table.replace("</thead>", f"{head}</thead>")
    page = shown(MARKUP.replace("<p>After</p>", matrix))
    regions = page.find_class("app-table-region")
    scrolls = [region for region in regions if "app-table-region--cards" not in region.get("class")]
    assert [scroll.find(".//thead/tr[2]") is not None for scroll in scrolls] == [True, False]


def test_a_chart_is_shown_as_it_was_drawn_for_the_window_and_read_once():
    """A narrow drawing says nothing new: its chart has one file, and needs no region to scroll."""
    narrow = '<svg class="app-drawing__narrow"><title>2 late</title><text>A</text></svg>'
    markup = MARKUP.replace("</svg></figure>", f"</svg>{narrow}</figure>")
    assert data_file(markup, 2) == data_file(MARKUP, 2)
    assert "Late by age (2)" not in [
        division.get("aria-label") for division in shown(markup).iter("div")
    ]


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
    assert [heading.tag for heading in shown().iter("h1", "h2", "h3", "h4")] == ["h2", "h2", "h3"]


def test_nothing_of_print_is_left():
    """The policy of the site's pages refuses styles of their own."""
    page = shown()
    assert not list(page.iter("style")) and not page.xpath(".//*[@style]")


def test_each_table_and_chart_has_a_region_that_takes_the_focus_and_a_file():
    """Rule 32: every chart with its data; WCAG 2.1.1: what scrolls takes the keyboard's focus."""
    regions = shown().find_class("app-table-region")
    assert [region.get("aria-label") for region in regions] == [
        "Late rows (1)", "Late by age (2)", "Late (3)"
    ]  # fmt: skip
    assert {region.get("tabindex") for region in regions} == {"0"}
    links = [place.find("a") for place in shown().find_class("app-pack__file")]
    assert [link.get("href") for link in links] == [f"/files/{n}.csv" for n in (1, 2, 3)]
    assert links[0].text_content() == "Download as CSV: Late rows"


def test_a_table_is_a_file_with_every_cell_in_its_row():
    """A cell over several rows stands in each; what spans columns stands in each of them."""
    found = data_file(MARKUP, 1)
    assert found.title == "Late rows" and found.heads == ("Ref", "Why")
    assert found.rows == (
        ("Housing", "Housing"), ("HOU-01", "One two"), ("HOU-01", "Three four")
    )  # fmt: skip


def test_a_head_that_may_break_is_one_word_in_its_file():
    found = data_file(MARKUP.replace(">Why<", ">Commis&shy;sioners<"), 1)
    assert found.heads == ("Ref", "Commissioners")


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


def test_a_short_cell_stays_on_one_line_and_a_sentence_takes_the_width_of_its_card():
    """A reference, a day and a score are read as one; they would break at a hyphen or a space."""
    sentence = "Fire doors cannot be replaced in time"
    row = f"<tr><th scope='row'>HOU-R-01</th><td>High 5 × 2</td><td>{sentence}</td></tr>"
    page = shown(MARKUP.replace("<p>After</p>", f"<table><tbody>{row}</tbody></table>"))
    words, texts = page.find_class("app-table__word"), page.find_class("app-table__text")
    assert {"HOU-R-01", "High 5 × 2"} <= {word.text_content() for word in words}
    assert [text.text_content() for text in texts] == [sentence]


def test_a_moment_stays_on_one_line():
    row = "<tr><td>30 Nov 2026 at 15:49</td><td>No more than a name</td></tr>"
    page = shown(MARKUP.replace("<p>After</p>", f"<table><tbody>{row}</tbody></table>"))
    assert "30 Nov 2026 at 15:49" in [word.text for word in page.find_class("app-table__word")]
    assert "No more than a name" not in [word.text for word in page.find_class("app-table__word")]
