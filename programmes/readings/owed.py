"""What is still owed: the reports of a return's rows, and the returns of a period (Rules 9, 16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from irp.models import ReportingPeriod
from irp.readings import rows_of
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import UNDATED, PlanDate
from programmes.facts.occurrences import DueKey
from programmes.models import (
    Baseline,
    Milestone,
    MilestoneReport,
    OpeningRow,
    Programme,
    Return,
)
from programmes.querysets import MilestoneQuerySet
from programmes.readings.due_occurrences import due_occurrences
from programmes.rules import ReportedBefore
from programmes.rules.delivery import forecast_fault
from programmes.rules.occurrences import is_due_in
from programmes.words import BEFORE, CLOSED, Delivery, MilestoneKind, ReturnState


@dataclass(frozen=True)
class Lacking:
    """What a return still lacks: the words, and the milestone whose report lacks it, if any."""

    words: str
    ref: str = ""

    def __str__(self) -> str:
        return self.words


def owes_reports(ret: Return) -> bool:
    """Tell whether a return has still to be submitted in its open month."""
    return ret.period.is_open and ret.state in {ReturnState.NOT_STARTED, ReturnState.DRAFT}


def owed_rows(ret: Return, *, on: date) -> MilestoneQuerySet:
    """Return the rows in force on a day, each with the delivery it was last reported with."""
    rows = ret.programme.milestones.in_force(on=on)
    return rows.with_last_delivery(before=ret.period.month)


def submission_faults(
    ret: Return,
    *,
    at: datetime,
    rows: Iterable[Any] | None = None,
    untold: Iterable[DueKey] | None = None,
) -> list[Lacking]:
    """Return what a return lacks before it can be submitted, row by row (Rule 9).

    Where they were read already, `rows` are those of `owed_rows`, and `untold` what is due in the
    month of its recurring rows, open or closed, and not reported.
    """
    on = london_day(at)
    progress = Lacking("Enter the programme’s progress this month.")
    faults = [] if ret.progress.strip() else [progress]
    reported = {report.milestone_id: report for report in ret.reports.all()}
    milestones = list(owed_rows(ret, on=on).prefetch_related("baselines") if rows is None else rows)
    for milestone in milestones:
        report = reported.get(milestone.pk)
        if report is None:
            if milestone.last_delivery not in CLOSED:
                words = f"{milestone.ref} has no report this month. Report it."
                faults.append(Lacking(words, milestone.ref))
            continue
        fault = forecast_fault(
            delivery=Delivery(report.delivery),
            forecast=report.forecast,
            kind=milestone.kind,
            on=on,
        )
        if fault:
            words = f"{milestone.ref}: {fault}."
            faults.append(Lacking(words, milestone.ref))
    still_open = {row.ref: row for row in milestones if row.last_delivery not in CLOSED}
    for due in _untold(ret, still_open.values()) if untold is None else untold:
        if due.ref in still_open:
            day = printed_day(due.due_on)
            words = f"{due.ref} has an occurrence due {day}. Report what became of it."
            faults.append(Lacking(words, due.ref))
    return faults


def _untold(ret: Return, rows: Iterable[Milestone]) -> list[DueKey]:
    """Return what is due in a return's month of rows with their baselines, and not reported."""
    return [
        due
        for due, occurrence in due_occurrences(ret, rows).items()
        if occurrence.reported is None and is_due_in(ret.period.month, due.due_on)
    ]


def row_now(milestone: Milestone) -> Milestone:
    """Return a milestone and its programme as they stand, read under an act's locks.

    Since a page read it, it may have moved to another programme or been retired (18a, 18d).
    """
    return next(iter(rows_of(_row_with_programme, milestone=milestone.pk)))


def _row_with_programme(*, milestone: int) -> QuerySet[Milestone]:
    return Milestone.objects.filter(pk=milestone).select_related("programme__rdl", "programme__sao")


def this_and_last_report(
    milestone: Milestone, period: ReportingPeriod
) -> tuple[MilestoneReport | None, MilestoneReport | None]:
    """Return the report in this period, if any, and the newest one before it, in one statement.

    Each with its return.
    """
    newest = rows_of(_two_newest, milestone=milestone.pk, until=period.month)
    for report in newest:
        report.milestone = milestone
    this = next((report for report in newest if report.period_id == period.pk), None)
    last = next((report for report in newest if report.period_id != period.pk), None)
    return this, last


def _two_newest(*, milestone: int, until: date) -> QuerySet[MilestoneReport]:
    rows = MilestoneReport.objects.that_count().filter(milestone=milestone)
    known = rows.filter(period__month__lte=until).select_related("period", "ret")
    return known.order_by("-period__month")[:2]


def opening_of(milestone: Milestone, last: MilestoneReport | None) -> OpeningRow | None:
    """Return what an earlier tracker said of a milestone that was not reported before (18c)."""
    return None if last else milestone.openings.select_related("takeover").order_by("pk").last()


def before(
    milestone: Milestone,
    this: MilestoneReport | None,
    last: MilestoneReport | None,
    *,
    opening: OpeningRow | None = None,
    asks_due: bool = True,
) -> ReportedBefore:
    """Return what this month's report and the newest one before it say, and when it is due.

    `opening` is what an earlier tracker said, of a milestone without such a report. The due date is
    read where `asks_due`: of all statuses it speaks against Green alone (Rule 4).
    """
    now = Delivery(this.delivery) if this else None
    is_dated = asks_due and milestone.kind == MilestoneKind.DATED
    baselines = list(milestone.baselines.all()) if is_dated else []
    due = baselines[-1].end if baselines else UNDATED
    recurs = milestone.kind == MilestoneKind.RECURRING
    latest = last or opening
    if latest is None:
        return ReportedBefore(this_month=now, due=due, recurs=recurs)
    return ReportedBefore(
        month=last.period.month if last else None,
        delivery=Delivery(latest.delivery),
        forecast=latest.forecast,
        actual_on=latest.actual_on,
        this_month=now,
        due=due,
        recurs=recurs,
    )


def dates_before(ret: Return) -> dict[int, tuple[PlanDate, str]]:
    """Return what this month's dates are held against, and where it stands, by milestone's key.

    The forecast of the newest earlier report, or what an earlier tracker gave; where that named no
    day, the current baseline. For a return read by `returns_to_show`, in three statements.
    """
    keys = [report.milestone_id for report in ret.reports.all()]
    baselines = Baseline.objects.filter(milestone__in=keys).order_by("number")
    found = {row.milestone_id: (row.end, "the plan") for row in baselines}
    for opening in OpeningRow.objects.filter(milestone__in=keys, forecast_latest__isnull=False):
        found[opening.milestone_id] = (opening.forecast, BEFORE.lower())
    earlier = MilestoneReport.objects.that_count().filter(
        milestone=OuterRef("milestone"), period__month__lt=ret.period.month
    )
    newest = earlier.order_by("-period__month").values("pk")[:1]
    last = MilestoneReport.objects.filter(milestone__in=keys, pk=Subquery(newest))
    for row in last.select_related("period"):
        if row.forecast.is_dated:
            found[row.milestone_id] = (row.forecast, str(row.period))
    return found


def return_in(period: ReportingPeriod, programme: Programme) -> Return | None:
    """Return a programme's return of a period; one that joined the plan later has none."""
    return returns_in(period, [programme]).get(programme.pk)


def returns_in(period: ReportingPeriod, programmes: Iterable[Programme]) -> dict[int, Return]:
    """Return programmes' returns of a period, by the programme's key, in one statement."""
    rows = Return.objects.filter(programme__in=list(programmes), period=period)
    return {row.programme_id: row for row in rows}


def missing_returns(period: ReportingPeriod) -> list[Return]:
    """Return the returns that no SAO has signed, with their programmes, in the plan's order."""
    received = period.returns.received().values("pk")
    missing = period.returns.exclude(pk__in=received).order_by("programme__number")
    return list(missing.select_related("period", "programme__sao", "programme__rdl"))
