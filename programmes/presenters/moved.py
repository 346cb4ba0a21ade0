"""Dates of a return that moved by more than a year: a slip of the pen, or news (Rules 8 and 9)."""

from dataclasses import dataclass

from irp.fields import label_of
from irp.rules.date_spans import length_of, printed_day
from irp.rules.plan_dates import PlanDate, QuarterConvention, printed
from programmes.models import MilestoneReport, Return
from programmes.readings.owed import dates_before
from programmes.rules.delivery import moved_over_a_year


@dataclass(frozen=True)
class MovedDate:
    """One date to check, in words: what it is of, how it reads now, what it was and where."""

    ref: str
    label: str
    now: str
    by: str  # "45 months later"
    before: str


def dates_moved(ret: Return, *, quarters: str) -> list[MovedDate]:
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
    done = report.actual_on
    now = done or report.forecast.latest
    if now is None or was.latest is None or not moved_over_a_year(was.latest, now):
        return None
    days = (now - was.latest).days
    return MovedDate(
        ref=report.milestone.ref,
        label=label_of(MilestoneReport, "actual_on" if done else "forecast").lower(),
        now=printed_day(done) if done else printed(report.forecast, quarters=quarters),
        by=f"{length_of(days)} {'later' if days > 0 else 'earlier'}",
        before=f"{where}: {printed(was, quarters=quarters)}",
    )
