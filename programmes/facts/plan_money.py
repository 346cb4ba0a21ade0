"""What the plan prints of savings and receipts: frozen records without a rule applied."""

from dataclasses import dataclass
from decimal import Decimal

from irp.rules.plan_dates import PlanDate


@dataclass(frozen=True, kw_only=True, slots=True)
class SavingFacts:
    """One of the top savings; the plan gives no amount for any of them (Rule 26)."""

    ref: str
    milestone: str
    title: str
    sao: str
    lead_member: str | None
    start: PlanDate
    end: PlanDate


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiptFacts:
    """A step of the asset sales programme, in pounds (Rule 25)."""

    milestone: str
    amount: Decimal
    cumulative: bool
    start: PlanDate
    end: PlanDate
