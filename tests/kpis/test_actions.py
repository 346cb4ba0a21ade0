"""Readings: who may record them, and that none is ever lost (Rule 27)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from irp.actions import Faulty, Refused
from irp.history import enact, record, record_ties
from irp.models import Aim, Conflict, Outcome, PenRequired
from irp.readings import Now
from kpis.actions import record_reading
from kpis.models import Indicator, Reading
from kpis.readings import indicator as facts_of
from kpis.words import Figure
from tests.world import LOADED_AT, LOADER, NOW


def reading(world, indicator, *, by="cpmo", **changes):
    entered = {
        "month": date(2026, 9, 1), "value": Decimal("12.5"), "figure": Figure.PROVISIONAL,
        "note": "",
    } | changes  # fmt: skip
    return record_reading(indicator, **entered, by=world.user(by), at=NOW)


def in_force(indicator):
    """Return the values that stand for each month, the newest first."""
    return [row.value for row in facts_of(Now(NOW), indicator.ref).readings]


@pytest.mark.parametrize("by", ["administrator", "sao", "rdl", "commissioner", "committee"])
def test_only_the_cpmo_records_readings(world, indicators, by):
    with pytest.raises(PermissionDenied):
        reading(world, indicators["percent"], by=by)


def test_rule_27_provisional_and_revised_are_both_kept_with_who_and_when(world, indicators):
    indicator = indicators["percent"]
    reading(world, indicator)
    reading(world, indicator, value=Decimal("13"), figure=Figure.REVISED, reason=" Late records ")
    readings = indicator.readings.order_by("pk")
    assert [(row.value, row.figure, row.reason) for row in readings] == [
        (Decimal("12.5"), "provisional", ""), (Decimal("13"), "revised", "Late records")
    ]  # fmt: skip
    assert (readings[1].by_name, readings[1].by_post, readings[1].at) == (
        "Person cpmo",
        "Post of cpmo",
        NOW,
    )
    assert in_force(indicator) == [Decimal("13")]


@pytest.mark.parametrize("figure", list(Figure))
@pytest.mark.parametrize("reason", ["", "  "])
def test_rule_27_another_figure_of_a_month_needs_a_reason(world, indicators, figure, reason):
    indicator = indicators["percent"]
    reading(world, indicator)
    with pytest.raises(Faulty) as refused:
        reading(world, indicator, value=Decimal("13"), figure=figure, reason=reason)
    assert refused.value.faults == {
        "reason": "Enter the reason for the revision, such as late records: 12.5% is recorded"
    }
    assert indicator.readings.count() == 1


def test_rule_27_a_provisional_figure_that_becomes_final_as_it_is_needs_no_reason(
    world, indicators
):
    indicator = indicators["percent"]
    reading(world, indicator)
    reading(world, indicator, value=Decimal("12.50"), figure=Figure.REVISED)
    reading(world, indicator, month=date(2026, 8, 1), value=Decimal("13"))  # another month's first
    assert list(indicator.readings.order_by("pk").values_list("figure", "reason")) == [
        ("provisional", ""), ("revised", ""), ("provisional", "")
    ]  # fmt: skip


def test_rule_27_a_revised_figure_is_not_made_provisional_again(world, indicators):
    reading(world, indicators["percent"], figure=Figure.REVISED)
    with pytest.raises(Faulty) as refused:
        reading(world, indicators["percent"])
    assert list(refused.value.faults) == ["figure"]
    assert Reading.objects.count() == 1


def test_rule_27_the_data_period_is_a_month_and_not_the_reports(world, indicators):
    recorded = reading(world, indicators["percent"], month=date(2026, 9, 17))
    assert recorded.month == date(2026, 9, 1)
    with pytest.raises(Faulty):
        reading(world, indicators["percent"], month=date(2026, 12, 1))


def test_4a1_the_key_of_no_reading_of_the_indicator_walks_past_no_conflict(world, indicators):
    indicator = indicators["percent"]
    first = reading(world, indicator, seen=0)
    elsewhere = reading(world, indicators["yes/no"], value=Decimal("1"), seen=0)
    for key in (elsewhere.pk, 999_999):
        with pytest.raises(Refused, match="Open this page again"):
            reading(world, indicator, value=Decimal("13"), seen=key)
    with pytest.raises(Conflict):
        reading(world, indicator, value=Decimal("13"), seen=0)
    reading(world, indicator, value=Decimal("13"), seen=first.pk, reason="Late records")
    assert indicator.readings.count() == 2


def test_the_latest_reading_is_of_the_newest_month_and_recorded_last(world, indicators):
    indicator = indicators["percent"]
    reading(world, indicator)
    reading(world, indicator, month=date(2026, 8, 1), value=Decimal("11"))
    assert in_force(indicator) == [Decimal("12.5"), Decimal("11")]
    reading(world, indicator, value=Decimal("14"), reason="Late records")
    assert in_force(indicator) == [Decimal("14"), Decimal("11")]


@pytest.mark.parametrize(
    "value", ["99999999999.9999", "-99999999999.9999", "12345678901.2345", "0.0001", "0"]
)
def test_a_value_comes_back_as_it_was_typed_up_to_the_bounds(world, indicators, value):
    """SQLite keeps 15 digits: what both databases would not keep exactly is refused."""
    indicator = indicators["percent"]
    indicator.unit = "number"
    reading(world, record(indicator, by=LOADER, at=NOW), value=Decimal(value))
    assert Reading.objects.get().value == Decimal(value)


@pytest.mark.parametrize("value", ["100000000000", "-100000000000", "999999999999.9999"])
def test_4a3_the_database_refuses_a_value_out_of_bounds(world, indicators, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(
            Reading, by="import", at=NOW, indicator=indicators["percent"], value=Decimal(value),
            month=date(2026, 9, 1), figure="revised",
        )  # fmt: skip


def test_the_outcomes_of_an_indicator_are_kept_with_who_and_why(world, indicators):
    indicator = Indicator.objects.get(pk=indicators["yes/no"].pk)
    aim = Aim.objects.get()
    outcome = record(Outcome(aim=aim, number=9, name="Another"), by=LOADER, at=LOADED_AT)
    before = indicator.history.count()
    record_ties(
        indicator, "outcomes", [outcome.pk], by=world.user("cpmo"), at=NOW, reason="Named late"
    )
    record_ties(
        indicator, "outcomes", [outcome.pk], by=world.user("cpmo"), at=NOW, reason="Nothing new"
    )
    assert indicator.history.count() == before + 1 and indicator.version == 2
    version = indicator.history.first()
    assert (version.actor_name, version.history_change_reason) == ("Person cpmo", "Named late")
    assert [tie.outcome for tie in version.outcomes.all()] == [outcome]
    record_ties(indicator, "outcomes", [], by=world.user("cpmo"), at=NOW, reason="Struck out")
    assert not indicator.history.first().outcomes.exists() and version.outcomes.exists()


def test_4a1_ties_written_from_a_stale_row_are_a_conflict(world, indicators):
    first = Indicator.objects.get(pk=indicators["percent"].pk)
    stale = Indicator.objects.get(pk=indicators["percent"].pk)
    record_ties(first, "outcomes", [], by=LOADER, at=NOW)
    first_outcome = Outcome.objects.get()
    with pytest.raises(Conflict), transaction.atomic():
        record_ties(stale, "outcomes", [first_outcome.pk], by=LOADER, at=NOW)
    assert not first.outcomes.exists()


def test_outcomes_are_not_written_without_the_pen(indicators):
    indicator = indicators["percent"]
    outcome = Outcome.objects.get()
    for write in (
        lambda: indicator.outcomes.clear(),
        lambda: indicator.outcomes.set([]),
        lambda: indicator.outcomes.remove(outcome),
        lambda: outcome.indicators.add(indicators["yes/no"]),
    ):
        with pytest.raises(PenRequired), transaction.atomic():
            write()
    assert list(indicator.outcomes.all()) == [outcome]
