"""All rows of a return that are still reported, each with what its report starts from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from irp.models import ReportingPeriod
from programmes.models import Milestone, MilestoneReport, OpeningRow, Return
from programmes.readings.openings_now import openings_of
from programmes.readings.owed import before, owed_rows
from programmes.rules import ReportedBefore
from programmes.words import CLOSED


@dataclass(frozen=True, kw_only=True)
class OpenRow:
    """One row: its report of the month, if any, and the newest one before it.

    Without one before, `opening` is what an earlier tracker said of it, if any (Rule 18c).
    """

    milestone: Milestone
    report: MilestoneReport | None
    last: MilestoneReport | None
    opening: OpeningRow | None = None

    @property
    def before(self) -> ReportedBefore:
        """Return what was reported of it before, and when it is due."""
        return before(self.milestone, self.report, self.last, opening=self.opening)

    @property
    def version(self) -> int:
        """Return the version of the month's report, 0 for none."""
        return self.report.version if self.report else 0


def open_rows(ret: Return, *, on: date) -> dict[str, OpenRow]:
    """Return the rows to report by reference, in the plan's order, in three statements.

    One more where a row that was not reported before was taken over from an earlier tracker.

    What was completed or descoped before the month is left out, unless the month reports it.
    """
    taken_over = OpeningRow.objects.filter(milestone=OuterRef("pk"))
    rows = owed_rows(ret, on=on).annotate(is_taken_over=Exists(taken_over))
    milestones = list(rows.prefetch_related("baselines"))
    this, last = these_and_last_reports([row.pk for row in milestones], ret.period)
    untold = [row.pk for row in milestones if row.is_taken_over and row.pk not in last]
    opened = openings_of(untold) if untold else {}
    found = {}
    for milestone in milestones:
        # The plan's own rows are asked of the programme that was read with the return.
        milestone.programme = ret.programme
        report = this.get(milestone.pk)
        if report:
            report.milestone = milestone
        is_elsewhere = report is not None and report.ret_id != ret.pk  # it moved here since
        is_reported = report is not None or milestone.last_delivery not in CLOSED
        if is_reported and not is_elsewhere:
            found[milestone.ref] = OpenRow(
                milestone=milestone,
                report=report,
                last=last.get(milestone.pk),
                opening=opened.get(milestone.pk),
            )
    return found


def these_and_last_reports(
    milestones: Collection[int], period: ReportingPeriod
) -> tuple[dict[int, MilestoneReport], dict[int, MilestoneReport]]:
    """Return milestones' reports in a period, and the newest that count before it, by their keys.

    In one statement, each with its return.
    """
    earlier = MilestoneReport.objects.that_count().filter(
        milestone=OuterRef("milestone"), period__month__lt=period.month
    )
    newest = earlier.order_by("-period__month").values("pk")[:1]
    reports = MilestoneReport.objects.filter(
        Q(period=period) | Q(pk=Subquery(newest)), milestone__in=milestones
    )
    this: dict[int, MilestoneReport] = {}
    last: dict[int, MilestoneReport] = {}
    for report in reports.select_related("period", "ret"):
        (this if report.period_id == period.pk else last)[report.milestone_id] = report
    return this, last


def reports_as_seen(
    rows: Collection[OpenRow], versions: dict[str, int]
) -> dict[str, MilestoneReport]:
    """Return the reports of rows as they were at these versions, by reference; one statement.

    Only of those that were changed since: none for what had no report then.
    """
    changed = {
        row.report.pk: row.milestone.ref
        for row in rows
        if row.report and versions.get(row.milestone.ref, 0) not in {0, row.version}
    }
    if not changed:
        return {}
    history = MilestoneReport.history.filter(id__in=changed)
    return {
        changed[row.id]: row.instance for row in history if row.version == versions[changed[row.id]]
    }
