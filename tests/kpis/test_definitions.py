"""An indicator is defined, answered for and measured from a baseline (Rule 27)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import Conflict
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from kpis.actions import (
    Entered,
    FaultyReadings,
    NewTarget,
    define_indicator,
    record_reading,
    record_readings,
    set_target,
)
from kpis.actions.definitions import DEFINED
from kpis.figures import indicator_line
from kpis.models import Indicator, Reading
from kpis.readings import definition
from kpis.readings import indicator as facts_of
from kpis.rules import Basis
from kpis.words import Direction, Figure, Frequency, NoDirection, Yardstick
from tests.world import NOW

AUG, SEP = date(2026, 8, 1), date(2026, 9, 1)


def define(world, row, *, by="cpmo", at=NOW, version=None, **changes):
    row = Indicator.objects.get(pk=row.pk)
    values = {name: getattr(row, name) for name in DEFINED} | changes
    return define_indicator(
        row, values, reason="Agreed", version=version or row.version, by=world.user(by), at=at
    )


def entered(month=SEP, value="12.5", **changes):
    given = {"month": month, "value": value and Decimal(value), "figure": Figure.PROVISIONAL}
    return Entered(**given | changes)


def defined(indicator, source):
    (row,) = source.rows(Indicator, ref=indicator.ref)
    return definition(source, row)


def test_rule_27_every_definition_is_kept_with_who_and_why_and_shown_as_at(world, indicators):
    indicator = indicators["percent"]
    define(world, indicator, definition="Repairs done by the day promised.", frequency="monthly")
    define(world, indicator, owner=world.posts["officer"], at=NOW + timedelta(days=1))
    version = indicator.history.first()
    assert (version.actor_name, version.history_change_reason) == ("Person cpmo", "Agreed")
    then = defined(indicator, AsAt(NOW))
    assert (then.frequency, then.owner) == (Frequency.MONTHLY, "")
    now = defined(indicator, Now(NOW))
    assert now.owner == "Post of officer" and now.definition == then.definition


@pytest.mark.parametrize("by", ["administrator", "sao", "rdl", "commissioner", "officer"])
def test_only_the_cpmo_defines_indicators(world, indicators, by):
    with pytest.raises(PermissionDenied):
        define(world, indicators["percent"], by=by, definition="Mine")


def test_4a1_a_stale_definition_is_a_conflict_and_the_same_again_is_refused(world, indicators):
    indicator = indicators["percent"]
    define(world, indicator, definition="First")
    with pytest.raises(Conflict):
        define(world, indicator, definition="Second", version=1)
    with pytest.raises(Refused, match="Change something"):
        define(world, indicator)


def test_rule_27_the_unit_does_not_change_under_readings(world, indicators):
    indicator = indicators["percent"]
    define(world, indicator, unit="number")
    define(world, indicator, unit="percent")
    record_reading(
        indicator, month=SEP, value=Decimal(12), figure=Figure.REVISED, note="",
        by=world.user("cpmo"), at=NOW,
    )  # fmt: skip
    with pytest.raises(Faulty) as refused:
        define(world, indicator, unit="number")
    assert list(refused.value.faults) == ["unit"]


def test_rule_27_who_answers_for_an_indicator_records_its_readings_alone(world, indicators):
    indicator, other = indicators["percent"], indicators["yes/no"]
    define(world, indicator, owner=world.posts["officer"])
    saved = record_readings([(indicator, entered())], by=world.user("officer"), at=NOW).saved
    assert [row.by_name for row in saved] == ["Person officer"]
    with pytest.raises(PermissionDenied):
        record_readings(
            [(indicator, entered(AUG)), (other, entered(value="1"))],
            by=world.user("officer"),
            at=NOW,
        )
    assert Reading.objects.count() == 1


def test_rule_27_a_value_is_worked_out_and_its_numbers_are_kept(world, indicators):
    basis = Basis(numerator=Decimal(1), denominator=Decimal(3))
    (row,) = record_readings(
        [(indicators["percent"], entered(value=None, basis=basis))], by=world.user("cpmo"), at=NOW
    ).saved
    row.refresh_from_db()
    assert (row.value, row.numerator, row.denominator) == (Decimal("33.33"), 1, 3)
    with pytest.raises(FaultyReadings) as refused:
        record_readings(
            [(indicators["percent"], entered(AUG, value="40", basis=basis))],
            by=world.user("cpmo"), at=NOW,
        )  # fmt: skip
    assert list(refused.value.faults[0]) == ["value"]


@pytest.mark.parametrize(
    "columns",
    [
        {"numerator": 1},
        {"numerator": 1, "denominator": 0},
        {"denominator": 1},
        {"respondents": 0},
        {"asked_from": SEP},
        {"asked_from": SEP, "asked_until": AUG},
    ],
)
def test_4a3_the_database_refuses_a_basis_that_is_none(indicators, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(
            Reading, by="import", at=NOW, indicator=indicators["percent"], value=Decimal(12),
            month=SEP, figure="revised", **columns,
        )  # fmt: skip


def test_many_readings_are_one_act_and_a_conflict_of_one_keeps_the_others(world, indicators):
    indicator, other = indicators["percent"], indicators["yes/no"]
    by = world.user("cpmo")
    first = record_readings([(indicator, entered(seen=0))], by=by, at=NOW).saved[0]
    recorded = record_readings(
        [(indicator, entered(value="13", seen=0)), (other, entered(value="1", seen=0))],
        by=by,
        at=NOW,
    )
    assert recorded.clashes == {indicator.ref: first}
    assert [row.indicator_id for row in recorded.saved] == [other.pk]


def test_faulty_readings_are_told_by_their_place_and_none_is_written(world, indicators):
    indicator, other = indicators["percent"], indicators["yes/no"]
    with pytest.raises(FaultyReadings) as refused:
        record_readings(
            [(indicator, entered()), (other, entered(value="2")),
             (indicator, entered(date(2026, 11, 1)))],
            by=world.user("cpmo"), at=NOW,
        )  # fmt: skip
    assert {place: list(found) for place, found in refused.value.faults.items()} == {
        1: ["value"], 2: ["month"]
    }  # fmt: skip
    assert not Reading.objects.exists()


def test_readings_of_one_act_stand_beside_each_other(world, indicators):
    indicator = indicators["percent"]
    with pytest.raises(FaultyReadings) as refused:
        record_readings(
            [(indicator, entered(figure=Figure.REVISED)), (indicator, entered())],
            by=world.user("cpmo"), at=NOW,
        )  # fmt: skip
    assert list(refused.value.faults[1]) == ["figure"]


def test_rule_27_a_baseline_gives_figures_since_it_a_direction(world, indicators):
    indicator, by = indicators["percent"], world.user("cpmo")

    def line():
        return indicator_line(facts_of(Now(NOW), indicator.ref), measured=Measured(NOW.date()))

    for month, value in ((date(2025, 9, 1), "11"), (AUG, "12"), (SEP, "12.5")):
        record_readings([(indicator, entered(month, value))], by=by, at=NOW)
    assert line().direction is NoDirection.NO_BASELINE and line().is_improving is None
    assert line().year_change == Decimal("1.5")
    assert line().year_direction is NoDirection.NO_BASELINE
    set_target(
        indicator,
        NewTarget(
            kind=Yardstick.BASELINE, value=Decimal("13"), from_month=AUG, decided_by="Cabinet",
            reason="Agreed",
        ),
        by=by, at=NOW, seen=0,
    )  # fmt: skip
    assert line().direction is Direction.WORSE and line().is_worse
    assert line().year_direction is Direction.BETTER and line().is_improving is True
    assert line().status is None  # nothing is judged by a baseline
