"""A programme is one side of the TIB pack, however much there is to say of it (PAGES 6)."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from packs import html, page_one, pdf
from packs.context import Edition
from packs.context.report_fixed import Whole
from packs.context.report_room import OPEN_ROWS, room_for, shortened
from packs.context.room import PAGE
from packs.facts.edition import PinnedFacts, TextFacts
from packs.facts.meetings import ItemFacts
from packs.words.edition import TextKind
from tests.packs import hard_words, made_up
from tests.packs.test_pdf import sheets_of

TIB = Edition(forum="tib", number=1, standing="draft")
LONG = ("The board met, agreed the sequence and named who does what by when. " * 59)[:3990]
TEXTS = ("progress", "next_steps", "path_to_green", "help_needed", "reason")


def said(value, words: str):
    """Fill every text that a programme signs."""
    if isinstance(value, dict):
        return {
            key: words if key in TEXTS and isinstance(inner, str) else said(inner, words)
            for key, inner in value.items()
        }
    return [said(inner, words) for inner in value] if isinstance(value, list) else value


def all_late(programme: dict) -> dict:
    """Return a programme of which nothing is completed, for more reasons than a side has room."""
    for row in programme["milestones"]:
        for report in row["reports"]:
            report |= {"delivery": "red", "actual_on": None, "reason": LONG[:400]}
    return programme


def pinned(words: str = LONG) -> PinnedFacts:
    """Return what people wrote for a pack, each as long as it may be, and twelve decisions."""
    at = datetime(2026, 11, 13, 9, tzinfo=UTC)
    by = {"by_name": "Ada Cpmo", "by_post": "Head of CPMO", "at": at}
    of_40 = " ".join((words.split() * 40)[:40])
    risks = tuple(
        TextFacts(kind=TextKind.WORRY, place=place, words=of_40, way_back=words[:400],
                  owner=words[:200], due_on=date(2026, 12, 31), **by)
        for place in range(1, 6)
    )  # fmt: skip
    asks = tuple(
        ItemFacts(number=number, ask=words[:1000], options="", recommendation="", without="",
                  decide_by=date(2026, 12, 1), asked_by=words[:200], point="", carried_from=None,
                  ends=())
        for number in range(1, 13)
    )  # fmt: skip
    headline = replace(risks[0], kind=TextKind.HEADLINE)
    return PinnedFacts(at=at, texts=(headline, *risks), items=asks, since=())


@pytest.fixture(scope="module")
def pack():
    body = made_up.body()
    few = [row for row in body["programmes"] if row["ref"] in {"JOB", "ERP", "COL", "STR"}]
    body["programmes"] = [all_late(said(row, LONG)) for row in few]
    for outcome in body["outcomes"]:
        del outcome["requirements"][1:]
    return made_up.composed(body, replace(TIB, reason=LONG[:1000]), pinned=pinned())


@pytest.fixture(scope="module")
def sheets(pack, tmp_path_factory):
    path = tmp_path_factory.mktemp("sides") / "tib.pdf"
    pdf.draw(made_up.first_rows(html.render(pack)), path)
    return [" ".join(sheet.split()) for sheet in sheets_of(path)]


@pytest.mark.slow
def test_a_programme_with_long_words_and_many_late_rows_is_one_side(pack, sheets):
    firsts = [
        number
        for row in pack.reports
        for number, sheet in enumerate(sheets)
        if f"{row.line.ref}, " in sheet and "Back to the portfolio" in sheet
    ]
    assert len(firsts) == len(pack.reports) == 4
    assert firsts == list(range(firsts[0], firsts[0] + 4))
    assert "Annex B. All milestones" in "".join(sheets[firsts[-1] : firsts[-1] + 2])


@pytest.mark.slow
@pytest.mark.parametrize("letters", [80, 200])
def test_a_programme_of_words_of_wide_letters_is_one_side(tmp_path, letters):
    """Every name, post and milestone is one word of them, every text is four words of 80.

    Of what is printed after the programmes, which no side hangs on, there is one of each kind.
    """
    body, names = made_up.body(missing=()), {"name", "title", "sao", "rdl", "post", "lead_member"}
    del body["errata"][1:]
    body["programmes"] = [all_late(row) for row in body["programmes"][:1] + body["programmes"][-2:]]
    for outcome in body["outcomes"]:
        del outcome["requirements"][1:]
    names |= {"own_sao", "by_name", "by_post", "council"}
    hard_words.fill(
        body, lambda field: "W" * letters if field in names else " ".join(["W" * 80] * 4)
    )
    pack = made_up.composed(body, TIB)
    path = tmp_path / "words.pdf"
    pdf.draw(made_up.first_rows(html.render(pack)), path)
    sheets = sheets_of(path)
    starts = [" Back to the portfolio" in sheet for sheet in sheets]
    first = starts.index(True)
    assert starts[first:].count(True) == len(pack.reports) == 3
    assert all(starts[first : first + 3])
    assert "Annex B. All milestones" in sheets[first + 3]


def test_what_is_longer_than_a_page_in_a_large_plan_begins_beneath_its_heading():
    """Of forty programmes a month's forecasts, and who signed late, may be longer than a page."""
    body = made_up.body(missing=())
    body["programmes"] = (body["programmes"] * 3)[:40]
    markup = html.render(made_up.composed(body, TIB))
    for key, what in (("forward", "Forecast"), ("confidence", "Returns signed late")):
        section = markup.partition(f'<section id="{key}"')[2].partition("</section>")[0]
        assert re.search(rf'<tr class="tall">\s*<th scope="row">{what}</th>', section), key
        assert " keep" not in section.partition("<thead>")[0]


@pytest.mark.slow
def test_page_1_stands_alone_whatever_was_written_for_it(pack, sheets):
    """PAGES 6: five long risks, twelve decisions and why it replaces another version."""
    assert "Data confidence" in sheets[0] and pack.control.sha256 in sheets[0]
    assert all(f"To worry about ({number})" in sheets[0] for number in range(1, 6))
    assert re.search(r"; and \d+ more", sheets[0])
    assert "Contents" in sheets[1] and "Page 1 of" not in sheets[1]
    assert "Why this version was made" in "".join(sheets[1:3])


@pytest.mark.parametrize("forum", ["tib", "irb"])
@pytest.mark.parametrize("word", ["procurement ", "W" * 60, "پروگرام ", "采购计划书"])
def test_page_1_has_room_for_the_longest_names_and_words(forum, word):
    """What is estimated here is drawn once above: a height is at most half a millimetre short."""
    words = (word * 4000)[:3990]
    body = said(made_up.body(missing=()), words)
    for row in body["programmes"]:
        row |= {"name": words[:200], "sao": words[:200]}
    edition = Edition(forum=forum, number=2, standing="draft", reason=words[:1000])
    found = made_up.composed(body, edition, pinned=pinned(words))
    markup = html.render(found)
    cover = markup[markup.index('<section class="cover"') : markup.index('<section id="contents"')]
    assert page_one.height(cover) <= PAGE - page_one.SPARE


@pytest.mark.parametrize(
    ("count", "named", "more"), [(2, 2, ""), (3, 3, ""), (4, 2, "; and 2 more")]
)
def test_page_1_names_the_last_of_a_list_rather_than_counting_one(count, named, more):
    room = next(space for space in page_one.ROOMS if space.names == 2)
    rows = list(range(count))
    assert (len(room.first(rows)), room.more(rows)) == (named, more)


def test_page_1_says_when_cpmo_named_fewer_risks_than_it_has_places_for():
    markup = made_up.printed(made_up.composed(made_up.body(), TIB, pinned=pinned()))
    few = replace(pinned(), texts=pinned().texts[:3])
    few_markup = made_up.printed(made_up.composed(made_up.body(), TIB, pinned=few))
    assert "CPMO named no more" not in markup and few_markup.count("CPMO named no more.") == 1


def test_what_is_cut_is_whole_in_an_annex_and_what_is_not_named_is_counted(pack):
    markup = made_up.printed(pack)
    report = markup.partition('id="report-ERP"')[2].partition("</article>")[0]
    whole = markup.partition('id="long_words"')[2].partition("</section>")[0]
    assert "…" in report and LONG not in report
    assert LONG in whole
    row = next(
        programme_report for programme_report in pack.reports if programme_report.line.ref == "ERP"
    )
    assert 3 <= len(row.shown) <= OPEN_ROWS and row.more == len(row.still_open) - len(row.shown)
    assert f"And {row.more} more" in report


def test_a_short_report_has_all_of_its_words_and_no_annex_of_them():
    markup = made_up.printed(made_up.composed(made_up.body(), TIB))
    assert 'id="long_words"' not in markup


def test_the_longest_words_are_cut_first_and_at_a_space():
    short, long = shortened(("Few words.", LONG), 40.0)
    assert short == "Few words." and long.endswith("…") and LONG.startswith(long[:-1])
    assert LONG[len(long) - 1] == " "


def test_nothing_said_and_nothing_open_has_room():
    room = room_for(Whole(name="", who="", banner="", rows=()), (), ())
    assert (room.rows, room.drawn, room.reported) == (0, 0, 600)
