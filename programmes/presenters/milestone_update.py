"""What stands beside the form of a milestone's report: last time, and what saving would void."""

from dataclasses import dataclass

from django.db.models import QuerySet, Subquery

from irp.models import PlanSettings, ReportingPeriod
from programmes.actions.milestones import this_and_last_report
from programmes.models import Milestone, MilestoneReport, Return
from programmes.presenters.next_acts import VOIDABLE
from programmes.rules import Delivery, ReturnState


@dataclass(frozen=True)
class UpdatePage:
    """The open period, this month's report, the last one, and the return's state."""

    period: ReportingPeriod
    report: MilestoneReport | None
    last: MilestoneReport | None
    state: ReturnState | None

    @property
    def voids(self) -> bool:
        """Tell whether saving takes the return back to its draft (Rule 15)."""
        return self.state in VOIDABLE

    @property
    def last_delivery(self) -> str:
        """Return the last delivery status in words."""
        return Delivery(self.last.delivery).label if self.last else ""


def milestones_to_report() -> QuerySet[Milestone]:
    """Return milestones with their programme's posts and how the plan counts quarters.

    One statement for all of it: a save is held to twelve.
    """
    counted = Subquery(PlanSettings.objects.values("irp_quarters")[:1])
    rows = Milestone.objects.select_related("programme__sao", "programme__rdl", "workstream")
    return rows.annotate(counted_quarters=counted)


def quarters_of(milestone: Milestone) -> str:
    """Return how the plan counts quarters, as `milestones_to_report` read it (Rule 11)."""
    return vars(milestone)["counted_quarters"] or PlanSettings().irp_quarters


def update_page(milestone: Milestone, period: ReportingPeriod) -> UpdatePage:
    """Return what the form shows beside it, in two statements."""
    report, last = this_and_last_report(milestone, period)
    ret = Return.objects.filter(programme=milestone.programme_id, period=period).first()
    return UpdatePage(period, report, last, ReturnState(ret.state) if ret else None)
