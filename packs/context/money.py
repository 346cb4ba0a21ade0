"""Savings and capital receipts as packs print them: promised, validated, received (25 and 26)."""

from dataclasses import dataclass

from irp.rules.financial_years import financial_year, year_is_over
from packs.context.frame import Calendar
from packs.context.stands import Picture
from packs.facts import PlanFacts
from programmes.charts import bridge as bridge_charts
from programmes.charts import receipts as receipt_charts
from programmes.facts.receipts import ReceiptsFacts
from programmes.facts.savings import PlanFigureFacts
from programmes.figures.lots import LotLine, lot_lines
from programmes.figures.receipts import ReceiptsPosition, receipts_position
from programmes.figures.saving_bridge import bridge
from programmes.figures.saving_years import YearPosition, year_position
from programmes.figures.savings import SavingLine, saving_lines

NAMED = 12  # savings that lack the most, and sales that are open: the others are counted


@dataclass(frozen=True, kw_only=True)
class MoneyPage:
    """What a pack says of money."""

    years: tuple[YearPosition, ...]  # the newest first
    now: YearPosition | None  # of the month's financial year; None where nothing is said of it
    is_over: bool  # that year has ended
    bridge: Picture | None
    short: tuple[SavingLine, ...]  # of that year, those that lack the most first
    figures: tuple[PlanFigureFacts, ...]
    receipts: ReceiptsPosition
    chart: Picture | None
    open_lots: tuple[LotLine, ...]  # the late first, then the largest

    @property
    def short_named(self) -> tuple[SavingLine, ...]:
        """Return the savings that are named."""
        return self.short[:NAMED]

    @property
    def lots_named(self) -> tuple[LotLine, ...]:
        """Return the sales that are named."""
        return self.open_lots[:NAMED]


def money_page(plan: PlanFacts, calendar: Calendar) -> MoneyPage | None:
    """Return what a month's pack says of money, as measured at its end.

    None where the snapshot kept nothing of it: the pack then has no such section.
    """
    money, on = plan.money, calendar.measured.on
    if money is None:
        return None
    positions = {facts.year: year_position(facts) for facts in reversed(money.years)}
    year = financial_year(plan.period.month)
    own = next((facts for facts in money.years if facts.year == year), None)
    lines = saving_lines(own, on=on) if own else []
    facts = ReceiptsFacts(steps=plan.receipts, thresholds=money.thresholds, lots=money.lots)
    received = receipts_position(facts, on=on)
    lots = [line for line in lot_lines(money.lots, on=on) if line.is_open]
    return MoneyPage(
        years=tuple(positions.values()),
        now=positions.get(year),
        is_over=year_is_over(year, on=on),
        bridge=_bridge(positions.get(year)),
        short=tuple(sorted((one for one in lines if one.lacking), key=lambda one: one.urgency)),
        figures=money.figures,
        receipts=received,
        chart=_chart(received),
        open_lots=tuple(sorted(lots, key=lambda line: line.urgency)),
    )


def _bridge(position: YearPosition | None) -> Picture | None:
    found = bridge(position) if position else None
    if found is None:
        return None
    return Picture(finding=found.title, svg=bridge_charts.printed_bridge(found))


def _chart(position: ReceiptsPosition) -> Picture | None:
    if receipt_charts.receipts_chart(position) is None:
        return None
    svg = receipt_charts.drawn(position, receipt_charts.PRINT)
    return Picture(finding=position.finding, svg=svg)
