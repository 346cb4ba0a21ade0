"""What an occurrence's report starts from: which are to be reported, which were already (10)."""

from collections.abc import Iterable
from datetime import date

from irp.models import ReportingPeriod
from irp.readings import Source
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED
from programmes.facts.occurrences import RecurringRow
from programmes.figures.occurrences import by_due_day, recurring_line, recurring_row
from programmes.models import Baseline, Milestone, Occurrence
from programmes.readings.milestones import milestone_facts
from programmes.rules.occurrences import due_days, how_often
from programmes.words import MilestoneKind


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


def untold_in_month(milestones: Iterable[Milestone], *, month: date) -> list[tuple[str, date]]:
    """Return the due days within a month that nobody has reported, each with its row's reference.

    Of rows of a programme that reports the month, in two statements; none where no row recurs.
    """
    rows = [row for row in milestones if row.kind == MilestoneKind.RECURRING]
    if not rows:
        return []
    dates = {row.milestone_id: row for row in _baselines(rows)}
    last = Measured.month_end(month).on
    told = _told(rows, month, last)
    found = []
    for row in rows:
        held = dates.get(row.pk)
        start, end = (held.start, held.end) if held else (UNDATED, UNDATED)
        often = how_often(kind=row.kind, start=start, end=end)
        days = due_days(often, start=start, first_on=row.first_on, until=last)
        found += [(row.ref, day) for day in days if day >= month and (row.pk, day) not in told]
    return found


def _baselines(rows: Iterable[Milestone]) -> Iterable[Baseline]:
    """Return baselines by number: the last of each row is the one in force."""
    return Baseline.objects.filter(milestone__in=rows).order_by("number")


def _told(rows: Iterable[Milestone], first: date, last: date) -> set[tuple[int, date]]:
    reported = Occurrence.objects.filter(milestone__in=rows, due_on__range=(first, last))
    counting = reported.exclude(ret__state="not_reported")
    return set(counting.values_list("milestone_id", "due_on"))
