"""Money as packs print it: savings, capital receipts, budgets and benefits (Rules 25 and 26)."""

from dataclasses import dataclass
from datetime import date

from irp.rules.financial_years import financial_year
from packs.context.frame import Calendar
from packs.context.stands import Picture
from packs.facts import PlanFacts
from programmes.charts import bridge as bridge_charts
from programmes.charts import receipts as receipt_charts
from programmes.figures.benefits import BenefitLine, BenefitsPosition, benefits_position
from programmes.figures.budgets import BudgetPosition, budget_position
from programmes.figures.lots import LotLine
from programmes.figures.money import MoneyPosition, money_position
from programmes.figures.receipts import ReceiptsPosition
from programmes.figures.saving_bridge import bridge
from programmes.figures.saving_years import YearPosition
from programmes.figures.savings import SavingLine

NAMED = 12  # savings that lack the most, open sales, benefits: the others are counted


@dataclass(frozen=True, kw_only=True)
class MoneyPage:
    """What a pack says of money, with its pictures."""

    position: MoneyPosition
    bridge: Picture | None
    chart: Picture | None
    budgets: BudgetPosition | None  # None where the snapshot kept nothing of them
    benefits: BenefitsPosition | None  # the same

    @property
    def short_named(self) -> tuple[SavingLine, ...]:
        """Return the savings that are named."""
        return self.position.short[:NAMED]

    @property
    def lots_named(self) -> tuple[LotLine, ...]:
        """Return the sales that are named."""
        return self.position.open_lots[:NAMED]

    @property
    def benefits_named(self) -> tuple[BenefitLine, ...]:
        """Return the benefits that are named: those past their day first."""
        return self.benefits.lines[:NAMED] if self.benefits else ()


def money_page(plan: PlanFacts, calendar: Calendar) -> MoneyPage | None:
    """Return what a month's pack says of money, as measured at its end.

    None where the snapshot kept nothing of it: the pack then has no such section.
    """
    if plan.money is None:
        return None
    year, on = financial_year(plan.period.month), calendar.measured.on
    found = money_position(plan.money, plan.receipts, year=year, on=on)
    return MoneyPage(
        position=found,
        bridge=_bridge(found.now),
        chart=_chart(found.receipts),
        budgets=_budgets(plan, on=on),
        benefits=_benefits(plan, on=on),
    )


def _budgets(plan: PlanFacts, *, on: date) -> BudgetPosition | None:
    if plan.budgets is None or plan.money is None:
        return None
    return budget_position(plan.budgets, fund=plan.money.fund, on=on)


def _benefits(plan: PlanFacts, *, on: date) -> BenefitsPosition | None:
    if plan.benefits is None:
        return None
    return benefits_position((record.benefit for record in plan.benefits), on=on)


def _bridge(position: YearPosition | None) -> Picture | None:
    found = bridge(position) if position else None
    if found is None:
        return None
    return Picture(finding=found.title, svg=bridge_charts.printed_bridge(found))


def _chart(position: ReceiptsPosition) -> Picture | None:
    if not position.is_drawn:
        return None
    svg = receipt_charts.drawn(position, receipt_charts.PRINT)
    return Picture(finding=position.finding, svg=svg)
