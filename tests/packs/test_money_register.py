"""Rules 2 and 26: dimensions, budgets, people and benefits in both packs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from packs import html, snapshot
from packs.context import Edition, compose
from packs.context.frame import Calendar
from packs.context.money import BENEFITS_NAMED, money_page
from packs.snapshot import lift
from programmes.actions import sign_return, submit_return
from programmes.facts.dimensions import Dimensions
from programmes.words import Dimension, Rating
from tests.packs import made_up
from tests.programmes import benefit_steps, budget_steps, saving_steps
from tests.programmes.views.test_budgets import fund
from tests.world import NOW

pytestmark = pytest.mark.django_db
M = Decimal(1_000_000)


def printed(plan, forum="tib"):
    edition = Edition(forum=forum, number=1, standing="draft")
    return " ".join(html.render(compose(plan, edition, sha256="0" * 64, before=None)).split())


def row_of(page, ref):
    """Return a programme's row of the portfolio."""
    start = page.index(f'<th scope="row"><a href="#report-{ref}">')
    return page[start : page.index("</tr>", start)]


@pytest.fixture
def read(world):
    """Return a function that gives the small council's plan as its freeze would keep it."""

    def read_():
        world.period.refresh_from_db()
        return snapshot.read_frozen(world.period, at=NOW + timedelta(hours=1))

    return read_


def test_rule_2_a_row_of_the_portfolio_shows_five_dimensions_and_no_sum(world, read):
    judged = Dimensions(
        given={Dimension.TIME: Rating.GREEN, Dimension.COST: Rating.RED}, reason="Roofs cost more."
    )
    ret = submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    sign_return(ret, post=world.posts["sao"], rating=Rating.GREEN, reason="", dimensions=judged,
                by=world.user("sao"), at=NOW)  # fmt: skip
    budget_steps.enter(world)
    page = printed(read())
    row = row_of(page, "HOU")
    assert row.count('<td class="judged">') == 5 and row.count('<td class="judged">–</td>') == 3
    assert '<span class="shape">■</span> R' in row
    assert '<td class="judged" colspan="5">– Not reported</td>' in row_of(page, "JOB")
    beside = page[page.index('<th scope="row">Dimensions</th>') :][:900]
    assert "Scope not judged" in beside and "Roofs cost more." in beside
    assert "£1,500,000 spent of £3,000,000 approved for 2026/27" in beside
    assert "18 of 20 posts filled" in beside
    assert page.count("Nothing entered yet") == 1  # of the other programme


def test_a_signed_return_without_dimensions_says_not_judged(world, read):
    ret = submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    sign_return(ret, post=world.posts["sao"], rating=Rating.GREEN, reason="",
                by=world.user("sao"), at=NOW)  # fmt: skip
    page = printed(read())
    assert "No SAO has judged time, cost, scope, people and benefits" in " ".join(page.split())
    assert 'class="judged"' not in page
    beside = page[page.index('<th scope="row">Dimensions</th>') :][:900]
    assert "Not judged" in beside


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rule_26_what_is_past_its_day_comes_first_and_a_cashable_one_counts_as_its_saving(
    world, read, forum
):
    late = benefit_steps.add(world, title="Homes are let", target_on=date(2026, 9, 30))
    benefit_steps.read(world, late, 50)
    benefit_steps.add(world, title="Nobody read it", owner=world.posts["sao"])
    saving = saving_steps.save(world, target=5 * M)
    benefit_steps.add(world, title="In money", saving=saving, measure="", unit="",
                      baseline=None, target=None, target_on=None)  # fmt: skip
    page = printed(read(), forum)
    assert (
        "3 benefits and 0 disbenefits: 1 past the target’s day and not reached, 0 beyond the "
        "limit, 0 reached, 1 without a reading, 1 in money, counted once, as the saving." in page
    )
    table = page[page.index("those past their day first") :]
    assert table.index("Homes are let") < table.index("Nobody read it") < table.index("In money")
    assert "Target day passed, not reached" in table and "Counted as its saving SAV-S01" in table
    assert "Post of sao" in table and "Not named" in table


def test_rule_26_budgets_name_the_furthest_over_first_and_calls_beyond_the_fund(world, read):
    budget_steps.enter(world, "HOU", fund=Decimal(21_200_000))
    budget_steps.enter(world, "JOB", by="cpmo", forecast=4 * M, note="Agency", fund=Decimal(0))
    fund()
    page = printed(read())
    table = page[page.index("most over budget first") :]
    assert table.index("JOB Job") < table.index("HOU Housing") < table.index("beyond the £20m fund")
    assert "£1,000,000 over" in table and "18 of 20" in table
    assert (
        "£21,200,000 is called from the plan’s fund: £1.2m beyond the £20m fund</span> "
        "(IRP, Section 7, Resourcing the IRP)." in page
    )


def test_nothing_entered_says_so_in_a_sentence_and_no_table_is_empty(read):
    page = printed(read())
    assert "No benefit and no disbenefit is in the register." in page
    assert "Budgets: No budget of 2026/27 is in the record." in page
    assert "most over budget first" not in page and "those past their day first" not in page


def test_rule_16_an_older_body_prints_neither(read):
    plan = replace(read(), budgets=None, benefits=None,
                   not_kept=lift.BROUGHT[6])  # fmt: skip
    page = printed(plan)
    assert "No benefit" not in page and "Nothing entered" not in page
    assert 'class="judged"' not in page and "The SAO’s dimensions" not in page


def test_the_first_benefits_are_named_and_all_of_them_stand_in_the_annex(world, read):
    for number in range(BENEFITS_NAMED + 1):
        benefit_steps.add(world, title=f"Benefit {number}")
    plan = read()
    found = money_page(plan, Calendar.of(plan))
    assert len(found.benefits_named) == BENEFITS_NAMED
    page = printed(plan)
    assert f"{BENEFITS_NAMED} of {BENEFITS_NAMED + 1}, those past their day first" in page
    annex = page.partition('id="all-benefits"')[2].partition("</table>")[0]
    assert all(f"Benefit {number}" in annex for number in range(BENEFITS_NAMED + 1))


def test_a_body_that_is_made_up_prints_its_programmes_without_judgements():
    assert "No SAO has judged time" in printed(made_up.facts_of(made_up.body()))
