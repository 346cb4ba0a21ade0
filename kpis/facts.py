"""What the record says of indicators and their readings (Rule 27)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from kpis.words import Counted, Frequency, Polarity, Yardstick


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
    reason: str = ""  # of a revision; before schema 8 it was not kept


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetFacts:
    """A version of what an indicator is compared with from a month on (Rules 25 and 27)."""

    kind: Yardstick
    number: int
    from_month: date  # its first day
    value: Decimal | None  # None: from then on there is none
    tolerance: Decimal | None = None  # how far a figure may miss a target; None where not decided
    source: str  # where the plan prints it
    decided_by: str
    reason: str
    by_name: str
    by_post: str
    at: datetime


class VersionFacts(NamedTuple):
    """What a version of a target or benchmark says, without whose it is."""

    kind: Yardstick
    number: int
    from_month: date
    value: Decimal | None
    tolerance: Decimal | None = None


class ComparedFacts(NamedTuple):
    """What tells which groups of a list an indicator is in; a list has one of every indicator."""

    ref: str
    unit: str
    polarity: Polarity
    months: tuple[date, ...]  # the two newest that have a reading, newest first
    values: tuple[Decimal, ...]  # in force, of those months
    targets: tuple[VersionFacts, ...]
    frequency: Frequency | None
    lag_months: int | None
    read: frozenset[date]  # the first month that has a reading, and those of the last year


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
    frequency: Frequency | None = None  # None: nobody has said; before schema 6 it was not kept
    lag_months: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CompositionFacts:
    """The version of a composite that is in force: what it counts, and of which members."""

    number: int
    counts: Counted
    members: tuple[str, ...]  # references
    reason: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DefinitionFacts:
    """How an indicator is read, as the CPMO has said; a blank or None is said by nobody."""

    definition: str
    numerator: str
    denominator: str
    frequency: Frequency | None
    lag_months: int | None
    source_system: str
    owner: str  # the post's title
    is_survey: bool
