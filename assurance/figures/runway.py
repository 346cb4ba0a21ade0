"""The runway: gates by quarter and outcome, load, safe starts of evidence (PAGES 5.10)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assurance.facts.runway import RunwayFacts
from assurance.figures.outcomes import and_hidden
from assurance.figures.runway_lines import WORK_LEFT, RunwayLine, runway_lines
from assurance.rules.runway import days_of_quarter, quarter_of
from assurance.words.runway import RunwayStanding, SafeStart
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, Precision, QuarterConvention, printed


@dataclass(frozen=True, kw_only=True)
class Runway:
    """Every requirement by its quarter, and what it comes to."""

    lines: tuple[RunwayLine, ...]
    quarters: tuple[int, ...]  # across: from the first date to the last, or the end
    on: date
    now: int
    end: int  # the quarter in which the intervention ends
    ends_on: date
    load: Mapping[tuple[int, int], int]  # awaited dates by outcome and quarter

    @cached_property
    def _by_quarter(self) -> Mapping[int, int]:
        found: Counter[int] = Counter()
        for (_, quarter), count in self.load.items():
            found[quarter] += count
        return found

    def of_quarter(self, quarter: int) -> int:
        """Return how many awaited dates a quarter holds."""
        return self._by_quarter[quarter]

    @property
    def left(self) -> tuple[RunwayLine, ...]:
        """Return the requirements that commissioners have still to assure."""
        return tuple(line for line in self.lines if line.standing in WORK_LEFT)

    def standing(self, *wanted: RunwayStanding) -> tuple[RunwayLine, ...]:
        """Return the requirements that stand so."""
        return tuple(line for line in self.lines if line.standing in wanted)

    @property
    def at_end(self) -> tuple[RunwayLine, ...]:
        """Return those with a date at or after the end of the intervention."""
        return tuple(line for line in self.left if line.is_at_end)

    @property
    def must_start(self) -> tuple[RunwayLine, ...]:
        """Return what must start this quarter: evidence by its safe start, work by its date."""
        return tuple(
            line
            for line in self.left
            if line.start is SafeStart.NOW
            or any(
                quarter_of(gate.due.latest) == self.now for gate in line.begins if gate.due.latest
            )
        )

    @property
    def finding(self) -> str:
        """Return what it comes to in a sentence."""
        passed, undated = (
            self.standing(RunwayStanding.PASSED),
            self.standing(RunwayStanding.UNDATED),
        )
        hidden = len(self.standing(RunwayStanding.HIDDEN))
        shown = len(self.lines) - hidden
        return (
            f"{len(self.left)} of {shown} requirements are still to be assured by "
            f"{printed_day(self.ends_on)}: {len(passed)} with a date that has passed, "
            f"{len(self.at_end)} with one at or after the end, {len(undated)} without a date"
            f"{and_hidden(hidden)}"
        )


def runway(facts: RunwayFacts, *, measured: Measured, ends_on: date) -> Runway:
    """Return the runway as at a day; `ends_on` is the end of the intervention."""
    lines = tuple(runway_lines(facts, measured=measured, ends_on=ends_on))
    load = Counter(
        (line.outcome, quarter_of(gate.due.latest))
        for line in lines
        if line.standing in WORK_LEFT
        for gate in line.awaited
        if gate.due.latest
    )
    placed = [line.quarter for line in lines if line.quarter is not None]
    end = quarter_of(ends_on)
    # The quarter of the last date is shown too, and the one in which the intervention ends.
    first, last = min([*placed, end]), max([*placed, *(quarter for _, quarter in load), end])
    return Runway(
        lines=lines,
        quarters=tuple(range(first, last + 1)),
        on=measured.on,
        now=quarter_of(measured.on),
        end=end,
        ends_on=ends_on,
        load=load,
    )


def quarter_words(number: int, *, quarters: QuarterConvention) -> str:
    """Return a quarter as the plan's setting reads it, its months beside it (Rule 11)."""
    first, last = days_of_quarter(number)
    return printed(PlanDate("", Precision.QUARTER, first, last), quarters=quarters)
