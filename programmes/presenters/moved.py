"""Dates of a return that moved by more than a year: a slip of the pen, or news (Rules 8 and 9)."""

from dataclasses import dataclass

from irp.fields import label_of
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import PlanDate, QuarterConvention, printed
from programmes.figures.moved import leap
from programmes.models import MilestoneReport, Return
from programmes.readings.owed import dates_before


@dataclass(frozen=True)
class MovedDate:
    """One date to check, in words: what it is of, how it reads now, what it was and where."""

    ref: str
    label: str
    now: str
    by: str  # "45 months later"
    before: str


def far_moves(ret: Return, *, quarters: str) -> list[MovedDate]:
    """Return the forecasts and days of completion that moved by more than a year.

    `ret` is read by `returns_to_show`; it takes two more statements.
    """
    before = dates_before(ret)
    lines = (
        _moved(report, *before[report.milestone_id], QuarterConvention(quarters))
        for report in ret.reports.all()
        if report.milestone_id in before
    )
    return [line for line in lines if line]


def _moved(
    report: MilestoneReport, was: PlanDate, where: str, quarters: QuarterConvention
) -> MovedDate | None:
    found = leap(done=report.actual_on, forecast=report.forecast, was=was)
    if found is None:
        return None
    return MovedDate(
        ref=report.milestone.ref,
        label=label_of(MilestoneReport, "actual_on" if found.is_done else "forecast").lower(),
        now=printed_day(report.actual_on)
        if report.actual_on
        else printed(report.forecast, quarters=quarters),
        by=found.by,
        before=f"{where}: {printed(was, quarters=quarters)}",
    )
