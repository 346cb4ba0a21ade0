"""Charts: numbers in, SVG out (Rules 9 and 32)."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from irp.charts import COLOURS, apart, months_between, width_of, wrapped
from programmes.charts.gantt import Done, GanttPlan
from programmes.charts.gantt import drawn as plan_drawn
from programmes.charts.gantt_rows import NARROW, PRINT, WIDE, Bar
from programmes.charts.ratings import IN_ROW, ratings_chart
from programmes.figures.ratings import RatingLine, RatingStrip
from programmes.words import Rating, Silence, Voice

SVG = "{http://www.w3.org/2000/svg}"
AS_AT = date(2026, 11, 12)


def drawn(*bars: Bar, done=(), size=PRINT) -> ET.Element:
    plan = GanttPlan(title="Plan on a page", as_at=AS_AT, bars=bars, done=done)
    return ET.fromstring(plan_drawn(plan, size))


def strip(*ratings: Rating | Silence) -> tuple[RatingStrip, RatingStrip]:
    """Return the SAO's strip of ratings or silences, and CPMO's, which is Green throughout."""
    given = [rating if isinstance(rating, Rating) else None for rating in ratings]
    why = [rating if isinstance(rating, Silence) else None for rating in ratings]
    sao, cpmo = (
        tuple(
            RatingLine(voice=voice, rating=rating, silence=silence, month=date(2026, 1 + turn, 1))
            for turn, (rating, silence) in enumerate(marks)
        )
        for voice, marks in (
            (Voice.SAO, zip(given, why, strict=True)),
            (Voice.CPMO, [(Rating.GREEN, None)] * len(given)),
        )
    )
    return RatingStrip(voice=Voice.SAO, marks=sao), RatingStrip(voice=Voice.CPMO, marks=cpmo)


def words(root: ET.Element) -> list[str]:
    return [text.text for text in root.iter(f"{SVG}text")]


def count(root: ET.Element, tag: str) -> int:
    return len(list(root.iter(f"{SVG}{tag}")))


def test_title_comes_first_and_the_font_stands_on_the_root():
    """Rule 32: a chart has a title that readers hear; inline SVG takes no font from the page."""
    for chart in (drawn(Bar(label="HOU-01")), ET.fromstring(ratings_chart(strip(), IN_ROW))):
        assert chart[0].tag == f"{SVG}title"
        assert "Source Sans 3" in chart.get("font-family")


def test_no_inline_style():
    """The content security policy of the site refuses style attributes."""
    bar = Bar(label="A", start=AS_AT, baseline=AS_AT, b0=date(2026, 1, 1), forecast=AS_AT)
    assert all(element.get("style") is None for element in drawn(bar).iter())


def test_text_is_escaped():
    root = drawn(Bar(label="Waste & <b>street</b>", words="TBC & more"))
    assert "Waste & <b>street</b>" in words(root)
    assert "TBC & more" in words(root)


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("HOU-01 Agree the plan", 20, ["HOU-01 Agree the plan"]),
        ("HOU-01 Agree the plan", 8, ["HOU-01 Agree", "the plan"]),
        ("HOU-01 Agree the plan of the council", 8, ["HOU-01 Agree", "the plan of the…"]),
        ("W" * 60, 8, ["W" * 8 + "…"]),
        ("漢" * 40, 8, ["漢" * 7 + "…"]),
        ("", 8, []),
    ],
)
def test_a_label_takes_two_lines_and_ends_before_the_plot(text, ems, lines):
    """What SVG cannot break is broken by its width: wide letters sooner, narrow ones later."""
    assert wrapped(text, ems) == lines


def test_baseline_and_forecast_are_two_marks_and_each_is_explained_where_it_occurs():
    """Rule 9: baseline, forecast and actual are separate."""
    baseline = date(2026, 6, 30)
    planned = drawn(Bar(label="A", baseline=baseline, forecast=date(2026, 9, 30)))
    late = [mark for mark in planned.iter(f"{SVG}polygon") if mark.get("stroke") == "#8d0f14"]
    assert len(late) == 1 + 1  # the row's and the key's
    assert "Forecast after baseline" in words(planned) and "Forecast" not in words(planned)


def test_completed_rows_take_one_line_and_those_completed_late_are_told_by_their_shape():
    """Rules 9 and 32: the open rows have the room; late is never colour alone."""
    day = date(2026, 6, 30)
    done = [Done(day=day, is_late=False), Done(day=day, is_late=True), Done(day=day, is_late=True)]
    root = drawn(Bar(label="A", baseline=day), done=done)
    assert "3 completed, 2 of them late" in words(root)
    assert count(root, "polygon") == 3 + 2, "a mark each, and the key's"
    stalks = [stalk for stalk in root.iter(f"{SVG}line") if stalk.get("stroke") == "#8d0f14"]
    assert len(stalks) == 2 + 1


def test_a_late_forecast_is_told_apart_without_its_colour():
    """Rule 32: never colour alone; a dot stands in the diamond of a forecast after the baseline."""
    baseline = date(2026, 6, 30)

    def dots(forecast: date) -> int:
        return count(drawn(Bar(label="A", baseline=baseline, forecast=forecast)), "circle")

    assert dots(date(2026, 9, 30)) == dots(baseline) + 2, "the row's and the key's"


def test_b0_shows_only_where_the_baseline_moved():
    """Rule 9: re-baselining does not hide B0."""
    end = date(2026, 6, 30)

    def marks(b0: date) -> int:
        lines = drawn(Bar(label="A", baseline=end, b0=b0)).iter(f"{SVG}line")
        return sum(line.get("stroke") == "#1d3c6e" for line in lines)

    assert marks(date(2026, 3, 31)) == marks(end) + 2, "the row's and the key's"


def test_rule_8_a_stretch_of_time_is_hollow_and_a_line_leads_to_its_last_day():
    """A range is no day: the bar is hollow along it, never solid to its end."""
    first, last = date(2026, 4, 1), date(2026, 9, 30)
    ranged = {"baseline_from": first, "forecast_from": first}

    def solid(root: ET.Element) -> float:
        bars = [rect for rect in root.iter(f"{SVG}rect") if rect.get("fill") == "#9fb3d1"]
        return float(bars[0].get("width"))  # the row's: the key's comes last

    row = {"label": "A", "start": date(2026, 1, 1), "baseline": last, "forecast": last}
    on_a_day, along = drawn(Bar(**row)), drawn(Bar(**row, **ranged))
    assert solid(along) < solid(on_a_day)
    assert count(along, "rect") == count(on_a_day, "rect") + 2, "the row's and the key's"
    assert count(along, "line") == count(on_a_day, "line") + 1
    assert "On a day of these" in words(along) and "On a day of these" not in words(on_a_day)
    for start in (None, last):  # nothing is planned before it begins
        within = drawn(Bar(label="A", start=start, baseline=last, baseline_from=first))
        assert count(within, "rect") == 1 + 2


@pytest.mark.parametrize("size", [PRINT, WIDE, NARROW])
def test_the_axis_ends_two_years_ahead_and_says_what_lies_beyond(size):
    """A date in 2032 takes no room from those of this year: an arrow with its month."""
    root = drawn(Bar(label="A", baseline=date(2032, 12, 31), start=AS_AT), size=size)
    assert "to Dec 2032" in words(root)
    assert not {"2029", "2032"} & set(words(root))


def test_a_row_without_days_keeps_its_words():
    """Rule 10: to be confirmed is neither late nor on track."""
    assert "To be confirmed" in words(drawn(Bar(label="A", words="To be confirmed")))


@pytest.mark.parametrize("size", [PRINT, WIDE, NARROW])
def test_every_mark_and_word_lies_within_the_drawing(size):
    bars = [
        Bar(label="A" * 90, start=date(2024, 2, 1), baseline=date(2032, 12, 31), forecast=AS_AT),
        Bar(label="B", baseline=AS_AT, forecast=date(2026, 12, 31), note="3 months late"),
        Bar(label="C", words="To be confirmed"),
    ]
    root = drawn(*bars, done=[Done(day=AS_AT, is_late=True)], size=size)
    _, _, width, height = map(float, root.get("viewBox").split())
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x")) >= 0
        assert float(rect.get("x")) + float(rect.get("width")) <= width + 0.1
    for mark in root.iter(f"{SVG}polygon"):
        assert all(float(corner.split(",")[0]) <= width for corner in mark.get("points").split())
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x")) <= width and float(text.get("y")) <= height


@pytest.mark.parametrize("size", [PRINT, WIDE, NARROW])
@pytest.mark.parametrize("forecast", [date(2026, 11, 20), date(2026, 12, 31), date(2027, 3, 31)])
@pytest.mark.parametrize("baseline", [date(2024, 6, 30), date(2026, 10, 31)])
def test_no_note_crosses_the_line_of_today(baseline, forecast, size):
    bar = Bar(label="A", baseline=baseline, forecast=forecast, note="30 months late")
    root = drawn(bar, size=size)
    today = next(line for line in root.iter(f"{SVG}line") if line.get("stroke-dasharray"))
    for note in (label for label in root.iter(f"{SVG}text") if label.text == bar.note):
        wide = width_of(bar.note) * size.text
        start = float(note.get("x")) - (wide if note.get("text-anchor") == "end" else 0)
        assert not start - 2 < float(today.get("x1")) < start + wide + 2


def test_a_strip_shows_each_rating_by_its_letter_and_shape_and_none_without_colour():
    """Rules 4 and 32: square, triangle, circle; not reported is a hollow box, never a colour.

    Received and not rated is neither: a bar. Where the raters differ a line joins their marks.
    """
    given = (Rating.RED, Rating.AMBER, Rating.GREEN, Silence.NOT_REPORTED, Silence.NOT_RATED)
    root = ET.fromstring(ratings_chart(strip(*given), IN_ROW))
    assert count(root, "polygon") == 1
    assert count(root, "circle") == 1 + 5
    square, hollow, bar = root.iter(f"{SVG}rect")
    assert square.get("fill") == COLOURS["red"]
    assert hollow.get("fill") == "#ffffff" and hollow.get("stroke-dasharray")
    assert float(bar.get("height")) <= 2 and bar.get("fill") not in COLOURS.values()
    assert words(root)[1:4] == ["R", "A", "G"]
    assert count(root, "line") == 2, "the months rated Red and Amber by the SAO alone"
    assert (
        "SAO: Jan 2026 Red, Feb 2026 Amber, Mar 2026 Green, Apr 2026 Not reported" in root[0].text
    )


@pytest.mark.parametrize(
    ("places", "moved"),
    [([10, 50], [10, 50]), ([50, 48], [62, 48]), ([100, 99, 98], [100, 86, 72]), ([], [])],
)
def test_labels_stand_apart_in_their_order_and_within_the_plot(places, moved):
    assert apart(places, gap=14, low=0, high=100) == moved


@pytest.mark.parametrize(
    ("first", "last", "most", "labels"),
    [
        (date(2026, 4, 1), date(2026, 9, 30), 6, ["04", "05", "06", "07", "08", "09"]),
        (date(2026, 4, 2), date(2026, 9, 30), 6, ["05", "06", "07", "08", "09"]),
        (date(2024, 4, 1), date(2026, 11, 30), 6, ["07", "01", "07", "01", "07"]),
        (date(2024, 4, 15), date(2032, 11, 30), 6, ["01", "01", "01", "01"]),
    ],
)
def test_months_of_an_axis_are_evenly_apart_and_at_most_so_many(first, last, most, labels):
    found = months_between(first, last, most=most)
    assert [f"{month:%m}" for month in found] == labels
    assert all(first <= month <= last for month in found)
