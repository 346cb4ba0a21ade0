"""Indicators: facts in, lines out (Rule 27)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from irp.rules.measuring import Measured
from kpis.facts import IndicatorFacts, ReadingFacts, TargetFacts
from kpis.figures import indicator_counts, indicator_line, most_moved, versions_in_turn, worst_first
from kpis.figures.findings import finding
from kpis.words import Figure, Frequency, KpiStatus, Polarity, Yardstick

ON = date(2026, 11, 29)
TODAY = Measured(ON)
MONTHLY = {"frequency": Frequency.MONTHLY, "lag_months": 1}


def reading(month: int, value: str, *, provisional: bool = False) -> ReadingFacts:
    return ReadingFacts(
        month=date(2026, month, 1), value=Decimal(value), provisional=provisional, note="",
        by_name="Ann", by_post="CPMO", at=datetime(2026, 11, 2, tzinfo=UTC),
    )  # fmt: skip


def target(number: int, month: int, value: str | None, **changes: object) -> TargetFacts:
    values = {
        "kind": Yardstick.TARGET, "number": number, "from_month": date(2026, month, 1),
        "value": Decimal(value) if value else None, "source": "", "decided_by": "Cabinet",
        "reason": "Budget", "by_name": "Ann", "by_post": "CPMO",
        "at": datetime(2026, 3, number, tzinfo=UTC),
    }  # fmt: skip
    return TargetFacts(**values | changes)


def facts(*readings: ReadingFacts, targets: tuple[TargetFacts, ...] = (), ref: str = "KPI-1"):
    return IndicatorFacts(
        ref=ref, aim=1, outcomes=(), number=1, name="Repairs", unit="percent",
        polarity=Polarity.HIGHER, note="", readings=readings, targets=targets,
    )  # fmt: skip


def test_all_values_of_an_indicator_have_the_same_decimal_places():
    line = indicator_line(
        facts(reading(9, "42.25"), reading(8, "42"), targets=(target(1, 4, "45.5"),)),
        measured=TODAY,
    )
    assert [reading_line.printed for reading_line in line.readings] == ["42.25%", "42.00%"]
    assert (line.target.printed, line.change_printed) == ("45.50%", "+0.25 points")
    pounds = replace(facts(reading(9, "1200"), reading(8, "1100.5")), unit="pounds")
    in_pounds = indicator_line(pounds, measured=TODAY).readings
    assert [reading_line.printed for reading_line in in_pounds] == [
        "£1,200.00", "£1,100.50",
    ]  # fmt: skip
    whole = replace(facts(reading(9, "1200"), reading(8, "1100")), unit="number")
    assert [
        reading_line.printed for reading_line in indicator_line(whole, measured=TODAY).readings
    ] == [
        "1,200",
        "1,100",
    ]


def test_the_newest_month_is_the_latest_and_every_value_is_printed_in_its_unit():
    line = indicator_line(
        facts(reading(9, "12.5000", provisional=True), reading(8, "11")), measured=TODAY
    )
    assert line.latest is line.readings[0]
    assert [reading_line.printed for reading_line in line.readings] == ["12.5%", "11.0%"]
    assert [reading_line.figure for reading_line in line.readings] == [
        Figure.PROVISIONAL,
        Figure.REVISED,
    ]
    assert line.printed == "12.5%"


def test_without_a_reading_it_says_so():
    line = indicator_line(facts(), measured=TODAY)
    assert (line.latest, line.printed) == (None, "No readings yet")


def test_rule_25_each_reading_has_the_target_of_its_month_and_the_line_that_of_today():
    line = indicator_line(
        facts(
            reading(9, "94"), reading(8, "94"), reading(2, "94"),
            targets=(target(1, 4, "90"), target(2, 9, "95"), target(3, 11, "97")),
        ),
        measured=TODAY,
    )  # fmt: skip
    assert [
        reading_line.target and reading_line.target.printed for reading_line in line.readings
    ] == ["95.0%", "90.0%", None]
    assert [reading_line.status for reading_line in line.readings] == [
        KpiStatus.OFF_TARGET, KpiStatus.ON_TARGET, None,
    ]  # fmt: skip
    assert (line.target.printed, line.status) == ("97.0%", KpiStatus.OFF_TARGET)
    assert [version.number for version in line.versions] == [3, 2, 1]


def test_rule_25_versions_follow_one_another_without_those_corrected():
    versions = indicator_line(
        facts(
            targets=(
                target(1, 4, "90"), target(2, 6, "95"), target(3, 4, "92"), target(4, 8, None),
                target(1, 5, "99", kind=Yardstick.BENCHMARK), target(5, 12, "98"),
            )
        ),
        measured=TODAY,
    ).versions  # fmt: skip
    found = versions_in_turn(versions, Yardstick.TARGET, until=ON)
    assert [(version.from_month.month, version.printed) for version in found] == [
        (4, "92.0%"), (6, "95.0%"), (8, "None from this month on"),
    ]  # fmt: skip


def test_a_line_says_its_change_and_those_that_moved_most_come_first():
    lines = [
        indicator_line(
            facts(reading(9, now), reading(8, before), ref=f"KPI-{number}"), measured=TODAY
        )
        for number, (now, before) in enumerate(
            [("50", "50"), ("55", "50"), ("40", "50"), ("1", "0")]
        )
    ]
    assert [line.change_printed for line in lines[:3]] == [
        "No change", "+5.0 points", "\N{MINUS SIGN}10.0 points",
    ]  # fmt: skip
    assert [line.ref for line in most_moved(lines)] == ["KPI-3", "KPI-2", "KPI-1"]
    assert indicator_line(facts(reading(9, "5")), measured=TODAY).change_printed == ""


def test_rule_27_a_line_says_which_readings_are_late_and_which_are_missing():
    known = replace(facts(reading(7, "5"), reading(5, "5")), **MONTHLY)
    line = indicator_line(known, measured=TODAY)
    assert (line.late_printed, line.late) == ("2 readings late, since August 2026", 2)
    assert line.missing_printed == "Missing: June 2026"
    line = indicator_line(known, measured=Measured(date(2026, 10, 1)))
    assert (line.late_printed, line.missing) == ("Late: August 2026", 1)
    unsaid = indicator_line(facts(reading(7, "5"), reading(5, "5")), measured=TODAY)
    assert (unsaid.late, unsaid.missing, unsaid.late_printed, unsaid.missing_printed) == (
        0, 0, "", "",
    )  # fmt: skip


def test_rule_6_off_target_comes_first_and_every_group_is_counted():
    missed = indicator_line(facts(reading(9, "50"), targets=(target(1, 4, "90"),)), measured=TODAY)
    moved = indicator_line(facts(reading(9, "50"), reading(8, "5"), ref="KPI-0"), measured=TODAY)
    old = indicator_line(
        replace(facts(reading(8, "50"), reading(6, "50"), ref="KPI-2"), **MONTHLY), measured=TODAY
    )
    unread = indicator_line(facts(ref="KPI-3"), measured=TODAY)
    every = [old, unread, moved, missed]
    assert [line.ref for line in worst_first(every)] == ["KPI-1", "KPI-0", "KPI-2", "KPI-3"]
    counts = indicator_counts(every)
    assert (counts.every, counts.unread, counts.late, counts.missing) == (4, 1, 1, 1)
    assert (counts.readings_late, counts.readings_missing, counts.with_target) == (1, 1, 1)
    assert (counts.off_target, counts.moved) == (1, 1)


def test_what_did_not_change_in_a_year_is_said_once():
    year = [replace(reading(9, "42"), month=date(2025, 9, 1)), reading(9, "42")]
    line = indicator_line(facts(*reversed(year)), measured=TODAY)
    assert finding(line).endswith("; no change on a year before")
