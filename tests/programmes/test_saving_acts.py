"""Rule 26: savings through their acts, and the figures of a year that they come to."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from irp.actions import Faulty, NotOpen, Refused
from irp.history import enact, record
from irp.models import Conflict, PostHolding
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from packs.actions import freeze_period
from programmes.actions.receipt_targets import set_receipt_target
from programmes.actions.saving_month import (
    FaultySavings,
    ValidationEntry,
    enter_amounts,
    validate_amounts,
)
from programmes.actions.saving_targets import set_year_target
from programmes.actions.savings import add_saving, change_saving, end_replacement, replace_saving
from programmes.charts.bridge import bridge_chart
from programmes.figures.money_beside import money_beside
from programmes.figures.saving_bridge import bridge
from programmes.figures.saving_years import year_position
from programmes.figures.savings import saving_lines
from programmes.models import SavingAmounts, SavingTarget
from programmes.readings.programme_savings import programme_savings
from programmes.readings.savings import initiatives, year_facts
from programmes.words import Basis, ForecastConfidence, Rung, SavingGroup
from tests.programmes.saving_steps import enter, entry, promise, save, validate
from tests.world import NOW

LATER = NOW + timedelta(hours=1)
M = 1_000_000
NOVEMBER, YEAR_END = Measured(date(2026, 11, 9)), Measured.month_end(date(2027, 3, 1))


def year_of(source=None, year=2026):
    source = source or Now(LATER)
    return year_facts(source, initiatives(source), year=year)


def position_of(source=None, *, measured=NOVEMBER):
    return year_position(year_of(source), measured=measured)


def replace(world, replaced, by, *, basis=Basis.WHOLE, year=2026, at=NOW):
    return replace_saving(
        replaced, by, year=year, basis=basis, reason="It yields less", by=world.user("cpmo"), at=at
    )


def test_rule_24_an_added_saving_takes_the_next_reference(world):
    assert [save(world).ref, save(world).ref] == ["SAV-S01", "SAV-S02"]


def test_rule_26_nothing_is_invented_for_a_saving_without_amounts(world):
    save(world)
    (line,) = saving_lines(year_of(), measured=Measured(NOW.date()), month=world.period.month)
    assert (line.promised, line.amounts, line.validated, line.shortfall) == (None,) * 4
    assert SavingGroup.NO_TARGET in line.groups
    position = position_of()
    assert (position.target, position.test, bridge(position)) == (None, None, None)


def test_rule_26_a_replaced_saving_counts_its_target_once(world):
    """A £5m yields £1m, replaced by B £2m and C £1m: target £5m, delivered £4m, shortfall £1m."""
    a, b, c = save(world, "A", target=5 * M), save(world, "B"), save(world, "C")
    for row, amount in ((a, M), (b, 2 * M), (c, M)):
        enter(world, row, amount)
    replace(world, a, b)
    replace(world, a, c)
    position = position_of()
    assert (position.target, position.shortfall) == (5 * M, M)
    assert position.rungs[Rung.DELIVERED] == 4 * M
    steps = {step.key: step for step in bridge(position).steps}
    assert (steps["undelivered"].label, steps["undelivered"].is_to_come) == (
        "To be delivered",
        True,
    )
    ended = {step.key: step for step in bridge(position_of(measured=YEAR_END)).steps}
    assert (ended["undelivered"].label, ended["undelivered"].is_to_come) == ("Not delivered", False)
    told = {key: step.amount for key, step in steps.items()}
    assert told == {"planned": 5 * M, "undelivered": -4 * M, "replacements": 3 * M,
                    "delivered": 4 * M, "validated": 0}  # fmt: skip


def test_rule_26_savings_that_promise_more_than_council_resolved_are_called_so(world):
    save(world, "A", target=5 * M)
    decision = {"decided_by": "Council, 3 March 2026", "reason": "Budget", "by": world.user("cpmo")}
    set_year_target(year=2026, amount=Decimal(4 * M), seen=0, at=NOW, **decision)
    step = bridge(position_of()).steps[1]
    assert (step.label, step.amount) == ("Promised above the target", M)


def test_rule_26_the_year_is_judged_by_what_council_resolved(world):
    """£37.0m of £40.0m with £2.0m one-off: met at 92.5%, recurrent 87.5%."""
    lasting, once = save(world, "A"), save(world, "B", recurrence="one_off")
    for row, amount in ((lasting, 35 * M), (once, 2 * M)):
        enter(world, row, amount)
        validate(world, row, amount)
    decision = {"decided_by": "Council, 3 March 2026", "reason": "Budget", "by": world.user("cpmo")}
    set_year_target(year=2026, amount=Decimal(40 * M), seen=0, at=NOW, **decision)
    position = position_of()
    assert position.ninety == "Met at 92.5%. Recurrent 87.5%."
    assert position.headline == "£37,000,000 validated of £40,000,000 promised for 2026/27."
    assert position.target_words == "Resolved by Council, 3 March 2026, version 1"
    drawing = bridge_chart(bridge(position))
    assert drawing.title == "£37.0m of £40.0m planned for 2026/27 is validated"
    for drawn, hatch in ((drawing.wide, "#bridge-across"), (drawing.narrow, "#bridge-down")):
        assert f"url({hatch})" in drawn and "One-off money is hatched." in drawn
        assert "Planned £40.0m; Not promised by any saving \N{MINUS SIGN}£40.0m; " in drawn


def test_rule_26_exactly_90_percent_is_not_met(world):
    row = save(world, target=40 * M)
    enter(world, row, 36 * M)
    validate(world, row, 36 * M)
    words = position_of().ninety
    assert words == (
        "Not yet: 90.0% by 9 Nov 2026; judged on 31 Mar 2027. More than 90% is needed. "
        "Recurrent 90.0%."
    )
    ends = position_of(measured=YEAR_END).ninety
    assert ends == "Not met at 90.0%. More than 90% is needed. Recurrent 90.0%."


def test_rule_26_money_that_comes_late_stays_in_its_years_shortfall(world):
    """The year's own target is short by £5m, whatever came late of an earlier year's."""
    row = save(world, target=5 * M)
    enter(world, row, 0, late=Decimal(3 * M))
    position = position_of()
    assert (position.shortfall, position.late) == (5 * M, 3 * M)
    assert position.rungs[Rung.DELIVERED] == 0


def test_rule_25_a_past_day_has_the_target_then_in_force(world):
    row = save(world, target=5 * M)
    promise(world, row, 6 * M, at=LATER)
    assert position_of().target == 6 * M
    assert position_of(AsAt(NOW)).target == 5 * M
    assert [target.number for target in SavingTarget.objects.all()] == [1, 2]


def test_rule_25_the_target_of_a_year_that_is_over_does_not_change(world):
    row = save(world)
    promise(world, row, 5 * M, year=2025)
    with pytest.raises(Faulty, match="2025/26 is over"):
        promise(world, row, 4 * M, year=2025)


def test_4a1_a_target_that_was_set_meanwhile_is_a_conflict(world):
    row = save(world, target=5 * M)
    with pytest.raises(Conflict):
        promise(world, row, 6 * M, seen=0)


@pytest.mark.parametrize("ahead", [1, 10**6])
def test_4a1_the_key_of_no_target_walks_past_no_conflict(world, ahead):
    row, bare = save(world, target=5 * M), save(world)
    newest = row.targets.get().pk
    decision = {"decided_by": "x", "reason": "x", "by": world.user("cpmo"), "at": NOW}
    for act in (
        lambda: promise(world, row, 6 * M, seen=newest + ahead),
        lambda: promise(world, bare, 6 * M, seen=newest + ahead),
        lambda: set_year_target(year=2026, amount=Decimal(M), seen=ahead, **decision),
        lambda: set_receipt_target(
            due_on=date(2027, 3, 31), total=Decimal(M), seen=ahead, **decision
        ),
    ):
        with pytest.raises(Refused, match="Open this page again"):
            act()
    assert (row.targets.count(), bare.targets.count()) == (1, 0)
    promise(world, row, 6 * M, seen=newest)


def test_rule_26_only_the_cpmo_records_targets(world):
    row = save(world)
    for name in ("rdl", "sao", "finance_validator", "commissioner"):
        with pytest.raises(PermissionDenied):
            set_year_target(
                year=2026, amount=Decimal(1), decided_by="x", reason="x", seen=0,
                by=world.user(name), at=NOW,
            )  # fmt: skip
    assert not row.targets.exists()


@pytest.mark.parametrize("name", ["cpmo", "rdl", "sao", "commissioner"])
def test_rule_26_only_a_finance_validator_validates(world, name):
    row = save(world)
    enter(world, row, M)
    with pytest.raises(PermissionDenied):
        validate(world, row, M, by=name)


def test_rule_26_the_validator_is_never_the_owner(world):
    """By post: whoever holds the post that owns the saving does not confirm it."""
    row = save(world, owner=world.posts["finance_validator"])
    enter(world, row, M)
    with pytest.raises(FaultySavings, match="You hold the post that owns this saving"):
        validate(world, row, M)


def test_rule_26_the_validator_is_not_who_entered_the_amounts(world):
    """By person: somebody who holds both posts does not confirm what they entered."""
    both = PostHolding(
        user=world.users["finance_validator"], post=world.posts["rdl"], starts_on=date(2026, 4, 1)
    )
    record(both, by="test", at=NOW)
    row = save(world)
    enter(world, row, M, by="finance_validator")
    with pytest.raises(FaultySavings, match="You entered these amounts"):
        validate(world, row, M)


def test_rule_26_no_more_is_validated_than_was_delivered(world):
    row = save(world)
    enter(world, row, M)
    with pytest.raises(FaultySavings, match="Enter £1,000,000 or less"):
        validate(world, row, M + 1)


def test_rule_26_what_is_corrected_below_its_validation_counts_no_more_and_waits_again(world):
    row = save(world, target=2 * M)
    enter(world, row, 2 * M)
    validate(world, row, 2 * M)
    enter(world, row, M, at=LATER)
    (line,) = saving_lines(year_of(Now(LATER)), measured=Measured(NOW.date()))
    assert line.validated == M and line.is_to_validate
    assert position_of(Now(LATER)).counted == M


def test_rule_26_a_circle_of_replacements_is_shown(world):
    a, b = save(world, "A"), save(world, "B")
    replace(world, a, b)
    with pytest.raises(Faulty, match="a circle: SAV-S01 → SAV-S02 → SAV-S01"):
        replace(world, b, a)


def test_rule_26_a_replacement_is_ended_by_an_act_of_its_own(world):
    a, b, c = (save(world, name) for name in "ABC")
    replace(world, a, b)
    with pytest.raises(Faulty, match="SAV-S02 replaces SAV-S01 in this year"):
        replace(world, c, b)
    ended = {"year": 2026, "reason": "It was entered by mistake", "by": world.user("cpmo")}
    end_replacement(a, b, at=NOW, **ended)
    with pytest.raises(Refused, match="does not replace SAV-S01 any more"):
        end_replacement(a, b, at=NOW, **ended)
    replace(world, c, b)
    (link,) = year_of().links
    assert (link.replaced, link.by) == (c.ref, b.ref)
    replace(world, a, b, year=2027)  # another year is another matter


def test_rule_15_a_row_that_others_entered_meanwhile_is_kept_and_the_rest_is_saved(world):
    rows = [save(world, name) for name in "AB"]
    enter(world, rows[0], M)
    done = enter_amounts(
        {rows[0].ref: entry(2 * M), rows[1].ref: entry(3 * M)},
        year=2026, by=world.user("rdl"), at=LATER,
    )  # fmt: skip
    assert list(done.clashes) == [rows[0].ref]
    assert [amounts.saving_id for amounts in done.saved] == [rows[1].pk]
    assert rows[0].amounts.get().delivered == M


def test_rule_15_the_same_amounts_typed_twice_are_no_conflict(world):
    row = save(world)
    enter(world, row, M)
    done = enter_amounts({row.ref: entry(M)}, year=2026, by=world.user("rdl"), at=LATER)
    assert (done.saved, done.clashes) == ([], {})


def test_rule_26_every_fault_of_a_month_is_said_at_once_and_nothing_is_saved(world):
    rows = [save(world, name) for name in "ABC"]
    entries = {row.ref: entry(M) for row in rows}
    entries[rows[0].ref] = entry(M, approved=Decimal(2 * M))
    entries[rows[1].ref] = entry(M, late=Decimal(-1))
    with pytest.raises(FaultySavings) as refused, transaction.atomic():
        enter_amounts(entries, year=2026, by=world.user("rdl"), at=NOW)
    assert {ref: set(told) for ref, told in refused.value.faults.items()} == {
        rows[0].ref: {"approved"}, rows[1].ref: {"late"}
    }  # fmt: skip
    assert not SavingAmounts.objects.exists()


def test_rule_16_no_amount_is_entered_once_its_month_is_frozen(world):
    row = save(world)
    first = enter(world, row, M)
    freeze_period(
        world.period, version=world.period.version, reason="x", by=world.user("cpmo"), at=LATER
    )
    with pytest.raises(NotOpen):
        enter(world, row, 2 * M, at=LATER)
    with pytest.raises(NotOpen):
        validate(world, row, M, at=LATER)
    amounts = {name: getattr(first, name) for name in ("identified", "approved", "in_delivery",
                                                       "delivered", "forecast")}  # fmt: skip
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        enact(
            SavingAmounts, by="raw", at=LATER, saving=row, year=2026, period=first.period,
            confidence="high", **amounts,
        )  # fmt: skip


def test_4a3_the_database_holds_the_rungs_in_order(world):
    row = save(world)
    amounts = dict.fromkeys(("identified", "approved", "in_delivery", "forecast"), Decimal(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(
            SavingAmounts, by="raw", at=NOW, saving=row, year=2026, period=world.period,
            confidence="high", delivered=Decimal(2), **amounts,
        )  # fmt: skip


def test_rule_26_a_month_of_200_savings_is_entered_and_validated_in_one_act_each(world):
    rows = [save(world, f"Saving {number}") for number in range(200)]
    with CaptureQueriesContext(connection) as entering:
        done = enter_amounts(
            {row.ref: entry(M) for row in rows}, year=2026, by=world.user("rdl"), at=NOW
        )
    assert len(done.saved) == 200
    seen = {row.saving.ref: row for row in done.saved}
    entries = {
        ref: ValidationEntry(version=row.pk, checked=0, in_year=Decimal(M), full_year=None,
                             evidence="Ledger")
        for ref, row in seen.items()
    }  # fmt: skip
    with CaptureQueriesContext(connection) as validating:
        checked = validate_amounts(entries, year=2026, by=world.user("finance_validator"), at=NOW)
    assert len(checked.saved) == 200
    assert len(entering) < 20 and len(validating) < 20


def test_4a1_a_saving_changed_meanwhile_is_a_conflict_and_a_change_is_kept(world):
    row = save(world)
    values = {"title": "Fewer agency staff", "consequences": "Longer waits"}
    changed = change_saving(row, values, version=1, by=world.user("sao"), at=NOW)
    assert (changed.version, row.history.count()) == (2, 2)
    with pytest.raises(Conflict):
        change_saving(row, values, version=1, by=world.user("sao"), at=NOW)


def test_rule_26_a_saving_is_added_to_a_programme_of_ones_own(world):
    with pytest.raises(Faulty, match="Choose a programme of yours"):
        add_saving(world.programmes["HOU"], {"title": "Other"}, by=world.user("other_sao"), at=NOW)


def test_rule_26_a_forecast_stands_by_its_confidence(world):
    row = save(world, target=5 * M)
    enter(world, row, M, identified=Decimal(5 * M), forecast=Decimal(4 * M),
          confidence=ForecastConfidence.LOW)  # fmt: skip
    position = position_of()
    assert position.forecast_by[ForecastConfidence.LOW] == 4 * M
    assert (position.forecast, position.gap) == (4 * M, M)


def test_rule_26_a_forecast_beyond_a_promise_closes_no_gap_elsewhere(world):
    """£5m promised and £1m forecast, £2m promised and £9m forecast: £4m short until it replaces."""
    short, over = save(world, "A", target=5 * M), save(world, "B", target=2 * M)
    for row, amount in ((short, M), (over, 9 * M)):
        enter(world, row, 0, identified=Decimal(9 * M), forecast=Decimal(amount))
    position = position_of()
    assert (position.forecast, position.gap, position.forecast_beyond) == (10 * M, 4 * M, 7 * M)
    replace_saving(
        short, over, year=2026, basis=Basis.SURPLUS, reason="Agreed", by=world.user("cpmo"), at=NOW
    )  # fmt: skip
    position = position_of()
    assert (position.gap, position.forecast_beyond) == (0, 3 * M)


def test_rule_26_no_more_is_said_to_be_one_off_than_counts(world):
    row = save(world, target=2 * M, recurrence="one_off")
    enter(world, row, 3 * M)
    validate(world, row, 3 * M)
    position = position_of()
    assert (position.counted, position.counted_one_off) == (2 * M, 2 * M)


@pytest.mark.parametrize(("on", "lacking"), [(date(2026, 11, 9), M), (date(2027, 4, 1), 4 * M)])
def test_rule_26_a_year_under_way_is_judged_by_its_forecast(world, on, lacking):
    """£5m promised, £1m delivered, £4m forecast: £1m short, and £4m once the year is over."""
    row = save(world, target=5 * M)
    enter(world, row, M, identified=Decimal(5 * M), forecast=Decimal(4 * M))
    (line,) = saving_lines(year_of(), measured=Measured(on))
    assert line.lacking == lacking and SavingGroup.SHORT in line.groups


@pytest.mark.parametrize(
    ("measured", "is_over"),
    [
        (Measured(date(2027, 3, 31)), False),  # today is not over
        (Measured.month_end(date(2027, 3, 1)), True),
    ],
)
def test_rule_14_a_year_is_judged_at_the_end_of_its_last_day(world, measured, is_over):
    """The test of the year and its savings say the same of whether it is over."""
    save(world, target=5 * M)
    (line,) = saving_lines(year_of(), measured=measured)
    position = year_position(year_of(), measured=measured)
    assert (line.is_over, position.is_judged) == (is_over, is_over)


def beside(source, programme):
    read = programme_savings(source, programme.pk, year=2026)
    return money_beside(read.savings, read.others, year=2026)


def test_rule_26_money_beyond_a_promise_is_not_validated_of_it_beside_a_rating(world):
    """£4m of a promise of £1m makes nothing good of another, on the line as on the page."""
    for title, target, amount in (("A", 5, 2), ("B", 1, 4)):
        row = save(world, title, target=target * M)
        enter(world, row, amount * M)
        validate(world, row, amount * M)
    line, whole = beside(Now(LATER), world.programmes["HOU"]), position_of()
    assert (line.promised, line.counted) == (whole.target, whole.counted) == (6 * M, 3 * M)


@pytest.mark.parametrize("basis", Basis)
def test_rule_26_a_chain_across_programmes_counts_beside_the_one_it_begins_with(world, basis):
    """A saving of another programme makes one good; each line says what Savings says of it."""
    a, b = save(world, "A", target=5 * M), save(world, "B", programme="JOB", target=2 * M)
    for row, amount in ((a, M), (b, 3 * M)):
        enter(world, row, amount)
        validate(world, row, amount)
    replace(world, a, b, basis=basis)
    for ref, row in (("HOU", a), ("JOB", b)):
        line, part = (
            beside(Now(LATER), world.programmes[ref]),
            year_position(year_of(), measured=Measured(NOW.date()), among={row.ref}),
        )
        assert (line.promised, line.counted) == (part.target, part.counted)


def test_rule_26_a_programmes_line_says_what_its_page_of_savings_says(world):
    """A replaced by B as a whole: the target counts once, as it does on the list."""
    a, b = save(world, "A", target=5 * M), save(world, "B", target=2 * M)
    for row, amount in ((a, M), (b, 2 * M)):
        enter(world, row, amount)
        validate(world, row, amount)
    replace(world, a, b)
    source, housing = Now(LATER), world.programmes["HOU"]
    line = beside(source, housing)
    whole = position_of(source)
    assert (line.promised, line.counted, line.forecast) == (
        whole.target, whole.counted, whole.forecast
    )  # fmt: skip
    assert (
        line.words == "£3,000,000 validated of £5,000,000 promised in 2026/27; £3,000,000 forecast"
    )
    other = world.programmes["JOB"]
    assert beside(source, other) is None
    assert beside(AsAt(NOW - timedelta(days=1)), housing) is None
