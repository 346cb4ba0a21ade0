"""Readings: who may record them, and that none is ever lost (Rule 27)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from kpis.actions import Faulty, record_reading
from kpis.models import Indicator, Reading
from kpis.presenters import standing_readings
from tests.world import NOW

STANDING = Reading.Standing


def reading(world, indicator, *, by="cpmo", **changes):
    entered = {
        "month": date(2026, 9, 1), "value": Decimal("12.5"), "standing": STANDING.PROVISIONAL,
        "note": "",
    } | changes  # fmt: skip
    return record_reading(indicator, **entered, by=world.user(by), at=NOW)


@pytest.mark.parametrize("by", ["administrator", "sao", "rdl", "commissioner", "committee"])
def test_only_the_cpmo_records_readings(world, indicators, by):
    with pytest.raises(PermissionDenied):
        reading(world, indicators["percent"], by=by)


def test_rule_27_provisional_and_revised_are_both_kept_with_who_and_when(world, indicators):
    one = indicators["percent"]
    reading(world, one)
    reading(world, one, value=Decimal("13"), standing=STANDING.REVISED, note="Late data")
    kept = one.readings.order_by("pk")
    assert [(row.value, row.standing) for row in kept] == [
        (Decimal("12.5"), "provisional"), (Decimal("13"), "revised")
    ]  # fmt: skip
    assert (kept[1].by_name, kept[1].by_post, kept[1].at) == ("Person cpmo", "Post of cpmo", NOW)
    assert [row.value for row in standing_readings(one)] == [Decimal("13")]


def test_rule_27_a_revised_figure_is_not_made_provisional_again(world, indicators):
    reading(world, indicators["percent"], standing=STANDING.REVISED)
    with pytest.raises(Faulty) as refused:
        reading(world, indicators["percent"])
    assert list(refused.value.faults) == ["standing"]
    assert Reading.objects.count() == 1


def test_rule_27_the_data_period_is_a_month_and_not_the_reports(world, indicators):
    kept = reading(world, indicators["percent"], month=date(2026, 9, 17))
    assert kept.month == date(2026, 9, 1)
    with pytest.raises(Faulty):
        reading(world, indicators["percent"], month=date(2026, 12, 1))


def test_the_latest_reading_is_of_the_newest_month_and_recorded_last(world, indicators):
    one = indicators["percent"]
    newest = reading(world, one)
    reading(world, one, month=date(2026, 8, 1))
    latest = Indicator.objects.with_latest_reading().get(pk=one.pk)
    assert latest.latest_reading_id == newest.pk
    again = reading(world, one, value=Decimal("14"))
    latest = Indicator.objects.with_latest_reading().get(pk=one.pk)
    assert latest.latest_reading_id == again.pk
