"""How a forecast moved from month to month, and the chart of it (Rules 9, 16 and 32)."""

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from itertools import combinations

import pytest

from irp.charts import width_of
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from programmes.charts.slip import slip_chart
from programmes.facts import BaselineFacts, MilestoneFacts, ReportFacts
from programmes.figures.milestones import milestone_line
from programmes.figures.slip import slip_of
from programmes.words import Delivery, ReturnState

SVG = "{http://www.w3.org/2000/svg}"
AT = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
NOT_REPORTED = ReturnState.NOT_REPORTED
TODAY = Measured(date(2026, 11, 29))


def when(words):
    return parse_plan_date(words, quarters=QuarterConvention.FINANCIAL)


def report(place, forecast, *, state=ReturnState.ASSURED):
    """Return the report of the month at a place from April 2026: a forecast, or done on a day."""
    done = forecast.startswith("done ")
    day = when(forecast.removeprefix("done "))
    return ReportFacts(
        month=date(2026, 4 + place, 1),
        delivery=Delivery.COMPLETE if done else Delivery.AMBER,
        forecast=UNDATED if done else day,
        actual_on=day.latest if done else None,
        narrative="Said.",
        reason="",
        no_change=False,
        by_name="Somebody",
        at=AT,
        state=state,
    )


def slip(*forecasts, baselines=("Jun 2026",), unsigned=()):
    reports = [
        report(
            place,
            words,
            state=ReturnState.NOT_REPORTED if place in unsigned else ReturnState.ASSURED,
        )
        for place, words in enumerate(forecasts)
    ]
    facts = MilestoneFacts(
        ref="HOU-06",
        programme="HOU",
        number=6,
        title="Report on supply",
        kind="dated",
        workstream=None,
        note="",
        erratum="",
        own_sao=None,
        own_lead_member=None,
        retired_on=None,
        baselines=tuple(
            BaselineFacts(number=number, start=UNDATED, end=when(end), reason="", at=AT)
            for number, end in enumerate(baselines)
        ),
        reports=tuple(reversed(reports)),
    )
    line = milestone_line(facts, measured=TODAY, month=date(2026, 11, 1))
    return slip_of(facts, line, measured=TODAY)


@pytest.mark.parametrize(
    ("forecasts", "finding"),
    [
        ((), "No forecast has been reported"),
        (("Jun 2026",), "The forecast has stayed at June 2026 in 1 report"),
        (("Jun 2026",) * 3, "The forecast has stayed at June 2026 in 3 reports"),
        (("done 4 Sep 2024", "Jun 2026"), "The forecast has stayed at June 2026 in 1 report"),
        (
            ("Jun 2026", "Sep 2026", "Sep 2026", "Dec 2026"),
            "The forecast has moved twice, 6 months later in all: from June 2026 to December 2026",
        ),
        (
            ("30 Jun 2026", "20 Jun 2026"),
            "The forecast has moved once, 10 days earlier: from 30 Jun 2026 to 20 Jun 2026",
        ),
        (
            ("Jun 2026", "Sep 2026", "Jun 2026"),
            "The forecast has moved twice and is June 2026 again",
        ),
        (
            ("Jun 2026", "Sep 2026", "done 4 Sep 2026"),
            "The forecast moved once, 3 months later: from June 2026 to September 2026",
        ),
    ],
)
def test_what_the_forecasts_did_is_said_in_a_sentence(forecasts, finding):
    assert slip(*forecasts).finding == finding


def test_rule_16_what_was_frozen_unsigned_is_no_point_and_no_move():
    found = slip("Jun 2026", "Dec 2026", "Jun 2026", unsigned=[1])
    assert [point.month.month for point in found.points] == [4, 6]
    assert not found.moves


def test_a_forecast_given_or_taken_away_is_a_move_without_days():
    taken = slip("Jun 2026", "TBC", "Sep 2026").moves
    assert [(move.days, move.words) for move in taken] == [(None, "no date now"), (None, "dated")]


def drawn(found):
    drawing = slip_chart(found)
    return [ET.fromstring(picture) for picture in (drawing.wide, drawing.narrow)]


def words(root):
    return [text.text for text in root.iter(f"{SVG}text")]


def test_rule_32_both_widths_have_the_finding_as_title_and_each_move_in_words():
    found = slip("Jun 2026", "Sep 2026", "Dec 2026")
    for root in drawn(found):
        assert root[0].tag == f"{SVG}title" and root[0].text == found.finding
        assert root[1].tag == f"{SVG}desc"
        assert "May 2026: 3 months later, 30 Sep 2026." in root[1].text
        assert all(element.get("style") is None for element in root.iter())
        assert {"+3 months", "29 Nov 2026"} <= set(words(root))


def test_rule_9_a_moved_baseline_stands_beside_b0():
    held = slip("Jun 2026", "Sep 2026", baselines=("Jun 2026", "Sep 2026"))
    never = slip("Jun 2026", "Sep 2026")

    def dashes(found):
        return len(
            [
                stroke
                for stroke in drawn(found)[0].iter(f"{SVG}line")
                if stroke.get("stroke-dasharray")
            ]
        )

    assert dashes(held) == dashes(never) + 1
    assert "B1 Sep 2026" in words(drawn(held)[0])
    assert "Original Jun 2026" in words(drawn(held)[0])


def test_a_line_is_broken_where_a_month_names_no_day_and_ends_where_the_row_is_done():
    (broken,) = drawn(slip("Jun 2026", "TBC", "Sep 2026"))[0].iter(f"{SVG}path")
    assert broken.get("d").count("M") == 2
    done = drawn(slip("Jun 2026", "Sep 2026", "done 4 Sep 2026"))[0]
    assert "Done 4 Sep 2026" in words(done) and "29 Nov 2026" not in words(done)
    assert len(list(done.iter(f"{SVG}polygon"))) == 1


def test_many_moves_stay_within_the_drawing_and_no_label_lies_over_another():
    forecasts = [f"{day} {month} 2027" for month in ("Jan", "Feb") for day in (1, 8, 15, 22)]
    for root in drawn(slip(*forecasts)):
        _, _, width, height = map(float, root.get("viewBox").split())
        text = float(root.get("font-size"))
        boxes = [
            (
                float(label.get("x")),
                float(label.get("x")) + width_of(label.text) * text,
                float(label.get("y")),
            )
            for label in root.iter(f"{SVG}text")
            if label.text.startswith("+")
        ]
        assert len(boxes) > 2
        for (first, last, y), (begin, end, other) in combinations(boxes, 2):
            assert abs(y - other) > text or last < begin or end < first
        assert all(0 <= float(label.get("x")) <= width for label in root.iter(f"{SVG}text"))
        assert all(0 <= float(label.get("y")) <= height for label in root.iter(f"{SVG}text"))
