"""What an occurrence's report starts from: which are to be reported, which were already (10)."""

from datetime import date

from irp.models import ReportingPeriod
from irp.readings import Source
from irp.rules.measuring import Measured
from programmes.facts.occurrences import RecurringRow
from programmes.figures.occurrences import by_due_day, recurring_line, recurring_row
from programmes.models import Milestone, Occurrence
from programmes.readings.milestones import milestone_facts


def occurrences_to_report(source: Source, milestone: Milestone, *, month: date) -> list[date]:
    """Return the due days that a month may report of a row, oldest first."""
    facts = milestone_facts(source, milestone.ref)
    row = recurring_row(facts) if facts else None
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


def earlier_report(
    milestone: Milestone, due_on: date, *, before: ReportingPeriod
) -> Occurrence | None:
    """Return what an earlier period reported of a due day, where that counts (Rule 16)."""
    return (
        Occurrence.objects.filter(
            milestone=milestone, due_on=due_on, period__month__lt=before.month
        )
        .exclude(ret__state="not_reported")
        .select_related("period")
        .first()
    )


def held_on_days(milestone: Milestone, *, besides: date) -> dict[date, date]:
    """Return the days on which other occurrences of a row were held, each with its due day."""
    rows = Occurrence.objects.filter(milestone=milestone, done_on__isnull=False)
    others = rows.exclude(due_on=besides).exclude(ret__state="not_reported")
    days = others.values_list("done_on", "due_on")
    return {done_on: due_on for done_on, due_on in days if done_on}
