"""Stage 3: the HTML, escaped and whole (Rules 1, 2, 4, 11 and 32)."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from packs import html
from packs.context import Edition
from packs.words import PackFile
from tests.packs import hard_words, made_up


class Outline(HTMLParser):
    """Collects headings, links, ids and the cells of each row."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.headings, self.links, self.ids, self.rows = [], [], set(), []
        self.headers_without_scope = 0
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append(attrs["href"])
        if "id" in attrs:
            assert attrs["id"] not in self.ids, f"{attrs['id']} stands twice"
            self.ids.add(attrs["id"])
        if tag == "th":
            self.headers_without_scope += "scope" not in attrs
        if tag == "table":
            self.rows.append([])
            self.from_above = []  # cells of rows before that reach down into the next ones
        elif tag == "tr":
            self.rows[-1].append(sum(cells for rows, cells in self.from_above))
            self.from_above = [(rows - 1, cells) for rows, cells in self.from_above if rows > 1]
        elif tag in {"td", "th"}:
            cells, rows = int(attrs.get("colspan", 1)), int(attrs.get("rowspan", 1))
            self.rows[-1][-1] += cells
            if rows > 1:
                self.from_above.append((rows - 1, cells))


@pytest.fixture(params=[("tib", "pack"), ("irb", "pack"), ("irb", "annex")], ids="-".join)
def edition(request):
    """Return a board and which file of its edition."""
    forum, file = request.param
    return forum, PackFile(file)


@pytest.fixture
def markup(edition, pack_of):
    forum, file = edition
    return html.render(pack_of(forum), file=file)


def test_the_outline_is_one_that_readers_can_walk(markup):
    """Rule 32: the first heading is an h1, no level is skipped, every link has its target."""
    page = Outline(markup)
    assert page.headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(page.headings))
    assert {link.removeprefix("#") for link in page.links} <= page.ids
    assert page.headers_without_scope == 0


def test_every_row_of_a_table_has_as_many_cells(markup):
    for rows in Outline(markup).rows:
        assert len(set(rows)) == 1


def test_every_section_is_there_in_order(markup, edition, pack_of):
    forum, file = edition
    keys = [section.key for section in pack_of(forum).printed(file)]
    places = [markup.index(f'<section id="{key}"') for key in keys]
    assert places and places == sorted(places)


def test_progress_is_told_section_by_section(pack_of):
    heard = []
    pack = pack_of()
    html.render(pack, on_section=heard.append)
    assert heard == [section.title for section in pack.printed(PackFile.PACK)]


def test_the_annex_of_the_irb_is_a_file_of_its_own_and_that_of_tib_is_not(pack_of):
    """DOMAIN 4: each section is in one file, lettered in the annex, and the body names both."""
    tib, irb = pack_of("tib"), pack_of("irb")
    assert tib.files == (PackFile.PACK,) and irb.files == (PackFile.PACK, PackFile.ANNEX)
    body, annex = (" ".join(html.render(irb, file=file).split()) for file in irb.files)
    assert 'id="register"' in annex and 'id="register"' not in body
    assert 'id="portfolio"' in body and 'id="portfolio"' not in annex
    assert "Annex A. Evidence index" in annex and "Annex A, evidence index" in body
    assert "<title>IRB pack, October 2026, version 2, annexes" in annex
    assert "Annex A. Highlight reports" in html.render(tib)
    assert "highlights" not in irb.places, "the TIB pack has them"


def test_more_open_rows_than_a_side_holds_are_counted_and_led_to(pack_of):
    """PAGES 6: the 12 worst open rows, then "and 28 more, annex page x"."""
    body = made_up.body()
    programme = next(
        candidate for candidate in body["programmes"] if len(candidate["milestones"]) > 14
    )
    for row in programme["milestones"]:
        row["reports"] = []
    pack = made_up.composed(body, Edition(forum="tib", number=1, standing="draft"))
    report = next(page for page in pack.reports if page.line.ref == programme["ref"])
    assert len(report.shown) == 12 and report.more == len(programme["milestones"]) - 12
    days = [line.days_late or 0 for line in report.shown]
    assert days == sorted(days, reverse=True)
    markup = " ".join(html.render(pack).split())
    side = markup[markup.index(f'id="report-{programme["ref"]}"') :].partition("</article>")[0]
    assert f"And {report.more} more" in side
    assert f'<td class="page" data-to="#open-{programme["ref"]}"></td>' in side
    assert report.still_open[-1].ref not in side
    assert report.still_open[-1].ref in markup.partition('id="all_milestones"')[2]


def test_what_people_typed_is_escaped():
    body = made_up.body()
    body["programmes"][0]["ret"]["progress"] = '<img src="file:///etc/passwd"> & <b>done</b>'
    body["programmes"][0]["milestones"][0]["title"] = "<script>alert(1)</script>"
    body["settings"]["council"] = 'Town "of" </style><img src=x>'
    edition = Edition(forum="tib", number=1, standing="draft", reason="<i>why</i>")
    markup = html.render(made_up.composed(body, edition))
    assert "<img" not in markup and "<script" not in markup and "<i>" not in markup
    assert markup.count("</style>") == 2


@pytest.mark.parametrize("text", ['a"b', "a\\b", "a\nb", "</style>", "a;b}"])
def test_a_css_string_cannot_be_ended_from_within(text):
    written = html.css_string(text)
    assert not set('"\\\n<>;}') & set(re.sub(r"\\[0-9a-f]{6}", "", written[1:-1]))


def test_a_rating_is_shape_word_and_colour():
    """Rules 4 and 32: never colour alone, and nothing is "not reported"."""
    assert "■" in html.mark("red") and "Red" in html.mark("red") and "rag-red" in html.mark("red")
    assert "Not reported" in html.mark(None)
    with pytest.raises(ValueError, match="no rating"):
        html.mark("purple")


def test_days_are_signed():
    assert [html.days(count) for count in (31, 0, -5, None)] == ["+31", "0", "−5", "–"]


def test_paragraphs_keep_breaks_and_escape():
    assert html.paragraphs("One\ntwo\n\n<b>") == "<p>One<br>two</p><p>&lt;b&gt;</p>"


def test_every_page_says_what_it_must(pack_of):
    """DOMAIN 4: forum, meeting, standing, version, as-at, cut-off, classification, hash."""
    pack = pack_of("irb", standing="final")
    heads = re.findall(r"@(?:top|bottom)-\w+ \{ content: (.*?); \}", html.render(pack))
    words_in_heads = " ".join(heads)
    for words in ("Improvement and Recovery Board", "26 Nov 2026", "FINAL", "version 2", "as at",
                  "cut-off", "Official", "Demonstration data",
                  pack.control.short_hash):  # fmt: skip
        assert words in words_in_heads


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_the_definitions_stand_in_the_key(forum, pack_of):
    """Rule 1."""
    markup = made_up.printed(pack_of(forum))
    assert "Success on time, to budget and to quality is highly likely" in markup


def test_the_first_pack_says_so(pack_of):
    assert "nothing to compare" in html.render(pack_of(first=True))


def test_the_outcomes_print_errata_strands_and_odd_orders(pack_of):
    """Rule 12 and DOMAIN 2: contradictions of the documents stay, with a note."""
    body = made_up.body()
    housing = body["outcomes"][7]
    housing["concerns"][0]["erratum"] = "The concern is dated twice."
    housing["requirements"][0]["erratum"] = "The requirement is dated twice."
    edition = Edition(forum="irb", number=1, standing="draft")
    markup = " ".join(made_up.printed(made_up.composed(body, edition)).split())
    assert "Note on the document: The concern is dated twice." in markup
    assert "Note on the document: The requirement is dated twice." in markup
    outcomes, _, register = markup.partition('id="register"')
    outcomes = outcomes.partition('id="outcomes"')[2]
    strand = outcomes[: outcomes.index("PO4-T1-3")].rpartition('class="group"')[2]
    assert "(a) Workforce and Culture" in strand
    row = register[register.index('<th scope="row">PO4-T1-3') :]
    assert "Note on dates: Q4 2028 (Oct to Dec 2028) is after the last date" in row


def test_rule_13_the_dates_passed_are_named_by_their_purpose(pack_of):
    markup = " ".join(html.render(pack_of("irb")).split())
    named = markup[markup.index("Passed longest ago:") :].partition("</td>")[0]
    assert "(assurance, Q1 2026 (Jan to Mar 2026))" in named


@pytest.mark.parametrize(
    ("forum", "section"),
    [("tib", "cover"), ("tib", "readiness"), ("irb", "cover"), ("irb", "heat_map")],
)
def test_assurance_is_counted_and_never_a_percentage(forum, section, pack_of):
    """Rule 21."""
    markup = html.render(pack_of(forum))
    start = markup.index(f'id="{section}"')
    part = markup[start : markup.index("</section>", start)]
    assert "not assessed" in part
    assert not re.search(r"\d\s?%", part)


NOTHING = ("programmes", "aims", "outcomes", "tests", "errata")


@pytest.mark.parametrize(
    ("forum", "parts", "sentences"),
    [
        (
            "tib",
            NOTHING,
            (
                "no programmes, so no return was due",
                "no programmes, so there is no report",
                "The plan has no milestones",
                "no requirements, so there is nothing to be ready for",
                "none of the commissioners’ tests",
                "No differences in the documents",
            ),
        ),
        (
            "irb",
            NOTHING,
            (
                "The plan has no programmes",
                "The plan has no priority outcomes",
                "The plan has no requirements",
            ),
        ),
        ("tib", ("milestones",), ("This programme has no milestones",)),
        ("irb", ("requirements",), ("This outcome has no requirements",)),
    ],
)
def test_an_empty_part_has_a_sentence_and_no_table_without_rows(forum, parts, sentences):
    """A plan without programmes, outcomes or milestones still gets its packs."""
    body = hard_words.empty(*parts)
    edition = Edition(forum=forum, number=1, standing="draft")
    markup = made_up.printed(made_up.composed(body, edition, last=made_up.before(body)))
    assert [words for words in sentences if words not in markup] == []
    assert not re.search(r"<tbody[^>]*>\s*</tbody>", markup)
    assert not re.search(r"</thead>\s*</table>", markup)
    pack = made_up.composed(body, edition, last=made_up.before(body))
    assert all(all(Outline(html.render(pack, file=file)).rows) for file in pack.files)
