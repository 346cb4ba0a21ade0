"""Indicators: facts in, lines out (Rule 27)."""

from datetime import UTC, date, datetime
from decimal import Decimal

from kpis.facts import IndicatorFacts, ReadingFacts
from kpis.figures import indicator_line
from kpis.words import Figure, Polarity


def reading(month: int, value: str, *, provisional: bool = False) -> ReadingFacts:
    return ReadingFacts(
        month=date(2026, month, 1), value=Decimal(value), provisional=provisional, note="",
        by_name="Ann", by_post="CPMO", at=datetime(2026, 11, 2, tzinfo=UTC),
    )  # fmt: skip


def facts(*readings: ReadingFacts) -> IndicatorFacts:
    return IndicatorFacts(
        ref="KPI-1", aim=1, outcomes=(), number=1, name="Repairs", unit="percent",
        polarity=Polarity.HIGHER, note="", readings=readings,
    )  # fmt: skip


def test_the_newest_month_is_the_latest_and_every_value_is_printed_in_its_unit():
    line = indicator_line(facts(reading(9, "12.5000", provisional=True), reading(8, "11")))
    assert line.latest is line.readings[0]
    assert [one.printed for one in line.readings] == ["12.5%", "11%"]
    assert [one.figure for one in line.readings] == [Figure.PROVISIONAL, Figure.REVISED]
    assert line.printed == "12.5%"


def test_without_a_reading_it_says_so():
    line = indicator_line(facts())
    assert (line.latest, line.printed) == (None, "No readings yet")
