"""The line of readings: numbers in, SVG out."""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from kpis.charts import Point, line_chart

SVG = "{http://www.w3.org/2000/svg}"


def points(*values):
    return [
        Point(date(2026, number + 1, 1), Decimal(value), f"{value}%", provisional=number == 2)
        for number, value in enumerate(values)
    ]


def drawn(*values, title="A line"):
    return ElementTree.fromstring(str(line_chart(points(*values), title=title, unit="percent")))


def test_rule_32_the_title_comes_first_and_names_it():
    root = drawn("1", "2")
    assert root[0].tag == f"{SVG}title" and root[0].text == "A line"
    assert root.get("role") == "img"


def test_every_point_says_its_month_and_value():
    titles = [one.text for one in drawn("1", "2", "3").iterfind(f"{SVG}circle/{SVG}title")]
    assert titles == ["January 2026: 1%", "February 2026: 2%", "March 2026: 3%"]


def test_a_provisional_point_is_hollow():
    fills = [one.get("fill") for one in drawn("1", "2", "3").iterfind(f"{SVG}circle")]
    assert fills[0] == fills[1] != fills[2] == "#fff"


def test_time_is_in_proportion_and_higher_values_stand_higher():
    first, second, third = drawn("1", "2", "4").iterfind(f"{SVG}circle")
    across = [float(one.get("cx")) for one in (first, second, third)]
    assert across[1] - across[0] == pytest.approx(across[2] - across[1], abs=0.2)
    assert float(third.get("cy")) < float(second.get("cy")) < float(first.get("cy"))


@pytest.mark.parametrize("values", [("0", "0"), ("-5", "5"), ("0.0001", "0.0002"),
                                    ("999999999999", "1"), ("7",)])  # fmt: skip
def test_any_values_stay_within_the_plot(values):
    root = drawn(*values)
    for one in root.iterfind(f"{SVG}circle"):
        assert 14 <= float(one.get("cy")) <= 196 and 74 <= float(one.get("cx")) <= 704


def test_nothing_but_presentation_attributes_and_escaped_words():
    text = str(line_chart(points("1"), title="<b>&", unit="percent"))
    assert "style" not in text and "<b>" not in text and "&lt;b&gt;&amp;" in text


def test_no_reading_draws_no_line():
    with pytest.raises(ValueError):
        line_chart([], title="None", unit="percent")
