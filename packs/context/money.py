"""Money as packs print it: savings, capital receipts, budgets and benefits (Rules 25 and 26)."""

from dataclasses import dataclass
from datetime import date

from irp.charts import beside
from irp.rules.financial_years import financial_year, year_words
from irp.rules.measuring import Measured
from irp.rules.money import printed_pounds
from packs.context.frame import Calendar
from packs.context.stands import Picture
from packs.facts import PlanFacts
from packs.facts.classification import NOTHING_HIDDEN, HiddenTotals
from programmes.charts import bridge as bridge_charts
from programmes.charts import receipts as receipt_charts
from programmes.figures.benefits import BenefitLine, BenefitsPosition, benefits_position
from programmes.figures.budgets import BudgetLine, BudgetPosition, budget_position
from programmes.figures.lots import LotLine
from programmes.figures.money import MoneyPosition, money_position
from programmes.figures.receipts import ReceiptsPosition
from programmes.figures.saving_bridge import bridge
from programmes.figures.saving_years import YearPosition
from programmes.figures.savings import SavingLine

# Rows of the body: the others are counted there, and the annex has every one.
SHORT_NAMED, LOTS_NAMED, BUDGETS_NAMED, BENEFITS_NAMED = 8, 6, 5, 5
# What is said of a total in its own place, whether it is true without what is withheld or not.
YEAR_HIDDEN = "not shown, since a saving of the year is withheld."
RECEIPTS_HIDDEN = "not shown, since a sale is withheld."


@dataclass(frozen=True, kw_only=True)
class MoneyPage:
    """What a pack says of money, with its pictures."""

    position: MoneyPosition
    bridge: Picture | None
    chart: Picture | None
    budgets: BudgetPosition | None  # None where the snapshot kept nothing of them
    benefits: BenefitsPosition | None  # the same
    hidden: HiddenTotals  # what cannot be added up, since a part of it is withheld
    is_part: bool = False  # of some programmes, of which no test of the whole council is made

    def hides(self, year: YearPosition) -> bool:
        """Tell whether a year's target, totals and test are not shown (Rules 26 and 29)."""
        return year.year in self.hidden.years

    @property
    def hides_years(self) -> bool:
        """Tell whether no year with a target or an amount is shown."""
        return all(map(self.hides, self.position.years))

    @property
    def hides_now(self) -> bool:
        """Tell the same of the month's financial year."""
        return self.position.now is not None and self.hides(self.position.now)

    @property
    def savings_words(self) -> str:
        """Return what the month's financial year comes to; "" where nothing is said of it."""
        now = self.position.now
        if now is None:
            return ""
        if self.hides(now):
            return f"Savings of {year_words(now.year)}: {YEAR_HIDDEN}"
        return f"Savings: {now.headline}"

    @property
    def ninety_words(self) -> str:
        """Return what the 90% test of it comes to, after those words; "" where it is not shown."""
        now = self.position.now
        no_test = now is None or self.hides(now) or self.is_part
        return "" if no_test or now is None else f" Over 90%: {now.ninety}"

    @property
    def receipts_words(self) -> str:
        """Return what capital receipts come to."""
        if self.hidden.receipts:
            return f"Capital receipts: {RECEIPTS_HIDDEN}"
        if self.is_part and not self.position.receipts.count:
            return "Capital receipts: no sale of an asset belongs to these programmes."
        return f"Capital receipts: {self.position.receipts.headline}"

    @property
    def fund_words(self) -> str:
        """Return what is called of the plan's fund; a part says nothing of what the fund has."""
        assert self.budgets  # the page asks where there are any
        if not self.is_part:
            return self.budgets.fund_words
        return f"{printed_pounds(self.budgets.fund)} is called from the plan’s fund"

    @property
    def fund_source(self) -> str:
        """Return where the amount of the fund stands, "" where none is in the record."""
        of_fund = self.budgets.of_fund if self.budgets else None
        return f" ({of_fund.source})" if of_fund else ""

    @property
    def benefits_words(self) -> str:
        """Return what the register of benefits comes to."""
        assert self.benefits  # the page asks where there is one
        if self.is_part and not self.benefits.lines:
            return "No benefit and no disbenefit of these programmes is in the register."
        return self.benefits.headline

    def year_notes(self, year: YearPosition) -> str:
        """Return what is said of a year beneath the table of years."""
        if self.hides(year):
            return YEAR_HIDDEN
        target = f"Target: {year.target_words}."
        if not year.entered:
            return f"no amounts are in the record. {target}"
        is_said = self.is_part or year == self.position.now  # above, or of a part nowhere
        return target if is_said else f"{year.ninety} {target}"

    @property
    def short_named(self) -> tuple[SavingLine, ...]:
        """Return the savings that are named."""
        return self.position.short[:SHORT_NAMED]

    @property
    def lots_named(self) -> tuple[LotLine, ...]:
        """Return the sales that are named."""
        return self.position.open_lots[:LOTS_NAMED]

    @property
    def budgets_named(self) -> tuple[BudgetLine, ...]:
        """Return the programmes whose budgets are named: the furthest over first."""
        return self.budgets.entered[:BUDGETS_NAMED] if self.budgets else ()

    @property
    def benefits_named(self) -> tuple[BenefitLine, ...]:
        """Return the benefits that are named: those past their day first."""
        return self.benefits.lines[:BENEFITS_NAMED] if self.benefits else ()


def money_page(
    plan: PlanFacts,
    calendar: Calendar,
    hidden: HiddenTotals = NOTHING_HIDDEN,
    *,
    is_part: bool = False,
) -> MoneyPage | None:
    """Return what a month's pack says of money, as measured at its end, without what is `hidden`.

    `is_part` says that the plan is a part, of some programmes. None where the snapshot kept nothing
    of it: the pack then has no such section.
    """
    if plan.money is None:
        return None
    year, measured = financial_year(plan.period.month), calendar.measured
    found = money_position(plan.money, plan.receipts, year=year, measured=measured)
    return MoneyPage(
        position=found,
        bridge=None if year in hidden.years else _bridge(found.now),
        chart=None if hidden.receipts else _chart(found.receipts),
        budgets=_budgets(plan, on=measured.on),
        benefits=_benefits(plan, measured=measured),
        hidden=hidden,
        is_part=is_part,
    )


def _budgets(plan: PlanFacts, *, on: date) -> BudgetPosition | None:
    if plan.budgets is None or plan.money is None:
        return None
    return budget_position(plan.budgets, fund=plan.money.fund, on=on)


def _benefits(plan: PlanFacts, *, measured: Measured) -> BenefitsPosition | None:
    if plan.benefits is None:
        return None
    return benefits_position((record.benefit for record in plan.benefits), measured=measured)


def _bridge(position: YearPosition | None) -> Picture | None:
    found = bridge(position) if position else None
    if found is None:
        return None
    narrow = bridge_charts.bridge_chart(found).narrow
    svg = beside(bridge_charts.printed_bridge(found), narrow)
    return Picture(finding=found.title, svg=svg)


def _chart(position: ReceiptsPosition) -> Picture | None:
    if not position.is_drawn:
        return None
    printed = receipt_charts.drawn(position, receipt_charts.PRINT)
    svg = beside(printed, receipt_charts.drawn(position, receipt_charts.NARROW))
    return Picture(finding=position.finding, svg=svg)
