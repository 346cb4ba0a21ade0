"""Rule 25: capital receipts, their stages, targets and what counts. Pure."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from programmes.charts.receipts import receipts_chart
from programmes.facts.plan_money import ReceiptFacts
from programmes.facts.receipts import LotFacts, ProgressFacts, ReceiptsFacts, ThresholdFacts
from programmes.figures.lots import lot_lines
from programmes.figures.receipt_chart import chart_rows
from programmes.figures.receipts import plan_steps, receipts_position
from programmes.rules.receipts import (
    PlanStep,
    in_force,
    next_lot_ref,
    plan_totals,
    progress_faults,
    stage_of,
    threshold_faults,
)
from programmes.words import LotGroup, Stage

M = 1_000_000
ON = date(2026, 11, 9)
TODAY = Measured(ON)
PLAN = (
    (date(2024, 3, 31), 15, True), (date(2024, 6, 30), 45, True), (date(2024, 9, 30), 185, True),
    (date(2024, 12, 31), 500, True), (date(2025, 12, 31), 250, False),
)  # fmt: skip


def steps():
    return [
        PlanStep(due_on=day, amount=Decimal(amount * M), cumulative=cumulative, source="AST-04")
        for day, amount, cumulative in PLAN
    ]


def version(day, total, *, number=1, at=date(2026, 1, 5), ends=False):
    return ThresholdFacts(
        due_on=day, number=number, total=Decimal(total), ends=ends, decided_by="Cabinet",
        reason="Review", by_name="A", at=datetime(at.year, at.month, at.day, 12, tzinfo=UTC),
    )  # fmt: skip


def progress(**entered):
    names = ("expected", "agreed", "exchanged", "completed", "received")
    blank = {field: None for name in names for field in (name, f"{name}_on")}
    blank |= {"key": 1, "month": date(2026, 10, 1), "withdrawn": False, "note": "", "by_name": "A"}
    return ProgressFacts(**blank | {"at": datetime(2026, 11, 1, tzinfo=UTC)} | entered)


def sold(ref, amount, on, **entered):
    amount = Decimal(amount)
    days = {f"{name}_on": on for name in ("agreed", "exchanged", "completed", "received")}
    paid = dict.fromkeys(("agreed", "exchanged", "completed", "received"), amount)
    return lot(ref, progress(**paid | days | entered))


def lot(ref, entry=None):
    return LotFacts(
        ref=ref, title=f"Lot {ref}", programme="AST", owner=None, about="", progress=entry
    )


def test_rule_25_a_further_250_million_adds_to_the_500_million():
    """£15m, £45m, £185m, £500m are cumulative; "a further £250m" adds: £750m in all."""
    assert [total.total for total in plan_totals(steps())] == [
        Decimal(amount * M) for amount in (15, 45, 185, 500, 750)
    ]


def test_rule_25_each_period_is_judged_by_the_target_then_in_force():
    day = date(2027, 3, 31)
    first = version(day, 300 * M, at=date(2026, 1, 5))
    second = version(day, 250 * M, number=2, at=date(2026, 6, 1))

    def totals(on):
        return {target.due_on: target.total for target in in_force([], [second, first], on=on)}

    assert totals(date(2026, 1, 4)) == {}
    assert totals(date(2026, 5, 31)) == {day: 300 * M}
    assert totals(date(2027, 12, 1)) == {day: 250 * M}


def test_rule_25_what_was_decided_after_a_day_changes_nothing_of_it():
    day = date(2024, 12, 31)
    later = version(day, 300 * M, at=date(2025, 1, 10))
    found = {target.due_on: target.total for target in in_force(steps(), [later], on=ON)}
    assert found[day] == 500 * M
    sooner = version(day, 300 * M, at=date(2024, 12, 31))
    assert {target.due_on: target.total for target in in_force(steps(), [sooner], on=ON)}[
        day
    ] == 300 * M


def test_rule_25_a_target_that_was_ended_is_none_from_then_on():
    day = date(2025, 12, 31)
    ended = version(day, 750 * M, at=date(2025, 11, 1), ends=True)
    assert day not in {target.due_on for target in in_force(steps(), [ended], on=ON)}
    assert day in {target.due_on for target in in_force(steps(), [ended], on=date(2025, 10, 1))}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"exchanged_on": None, "exchanged": None}, "exchanged_on", "when it was exchanged"),
        ({"completed_on": date(2026, 6, 30)}, "completed_on", "1 Jul 2026 or later"),
        ({"received_on": date(2026, 11, 10)}, "received_on", "not in the future"),
        ({"agreed": Decimal(-1)}, "agreed", "£0 or more"),
        ({"agreed": Decimal(0)}, "agreed", "above nought"),
        ({"agreed": Decimal("NaN")}, "agreed", "Enter pounds and pence"),
        ({"agreed": Decimal("Infinity")}, "agreed", "Enter pounds and pence"),
        ({"agreed": Decimal("0.005")}, "agreed", "two decimal places"),
        ({"received": Decimal(3 * M)}, "received", "£2,000,000 or less"),
        ({"received": None}, "received", "Enter the amount too"),
        ({"expected": Decimal(5)}, "expected_on", "Enter the day too"),
        ({"withdrawn": True, "note": "x"}, "withdrawn", "a completed sale is not undone"),
    ],
)  # fmt: skip
def test_rule_25_a_stage_is_whole_reached_and_after_the_one_before_it(changes, field, words):
    days = {"agreed_on": date(2026, 5, 1), "exchanged_on": date(2026, 7, 1),
            "completed_on": date(2026, 7, 1), "received_on": date(2026, 7, 3)}  # fmt: skip
    amounts = dict.fromkeys(("agreed", "exchanged", "completed", "received"), Decimal(2 * M))
    assert progress_faults(days | amounts, on=ON) == {}
    assert words in progress_faults(days | amounts | changes, on=ON)[field]


def test_rule_9_an_open_sale_is_not_expected_on_a_day_that_has_passed():
    entered = {"expected": Decimal(M), "expected_on": date(2026, 11, 8)}
    assert list(progress_faults(entered, on=ON)) == ["expected_on"]
    assert progress_faults(entered | {"withdrawn": True, "note": "Kept"}, on=ON) == {}
    assert list(progress_faults({"withdrawn": True, "note": " "}, on=ON)) == ["note"]


def test_rule_25_a_sale_is_where_its_last_day_says():
    assert stage_of({}) is Stage.IDENTIFIED
    assert stage_of({"agreed_on": ON, "exchanged_on": ON}) is Stage.EXCHANGED
    assert stage_of({"agreed_on": ON, "withdrawn": True}) is Stage.WITHDRAWN


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"due_on": date(2026, 11, 8)}, "due_on"),
        ({"total": Decimal(0)}, "total"),
        ({"total": Decimal(-5)}, "total"),
        ({"last": Decimal(M)}, "total"),
        ({"ends": True}, "ends"),
    ],
)
def test_rule_25_a_target_of_a_day_that_has_passed_does_not_change(changed, field):
    fair = {"due_on": ON, "total": Decimal(M), "ends": False, "last": None, "on": ON}
    assert threshold_faults(**fair) == {}
    assert list(threshold_faults(**fair | changed)) == [field]


def test_rule_24_references_of_lots_are_never_given_twice():
    assert next_lot_ref([]) == "LOT-01"
    assert next_lot_ref(["LOT-02", "LOT-100", "X"]) == "LOT-101"


def facts(*lots, thresholds=()):
    convention = QuarterConvention.FINANCIAL
    plan = tuple(
        ReceiptFacts(
            milestone=f"AST-0{number}", amount=Decimal(amount * M), cumulative=cumulative,
            start=parse_plan_date("To be confirmed", quarters=convention),
            end=parse_plan_date(f"{day:%b %Y}", quarters=convention),
        )
        for number, (day, amount, cumulative) in enumerate(PLAN, start=4)
    )  # fmt: skip
    return ReceiptsFacts(steps=plan, thresholds=tuple(thresholds), lots=lots)


def test_rule_25_receipts_count_when_completed_and_cash_received():
    due = progress(completed=Decimal(9 * M), completed_on=date(2024, 3, 1),
                   exchanged=Decimal(9 * M), exchanged_on=date(2024, 3, 1),
                   agreed=Decimal(9 * M), agreed_on=date(2024, 3, 1))  # fmt: skip
    found = receipts_position(
        facts(sold("LOT-01", 10 * M, date(2024, 3, 31)), sold("LOT-02", 40 * M, date(2024, 7, 1)),
              lot("LOT-03", due)), measured=TODAY)  # fmt: skip
    assert (found.received, found.to_come, found.undated) == (50 * M, 9 * M, 9 * M)
    by = {target.due_on: (target.received, target.standing) for target in found.targets}
    assert by[date(2024, 3, 31)] == (10 * M, "Reached late, on 1 Jul 2024")
    assert by[date(2024, 9, 30)] == (50 * M, "Missed")
    assert found.headline == "£50,000,000 received of £750,000,000 due by 31 Dec 2025."
    assert (found.short, found.uncovered) == (700 * M, 691 * M)


def test_rule_25_the_next_target_is_spoken_of_first_and_a_part_is_held_to_none():
    ahead = version(date(2027, 3, 31), 800 * M)
    given = facts(sold("LOT-01", 800 * M, date(2024, 3, 1)), thresholds=[ahead])
    found = receipts_position(given, measured=TODAY)
    assert found.headline == "£800,000,000 received of £800,000,000 promised by 31 Mar 2027."
    assert {target.standing for target in found.targets} == {"Reached"}
    part = receipts_position(given, measured=TODAY, among=[])
    assert (part.targets, part.count, receipts_chart(part)) == ((), 0, None)
    assert part.headline.startswith("No asset or lot is in the record yet")


def test_rule_14_a_month_is_measured_at_the_end_of_its_last_day():
    """Cash that came in between the month's end and the freeze is of the next month."""
    paid = sold("LOT-01", 9 * M, date(2024, 4, 2))
    march = receipts_position(facts(paid), measured=Measured.month_end(date(2024, 3, 1)))
    assert (march.received, march.by_stage[Stage.RECEIVED]) == (0, 0)
    assert (march.to_come, march.late) == (9 * M, 0)
    assert receipts_position(facts(paid), measured=Measured(date(2024, 4, 2))).received == 9 * M


@pytest.mark.parametrize(
    ("measured", "standing", "late", "undated"),
    [
        (Measured(date(2024, 3, 31)), "To come", 0, 0),  # today is not over
        (Measured.month_end(date(2024, 3, 1)), "Missed", 1, M),
    ],
)
def test_rule_14_what_was_due_on_the_last_day_of_a_month_is_missed_in_it(
    measured, standing, late, undated
):
    due = lot("LOT-01", progress(expected=Decimal(M), expected_on=date(2024, 3, 31)))
    found = receipts_position(facts(due), measured=measured)
    by = {target.due_on: target.standing for target in found.targets}
    assert by[date(2024, 3, 31)] == standing
    assert (found.late, found.undated) == (late, undated)


def test_a_line_says_what_is_late_unpaid_and_not_entered():
    late = progress(expected=Decimal(M), expected_on=date(2026, 10, 1))
    gone = progress(withdrawn=True, note="Kept", expected=Decimal(M), expected_on=ON)
    lines = lot_lines([lot("LOT-01", late), lot("LOT-02"), lot("LOT-03", gone)], measured=TODAY,
                      month=date(2026, 11, 1))  # fmt: skip
    told = [{group for group in line.groups if group != LotGroup.NO_OWNER} for line in lines]
    assert told == [{LotGroup.LATE, LotGroup.NOT_ENTERED}, {LotGroup.NOT_ENTERED}, set()]
    assert [line.to_come for line in lines] == [M, 0, 0]
    assert [line.is_open for line in lines] == [True, True, False]


def test_the_chart_shows_what_came_what_is_due_and_what_is_expected():
    coming = progress(expected=Decimal(5 * M), expected_on=date(2027, 2, 1))
    position = receipts_position(
        facts(sold("LOT-01", 20 * M, date(2024, 3, 1)), lot("LOT-02", coming)), measured=TODAY
    )
    drawing = receipts_chart(position)
    assert drawing.title == (
        "£20.0m received by 9 Nov 2026: £730.0m short of £750.0m due by 31 Dec 2025"
    )
    assert "£15m, Mar 2024: reached" in drawing.wide and "£5.0m is still expected" in drawing.wide
    assert drawing.narrow.count("<path") == drawing.wide.count("<path") == 7
    assert [row.kind for row in chart_rows(position)] == ["Received", *["Target"] * 5, "Expected"]
    assert len(plan_steps(facts().steps)) == 5
