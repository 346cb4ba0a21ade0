"""What the record says of capital receipts: lots, their progress, targets (Rule 25).

Frozen records without a rule applied, as in `programmes.facts`. Money is in pounds, never a float.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from programmes.facts.plan_money import ReceiptFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressFacts:
    """A month's entry of a lot: what is expected, and each stage with its day and amount."""

    key: int
    month: date
    expected: Decimal | None
    expected_on: date | None
    agreed: Decimal | None
    agreed_on: date | None
    exchanged: Decimal | None
    exchanged_on: date | None
    completed: Decimal | None
    completed_on: date | None
    received: Decimal | None
    received_on: date | None
    withdrawn: bool
    note: str
    by_name: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class LotFacts:
    """An asset or lot, with the newest entry of its sale; None before the first."""

    ref: str
    title: str
    programme: str
    owner: str | None  # None: not named
    about: str
    progress: ProgressFacts | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ThresholdFacts:
    """A version of what receipts are to come to in all by a day."""

    due_on: date
    number: int
    total: Decimal
    ends: bool
    decided_by: str
    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiptsFacts:
    """Capital receipts: the plan's steps, every version of a target, every lot."""

    steps: tuple[ReceiptFacts, ...]
    thresholds: tuple[ThresholdFacts, ...]
    lots: tuple[LotFacts, ...]
