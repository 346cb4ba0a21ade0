"""The plan curve and late milestones by age (Rules 8 to 10 and 32)."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from irp.rules.measuring import Measured
from programmes.charts import ages, curve
from programmes.facts import Position
from programmes.figures.ages import ages_finding, late_by_age
from programmes.figures.counts import LateRow
from programmes.figures.curve import plan_curve
from programmes.words import Delivery

SVG = "{http://www.w3.org/2000/svg}"
TODAY = Measured(date(2026, 11, 29))
JUNE, LAST = date(2026, 6, 30), date(2026, 11, 30)


def row(baseline=JUNE, *, b0=None, done=None, kind="dated", delivery=None):
    return Position(
        ref="HOU-01",
        programme="HOU",
        own_sao=None,
        reported_by=None,
        kind=kind,
        b0_latest=b0 or baseline,
        baseline_latest=baseline,
        moves=int(b0 is not None),
        delivery=Delivery.COMPLETE if done else delivery,
        actual_on=done,
        forecast_latest=None,
        month=None,
        delivery_before=None,
        forecast_before=None,
        is_unconfirmed=False,
    )


def test_it_counts_what_was_planned_and_completed_by_each_months_end():
    found = plan_curve([row(), row(done=date(2026, 8, 3)), row(LAST)], measured=TODAY)
    counts = {f"{point.on:%m}": (point.baseline, point.done) for point in found.points}
    assert counts["06"] == (2, 0) and counts["08"] == (2, 1) and counts["11"] == (3, 1)
    assert (found.planned, found.done, found.gap) == (2, 1, "1 behind")
    assert found.finding == (
        "2 of 3 dated milestones were planned by 29 Nov 2026, 1 are completed: 1 behind"
    )


def test_rule_10_what_was_completed_without_a_date_is_said_beside_those_that_had_one():
    dateless = row(None, done=date(2026, 8, 3), kind="ongoing")
    found = plan_curve([row(done=date(2026, 8, 3)), dateless], measured=TODAY)
    assert (found.done, found.undated) == (1, 1)
    assert "1 are completed (1 more had no date in the plan): on plan" in found.finding


def test_rule_14_a_month_is_measured_at_the_end_of_its_last_day():
    month = Measured.month_end(date(2026, 11, 1))
    assert plan_curve([row(LAST)], measured=month).planned == 1
    assert plan_curve([row(LAST, done=date(2026, 12, 3))], measured=month).done == 0


def test_rule_9_original_and_current_dates_are_two_lines_where_they_differ():
    moved = plan_curve([row(LAST, b0=JUNE), row()], measured=TODAY)
    assert moved.is_moved and not plan_curve([row()], measured=TODAY).is_moved
    words = [
        label.text for label in ET.fromstring(curve.drawn(moved, curve.WIDE)).iter(f"{SVG}text")
    ]
    assert "Original 2" in words and "Current 2" in words and "Completed 0" in words


def test_the_original_dates_are_seen_where_the_current_ones_are_the_same():
    """The thin dashed line comes after the wide one, which it would lie under."""
    moved = plan_curve([row(LAST, b0=JUNE), row()], measured=TODAY)
    first, second, _ = ET.fromstring(curve.drawn(moved, curve.PRINT)).iter(f"{SVG}path")
    assert second.get("stroke-dasharray") and not first.get("stroke-dasharray")
    assert float(first.get("stroke-width")) > float(second.get("stroke-width", "1"))
    assert first.get("stroke") != second.get("stroke")


def test_rule_10_what_has_no_day_is_in_no_line_and_what_is_descoped_is_named():
    found = plan_curve(
        [row(), row(kind="ongoing", baseline=None), row(delivery=Delivery.DESCOPED)],
        measured=TODAY,
    )
    assert (found.every, found.planned) == (2, 2)
    assert found.finding.endswith("2 behind, 1 of them descoped")
    assert not plan_curve([row(kind="tbc", baseline=None)], measured=TODAY).points


def test_what_is_done_early_is_ahead_and_the_axis_ends_a_year_on():
    found = plan_curve([row(date(2032, 12, 31), done=date(2026, 1, 5))], measured=TODAY)
    assert found.gap == "1 ahead" and found.points[-1].on == date(2027, 11, 30)
    assert [point.done for point in found.points][-1] is None


@pytest.mark.parametrize("size", [curve.WIDE, curve.NARROW, curve.PRINT])
def test_the_curve_lies_within_its_drawing_and_names_its_lines(size):
    found = plan_curve([row(), row(done=date(2026, 8, 3)), row(LAST)], measured=TODAY)
    root = ET.fromstring(curve.drawn(found, size))
    assert root[0].text == found.finding
    assert all(element.get("style") is None for element in root.iter())
    words = {label.text for label in root.iter(f"{SVG}text")}
    assert {"Planned 3", "Completed 1", "1 behind"} <= words
    for label in root.iter(f"{SVG}text"):
        assert (
            0 <= float(label.get("x")) <= size.width and 0 <= float(label.get("y")) <= size.height
        )


def late(*days):
    return [LateRow(ref=f"HOU-{place:02}", days=late_by) for place, late_by in enumerate(days)]


def test_each_late_row_stands_in_one_band_and_an_empty_band_says_so():
    bands = late_by_age(late(900, 731, 730, 366, 365, 183, 182, 92, 91, 1))
    assert [len(band.rows) for band in bands] == [2, 2, 2, 2, 2]
    assert ages_finding(bands) == "10 late milestones: 4 for more than a year"
    assert ages_finding(late_by_age(late(5))) == "1 late milestone: 0 for more than a year"
    root = ET.fromstring(ages.drawn(late_by_age(late(5)), ages.WIDE))
    assert [label.text for label in root.iter(f"{SVG}text")].count("0") == 4


@pytest.mark.parametrize("size", [ages.WIDE, ages.NARROW, ages.PRINT])
def test_references_stand_in_their_blocks_and_many_are_counted(size):
    root = ET.fromstring(ages.drawn(late_by_age(late(*[900] * 25)), size))
    words = [label.text for label in root.iter(f"{SVG}text")]
    assert "HOU-19" in words and "HOU-20" not in words and "and 5 more" in words
    for block in root.iter(f"{SVG}rect"):
        assert float(block.get("x")) + float(block.get("width")) <= size.width


def test_the_bar_of_a_row_tells_late_by_its_height():
    bar = ET.fromstring(ages.progress_bar(done=3, late=1, other=1))
    done, late_part, other = bar
    assert float(late_part.get("height")) > float(done.get("height"))
    assert other.get("fill") == "#ffffff"
    assert [
        element.tag for element in ET.fromstring(ages.progress_bar(done=0, late=0, other=0))
    ] == []
