"""Occurrences of recurring rows as pages, packs and lists show them: lines and counts (Rule 10)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED
from programmes.facts import MilestoneFacts
from programmes.facts.occurrences import OccurrenceFacts, RecurringRow
from programmes.rules.occurrences import (
    AHEAD,
    coming,
    due_days,
    how_often,
    known_turn,
    wants_first,
)
from programmes.rules.what_counts import that_count
from programmes.words import FIRST_NOT_SET, Turn


class OccurrenceLine(NamedTuple):
    """One occurrence that is due by the measured day, and what had become of it by then.

    A tuple, as a plan has thousands.
    """

    ref: str
    title: str
    due_on: date
    turn: Turn | None  # None: nobody has reported it
    done_on: date | None
    reason: str
    month: date | None  # of the return that reports it
    by_name: str

    @property
    def word(self) -> str:
        """Return what became of it in words."""
        return self.turn.label if self.turn else "Not reported"

    @property
    def days_late(self) -> int:
        """Return how many days after its due day it was held, 0 in time."""
        return max(0, (self.done_on - self.due_on).days) if self.done_on else 0


@dataclass(frozen=True, kw_only=True)
class OccurrenceCounts:
    """How many occurrences are due and what became of them; `rows` are the recurring rows.

    Of those `first_not_set` have no first date yet, so that none of theirs is counted.
    """

    rows: int = 0
    first_not_set: int = 0
    due: int = 0
    held: int = 0
    held_late: int = 0  # among the held
    not_needed: int = 0
    missed: int = 0
    untold: int = 0

    def __add__(self, other: "OccurrenceCounts") -> "OccurrenceCounts":
        """Return the counts of both."""
        return OccurrenceCounts(
            **{name: getattr(self, name) + getattr(other, name) for name in vars(self)}
        )

    def times(self, rows: int) -> "OccurrenceCounts":
        """Return the counts of so many rows that are alike."""
        return OccurrenceCounts(**{name: rows * value for name, value in vars(self).items()})

    @property
    def words(self) -> str:
        """Return the counts as a line: "7 due, 5 held, 1 not needed, 1 missed"."""
        told = [f"{self.due} due", f"{self.held} held"]
        told += [f"{self.not_needed} not needed"] if self.not_needed else []
        told += [f"{self.missed} missed"]
        told += [f"{self.untold} not reported"] if self.untold else []
        return ", ".join(told)


@dataclass(frozen=True, kw_only=True)
class RecurringLine:
    """A recurring row: its occurrences due so far, oldest first, their counts, the next due days.

    `wants_first` tells that its first date has still to be set.
    """

    ref: str
    title: str
    how_often: str  # in the plan's words
    first_on: date | None
    wants_first: bool
    lines: tuple[OccurrenceLine, ...]
    counts: OccurrenceCounts
    coming: tuple[date, ...]

    @property
    def words(self) -> str:
        """Return its counts as a line, or that its first date is not set."""
        return FIRST_NOT_SET if self.wants_first else self.counts.words


def recurring_row(facts: MilestoneFacts) -> RecurringRow | None:
    """Return a milestone as far as its occurrences go; None for one that does not recur."""
    if facts.recurring is None:
        return None
    dates = facts.baselines[-1] if facts.baselines else None
    return RecurringRow(
        ref=facts.ref,
        programme=facts.programme,
        title=facts.title,
        start=dates.start if dates else UNDATED,
        end=dates.end if dates else UNDATED,
        recurring=facts.recurring,
    )


def recurring_line(row: RecurringRow, *, measured: Measured) -> RecurringLine:
    """Return a recurring row's line by the measured day.

    Occurrences of before the first month reported here are not counted, unless one was reported.
    """
    facts, often = row.recurring, how_often(kind="recurring", start=row.start, end=row.end)
    reported = by_due_day(facts.reported)
    missing = wants_first(often, start=row.start) and facts.first_on is None
    until = measured.on + AHEAD
    days = due_days(often, start=row.start, first_on=facts.first_on, until=until)
    counted = {day for day in days if facts.since and facts.since <= day <= measured.on}
    lines = []
    for day in sorted(counted | set(reported)):
        line = _line(row, day, reported.get(day), measured)
        if line.turn or measured.has_passed(day):
            lines.append(line)
    return RecurringLine(
        ref=row.ref,
        title=row.title,
        how_often=row.end.raw or row.start.raw,
        first_on=facts.first_on,
        wants_first=missing,
        lines=tuple(lines),
        counts=counted_of(lines, rows=1, first_not_set=int(missing)),
        coming=coming(days, on=measured.on),
    )


def by_due_day(reported: Iterable[OccurrenceFacts]) -> dict[date, OccurrenceFacts]:
    """Return what was reported by due day: what was frozen unsigned does not count (Rule 16)."""
    return {occurrence.due_on: occurrence for occurrence in that_count(reported)}


def _line(
    row: RecurringRow, due_on: date, occurrence: OccurrenceFacts | None, measured: Measured
) -> OccurrenceLine:
    turn = (
        known_turn(occurrence.turn, done_on=occurrence.done_on, measured=measured)
        if occurrence
        else None
    )
    known = occurrence if turn else None
    return OccurrenceLine(
        ref=row.ref,
        title=row.title,
        due_on=due_on,
        turn=turn,
        done_on=known.done_on if known else None,
        reason=known.reason if known else "",
        month=known.month if known else None,
        by_name=known.by_name if known else "",
    )


def counted_of(
    lines: Iterable[OccurrenceLine], *, rows: int, first_not_set: int
) -> OccurrenceCounts:
    """Return the counts of some occurrences that are due."""
    lines = list(lines)
    of = {turn: [line for line in lines if line.turn is turn] for turn in (*Turn, None)}
    return OccurrenceCounts(
        rows=rows,
        first_not_set=first_not_set,
        due=len(lines),
        held=len(of[Turn.HELD]),
        held_late=sum(line.days_late > 0 for line in of[Turn.HELD]),
        not_needed=len(of[Turn.NOT_NEEDED]),
        missed=len(of[Turn.MISSED]),
        untold=len(of[None]),
    )


def count_occurrences(rows: Iterable[RecurringLine | None]) -> OccurrenceCounts | None:
    """Return the counts of all occurrences of some rows, None where none of them recurs."""
    found = [line.counts for line in rows if line is not None]
    return sum(found, OccurrenceCounts()) if found else None


def count_recurring(rows: Iterable[RecurringRow], *, measured: Measured) -> OccurrenceCounts | None:
    """Return the counts of all occurrences of some rows, asked once of those that are alike."""
    alike: dict[Any, list[RecurringRow]] = defaultdict(list)
    for row in rows:
        alike[row.start, row.end, row.recurring].append(row)
    found = [
        recurring_line(those[0], measured=measured).counts.times(len(those))
        for those in alike.values()
    ]
    return sum(found, OccurrenceCounts()) if found else None
