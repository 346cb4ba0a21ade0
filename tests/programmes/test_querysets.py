"""The SQL twins of delivery's rules, held to them row by row (Rules 8 to 10, 16 and 24)."""

from datetime import UTC, datetime

import pytest

from irp.history import enact, record
from programmes.models import Baseline, Milestone, MilestoneReport, Return
from programmes.rules import Delivery, ReturnState, Standing, standing
from tests.world import LOADER, NOW, when

MOMENTS = [
    datetime(2026, 10, 31, 23, 59, tzinfo=UTC),
    datetime(2026, 11, 1, 0, 0, tzinfo=UTC),
    datetime(2026, 6, 30, 22, 59, tzinfo=UTC),
    datetime(2026, 6, 30, 23, 0, tzinfo=UTC),
]


def grid(world) -> None:
    """Make a row of each kind, baseline and delivery, never reported rows included."""
    programme, number = world.programmes["HOU"], 100
    for kind, raw in [
        ("dated", "Jun 2026"),
        ("dated", "Oct 2026"),
        ("dated", "Nov 2026"),
        ("tbc", "TBC"),
        ("ongoing", "Ongoing"),
        ("recurring", "Monthly"),
    ]:
        for delivery in [None, *Delivery]:
            number += 1
            row = Milestone(
                ref=f"HOU-{number}", programme=programme, number=number, title="Row", kind=kind
            )
            record(row, by=LOADER, at=NOW)
            end = when(raw)
            enact(
                Baseline,
                by=LOADER,
                at=NOW,
                milestone=row,
                number=0,
                end_raw=end.raw,
                end_precision=end.precision.value,
                end_earliest=end.earliest,
                end_latest=end.latest,
            )
            world.milestones[row.ref] = row
            if delivery:
                done = NOW.date() if delivery is Delivery.COMPLETE else None
                world.report(row.ref, delivery=delivery, actual_on=done, reason="Grid")


@pytest.mark.parametrize("at", MOMENTS)
def test_rules_8_to_10_overdue_is_the_twin_of_missed(world, at):
    grid(world)
    missed = set()
    for row in Milestone.objects.prefetch_related("baselines", "reports"):
        report = row.reports.first()
        stands = standing(
            kind=row.kind,
            baseline=row.baselines.last().end,
            delivery=Delivery(report.delivery) if report else None,
            at=at,
        )
        if stands is Standing.MISSED:
            missed.add(row.ref)
    assert {row.ref for row in Milestone.objects.overdue(at=at)} == missed


def test_rule_9_overdue_is_against_the_newest_baseline(world):
    late = datetime(2027, 1, 1, tzinfo=UTC)
    assert Milestone.objects.overdue(at=late).filter(ref="HOU-01").exists()
    enact(
        Baseline,
        by=LOADER,
        at=NOW,
        milestone=world.milestones["HOU-01"],
        number=1,
        end_raw="Mar 2027",
        end_precision="month",
        end_earliest="2027-03-01",
        end_latest="2027-03-31",
    )
    assert not Milestone.objects.overdue(at=late).filter(ref="HOU-01").exists()


def test_rule_16_received_is_the_twin_of_is_received(world):
    world.report("HOU-01")
    ret = world.ret("HOU")
    for state in ReturnState:
        ret.state = state.value
        record(ret, by=LOADER, at=NOW)
        received = Return.objects.received().filter(pk=ret.pk).exists()
        assert received is state.is_received
        assert MilestoneReport.objects.received().exists() is state.is_received


def test_rule_24_a_retired_row_is_not_in_force(world):
    row = Milestone.objects.get(ref="HOU-01")
    row.retired_on = NOW.date()
    record(row, by=LOADER, at=NOW)
    assert not Milestone.objects.in_force().filter(ref="HOU-01").exists()


def test_rule_16_the_latest_report_may_be_asked_for_received_ones_only(world):
    report = world.report("HOU-01")
    rows = Milestone.objects.filter(ref="HOU-01")
    assert rows.with_latest_report().get().latest_report_id == report.pk
    assert rows.with_latest_report(received_only=True).get().latest_report_id is None
