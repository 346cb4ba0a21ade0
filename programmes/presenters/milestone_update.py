"""What stands beside the form of a milestone's report: last time, and what saving would void."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from irp.models import ReportingPeriod
from irp.readings import Now, period_now_open
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, QuarterConvention, how_read
from programmes.facts.takeover import OpeningFacts
from programmes.figures.milestones import MilestoneLine, milestone_line
from programmes.models import Milestone, MilestoneReport
from programmes.presenters.occurrences import ToReport, offered_to_report
from programmes.readings.milestones import whole_milestone
from programmes.readings.owed import before, opening_of, return_in, this_and_last_report
from programmes.rules import report_faults
from programmes.rules.completion import COMPLETION, Completion
from programmes.rules.reports import ReportedBefore, may_need_reason, offered, reopens
from programmes.rules.returns import allows
from programmes.words import Delivery, ReturnState, Step


@dataclass(frozen=True)
class UpdatePage:
    """The open period, this month's report, the last one, the return's state, the baselines."""

    period: ReportingPeriod
    report: MilestoneReport | None
    last: MilestoneReport | None
    state: ReturnState | None
    line: MilestoneLine
    opening: OpeningFacts | None  # what an earlier tracker said, without a report before (18c)
    before: ReportedBefore
    to_report: tuple[ToReport, ...]  # occurrences, where it recurs

    @property
    def offered(self) -> Sequence[Delivery]:
        """Return the statuses that the monthly form offers (Rule 4)."""
        return offered(self.before)

    @property
    def asks_reason(self) -> Sequence[Delivery]:
        """Return the statuses that a reason may be needed for (Rule 5)."""
        return may_need_reason(self.before)

    @property
    def reopens(self) -> Sequence[Delivery]:
        """Return the statuses that a completed row may be given again (Rule 4)."""
        return reopens(self.before)

    @property
    def voids(self) -> bool:
        """Tell whether saving takes the return back to its draft (Rule 15)."""
        return allows(Step.REOPEN, state=self.state)

    @property
    def last_delivery(self) -> str:
        """Return the last delivery status in words."""
        return Delivery(self.last.delivery).label if self.last else ""


def faults_besides(
    milestone: Milestone, entered: Mapping[str, Any], *, at: datetime
) -> dict[str, str]:
    """Return what the rule says of the entries that a form did not refuse, by field.

    So that a person is told every fault at once. Where no period is open the act says so first.
    """
    period = period_now_open()
    if period is None:
        return {}
    return report_faults(
        delivery=Delivery(entered["delivery"]) if "delivery" in entered else None,
        before=_before(milestone, *this_and_last_report(milestone, period)),
        month=period.month,
        forecast=entered.get("forecast"),
        actual_on=entered.get("actual_on"),
        narrative=entered.get("narrative"),
        reason=entered.get("reason"),
        on=london_day(at),
        completion=Completion(**{name: entered.get(name) for name in COMPLETION}),
    )


def _before(
    milestone: Milestone, report: MilestoneReport | None, last: MilestoneReport | None
) -> ReportedBefore:
    return before(milestone, report, last, opening=opening_of(milestone, last))


def forecast_read(forecast: PlanDate, quarters: str) -> str:
    """Return how a forecast's words were read, as a sentence for who typed them; "" for none."""
    words = how_read(forecast, quarters=QuarterConvention(quarters))
    return f" Forecast read as {words}." if words else ""


def update_page(milestone: Milestone, period: ReportingPeriod, *, at: datetime) -> UpdatePage:
    """Return what the form shows beside it."""
    report, last = this_and_last_report(milestone, period)
    facts = whole_milestone(Now(at), milestone)
    measured = Measured(london_day(at))
    ret = report.ret if report else return_in(period, milestone.programme)
    return UpdatePage(
        period,
        report,
        last,
        ReturnState(ret.state) if ret else None,
        milestone_line(facts, measured=measured, month=period.month),
        None if last else facts.opening,
        _before(milestone, report, last),
        offered_to_report(facts, month=period.month),
    )
