"""Charts: numbers in, SVG out (Rules 9 and 32)."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from irp.charts import apart, months_between
from programmes.charts import COLOURS, LABEL_WIDTH, PLOT_WIDTH, Bar, gantt, trend_strip

SVG = "{http://www.w3.org/2000/svg}"
AS_AT = date(2026, 11, 12)


def drawn(*bars: Bar) -> ET.Element:
    return ET.fromstring(gantt(bars, title="Plan on a page", as_at=AS_AT))


def words(root: ET.Element) -> list[str]:
    return [text.text for text in root.iter(f"{SVG}text")]


def test_title_comes_first_and_the_font_stands_on_the_root():
    """Rule 32: a chart has a title that readers hear; inline SVG takes no font from the page."""
    for root in (drawn(Bar(label="HOU-01")), ET.fromstring(trend_strip([("SAO", [])], title="T"))):
        assert root[0].tag == f"{SVG}title"
        assert "Source Sans 3" in root.get("font-family")


def test_no_inline_style():
    """The content security policy of the site refuses style attributes."""
    bar = Bar(label="A", start=AS_AT, baseline=AS_AT, b0=date(2026, 1, 1), forecast=AS_AT)
    assert all(element.get("style") is None for element in drawn(bar).iter())


def test_text_is_escaped():
    root = drawn(Bar(label="Waste & <b>street</b>", words="TBC & more"))
    assert "Waste & <b>street</b>" in words(root)
    assert "TBC & more" in words(root)


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("HOU-01 Agree the plan", "HOU-01 Agree the plan"),
        ("W" * 60, "W" * 32 + "…"),
        ("i" * 80, "i" * 80),
        ("i" * 99, "i" * 87 + "…"),
        ("漢" * 40, "漢" * 26 + "…"),
    ],
)
def test_a_label_ends_before_the_plot(label, kept):
    """What SVG cannot break is shortened by its width: wide letters sooner, narrow ones later."""
    assert words(drawn(Bar(label=label, baseline=AS_AT)))[1] == kept


def test_baseline_forecast_and_actual_are_three_marks():
    """Rule 9: baseline, forecast and actual are separate; an actual replaces the forecast."""
    baseline = date(2026, 6, 30)
    planned = drawn(Bar(label="A", baseline=baseline, forecast=date(2026, 9, 30)))
    done = drawn(Bar(label="A", baseline=baseline, forecast=date(2026, 9, 30), actual=baseline))
    legend = 3  # diamonds of the legend
    late = [one for one in planned.iter(f"{SVG}polygon") if one.get("stroke") == "#8d0f14"]
    assert len(late) == 1 + 1  # the row's and the legend's
    assert len(list(done.iter(f"{SVG}polygon"))) == 1 + legend
    assert [one for one in done.iter(f"{SVG}polygon") if one.get("fill") == "#1d3c6e"]


def test_a_late_forecast_is_told_apart_without_its_colour():
    """Rule 32: never colour alone; a dot stands in the diamond of a forecast after the baseline."""
    baseline = date(2026, 6, 30)

    def dots(forecast: date) -> int:
        root = drawn(Bar(label="A", baseline=baseline, forecast=forecast))
        return len(list(root.iter(f"{SVG}circle")))

    assert dots(date(2026, 9, 30)) == dots(baseline) + 1


def test_b0_shows_only_where_the_baseline_moved():
    """Rule 9: re-baselining does not hide B0."""
    end = date(2026, 6, 30)

    def marks(b0: date) -> int:
        lines = drawn(Bar(label="A", baseline=end, b0=b0)).iter(f"{SVG}line")
        return sum(line.get("stroke") == "#1d3c6e" for line in lines)

    assert marks(date(2026, 3, 31)) == marks(end) + 1


def test_rule_8_a_stretch_of_time_is_hollow_and_a_line_leads_to_its_last_day():
    """A range is no day: the bar is hollow along it, never solid to its end."""
    first, last = date(2026, 4, 1), date(2026, 9, 30)
    ranged = {"baseline_from": first, "forecast_from": first}

    def solid(root: ET.Element) -> float:
        bars = [rect for rect in root.iter(f"{SVG}rect") if rect.get("fill") == "#9fb3d1"]
        return float(bars[0].get("width"))  # the row's: the legend's comes last

    def count(root: ET.Element, tag: str) -> int:
        return len(list(root.iter(f"{SVG}{tag}")))

    row = {"label": "A", "start": date(2026, 1, 1), "baseline": last, "forecast": last}
    on_a_day, along = drawn(Bar(**row)), drawn(Bar(**row, **ranged))
    assert solid(along) < solid(on_a_day)
    assert count(along, "rect") == count(on_a_day, "rect") + 2, "the row's and the legend's"
    assert count(along, "line") == count(on_a_day, "line") + 1
    assert "On a day of these" in words(along) and "On a day of these" not in words(on_a_day)
    for start in (None, last):  # nothing is planned before it begins
        within = drawn(Bar(label="A", start=start, baseline=last, baseline_from=first))
        assert count(within, "rect") == 1 + 2


def test_a_row_without_days_keeps_its_words():
    """Rule 10: to be confirmed is neither late nor on track."""
    assert "To be confirmed" in words(drawn(Bar(label="A", words="To be confirmed")))


def test_every_mark_lies_within_the_plot():
    bar = Bar(label="A", start=date(2024, 2, 1), baseline=date(2032, 12, 31), forecast=AS_AT)
    for rect in drawn(bar, bar).iter(f"{SVG}rect"):
        assert float(rect.get("x")) >= 0
        assert float(rect.get("x")) + float(rect.get("width")) <= LABEL_WIDTH + PLOT_WIDTH + 0.1


def test_a_mark_on_the_last_day_is_not_cut_off():
    end = date(2026, 12, 31)
    root = drawn(Bar(label="A", baseline=AS_AT, forecast=end))
    corners = [
        float(corner.split(",")[0])
        for diamond in root.iter(f"{SVG}polygon")
        for corner in diamond.get("points").split()
    ]
    assert max(corners) > LABEL_WIDTH + PLOT_WIDTH
    assert max(corners) + 1 <= float(root.get("width"))


def test_a_trend_shows_each_rating_by_its_shape_and_none_without_colour():
    """Rules 4 and 32: square, triangle, circle; not reported is a hollow box, never a colour.

    Received and not rated is neither: a bar.
    """
    root = ET.fromstring(
        trend_strip([("SAO", ["red", "amber", "green", None, "not_rated"])], title="Ratings of HOU")
    )
    assert len(list(root.iter(f"{SVG}polygon"))) == 1
    assert len(list(root.iter(f"{SVG}circle"))) == 1
    square, hollow, bar = root.iter(f"{SVG}rect")
    assert square.get("fill") == "#8d0f14"
    assert hollow.get("fill") == "#ffffff" and hollow.get("stroke-dasharray")
    assert float(bar.get("height")) < 2 and bar.get("fill") not in COLOURS.values()


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
