"""Everything the record says of money, as a frozen month keeps it (Rules 25 and 26)."""

from dataclasses import dataclass

from programmes.facts.receipts import LotFacts, ThresholdFacts
from programmes.facts.savings import PlanFigureFacts, YearFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyFacts:
    """Savings by year, what the plan prints of them, and capital receipts."""

    years: tuple[YearFacts, ...]  # those of which the record says anything, the oldest first
    figures: tuple[PlanFigureFacts, ...]
    thresholds: tuple[ThresholdFacts, ...]
    lots: tuple[LotFacts, ...]
    fund: PlanFigureFacts | None = None  # the plan's, for its programmes; None: not in the record
