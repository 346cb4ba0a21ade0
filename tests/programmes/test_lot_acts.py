"""Rule 25: assets and lots through their acts, and what receipts come to by them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError, transaction

from irp.actions import Faulty, NotOpen, Refused
from irp.history import enact
from irp.models import Conflict
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from packs.actions import freeze_period
from programmes.actions.lots import FaultyLots, ProgressEntry, add_lot, change_lot, enter_progress
from programmes.actions.receipt_targets import set_receipt_target
from programmes.figures.receipts import receipts_position
from programmes.models import LotProgress, ReceiptThreshold
from programmes.readings.receipts import progress_facts, receipts_facts
from programmes.rules.receipts import newest_of_each
from tests.programmes.lot_steps import SOLD_ON, lot, promise, sell, sold
from tests.world import NOW

LATER = NOW + timedelta(hours=1)
M = 1_000_000


def position(source=None):
    return receipts_position(receipts_facts(source or Now(LATER)), measured=Measured(NOW.date()))


def test_rule_24_an_added_lot_takes_the_next_reference(world):
    assert [lot(world).ref, lot(world, "Garages").ref] == ["LOT-01", "LOT-02"]


def test_rule_25_what_came_in_is_counted_against_the_target(world):
    sell(world, lot(world), 2 * M)
    lot(world, "Garages")
    promise(world, 5 * M)
    found = position()
    assert found.headline == "£2,000,000 received of £5,000,000 promised by 31 Mar 2027."
    assert (found.short, found.uncovered, found.count) == (3 * M, 3 * M, 2)


def test_rule_25_a_correction_is_a_new_entry_and_the_newest_counts(world):
    row = lot(world)
    sell(world, row, 2 * M)
    sell(world, row, 3 * M, at=NOW + timedelta(minutes=5))
    assert position().received == 3 * M
    assert position(AsAt(NOW + timedelta(minutes=1))).received == 2 * M
    assert LotProgress.objects.count() == 2


def test_rule_25_twin_the_newest_entry_of_each_lot_is_in_force(world):
    """`LotProgressQuerySet.in_force` and `newest_of_each` agree."""
    first, second = lot(world), lot(world, "Garages")
    for row, amount in ((first, M), (second, M), (first, 2 * M)):
        sell(world, row, amount)
    rows = LotProgress.objects.select_related("period")
    by_rule = newest_of_each((row.lot_id, progress_facts(row)) for row in rows)
    by_sql = {row.lot_id: row.pk for row in LotProgress.objects.in_force(at=LATER)}
    assert {key: entry.key for key, entry in by_rule.items()} == by_sql


def test_rule_25_every_fault_of_a_month_is_told_and_nothing_is_saved(world):
    row, other = lot(world), lot(world, "Garages")
    early = sold(M, completed_on=date(2026, 11, 1))
    entries = {row.ref: early, other.ref: sold(M, received=Decimal(2 * M))}
    with pytest.raises(FaultyLots) as refused, transaction.atomic():
        enter_progress(entries, by=world.user("rdl"), at=NOW)
    assert {ref: list(told) for ref, told in refused.value.faults.items()} == {
        "LOT-01": ["completed_on"], "LOT-02": ["received"]}  # fmt: skip
    assert not LotProgress.objects.exists()


def test_what_others_saved_is_left_and_handed_back(world):
    row, other = lot(world), lot(world, "Garages")
    sell(world, row, M)
    done = enter_progress({row.ref: sold(2 * M), other.ref: sold(M)}, by=world.user("sao"), at=NOW)
    assert list(done.clashes) == ["LOT-01"] and len(done.saved) == 1
    again = enter_progress({row.ref: sold(M)}, by=world.user("sao"), at=NOW)
    assert not again.clashes and not again.saved


def test_rule_16_a_frozen_month_takes_no_sale(world, django_assert_max_num_queries):
    row = lot(world)
    freeze_period(world.period, version=world.period.version, reason="x", by=world.user("cpmo"),
                  at=NOW + timedelta(minutes=5))  # fmt: skip
    with pytest.raises(NotOpen), transaction.atomic():
        sell(world, row, M, at=LATER)


def test_only_its_own_people_add_change_and_enter(world):
    row = lot(world)
    housing, values = world.programmes["HOU"], {"title": "Land"}
    with pytest.raises(PermissionDenied):
        add_lot(housing, values, by=world.user("committee"), at=NOW)
    with pytest.raises(Faulty) as refused:
        add_lot(housing, values, by=world.user("other_sao"), at=NOW)
    assert refused.value.faults == {"programme": "Choose a programme of yours"}
    with pytest.raises(PermissionDenied):
        change_lot(row, values, version=1, by=world.user("other_sao"), at=NOW)
    with pytest.raises(Refused, match="cannot enter the sale of LOT-01"), transaction.atomic():
        enter_progress({"LOT-01": sold(M)}, by=world.user("other_sao"), at=NOW)
    target = {"due_on": date(2027, 3, 31), "total": Decimal(M), "decided_by": "x", "reason": "x"}
    with pytest.raises(PermissionDenied):
        set_receipt_target(**target, seen=0, by=world.user("rdl"), at=NOW)


def test_a_stale_change_is_a_conflict(world):
    row = lot(world)
    change_lot(row, {"title": "Land"}, version=1, by=world.user("rdl"), at=NOW)
    with pytest.raises(Conflict):
        change_lot(row, {"title": "Field"}, version=1, by=world.user("sao"), at=NOW)


def test_rule_25_targets_are_versions_and_a_passed_day_keeps_the_one_it_had(world):
    first = promise(world, 5 * M)
    with pytest.raises(Conflict):
        promise(world, 6 * M, seen=first.pk - 1)
    second = promise(world, 6 * M, at=NOW + timedelta(minutes=1))
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(Faulty) as refused:
        promise(world, 7 * M, due_on=date(2026, 11, 8))
    assert "judged by the target it had" in refused.value.faults["due_on"]
    ended = promise(world, 6 * M, ends=True, at=NOW + timedelta(minutes=2))
    assert (ended.total, ended.ends) == (6 * M, True)
    assert position().targets == ()
    assert len(position(AsAt(NOW + timedelta(minutes=1))).targets) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"received": None},
        {"received": Decimal(2 * M)},
        {"agreed": Decimal(-1)},
        {"agreed": None, "agreed_on": None},
        {"completed_on": date(2026, 10, 1)},
        {"withdrawn": True, "note": "x"},
        {"expected": Decimal(1)},
    ],
)
def test_rule_25_the_database_holds_what_the_rule_says(world, changes):
    row, period = lot(world), world.period
    whole = vars(sold(M)) | {"note": ""}
    del whole["version"]
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(LotProgress, by=world.user("rdl"), at=NOW, lot=row, period=period, **whole | changes)
    enact(LotProgress, by=world.user("rdl"), at=NOW, lot=row, period=period, **whole)


def test_rule_25_the_database_holds_a_target_above_nought(world):
    values = {"due_on": SOLD_ON, "number": 1, "decided_by": "x", "reason": "x"}
    for total in (0, -1, 10**12):
        with pytest.raises((IntegrityError, DataError)), transaction.atomic():
            enact(ReceiptThreshold, by=world.user("cpmo"), at=NOW, total=Decimal(total), **values)


def test_an_entry_without_anything_says_that_nothing_is_known(world):
    row = lot(world)
    enter_progress({row.ref: ProgressEntry(version=0)}, by=world.user("rdl"), at=NOW)
    assert position().received == 0
