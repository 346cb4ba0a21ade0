"""What the record says of indicators and their readings (Rule 27)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kpis.words import Polarity


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingFacts:
    """A value of an indicator for a data period, provisional or revised."""

    month: date  # the data period's first day, not the report's
    value: Decimal
    provisional: bool
    note: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorFacts:
    """A measure of the plan; its readings in force, one a month, newest first: its newest 24."""

    ref: str
    aim: int
    outcomes: tuple[str, ...]
    number: int
    name: str
    unit: str
    polarity: Polarity
    note: str
    readings: tuple[ReadingFacts, ...]
