"""What an occurrence's report starts from: which are to be reported, which were already (10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from irp.models import ReportingPeriod
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED
from programmes.facts.occurrences import OccurrenceFacts, RecurringFacts, RecurringRow
from programmes.figures.occurrences import by_due_day, recurring_line
from programmes.models import Milestone, Occurrence, Return
from programmes.words import MilestoneKind, ReturnState, Turn


def occurrences_to_report(milestone: Milestone, *, month: date) -> list[date]:
    """Return the due days that a month may report of a row as it is now, oldest first.

    The row is read anew: whoever holds it may have read it before its first date was set. In four
    statements.
    """
    now = Milestone.objects.prefetch_related("baselines").get(pk=milestone.pk)
    if now.kind != MilestoneKind.RECURRING:
        return []
    now.programme = milestone.programme
    told = now.occurrences.select_related("period", "ret").order_by("due_on", "period__month")
    since = first_month(now.programme_id)
    return to_report(recurring_row_of(now, told, since), month=month)


def first_month(programme: int) -> date | None:
    """Return the month of a programme's first return, None before it."""
    returns = Return.objects.filter(programme=programme)
    return returns.aggregate(first=Min("period__month"))["first"]


def recurring_row_of(
    row: Milestone, occurrences: Iterable[Occurrence], since: date | None
) -> RecurringRow:
    """Return a row as far as its occurrences go, read with its baselines and with theirs.

    Who reported them is left out.
    """
    dates = max(row.baselines.all(), key=lambda baseline: baseline.number, default=None)
    reported = (
        OccurrenceFacts(
            due_on=occurrence.due_on,
            turn=Turn(occurrence.turn),
            done_on=occurrence.done_on,
            reason=occurrence.reason,
            month=occurrence.period.month,
            by_name="",
            at=occurrence.reported_at,
            state=ReturnState(occurrence.ret.state),
        )
        for occurrence in occurrences
    )
    return RecurringRow(
        ref=row.ref,
        programme=row.programme.ref,
        title=row.title,
        start=dates.start if dates else UNDATED,
        end=dates.end if dates else UNDATED,
        recurring=RecurringFacts(first_on=row.first_on, since=since, reported=tuple(reported)),
    )


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
