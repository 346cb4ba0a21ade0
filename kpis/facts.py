"""What the record says of indicators and their readings (Rule 27)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingFacts:
    """A value of an indicator for a data period, provisional or revised."""

    month: date  # the data period's first day, not the report's
    value: Decimal
    provisional: bool
    note: str
    by_name: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorFacts:
    """A measure of the plan; its readings in force, one a month, newest first, 24 at most."""

    ref: str
    aim: int
    outcomes: tuple[str, ...]
    number: int
    name: str
    unit: str
    polarity: str  # a value of `Indicator.Polarity`
    note: str
    readings: tuple[ReadingFacts, ...]
