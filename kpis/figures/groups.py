"""Which groups of a list an indicator is in, and how many are in each (Rules 25 and 27). Pure.

A list counts its groups from a few facts of every indicator and makes lines of those of its page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import nsmallest
from typing import NamedTuple, TypeVar

from irp.rules.measuring import Measured
from kpis.facts import ComparedFacts
from kpis.figures.lines import IndicatorLine
from kpis.rules import Cadence, in_force, movement, owing, since_baseline, status_of
from kpis.words import Direction, KpiStatus, NoDirection, Shown, Yardstick

MOST_MOVED = 10


class GroupedIndicator(NamedTuple):
    """What tells which groups an indicator is in, as its line tells it."""

    ref: str
    is_unread: bool
    late: int
    missing: int
    has_target: bool
    has_baseline: bool
    status: KpiStatus | None
    direction: Direction | NoDirection
    moved: Decimal

    @property
    def is_off_target(self) -> bool:
        """Tell whether the newest reading misses its target."""
        return self.status is KpiStatus.OFF_TARGET

    @property
    def is_worse(self) -> bool:
        """Tell whether the newest reading is worse than the baseline."""
        return self.direction is Direction.WORSE


Grouped = TypeVar("Grouped", GroupedIndicator, IndicatorLine)


def grouped(facts: ComparedFacts, *, measured: Measured) -> GroupedIndicator:
    """Return what tells which groups an indicator is in, as measured."""
    ref, unit, polarity, months, values, targets, frequency, lag_months, read = facts
    on, cadence = measured.on, Cadence(frequency=frequency, lag_months=lag_months)
    owed = owing(read, cadence=cadence, measured=measured)
    has_target = has_baseline = False
    status, beside = None, None
    if targets:
        has_target = in_force(targets, month=on) is not None
        baselines = [
            in_force(targets, month=month, kind=Yardstick.BASELINE) for month in (*months[:1], on)
        ]
        found = next(filter(None, baselines), None)
        has_baseline, beside = found is not None, found
        if months:
            target = in_force(targets, month=months[0])
            status = status_of(values[0], target=target, polarity=polarity)
    is_since = bool(beside and months and months[0] >= beside.from_month)
    return GroupedIndicator(
        ref,
        not months,
        len(owed.late),
        len(owed.missing),
        has_target,
        has_baseline,
        status,
        since_baseline(
            values[0] if is_since else None,
            baseline=beside.value if beside else None,
            polarity=polarity,
        ),
        movement(values, unit=unit),
    )


def in_group(lines: Sequence[Grouped], show: str) -> list[Grouped]:
    """Return the indicators of a group that a list is opened by, in its order; all for none."""
    if show == Shown.MOVED:
        return most_moved(lines)
    fits: dict[str, Callable[[Grouped], bool]] = {
        Shown.UNREAD: lambda line: line.is_unread,
        Shown.LATE: lambda line: line.late > 0,
        Shown.MISSING: lambda line: line.missing > 0,
        Shown.TARGET: lambda line: line.has_target,
        Shown.OFF_TARGET: lambda line: line.is_off_target,
        Shown.WORSE: lambda line: line.is_worse,
    }
    return [line for line in lines if fits[show](line)] if show in fits else list(lines)


def most_moved(lines: Iterable[Grouped]) -> list[Grouped]:
    """Return the indicators whose newest readings moved most, the most first."""
    moved = (line for line in lines if line.moved)
    return nsmallest(MOST_MOVED, moved, key=lambda line: (-line.moved, line.ref))


def worst_first(lines: Iterable[IndicatorLine]) -> list[IndicatorLine]:
    """Return the indicators, those off target first, each part with the largest change first."""
    return sorted(lines, key=lambda line: (not line.is_off_target, -line.moved, line.ref))


def worst_movers(lines: Iterable[IndicatorLine]) -> list[IndicatorLine]:
    """Return the indicators with two readings: those that moved for the worse, the most first.

    Then those off target, then the rest, each by its change. Without a baseline no move is called
    worse (Rule 27).
    """
    read = [line for line in lines if line.change is not None]
    return sorted(
        read,
        key=lambda line: (not line.moved_worse, not line.is_off_target, -line.moved, line.ref),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorCounts:
    """How many indicators there are, and of what kind."""

    every: int
    unread: int
    late: int
    missing: int
    readings_late: int
    readings_missing: int
    with_target: int
    with_baseline: int
    off_target: int
    worse: int
    moved: int


def indicator_counts(lines: Sequence[Grouped]) -> IndicatorCounts:
    """Return how many of the indicators are of each kind that a list is opened by."""
    return IndicatorCounts(
        every=len(lines),
        unread=sum([line.is_unread for line in lines]),
        late=sum([line.late > 0 for line in lines]),
        missing=sum([line.missing > 0 for line in lines]),
        readings_late=sum([line.late for line in lines]),
        readings_missing=sum([line.missing for line in lines]),
        with_target=sum([line.has_target for line in lines]),
        with_baseline=sum([line.has_baseline for line in lines]),
        off_target=sum([line.is_off_target for line in lines]),
        worse=sum([line.is_worse for line in lines]),
        moved=min(MOST_MOVED, sum([bool(line.moved) for line in lines])),
    )
