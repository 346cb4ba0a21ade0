"""What a public edition cannot add up is not shown, whether it is true or not (25, 26 and 29)."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from packs import html
from packs.context import Edition, compose
from packs.context.frame import Calendar
from packs.context.money import RECEIPTS_HIDDEN, YEAR_HIDDEN, money_page
from packs.facts import PlanFacts
from packs.facts.classification import ClassedFacts
from packs.figures.key_facts import key_facts
from packs.snapshot.codec import body_of, plan_in
from packs.snapshot.extract import for_committee
from packs.snapshot.withhold import PublicPlan, hidden_totals, public_plan
from packs.words import Audience, ItemKind
from tests.packs.test_extracts import of
from tests.packs.test_withhold import classed, plan

LARGE = "SAV-S13"  # £6m of the £40m that Council resolved, as it published
LOT = "LOT-01"


def read(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


@cache
def public(month: Callable[[], PlanFacts], *classes: ClassedFacts) -> PublicPlan:
    """Return the public edition of a month, compared with the same month."""
    return public_plan(month(), classes, last=month())


@cache
def edition(month: Callable[[], PlanFacts], *classes: ClassedFacts, forum: str = "tib") -> str:
    """Return what the public edition of a month says."""
    found = public(month, *classes)
    context = compose(
        found.plan,
        Edition(
            forum=forum, number=1, standing="final", audience=Audience.PUBLIC, made_from="1" * 64
        ),
        sha256="0" * 64,
        before=key_facts(found.last, sha256="2" * 64),
        last=found.last,
        held=found.withheld,
        hidden=found.hidden,
    )
    return read(" ".join(html.render(context, file=file) for file in context.files))


@cache
def with_all_but_one() -> PlanFacts:
    """Return a month in which each saving is validated in full but one, of which nothing is."""
    values = json.loads(body_of(plan()))
    for year in values["plan"]["money"]["years"]:
        for saving in year["savings"]:
            if saving["target"]:
                amount = (
                    "0.00" if saving["initiative"]["ref"] == LARGE else saving["target"]["in_year"]
                )
                for part in filter(None, (saving["amounts"], saving["validation"])):
                    part |= {
                        name: amount
                        for name, value in part.items()
                        if isinstance(value, str) and re.fullmatch(r"\d+\.\d\d", value)
                    }
    return plan_in(values)


@pytest.mark.parametrize("forum", ["tib", "irb"])
@pytest.mark.parametrize("month", [plan, with_all_but_one])
def test_rules_26_and_29_a_year_of_which_a_saving_is_withheld_is_not_shown(month, forum):
    """Of the shown alone the test would be met; of all it is not: neither is said."""
    whole = edition(month, forum=forum)
    shown = edition(month, classed(ItemKind.SAVING, LARGE), forum=forum)
    assert "Over 90%:" in whole and "promised for 2026/27" in whole and "£40,000,000" in whole
    for gone in ("Over 90%:", "promised for 2026/27", "£40,000,000", "£34,000,000", "Met at"):
        assert gone not in shown
    assert f"Savings of 2026/27: {YEAR_HIDDEN} Capital receipts:" in shown  # page 1
    assert f"Savings 2026/27: {YEAR_HIDDEN}" in shown  # changes
    assert f"Savings of 2026/27, 2024/25: {YEAR_HIDDEN}" in shown  # in the place of a table
    assert "Savings by financial year" in whole and "Savings by financial year" not in shown
    assert shown.count(f"Savings of 2026/27: {YEAR_HIDDEN}") == 2  # page 1, money


def test_rules_26_and_29_the_flip_is_one():
    """What was printed before: "Met" of what is shown, where the whole says "Not met"."""
    found = public(with_all_but_one, classed(ItemKind.SAVING, LARGE))
    positions = [
        money_page(month, Calendar.of(month)).position.now
        for month in (with_all_but_one(), found.plan)
    ]
    assert [position.test.is_met for position in positions] == [False, True]


def test_rule_29_the_savings_that_are_public_stay_listed_without_a_shortfall():
    found = public(plan, classed(ItemKind.SAVING, LARGE))
    page = money_page(found.plan, Calendar.of(found.plan), found.hidden)
    assert page.short_named and page.bridge is None
    shown = edition(plan, classed(ItemKind.SAVING, LARGE))
    assert all(short.ref in shown for short in page.short_named)
    assert "Savings short of their target by what is shown" in shown
    assert "Expected short" not in shown


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rules_25_and_29_receipts_of_which_a_sale_is_withheld_are_not_shown(forum):
    whole = edition(plan, forum=forum)
    shown = edition(plan, classed(ItemKind.LOT, LOT), forum=forum)
    assert "Capital receipts: £" in whole and "Reached" in whole
    assert "Capital receipts: £" not in shown and "Reached" not in shown
    assert shown.count(f"Capital receipts: {RECEIPTS_HIDDEN}") == 2  # page 1, money
    table = shown[shown.index("Targets of total capital receipts. What was received") :]
    assert "31 Mar 2024 £15,000,000 As published" in table
    found = public(plan, classed(ItemKind.LOT, LOT))
    page = money_page(found.plan, Calendar.of(found.plan), found.hidden)
    assert page.chart is None
    assert page.lots_named and all(named_lot.ref in shown for named_lot in page.lots_named)
    assert "Over 90%:" in shown


def test_rules_27_and_29_a_kpi_that_adds_up_what_is_withheld_is_withheld_too():
    """What a sale brought is that of the KPI less the rest: the CPMO classifies both."""
    classes = [classed(ItemKind.LOT, LOT), classed(ItemKind.INDICATOR, "KPI-1-02")]
    for forum in ("tib", "irb"):
        shown = edition(plan, *classes, forum=forum)
        assert "KPI-1-02" in edition(plan, forum=forum)
        assert "KPI-1-02" not in shown and "Value of capital receipts generated" not in shown
        assert "KPI and its readings Exempt, paragraph 3: financial or business affairs 1" in shown


def test_rules_18a_and_29_the_original_plan_keeps_its_number():
    row = plan().published[0]
    assert f"The original plan has {len(plan().published)} milestones: " in edition(plan)
    shown = edition(plan, classed(ItemKind.MILESTONE, row))
    assert (
        f"The original plan has {len(plan().published)} milestones, of which 1 is not shown. "
        "Of those that are shown "
    ) in shown


def test_rule_29_what_was_of_last_month_alone_hides_its_totals_too():
    """A sale that is in the record no more is still in the month that is compared."""
    gone = public(plan, classed(ItemKind.LOT, LOT)).plan
    assert public_plan(gone, [classed(ItemKind.LOT, LOT)], last=plan()).hidden.receipts
    assert not public_plan(gone, [classed(ItemKind.LOT, LOT)]).hidden.receipts


def test_rule_29_a_committee_s_totals_go_with_what_is_withheld_of_its_own_programmes():
    """A saving of another programme is in none of its totals."""
    year = next(money_year for money_year in plan().money.years if money_year.year == 2026)
    saving = next(line.initiative for line in year.savings if line.ref == LARGE)
    other = next(
        programme.ref for programme in plan().programmes if programme.ref != saving.programme
    )
    found = public(plan, classed(ItemKind.SAVING, LARGE))
    hidden = {}
    for ref in (saving.programme, other):
        takes = of(ref)
        hidden[ref] = hidden_totals(
            [(for_committee(plan(), takes), for_committee(found.plan, takes))]
        )
    assert 2026 in hidden[saving.programme].years
    assert hidden[other] == replace(hidden[other], years=frozenset())
