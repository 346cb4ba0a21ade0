"""Milestones as pages, packs and lists show them, and how many have which status (Rules 8 to 10).

Dates are plan dates and days, never words: whoever prints them asks `irp.rules.plan_dates.printed`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate, deciding_date
from programmes.facts import MilestoneFacts, ReportFacts
from programmes.facts.owners import LeadFacts
from programmes.facts.takeover import OpeningFacts
from programmes.figures.completions import confirmation, is_unconfirmed
from programmes.figures.occurrences import RecurringLine, recurring_line, recurring_row
from programmes.rules.completion import COMPLETION
from programmes.rules.delivery import (
    days_late,
    forecast_moved,
    forecast_slip,
    known_delivery,
    milestone_status,
    owes_report,
)
from programmes.rules.what_counts import that_count
from programmes.words import Delivery, MilestoneStatus


@dataclass(frozen=True, kw_only=True)
class MilestoneLine:
    """One milestone: its newest report that counts against its baselines, by the measured day.

    `delivery` and `actual_on` are as reported; `status`, `days_late` and `days_late_b0` are what
    was so by the measured day, days past each baseline, 0 in time. `slip` is the forecast's
    distance from the current baseline in days, negative before it.
    """

    ref: str
    programme: str  # its programme's reference
    title: str
    kind: str
    workstream: str | None
    erratum: str
    note: str
    own_sao: str | None
    leads: tuple[LeadFacts, ...]
    start: PlanDate  # of the current baseline
    b0: PlanDate
    baseline: PlanDate
    baseline_number: int
    forecast: PlanDate | None
    slip: int | None
    delivery: Delivery | None
    actual_on: date | None
    days_late: int | None
    days_late_b0: int | None
    status: MilestoneStatus
    month: date | None  # that the report is of
    opening: OpeningFacts | None  # what it rests on before its first report here (Rule 18c)
    no_change: bool
    narrative: str
    reason: str
    evidence: str  # of its completion, as what follows
    no_evidence: str
    handed_to: str
    is_unconfirmed: bool  # complete, and no second person has confirmed what asks for it
    confirmed_by: str  # who did, "" for nobody
    before: ReportFacts | None  # the newest one that counts of an earlier month than that
    recurring: RecurringLine | None  # its occurrences, where it recurs
    is_stale: bool  # open, and its report is of an earlier month than the one shown
    is_owed: bool  # open, and without a report of the month shown

    @property
    def lead(self) -> str | None:
        """Return the post that answers for the row, None where none was named."""
        return next((lead.post for lead in self.leads if lead.accountable), None)

    @property
    def other_leads(self) -> str:
        """Return the other posts that lead it, "" for none."""
        return "; ".join(lead.post for lead in self.leads if not lead.accountable)

    @property
    def is_done(self) -> bool:
        """Tell whether it was completed."""
        return self.status is MilestoneStatus.DONE

    @property
    def is_open(self) -> bool:
        """Tell whether work is still to come."""
        return self.status not in {MilestoneStatus.DONE, MilestoneStatus.DESCOPED}

    @property
    def is_late(self) -> bool:
        """Tell whether it is open with its current baseline passed."""
        return self.status is MilestoneStatus.LATE

    @property
    def completed_after(self) -> date | None:
        """Return the day that an open row was completed on, after the measured one (Rule 14)."""
        return self.actual_on if self.is_open and self.delivery is Delivery.COMPLETE else None

    @property
    def has_moved(self) -> bool:
        """Tell whether its forecast is another than in the report before."""
        return forecast_moved(
            delivery=self.delivery,
            before=self.before.delivery if self.before else None,
            was=self.before.forecast.latest if self.before else None,
            now=self.forecast.latest if self.forecast else None,
        )

    @property
    def is_unbaselined(self) -> bool:
        """Tell whether its date is to be confirmed: neither late nor on track (Rule 10)."""
        return self.status is MilestoneStatus.TO_BE_CONFIRMED


def worst_first(lines: Iterable[MilestoneLine]) -> list[MilestoneLine]:
    """Return the open rows: the longest late first, then by their date, those without one last."""
    return sorted(
        (line for line in lines if line.is_open),
        key=lambda line: (-(line.days_late or 0), line.baseline.latest or date.max, line.ref),
    )


def newest_that_counts(reports: Iterable[ReportFacts]) -> ReportFacts | None:
    """Return the first report that counts of some, newest first."""
    return next(iter(that_count(reports)), None)


def milestone_line(
    facts: MilestoneFacts, *, measured: Measured, month: date | None
) -> MilestoneLine:
    """Return a milestone's line; `month` is the one shown, None before any was opened.

    It is longer than most because it names every field of the line once, in its order.
    """
    report, before = [*that_count(facts.reports), None, None][:2]
    dates = [deciding_date(row.start, row.end) for row in facts.baselines] or [UNDATED]
    b0, baseline = dates[0], dates[-1]
    opening = None if report else facts.opening
    latest = report or opening
    delivery, actual_on = (latest.delivery, latest.actual_on) if latest else (None, None)
    forecast = latest.forecast if latest else None
    known = known_delivery(delivery=delivery, actual_on=actual_on, measured=measured)
    stands = partial(milestone_status, kind=facts.kind, delivery=known, measured=measured)
    late = partial(days_late, kind=facts.kind, delivery=known, measured=measured)
    reported = report.month if report else None
    is_owed = owes_report(delivery=delivery, reported=reported, month=month)
    recurs = recurring_row(facts)
    confirmed = confirmation(facts, actual_on)
    return MilestoneLine(
        ref=facts.ref,
        programme=facts.programme,
        title=facts.title,
        kind=facts.kind,
        workstream=facts.workstream,
        erratum=facts.erratum,
        note=facts.note,
        own_sao=facts.own_sao,
        leads=facts.leads,
        start=facts.baselines[-1].start if facts.baselines else UNDATED,
        b0=b0,
        baseline=baseline,
        baseline_number=facts.baselines[-1].number if facts.baselines else 0,
        forecast=forecast,
        slip=forecast_slip(baseline=baseline, forecast=forecast or UNDATED, delivery=known),
        delivery=delivery,
        actual_on=actual_on,
        days_late=late(latest=baseline.latest, actual_on=actual_on),
        days_late_b0=late(latest=b0.latest, actual_on=actual_on),
        status=stands(latest=baseline.latest),
        month=reported,
        opening=opening,
        no_change=bool(report and report.no_change),
        narrative=report.narrative if report else opening.said if opening else "",
        reason=report.reason if report else "",
        **{name: getattr(report, name) if report else "" for name in COMPLETION},
        is_unconfirmed=is_unconfirmed(report, confirmed),
        confirmed_by=confirmed.by_name if confirmed else "",
        before=before,
        recurring=recurring_line(recurs, measured=measured) if recurs else None,
        is_stale=is_owed and report is not None,
        is_owed=is_owed,
    )


def count_closed(lines: Iterable[MilestoneLine]) -> int:
    """Return how many milestones are completed or out of scope."""
    return sum(not line.is_open for line in lines)


def count_reported(reports: Iterable[ReportFacts | None]) -> int:
    """Return how many milestones a month has a report of; each is given by its own."""
    return sum(report is not None for report in reports)


def by_status(lines: Sequence[MilestoneLine]) -> dict[MilestoneStatus, int]:
    """Return how many milestones have which status; every one has one."""
    return {where: sum(line.status is where for line in lines) for where in MilestoneStatus}


def by_workstream(
    lines: Iterable[MilestoneLine],
) -> list[tuple[str | None, list[MilestoneLine]]]:
    """Return lines under their workstreams, those without one first."""
    return [(name, list(rows)) for name, rows in groupby(lines, key=lambda line: line.workstream)]
