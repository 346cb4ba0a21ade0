"""What an occurrence's report starts from: which are to be reported, which were already (10)."""

from dataclasses import dataclass
from datetime import date

from irp.models import ReportingPeriod
from irp.readings import Now
from irp.rules.measuring import Measured
from programmes.facts.occurrences import RecurringRow
from programmes.figures.occurrences import by_due_day, recurring_line, recurring_row
from programmes.models import Milestone, Occurrence
from programmes.readings.milestones import whole_milestone
from programmes.words import ReturnState


def occurrences_to_report(source: Now, milestone: Milestone, *, month: date) -> list[date]:
    """Return the due days that a month may report of a row as it is now, oldest first.

    The row is read anew: whoever holds it may have read it before its first date was set.
    """
    (now,) = source.rows(Milestone, ref=milestone.ref)
    now.programme = milestone.programme
    row = recurring_row(whole_milestone(source, now))
    return to_report(row, month=month) if row else []


def to_report(row: RecurringRow, *, month: date) -> list[date]:
    """Return the due days that a month may report of a row, read as it is now.

    Those due by its last day that no earlier month has reported.
    """
    line = recurring_line(row, measured=Measured.month_end(month))
    reported = by_due_day(row.recurring.reported)
    return [
        occurrence.due_on
        for occurrence in line.lines
        if occurrence.due_on not in reported or reported[occurrence.due_on].month >= month
    ]


@dataclass(frozen=True)
class OccurrencesTold:
    """What was told of a row's occurrences before one of them is reported for a period.

    `own` is that period's entry of the due day, `earlier` that of an earlier one, where it counts
    (Rule 16). `held` are the days on which others were held, each with its due day.
    """

    own: Occurrence | None
    earlier: Occurrence | None
    held: dict[date, date]


def occurrences_told(
    milestone: Milestone, due_on: date, *, period: ReportingPeriod
) -> OccurrencesTold:
    """Return what was told of a row's occurrences, in one statement."""
    rows = list(milestone.occurrences.select_related("period", "ret"))
    counted = [row for row in rows if row.ret.state != ReturnState.NOT_REPORTED.value]
    own = (row for row in rows if row.due_on == due_on and row.period_id == period.pk)
    earlier = (row for row in counted if row.due_on == due_on and row.period.month < period.month)
    return OccurrencesTold(
        own=next(own, None),
        earlier=next(earlier, None),
        held={row.done_on: row.due_on for row in counted if row.done_on and row.due_on != due_on},
    )
