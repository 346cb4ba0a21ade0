"""A programme is one side of the TIB pack, however much there is to say of it (PAGES 6)."""

from pathlib import Path

import pytest

from packs import html, pdf
from packs.context import Edition
from packs.context.report_room import OPEN_ROWS, room_for, shortened
from tests.packs import made_up
from tests.packs.test_pdf import sheets_of

TIB = Edition(forum="tib", number=1, standing="draft")
LONG = ("The board met, agreed the sequence and named who does what by when. " * 59)[:3990]
TEXTS = ("progress", "next_steps", "path_to_green", "help_needed", "reason")


def said(value, words: str):
    """Fill every text that a programme signs."""
    if isinstance(value, dict):
        return {
            key: words if key in TEXTS and isinstance(one, str) else said(one, words)
            for key, one in value.items()
        }
    return [said(one, words) for one in value] if isinstance(value, list) else value


def all_late(programme: dict) -> dict:
    """Return a programme of which nothing is completed, for more reasons than a side has room."""
    for row in programme["milestones"]:
        for report in row["reports"]:
            report |= {"delivery": "red", "actual_on": None, "reason": LONG[:400]}
    return programme


@pytest.fixture(scope="module")
def pack():
    body = made_up.body()
    few = [row for row in body["programmes"] if row["ref"] in {"JOB", "ERP", "COL", "STR"}]
    body["programmes"] = [all_late(said(row, LONG)) for row in few]
    for outcome in body["outcomes"]:
        del outcome["requirements"][1:]
    return made_up.composed(body, TIB)


@pytest.mark.slow
def test_a_programme_with_long_words_and_many_late_rows_is_one_side(pack, tmp_path: Path):
    pdf.draw(html.render(pack), tmp_path / "tib.pdf")
    sheets = sheets_of(tmp_path / "tib.pdf")
    firsts = [
        number
        for row in pack.reports
        for number, sheet in enumerate(sheets)
        if f"{row.line.ref}, " in sheet and "Back to the portfolio" in " ".join(sheet.split())
    ]
    assert len(firsts) == len(pack.reports) == 4
    assert firsts == list(range(firsts[0], firsts[0] + 4))
    assert "Annex B. All milestones" in "".join(sheets[firsts[-1] : firsts[-1] + 2])


def test_what_is_cut_is_whole_in_an_annex_and_what_is_not_named_is_counted(pack):
    markup = made_up.printed(pack)
    report = markup.partition('id="report-ERP"')[2].partition("</article>")[0]
    whole = markup.partition('id="long_words"')[2].partition("</section>")[0]
    assert "…" in report and LONG not in report
    assert LONG in whole
    row = next(one for one in pack.reports if one.line.ref == "ERP")
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
    room = room_for((), (), ())
    assert (room.rows, room.drawn, room.reported) == (0, 0, True)
