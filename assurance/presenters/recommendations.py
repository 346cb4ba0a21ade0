"""What pages of recommendations show besides their lines: the history, and what a person may do."""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.figures.recommendation_acts import QuarterChange, acts_said, quarter_changes
from assurance.figures.recommendations import (
    RecommendationCounts,
    RecommendationLine,
    recommendation_counts,
    recommendation_lines,
)
from assurance.readings.recommendations import recommendation_acts, recommendations
from assurance.rules.quarters import Quarter
from assurance.words.recommendations import RecommendationStanding
from irp.past import first_day
from irp.presenters import Entry, act_entry
from irp.readings import AsAt, Now, Source, end_of_day
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured


def timeline_of(line: RecommendationLine) -> tuple[Entry, ...]:
    """Return everything that was said of a recommendation, the newest first."""
    entries = (act_entry(entry.act, entry.what, why=entry.why) for entry in acts_said(line.facts))
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


@dataclass(frozen=True)
class QuarterSheet:
    """The extract of a quarter for the Audit Committee."""

    quarter: Quarter
    measured_on: date
    is_over: bool
    open: tuple[RecommendationLine, ...]
    done: tuple[RecommendationLine, ...]
    counts: RecommendationCounts
    before: RecommendationCounts  # at the end of the quarter before
    changes: tuple[QuarterChange, ...]
    earlier: Quarter | None
    later: Quarter | None

    @property
    def lines(self) -> list[RecommendationLine]:
        """Return every line, the most urgent first."""
        return [*self.open, *self.done]


def quarter_sheet(quarter: Quarter, *, quarters: str, at: datetime) -> QuarterSheet | None:
    """Return the extract of a quarter; None for one still to come or before the record.

    A quarter that is over is read as the record was at its end, the current one as it is now.
    """
    today, first = london_day(at), first_day()
    measured = quarter.measured(on=today)
    if measured is None or first is None or not quarter.reaches(first):
        return None
    source: Source = AsAt(end_of_day(quarter.ends)) if measured.is_over else Now(at)
    acts = recommendation_acts(source)
    every = recommendations(source, quarters=quarters, acts=acts)
    lines = recommendation_lines(every, measured=measured)
    last = quarter.previous
    end = end_of_day(last.ends)
    earlier = recommendation_lines(
        recommendations(AsAt(end), quarters=quarters, acts=acts.until(end)),
        measured=Measured(last.ends, is_over=True),
    )
    return QuarterSheet(
        quarter=quarter,
        measured_on=measured.on,
        is_over=measured.is_over,
        open=tuple(line for line in lines if line.standing is not RecommendationStanding.DONE),
        done=tuple(line for line in lines if line.standing is RecommendationStanding.DONE),
        counts=recommendation_counts(lines),
        before=recommendation_counts(earlier),
        changes=tuple(quarter_changes(lines, begins=quarter.begins, ends=quarter.ends)),
        earlier=last if last.reaches(first) else None,
        later=quarter.following if quarter.following.has_begun(on=today) else None,
    )
