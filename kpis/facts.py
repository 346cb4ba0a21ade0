"""What the record says of indicators and their readings (Rule 27)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kpis.words import Polarity, Yardstick


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
class TargetFacts:
    """A version of what an indicator is compared with from a month on (Rules 25 and 27)."""

    kind: Yardstick
    number: int
    from_month: date  # its first day
    value: Decimal | None  # None: from then on there is none
    source: str  # where the plan prints it
    decided_by: str
    reason: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorFacts:
    """A measure of the plan; its readings in force, one a month, newest first: its newest 24.

    Its targets and benchmarks are all that were set, in the order they were set.
    """

    ref: str
    aim: int
    outcomes: tuple[str, ...]
    number: int
    name: str
    unit: str
    polarity: Polarity
    note: str
    readings: tuple[ReadingFacts, ...]
    targets: tuple[TargetFacts, ...] = ()  # a snapshot of before schema 4 kept nothing of them
