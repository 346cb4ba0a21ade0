"""Budgets and people: what an entry holds, and what the figures make of it (Rules 2 and 26)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from programmes.facts.budgets import BudgetFacts, BudgetOf
from programmes.facts.savings import PlanFigureFacts
from programmes.figures.budgets import beside_words, budget_position, over_words
from programmes.rules.budgets import budget_faults

M = Decimal(1_000_000)
FUND = PlanFigureFacts(title="Fund", amount=20 * M, note="", source="IRP, Section 7")
ENTRY = {"approved": 3 * M, "spent": M, "forecast": 3 * M, "fund": Decimal(0), "needed": 20,
         "filled": 18, "note": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({}, "", ""),
        ({"spent": Decimal(-1)}, "spent", "£0 or more"),
        ({"approved": Decimal("NaN")}, "approved", "digits"),
        ({"fund": Decimal("Infinity")}, "fund", "digits"),
        ({"forecast": Decimal("1.005")}, "forecast", "two decimal places"),
        ({"forecast": M / 2}, "forecast", "£1,000,000 or more: that much is spent already"),
        ({"forecast": 4 * M}, "note", "above the approved budget"),
        ({"forecast": 4 * M, "note": "Two agency teams"}, "", ""),
        ({"filled": 21}, "note", "more posts are filled than are needed"),
        ({"filled": 21, "note": "A handover month"}, "", ""),
    ],
)
def test_rule_26_an_entry_is_money_and_says_why_it_is_out_of_the_ordinary(changes, field, says):
    faults = budget_faults(ENTRY | changes)
    assert list(faults) == ([field] if field else [])
    assert says in "".join(faults.values())


def of(ref, month=date(2026, 10, 1), *, is_closed=False, **changes):
    entry = BudgetFacts(key=1, month=month, by_name="A", by_post="B",
                        at=datetime(2026, 11, 9, tzinfo=UTC), **ENTRY | changes)  # fmt: skip
    return BudgetOf(ref=ref, name=ref, is_closed=is_closed, entry=entry)


def test_the_sum_is_of_the_year_and_the_fund_of_all_years():
    before = of("OLD", date(2025, 12, 1), fund=2 * M)
    none = BudgetOf(ref="NEW", name="New", is_closed=False, entry=None)
    every = [none, before, of("HOU", forecast=4 * M, fund=M)]
    found = budget_position(every, fund=FUND, on=date(2026, 11, 9))
    assert [line.of.ref for line in found.lines] == ["HOU", "NEW", "OLD"]
    assert (found.approved, found.told, found.fund) == (3 * M, 1, 3 * M)
    assert found.fund_words == (
        "£3,000,000 is called of the plan’s fund of up to £20m; £17,000,000 is left"
    )
    assert found.headline == (
        "£1,000,000 spent of £3,000,000 approved for 2026/27; £4,000,000 forecast, £1,000,000 over."
    )


def test_calls_beyond_the_fund_are_said_and_a_closed_programmes_call_still_counts():
    closed = of("OLD", date(2025, 12, 1), is_closed=True, fund=19 * M)
    every = [closed, of("HOU", fund=Decimal(2_200_000))]
    found = budget_position(every, fund=FUND, on=date(2026, 11, 9))
    assert [line.of.ref for line in found.lines] == ["HOU"]
    assert found.is_beyond and found.fund_words == (
        "£21,200,000 is called from the plan’s fund: £1.2m beyond the £20m fund"
    )


def test_all_of_the_fund_is_not_beyond_it_and_a_fund_that_is_not_loaded_is_told():
    found = budget_position([of("HOU", fund=20 * M)], fund=FUND, on=date(2026, 11, 9))
    assert not found.is_beyond and found.fund_words.endswith("of up to £20m; £0 is left")
    none = budget_position([of("HOU", fund=21 * M)], fund=None, on=date(2026, 11, 9))
    assert not none.is_beyond and none.fund_words.endswith("whose amount is not in the record")


def test_rule_2_beside_a_rating_stand_facts_and_no_rating():
    words = beside_words(of("HOU").entry)
    assert words == (
        "£1,000,000 spent of £3,000,000 approved for 2026/27; £3,000,000 forecast, as approved; "
        "18 of 20 posts filled; £0 called from the plan’s fund (entered for October 2026)"
    )
    assert beside_words(None) == ""
    assert [over_words(M), over_words(-M)] == ["£1,000,000 over", "£1,000,000 under"]
