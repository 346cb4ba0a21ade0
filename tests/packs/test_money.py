"""Rules 25 and 26: savings and capital receipts in the snapshot and in both packs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from packs import html, snapshot
from packs.context import Edition, compose
from packs.context.frame import Calendar
from packs.context.money import money_page
from packs.figures.key_facts import key_facts
from packs.snapshot import codec
from tests.packs import made_up
from tests.programmes import lot_steps, saving_steps
from tests.standing import standing
from tests.world import NOW

pytestmark = pytest.mark.django_db
M = 1_000_000
EDITION = Edition(forum="tib", number=1, standing="draft")


def printed(plan, forum="tib"):
    edition = Edition(forum=forum, number=1, standing="draft")
    return " ".join(html.render(compose(plan, edition, sha256="0" * 64, before=None)).split())


@standing
def plan(world):
    """£2m of £5m of savings is validated; a sale is paid before the month ends, one after it."""
    row = saving_steps.save(world, target=5 * M)
    saving_steps.enter(world, row, 3 * M, note="Half of it")
    saving_steps.validate(world, row, 2 * M)
    lot_steps.sell(world, lot_steps.lot(world), 40 * M, on=date(2026, 10, 20))
    lot_steps.sell(world, lot_steps.lot(world, "Garages"), 7 * M, on=date(2026, 11, 2))
    lot_steps.promise(world, 60 * M, at=NOW - timedelta(days=20))
    world.period.refresh_from_db()
    frozen = snapshot.read_frozen(world.period, at=NOW + timedelta(hours=1))
    return replace(made_up.facts_of(made_up.body()), money=frozen.money, period=frozen.period)


def test_rule_26_the_page_holds_what_is_validated_against_what_was_promised(plan):
    page = money_page(plan, Calendar.of(plan))
    assert page.position.now.headline == "£2,000,000 validated of £5,000,000 promised for 2026/27."
    assert [line.ref for line in page.short_named] == ["SAV-S01"]
    assert page.bridge.finding == "£2.0m of £5.0m planned for 2026/27 is validated"


def test_rule_14_receipts_are_measured_at_the_end_of_the_month(plan):
    """Cash of 2 November is no receipt of October, though it was entered before the freeze."""
    page = money_page(plan, Calendar.of(plan))
    assert page.position.receipts.received == 40 * M
    assert [(line.ref, line.to_come) for line in page.lots_named] == [("LOT-02", Decimal(7 * M))]


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rule_25_both_packs_print_money_with_its_charts(plan, forum):
    page = printed(plan, forum)
    assert 'id="money"' in page
    assert "Not yet: 40.0% by 31 Oct 2026; judged on 31 Mar 2027. More than 90%" in page
    assert "To be delivered" in page and "Not met at" not in page and "Not delivered" not in page
    assert "£40,000,000 received of £60,000,000 promised by 31 Mar 2027." in page
    assert 'class="bridge"' in page and 'class="receipts"' in page
    assert "Garages" in page and "SAV-S01" in page


def test_rule_26_the_cover_names_what_finance_has_not_validated(plan):
    def missing(of):
        return dict(compose(of, EDITION, sha256="0" * 64, before=None).headline.not_received.parts)

    assert "Finance’s validation" not in missing(plan)
    year = plan.money.years[0]
    rows = tuple(replace(saving, validation=None) for saving in year.savings)
    money = replace(plan.money, years=(replace(year, savings=rows), *plan.money.years[1:]))
    words = ("£3,000,000 of what 1 saving delivered in 2026/27",)
    assert missing(replace(plan, money=money))["Finance’s validation"] == words
    for validated, left in (
        (1, "£2,000,000 of what 1 saving delivered in 2026/27"),  # it grew since
        (4, "a correction of what 1 saving delivered in 2026/27"),
    ):
        seen = {"in_year": Decimal(validated * M), "delivered": Decimal(validated * M)}
        rows = tuple(
            replace(saving, validation=replace(saving.validation, **seen))
            for saving in year.savings
        )
        money = replace(plan.money, years=(replace(year, savings=rows), *plan.money.years[1:]))
        assert missing(replace(plan, money=money))["Finance’s validation"] == (left,)
    assert "Finance’s validation" not in missing(replace(plan, money=None)), "nothing was kept"


def test_rule_26_what_moved_of_the_years_savings_since_the_last_pack_is_said(plan):
    year = plan.money.years[0]
    rows = tuple(replace(saving, validation=None) for saving in year.savings)
    then = replace(plan.money, years=(replace(year, savings=rows), *plan.money.years[1:]))
    told = key_facts(plan, sha256="1" * 64)
    for money, words in (
        (then, "Validated £0, now £2,000,000; forecast £3,000,000, now £3,000,000."),
        (plan.money, "Nothing moved: £2,000,000 validated, £3,000,000 forecast."),
    ):
        last = replace(plan, money=money)
        pack = compose(plan, EDITION, sha256="0" * 64, before=told, last=last)
        assert f"Savings 2026/27.</span> {words}" in " ".join(html.render(pack).split())


def test_rule_16_a_month_that_kept_nothing_of_money_has_no_such_section(plan):
    assert 'id="money"' not in printed(replace(plan, money=None))


def test_rule_26_a_month_without_savings_says_so(plan):
    none = replace(plan.money, years=(), lots=(), thresholds=())
    page = printed(replace(plan, money=none))
    assert "Savings: no target and no amounts are in the record for this financial year." in page
    assert "No asset or lot is in the record yet" in page


def test_rule_16_money_reads_back_from_a_snapshot_as_it_was_written(plan):
    assert codec.read_body(codec.body_of(plan)).money == plan.money
