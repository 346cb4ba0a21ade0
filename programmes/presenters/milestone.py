"""The milestone page: what the plan says of it, its baselines and its reports."""

from dataclasses import dataclass
from datetime import date

from irp.charts import Drawing
from irp.facts import PeriodFacts
from irp.readings import Source, shown_period
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED
from irp.rules.texts import cited
from programmes.charts.slip import slip_chart
from programmes.facts import BaselineFacts, MilestoneFacts
from programmes.facts.plan_money import ReceiptFacts, SavingFacts
from programmes.figures.change_words import cited_as
from programmes.figures.milestones import MilestoneLine, milestone_line
from programmes.figures.slip import Slip, slip_of
from programmes.models import Milestone
from programmes.presenters.occurrences import ToReport, offered_to_report
from programmes.readings.milestones import MilestoneReading, milestone_reading
from programmes.readings.money import money_of
from programmes.rules.occurrences import how_often, next_occurrences
from programmes.rules.withheld import Reader, milestone_seen
from programmes.words import RDL_NOT_NAMED, Delivery, MilestoneKind


@dataclass(frozen=True, kw_only=True)
class MilestoneEntry:
    """What the plan says of a milestone beside its dates."""

    programme: str  # its reference
    programme_name: str
    kind: str
    sao: str
    programme_sao: str
    rdl: str
    lead_member: str | None
    source: str
    details: tuple[str, ...]
    saving: SavingFacts | None
    receipt: ReceiptFacts | None


@dataclass(frozen=True, kw_only=True)
class MilestonePage:
    """Everything the page shows, now or as at a past moment."""

    facts: MilestoneFacts
    line: MilestoneLine
    slip: Slip
    entry: MilestoneEntry
    period: PeriodFacts | None  # the month shown
    recurs: bool
    to_report: tuple[ToReport, ...]  # where the month shown is open
    occurrences: tuple[date, ...]

    @property
    def may_set_first(self) -> bool:
        """Tell whether the row's first date has still to be set, or may be corrected."""
        recurring = self.line.recurring
        if recurring is None:
            return False
        is_told = any(line.turn for line in recurring.lines)
        return recurring.wants_first or (recurring.first_on is not None and not is_told)

    @property
    def is_done_this_month(self) -> bool:
        """Tell whether the shown month's own report completed it: that is corrected there (4)."""
        if self.period is None:
            return False
        deliveries = {report.month: report.delivery for report in self.facts.reports}
        earlier = max((month for month in deliveries if month < self.period.month), default=None)
        opening = self.facts.opening
        was = deliveries[earlier] if earlier else opening.delivery if opening else None
        return (
            deliveries.get(self.period.month) is Delivery.COMPLETE and was is not Delivery.COMPLETE
        )

    def cited(self, row: BaselineFacts) -> str:
        """Return how the decision of a date taken over is cited, "" for another (Rule 18c)."""
        return cited_as(row.decided_by, row.decided_on, row.minute)

    @property
    def chart(self) -> Drawing | None:
        """Return how its forecast moved, drawn where two months or more named a day."""
        return slip_chart(self.slip) if self.slip.is_drawn else None


def milestone_page(
    source: Source, ref: str, *, measured: Measured, reader: Reader, row: Milestone | None = None
) -> MilestonePage | None:
    """Return the page as a person may read it; None where the record had no such milestone.

    `row` is the milestone's row with its programme where the page is as it is now.
    """
    read = milestone_reading(source, ref, row=row)
    if read is None:
        return None
    facts = milestone_seen(read.facts, reader)
    period = shown_period(read.periods.values())
    month = period.month if period else None
    dates = facts.baselines[-1] if facts.baselines else None
    start, end = (dates.start, dates.end) if dates else (UNDATED, UNDATED)
    often = how_often(kind=facts.kind, start=start, end=end)
    line = milestone_line(facts, measured=measured, month=month)
    due = next_occurrences(often, start=start, on=measured.on, first_on=read.row.first_on)
    told = (
        {occurrence.due_on for occurrence in line.recurring.lines if occurrence.turn}
        if line.recurring
        else set()
    )
    return MilestonePage(
        facts=facts,
        line=line,
        slip=slip_of(facts, line, measured=measured),
        entry=_plan_entry(source, read),
        period=period,
        recurs=facts.kind in {"recurring", "review"},
        to_report=offered_to_report(facts, month=month),
        occurrences=tuple(day for day in due if day not in told),
    )


def _plan_entry(source: Source, read: MilestoneReading) -> MilestoneEntry:
    row, programme, titles = read.row, read.programme, read.posts
    sao = titles[programme.sao_id]
    saving, receipt = money_of(source, row, titles)
    return MilestoneEntry(
        programme=programme.ref,
        programme_name=programme.name,
        kind=MilestoneKind(row.kind).label,
        sao=read.facts.own_sao or sao,
        programme_sao=sao,
        rdl=titles.get(programme.rdl_id) or RDL_NOT_NAMED,
        lead_member=read.facts.own_lead_member or titles.get(programme.lead_member_id),
        source=cited(row.source_document, row.source_section, row.source_row),
        details=tuple(row.details),
        saving=saving,
        receipt=receipt,
    )
