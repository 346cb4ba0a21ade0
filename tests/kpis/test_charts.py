"""The line of readings: numbers in, SVG out."""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from kpis.charts import Level, PlottedValue, line_chart
from kpis.words import Yardstick

SVG = "{http://www.w3.org/2000/svg}"


def points(*values):
    return [
        PlottedValue(
            date(2026, number + 1, 1), Decimal(value), f"{value}%", provisional=number == 2
        )
        for number, value in enumerate(values)
    ]


def drawn(*values, title="A line"):
    drawing = line_chart(points(*values), title=title, unit="percent")
    return ElementTree.fromstring(drawing.wide)


def test_rule_32_the_title_comes_first_and_names_it():
    root = drawn("1", "2")
    assert root[0].tag == f"{SVG}title" and root[0].text == "A line"
    assert root.get("role") == "img"


def test_every_point_says_its_month_and_value():
    titles = [title.text for title in drawn("1", "2", "3").iterfind(f"{SVG}circle/{SVG}title")]
    assert titles == ["January 2026: 1%", "February 2026: 2%", "March 2026: 3%"]


def test_a_provisional_point_is_hollow():
    fills = [point.get("fill") for point in drawn("1", "2", "3").iterfind(f"{SVG}circle")]
    assert fills[0] == fills[1] != fills[2] == "#fff"


def test_time_is_in_proportion_and_higher_values_stand_higher():
    first, second, third = drawn("1", "2", "4").iterfind(f"{SVG}circle")
    across = [float(point.get("cx")) for point in (first, second, third)]
    assert across[1] - across[0] == pytest.approx(across[2] - across[1], abs=0.2)
    assert float(third.get("cy")) < float(second.get("cy")) < float(first.get("cy"))


@pytest.mark.parametrize("values", [("0", "0"), ("-5", "5"), ("0.0001", "0.0002"),
                                    ("999999999999", "1"), ("7",)])  # fmt: skip
def test_any_values_stay_within_the_plot(values):
    root = drawn(*values)
    for point in root.iterfind(f"{SVG}circle"):
        assert 14 <= float(point.get("cy")) <= 196 and 74 <= float(point.get("cx")) <= 704


def test_nothing_but_presentation_attributes_and_escaped_words():
    text = line_chart(points("1"), title="<b>&", unit="percent").wide
    assert "style" not in text and "<b>" not in text and "&lt;b&gt;&amp;" in text


def test_rule_32_a_narrow_window_has_a_drawing_of_its_own_with_the_same_words():
    drawing = line_chart(points(*"123456789"), title="A line", unit="percent", levels=[])
    wide, narrow = (ElementTree.fromstring(picture) for picture in (drawing.wide, drawing.narrow))
    assert float(narrow.get("font-size")) >= 12 and narrow.get("viewBox").split()[2] == "290"
    for label in narrow.iter(f"{SVG}text"):
        assert 0 <= float(label.get("x")) <= 290 and float(label.get("y")) <= 260
    assert len(list(narrow.iter(f"{SVG}circle"))) == len(list(wide.iter(f"{SVG}circle"))) == 9
    text = " ".join(label.text for label in narrow.iter(f"{SVG}text"))
    assert "Filled: revised. Hollow: provisional. In" in text and "percent." in text


def test_no_reading_draws_no_line():
    with pytest.raises(ValueError):
        line_chart([], title="None", unit="percent")


def level(*steps, kind=Yardstick.TARGET):
    stepped = tuple(
        (date(2026, month, 1), value and Decimal(value), f"{value}%") for month, value in steps
    )
    return Level(kind=kind, steps=stepped)


def lines_of(*levels, values=("10", "20", "30")):
    drawing = line_chart(points(*values), title="A line", unit="percent", levels=levels)
    root = ElementTree.fromstring(drawing.wide)
    return root, [path for path in root.iterfind(f"{SVG}path") if path.get("stroke-dasharray")]


def test_the_numbers_of_an_axis_are_even_and_millions_are_said_where_there_is_no_room():
    """5 stood above 5.5, and £9,500,000 lost its first figure on a phone."""

    def numbers(drawn):
        root = ElementTree.fromstring(drawn)
        return [
            label.text for label in root.iterfind(f"{SVG}text") if label.get("text-anchor") == "end"
        ]

    half = line_chart(points("5", "5.5", "6"), title="A line", unit="number")
    assert {len(number.partition(".")[2]) for number in numbers(half.wide)} == {1}
    pounds = line_chart(points("9500000", "9700000"), title="A line", unit="pounds")
    assert numbers(pounds.wide)[0] == "9,500,000" and numbers(pounds.narrow)[0] == "9.50m"


def test_rule_25_a_target_is_a_line_stepped_by_version():
    root, [target] = lines_of(level((1, "20"), (2, "50")))
    assert [target.get("d").count(letter) for letter in "MHV"] == [1, 2, 1]
    first, last = (point.get("cx") for point in (root.find(f"{SVG}circle"), root[-2]))
    assert target.get("d").startswith(f"M{first}") and target.get("d").endswith(f"H{last}")
    assert target[0].text == "Dashed: target, now 50%." in root[-1].text


def test_a_target_of_before_the_chart_begins_at_its_edge_and_a_withdrawn_one_ends():
    early = Level(Yardstick.TARGET, ((date(2025, 4, 1), Decimal(20), "20%"),))
    assert lines_of(early)[1][0].get("d").startswith("M74")
    [ended] = lines_of(level((1, "20"), (2, None)))[1]
    assert ended.get("d").count("H") == 1 and "now none" in ended[0].text


def test_rule_27_a_benchmark_is_a_line_of_its_own_and_the_scale_holds_both():
    root, found = lines_of(level((1, "90")), level((1, "99"), kind=Yardstick.BENCHMARK))
    assert len({path.get("stroke-dasharray") for path in found}) == 2
    heights = [float(path.get("d").split()[1].split("H")[0]) for path in found]
    assert all(14 <= height <= 196 for height in heights) and heights[1] < heights[0]
    assert "Dotted: benchmark, now 99%." in root[-1].text
