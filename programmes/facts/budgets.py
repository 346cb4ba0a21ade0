"""What the record says of a programme's budget and people."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetFacts:
    """A month's entry of a programme; money is of the financial year, the fund's of all years."""

    key: int
    month: date
    approved: Decimal
    spent: Decimal
    forecast: Decimal
    fund: Decimal
    needed: int
    filled: int
    note: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class BudgetOf:
    """A programme and its newest entry, None where none was made."""

    ref: str
    name: str
    is_closed: bool
    entry: BudgetFacts | None
