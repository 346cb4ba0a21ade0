"""Rows of indicators as facts: now, and as history held them (DESIGN 2a)."""

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from irp.history import act, record, write_acts
from irp.readings import AsAt, Now
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from kpis.actions import record_reading
from kpis.models import Indicator, Reading, Target
from kpis.presenters import indicators_sheet
from kpis.readings import indicator
from kpis.readings import indicators as every_indicator
from kpis.words import Figure, Polarity, Yardstick
from tests.kpis.groups import same_groups
from tests.world import LOADED_AT, NOW

LATER = NOW + timedelta(days=3)
SOURCES = [Now, AsAt]
SPRING = date(2027, 3, 1)  # what was read in summer is late by then


def read(world, month, value, *, revised=False, at=NOW, row=None):
    figure = Figure.REVISED if revised else Figure.PROVISIONAL
    return record_reading(
        row or Indicator.objects.get(ref="KPI-3-01"), month=month, value=Decimal(value),
        figure=figure, note="", reason="Late records" if revised else "", by=world.user("cpmo"),
        at=at,
    )  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
def test_rule_27_one_reading_a_month_stands_the_last_recorded_newest_month_first(
    world, indicators, source
):
    read(world, date(2026, 9, 1), "12.5")
    read(world, date(2026, 8, 1), "11")
    read(world, date(2026, 9, 1), "13", revised=True)
    facts = indicator(source(NOW), "KPI-3-01")
    assert [(reading.month.month, reading.value, reading.provisional)
            for reading in facts.readings] == [
        (9, Decimal(13), False), (8, Decimal(11), True)
    ]  # fmt: skip
    assert [reading.reason for reading in facts.readings] == ["Late records", ""]
    assert facts.outcomes == ("Safe services",) and facts.aim == 3
    assert [reading.value for reading in indicator(source(NOW), "KPI-3-01", months=1).readings] == [
        13
    ]
    assert indicator(source(NOW), "KPI-9-99") is None


def test_as_at_shows_the_figure_recorded_by_then_and_the_name_of_then(world, indicators):
    read(world, date(2026, 9, 1), "12.5")
    read(world, date(2026, 9, 1), "13", revised=True, at=LATER)
    repairs = indicators["percent"]
    repairs.name = "Repairs done on time"
    record(repairs, by="test", at=LATER)
    then, now = indicator(AsAt(NOW), repairs.ref), indicator(AsAt(LATER), repairs.ref)
    assert (then.name, then.readings[0].value) == ("Repairs on time", Decimal("12.5"))
    assert (now.name, now.readings[0].value) == ("Repairs done on time", Decimal(13))
    assert now == indicator(Now(LATER), repairs.ref)
    assert indicator(AsAt(LOADED_AT - timedelta(days=1)), repairs.ref) is None


def test_outcomes_are_those_of_then(world, indicators):
    assert [facts.outcomes for facts in every_indicator(AsAt(NOW))] == [("Safe services",), ()]
    assert every_indicator(AsAt(NOW)) == every_indicator(Now(NOW))


@pytest.mark.parametrize("source", SOURCES)
def test_ten_times_the_readings_make_no_more_rows_and_no_more_statements(world, indicators, source):
    def asked(months):
        with CaptureQueriesContext(connection) as statements:
            found = every_indicator(source(NOW), months=months)
        return len(statements), sum(len(facts.readings) for facts in found)

    for month in range(1, 4):
        read(world, date(2023, month, 1), "1")
    few = asked(3)
    for number in range(30):
        read(world, date(2023 + number // 12, 1 + number % 12, 1), "2", revised=True)
    statements = {Now: 5, AsAt: 6}[source]  # which version a tie is of is asked first
    assert asked(3) == few == (statements, 3)
    assert asked(24) == (statements, 24)


def _told(world, indicators):
    """Read and judge indicators in every way that a list tells apart, some of it later."""
    units = ("percent", "yes/no", "number", "pounds")
    for number, (unit, polarity, _) in enumerate(product(units, Polarity, range(6)), start=3):
        row = Indicator(
            ref=f"KPI-3-{number:02}", aim=indicators["percent"].aim, number=number,
            name=f"N{number}", unit=unit, polarity=polarity.value,
            frequency=("", "monthly", "quarterly", "yearly", "survey")[number % 5],
            lag_months=(None, 0, 1)[number % 3],
        )  # fmt: skip
        record(row, by="test", at=LOADED_AT)
        chance = Random(number)
        readings = [
            act(
                Reading, by="test", at=chance.choice((NOW, NOW, LATER)), indicator=row,
                month=date(2026, month, 1), value=Decimal(chance.choice((0, 1, 1, 50))),
                figure=Figure.REVISED.value,
            )
            for month in chance.choices(range(1, 12), k=chance.randint(0, 5))
        ]  # fmt: skip
        targets = [
            act(
                Target, by="test", at=chance.choice((NOW, NOW, LATER)), indicator=row,
                kind=chance.choice((*Yardstick, Yardstick.TARGET)).value, number=version,
                from_month=date(2026, chance.choice((1, 1, 12)), 1),
                value=chance.choice((None, Decimal(1), Decimal(40), Decimal(40))),
                decided_by="A", reason="B",
            )
            for version in range(1, chance.randint(1, 4))
        ]  # fmt: skip
        if number % 4 == 0:
            targets.append(
                act(
                    Target, by="test", at=NOW, indicator=row, kind="baseline", number=9,
                    from_month=date(2026, 1, 1), value=Decimal(30), decided_by="A", reason="B",
                )
            )  # fmt: skip
        write_acts(readings)
        write_acts(targets)


@pytest.mark.parametrize("source", [Now(NOW), Now(LATER), AsAt(NOW), AsAt(LATER)])
def test_a_list_is_grouped_and_counted_as_its_lines_are(world, indicators, source):
    _told(world, indicators)
    same_groups(source, measured=Measured(london_day(source.at)))
    same_groups(source, measured=Measured(SPRING))
    assert all(
        asdict(indicators_sheet(source, measured=Measured(SPRING), page=None).counts).values()
    )
